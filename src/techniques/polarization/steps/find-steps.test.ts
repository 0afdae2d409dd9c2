import { describe, expect, it } from 'vitest';
import { controlState, type TimeSeries } from '../../../formats/time-series/time-series.js';
import { createRandom } from '../../../numerics/random.js';
import { findSteps } from './find-steps.js';

interface Part {
  readonly volts: number;
  readonly rows: number;
  readonly current: (second: number) => number;
  readonly state?: number;
}

const NOISE_A = 4e-11;
const charging = (steadyA: number) => (t: number) => steadyA * (1 + 10 * Math.exp(-t / 200));
const nothing = () => 0;

/** Parts one after the other, a row every ten seconds, with noise on potential and current. */
function seriesOf(parts: readonly Part[], told: boolean): TimeSeries {
  const random = createRandom(5);
  const rows = parts.flatMap(({ volts, rows: count, current, state }) =>
    Array.from({ length: count }, (_, k) => ({
      potentialV: volts + 1e-4 * random.normal(),
      currentA: current(10 * k) + NOISE_A * random.normal(),
      state: state ?? controlState.potential,
    })),
  );
  return {
    rows: rows.length,
    timeS: Float64Array.from(rows, (_, k) => 10 * k),
    potentialV: Float64Array.from(rows, ({ potentialV }) => potentialV),
    currentA: Float64Array.from(rows, ({ currentA }) => currentA),
    currentOrigin: 'stored',
    chargeC: null,
    state: told ? Uint8Array.from(rows, ({ state }) => state) : null,
    setCurrentA: null,
    step: null,
    cycle: null,
    halfCycle: null,
    temperatureC: null,
    joins: [],
    diagnostics: [],
  };
}

const rest: Part = { volts: 0.0004, rows: 90, current: nothing, state: controlState.rest };
const found = (parts: readonly Part[], told: boolean) =>
  findSteps(seriesOf(parts, told), 'cell', 'cell.mpr').map(({ label, potentialV, timeS }) => ({
    label,
    volts: Number(potentialV.toFixed(3)),
    rows: timeS.length,
  }));

describe.each([true, false])('steps between rests, told by the instrument: %s', (told) => {
  it('are found with their potentials, without the rests', () => {
    const parts = [0.2, 0.5, 1].flatMap((volts) => [rest, { volts, rows: 200, current: charging(9e-8 * volts) }]);
    expect(found([...parts, rest], told)).toEqual([
      { label: 'cell#1', volts: 0.2, rows: 199 },
      { label: 'cell#2', volts: 0.5, rows: 199 },
      { label: 'cell#3', volts: 1, rows: 199 },
    ]);
  });

  it('of a single hold have the name of the recording', () => {
    const [only, ...others] = found([{ volts: -0.5, rows: 60, current: charging(-4e-8) }], told);
    expect(only).toMatchObject({ label: 'cell', volts: -0.5 });
    expect(others).toEqual([]);
  });
});

it('a hold at 0 V with a leakage is a step, though no potential is', () => {
  const leaking: Part = { volts: 0, rows: 200, current: () => 2e-10 };
  expect(found([leaking, { volts: 0.5, rows: 200, current: charging(4e-8) }], false)).toHaveLength(2);
});

it('a rest is seen through a coarse converter, and where zeros are stored', () => {
  const hold: Part = { volts: 0.5, rows: 100, current: charging(4e-8) };
  for (const stepA of [1e-10, 1e-8]) {
    const series = seriesOf([rest, hold], false);
    const currentA = series.currentA.map((current) => stepA * Math.round(current / stepA));
    expect(findSteps({ ...series, currentA }, 'cell', 'cell.csv').map(({ startS }) => startS)).toEqual([900]);
  }
});

it('holds of a sample that conducts nothing at all stay steps', () => {
  const parts = [0.2, 0.5].map((volts): Part => ({ volts, rows: 200, current: nothing }));
  expect(found(parts, false).map(({ volts }) => volts)).toEqual([0.2, 0.5]);
});

it('one reading in the middle of a switch does not cut a step', () => {
  const series = seriesOf([{ volts: 0.5, rows: 100, current: charging(4e-8) }], false);
  series.potentialV[50] = 0.43;
  expect(findSteps(series, 'cell', 'cell.csv')).toHaveLength(1);
});

it('time begins at the switch', () => {
  const series = seriesOf([rest, { volts: 0.5, rows: 100, current: charging(4e-8) }], true);
  const [step] = findSteps(series, 'cell', 'cell.csv');
  expect(step!.startS).toBe(900);
  expect(step!.timeS[0]).toBe(10);
});

describe('what is no polarization is refused', () => {
  it('when the current was controlled', () => {
    const controlled: Part = { volts: 0.5, rows: 60, current: () => 1e-4, state: controlState.current };
    expect(() => found([controlled], true)).toThrow(/controlled the current/);
  });

  it('when the current was controlled and only the numbers say so', () => {
    const drifting = seriesOf([{ volts: 0.5, rows: 200, current: () => 1e-4 }], false);
    drifting.potentialV.forEach((volts, k) => {
      drifting.potentialV[k] = volts * (1 + 5e-5 * k);
    });
    expect(() => findSteps(drifting, 'cell', 'cell.csv')).toThrow(/controlled the current/);
  });

  it.each([true, false])('when the potential was swept slowly, told by the instrument: %s', (told) => {
    const swept = seriesOf([{ volts: 0, rows: 2000, current: (t) => 4e-8 * (1 + t / 5000) }], told);
    swept.potentialV.forEach((_, k) => {
      swept.potentialV[k] = 1 + 5e-4 * k;
    });
    expect(() => findSteps(swept, 'cell', 'cell.csv')).toThrow(/no potential is held/);
  });

  it('when nothing is held long enough', () => {
    const ramp = Array.from({ length: 60 }, (_, k): Part => ({ volts: 0.01 * k, rows: 1, current: nothing }));
    expect(() => found(ramp, false)).toThrow(/no potential is held/);
  });
});
