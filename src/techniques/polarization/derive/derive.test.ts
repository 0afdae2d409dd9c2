import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../../quantity/quantity.js';
import { polarizationOptions } from '../options.js';
import { printAmpere } from './ampere-scale.js';
import { currentFraction } from './current-fraction.js';
import { currentVoltage } from './current-voltage.js';
import { decayCharge } from './decay-charge.js';
import { conductivityOf } from './electronic-conductivity.js';
import { hebbWagner, hebbWagnerV } from './hebb-wagner.js';
import { offsetOf, withoutOffset } from './offset.js';
import { type SteadyCurrent, steadyCurrent } from './steady-current.js';
import { beyondOhm, temperatureK } from './temperature.js';
import { transferenceNumbers } from './transference.js';

const criteria = { tolerance: 0.3, precision: 0.25 };
const timeS = Float64Array.from({ length: 600 }, (_, k) => 1 + 10 * k);

/** A step with an exact decay; its steady current replaced where one is given. */
function step(potentialV: number, current: (timeS: number) => number, steady?: Quantity): SteadyCurrent {
  const sign = potentialV < 0 ? -1 : 1;
  const currentA = timeS.map((t) => sign * current(t));
  const found = steadyCurrent({ label: `${potentialV} V`, potentialV, timeS, currentA, startS: 0 }, criteria);
  return steady === undefined ? found : { ...found, current: steady };
}

const known = (value: number, sigma: number): Quantity => ({ value, sigma, unit: 'A' });

describe('the line through steady currents', () => {
  const at = (v: number, offsetA: number, relative: number) =>
    step(v, () => 1e-8, known(9e-8 * v + offsetA, relative * 9e-8 * v));

  it('has the leakage as intercept and the conductance as slope', () => {
    const line = currentVoltage([0.2, 0.5, 1].map((v) => at(v, 2e-10, 0.01)))!;
    expect(line.conductance.value! / 9e-8).toBeCloseTo(1, 10);
    expect(line.offset.value! / 2e-10).toBeCloseTo(1, 6);
  });

  it('does not average away what all steps share', () => {
    const volts = Array.from({ length: 40 }, (_, k) => 0.1 + k * 0.1);
    const { value, sigma } = currentVoltage(volts.map((v) => at(v, 0, 0.04)))!.conductance;
    expect(sigma! / value!).toBeGreaterThanOrEqual(0.0399);
  });

  it('needs two potentials, and says when points leave it', () => {
    expect(currentVoltage([at(0.5, 0, 0.01), at(0.5, 0, 0.01)])).toBeUndefined();
    const bent = [0.2, 0.5, 1].map((v) => step(v, () => 1e-8, known(9e-8 * v ** 2, 1e-10)));
    expect(currentVoltage(bent)!.linearity!).toBeLessThan(1e-6);
  });
});

describe('one blocking electrode', () => {
  const constant = { perCm: 0.1, relativeSigma: 0, complete: true };
  const kelvin = 298.15;
  const [sigmaN, sigmaP] = [3e-9, 2e-16];
  const current = (v: number): number => {
    const unit = hebbWagnerV(v, kelvin);
    return (sigmaN * unit.electrons + sigmaP * unit.holes) / constant.perCm;
  };

  it('gives electrons and holes back from the law of Hebb and Wagner', () => {
    const steps = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5].map((v) => step(v, () => 1e-8, known(current(v), 0.01 * current(v))));
    const law = hebbWagner(steps, constant, kelvin)!;
    expect(law.electrons.value! / sigmaN).toBeCloseTo(1, 8);
    expect(law.holes.value! / sigmaP).toBeCloseTo(1, 8);
    expect(law.both.value! / (sigmaN + sigmaP)).toBeCloseTo(1, 8);
    expect(law.electrons.interval95![0]!).toBeLessThan(sigmaN);
  });

  it('is Ohmic below kT/e and saturates above', () => {
    expect(hebbWagnerV(1e-5, kelvin).electrons / 1e-5).toBeCloseTo(1, 3);
    expect(hebbWagnerV(1, kelvin).electrons).toBeCloseTo(0.025693, 6);
    const options = polarizationOptions.parse({});
    const at = (v: number) => beyondOhm({ ...step(v, () => 1e-8), conditions: {} }, options);
    expect([at(0.01), at(-0.05)]).toEqual([false, true]);
  });

  it('needs two potentials', () => {
    expect(hebbWagner([step(0.1, () => 1e-8, known(1e-8, 1e-10))], constant, kelvin)).toBeUndefined();
  });

  it('knows a temperature in degrees', () => {
    const options = polarizationOptions.parse({ temperature: '60 degC' });
    expect(temperatureK({}, options)).toBeCloseTo(333.15, 9);
    expect(temperatureK({ temperature: { value: 80, sigma: null, unit: 'degC' } }, options)).toBeCloseTo(353.15, 9);
  });
});

describe('the offset', () => {
  it('is taken from a step at 0 V, and what still changes there is its error', () => {
    const found = offsetOf(polarizationOptions.parse({}), [step(0, (t) => 3e-10 - 1e-9 * Math.exp(-t / 1500))])!;
    expect(Math.abs(found.valueA - 3e-10)).toBeLessThan(found.sigmaA);
    expect(found.sigmaA).toBeLessThan(3e-10);
  });

  it('as given goes before that', () => {
    const options = polarizationOptions.parse({ offsetCurrent: '0.1(2) nA' });
    const found = offsetOf(options, [step(0, () => 5e-9)])!;
    expect(found.valueA).toBeCloseTo(1e-10, 20);
    expect(found.sigmaA).toBeCloseTo(2e-10, 20);
  });

  it('moves a current with its interval, and widens a bound', () => {
    const offset = { valueA: 1e-9, sigmaA: 3e-10, source: 'given' } as const;
    const { value, sigma } = withoutOffset({ ...known(1e-8, 4e-10), interval95: [9e-9, 1.1e-8] }, offset);
    expect(value).toBeCloseTo(9e-9, 18);
    expect(sigma).toBeCloseTo(5e-10, 18);
    const bounded = withoutOffset({ value: null, sigma: null, unit: 'A', interval95: [null, 1e-8] }, offset);
    expect(bounded.interval95![1]!).toBeCloseTo(9e-9 + 1.96 * 3e-10, 12);
  });
});

it('the charge of an exponential is its amplitude times its time constant', () => {
  const { chargeC, farad } = decayCharge(step(-0.5, (t) => 4e-8 + 4e-7 * Math.exp(-t / 300), known(-4e-8, 1e-11)));
  expect(chargeC / (4e-7 * 300)).toBeGreaterThan(0.98);
  expect(chargeC / (4e-7 * 300)).toBeLessThan(1.01);
  expect(farad).toBeCloseTo(chargeC / 0.5, 15);
});

describe('geometry', () => {
  const constant = { perCm: 0.0884, relativeSigma: 0.026, complete: true };
  const conductance: Quantity = { value: 9e-8, sigma: 9e-10, unit: 'S', interval95: [8.8e-8, 9.2e-8] };

  it('adds its relative variance to the conductivity', () => {
    const { value, sigma } = conductivityOf(conductance, constant);
    expect(sigma! / value!).toBeCloseTo(Math.hypot(0.01, 0.026), 10);
  });

  it('cancels in the transference number of one pellet', () => {
    const electronic = conductivityOf(conductance, constant);
    const total: Quantity = { value: 5e-4, sigma: 5e-4 * 0.026, unit: 'S/cm' };
    const shared = transferenceNumbers(electronic, total, constant.relativeSigma)!.electronic;
    expect(shared.sigma! / shared.value!).toBeCloseTo(0.01, 8);
    const apart = transferenceNumbers(electronic, total)!.electronic;
    expect(apart.sigma! / apart.value!).toBeCloseTo(Math.hypot(0.01, 0.026, 0.026), 8);
  });
});

describe('cells whose electrodes do not block', () => {
  const given = {
    electrodes: 'non-blocking',
    initialResistance: '100(2) Ohm',
    steadyResistance: '120(2) Ohm',
  } as const;
  const decays = step(0.01, (t) => 1e-5 * (0.4 + 0.6 * Math.exp(-t / 200)));

  it('give the current fraction with what stands against it', () => {
    const options = polarizationOptions.parse({ ...given, initialCurrent: '10.0(1) uA' });
    const { quantities, findings } = currentFraction([decays], options);
    const expected = (4e-6 * (0.01 - 1e-5 * 100)) / (1e-5 * (0.01 - 4e-6 * 120));
    expect(quantities.transferenceNumber!.value!).toBeCloseTo(expected, 3);
    expect(findings).toEqual([]);
  });

  it('say what is missing, too large or impossible', () => {
    const codes = (potentialV: number, options: object) =>
      currentFraction([step(potentialV, () => 1e-5)], polarizationOptions.parse(options)).findings.map(
        ({ code }) => code,
      );
    expect(codes(0.1, { electrodes: 'non-blocking' })).toEqual(['large-voltage', 'resistances-missing']);
    const equal = { ...given, steadyResistance: '100(2) Ohm' };
    expect(codes(0.01, equal)).toEqual(['initial-current-read']);
    expect(codes(0.01, { ...equal, initialCurrent: '5 uA' })).toEqual(['fraction-impossible']);
  });
});

it('prints currents in a unit of their size', () => {
  expect([4.52e-8, -1.48e-3, 2e-12].map(printAmpere)).toEqual(['45.2 nA', '-1.48 mA', '2 pA']);
});
