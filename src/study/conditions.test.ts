import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { compareConditions, compilePattern, conditionsFromLabels, fileLabel, parseCondition } from './conditions.js';

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
  }
  return undefined;
}

/** `name value unit` of each condition, or undefined where the pattern does not fit. */
function read(pattern: string, name: string): string | undefined {
  const match = compilePattern(pattern).match(name);
  if (match === undefined) return undefined;
  return Object.entries(match.conditions)
    .map(([condition, { value, unit }]) => `${condition} ${value} ${unit}`)
    .join(', ');
}

describe('compilePattern', () => {
  it.each([
    ['raw/cond/nzsp-{temperature:degC}.mpt', 'raw/cond/nzsp-25.mpt', 'temperature 25 degC'],
    ['raw/cond/nzsp-{temperature:degC}.mpt', './raw/cond/nzsp-25.mpt', 'temperature 25 degC'],
    ['raw/cond/nzsp-{temperature:degC}.mpt', 'raw/cond/nzsp--10.mpt', 'temperature -10 degC'],
    ['raw/cond/nzsp-{temperature:degC}.mpt', 'raw/cond/nzsp-25.mpr', undefined],
    ['raw/cond/nzsp-{temperature:degC}.mpt', 'raw/cond/nzsp-warm.mpt', undefined],
    ['raw/cond/nzsp-{temperature:degC}.mpt', 'old/raw/cond/nzsp-25.mpt', undefined],
    ['aged-{time:h}h.csv', 'aged-0.5h.csv', 'time 0.5 h'],
    ['aged-{time:h}h.csv', 'aged-0p5h.csv', 'time 0.5 h'],
    ['aged-{time:h}h.csv', 'aged-0,5h.csv', 'time 0.5 h'],
    ['aged-{time}h', 'aged-10h', 'time 10 h'],
    ['aged-{time}min', 'aged-10min', 'time 10 min'],
    ['pellet-{temperature}C', 'pellet-25C', 'temperature 25 degC'],
    ['pellet-{temperature}K', 'pellet-298K', 'temperature 298 K'],
    ['pellet-{temperature}', 'pellet-25.5', 'temperature 25.5 degC'],
    ['pellet-{temperature}deg', 'pellet-25deg', 'temperature 25 degC'],
    ['nzsp{temperature:degC}a', 'nzsp25a', 'temperature 25 degC'],
    ['bias{voltage}mV', 'bias100mV', 'voltage 100 mV'],
    ['run-{cycle}', 'run-012', 'cycle 12 1'],
    ['*{temperature}C*', 'nzsp2_-25C_b', 'temperature -25 degC'],
    ['*{temperature}C', 'nzsp125C', 'temperature 125 degC'],
    ['*_{temperature}C_{time}h', 'a_b_60C_100h', 'temperature 60 degC, time 100 h'],
    ['run-{current:mA/cm^2}.csv', 'run-0.2.csv', 'current 0.2 mA/cm^2'],
    ['pellet.{temperature}C', 'pellet.25C', 'temperature 25 degC'],
    ['v1.{step}', 'v1.25', 'step 25 1'],
    ['*{step}', 'v1.25', 'step 1.25 1'],
    ['2024-05-{step}', '2024-05-17', 'step 17 1'],
    ['raw/**/x-{step}.csv', 'raw/a/b/x-1.csv', 'step 1 1'],
    ['raw/**/x-{step}.csv', 'raw/x-1.csv', 'step 1 1'],
    ['raw/*/x-{step}.csv', 'raw/a/b/x-1.csv', undefined],
    ['raw/x?.csv', 'raw/x1.csv', ''],
    ['raw/(a+b).csv', 'raw/(a+b).csv', ''],
    ['raw/(a+b).csv', 'raw/aab.csv', undefined],
  ])('%s on %s reads %s', (pattern, name, conditions) => {
    expect(read(pattern.replace('{current:', '{currentDensity:'), name)).toBe(
      conditions?.replace('current ', 'currentDensity '),
    );
  });

  it.each([
    ['a-{temperature:kelvins}', 'unknown-unit'],
    ['a-{temperature:V}', 'wrong-dimension'],
    ['a-{temperature', 'invalid-option'],
    ['a-temperature}', 'invalid-option'],
    ['a-{}', 'invalid-option'],
    ['a-{2x}', 'invalid-option'],
    ['{time:h}{temperature}', 'invalid-option'],
    ['{time:h}-{time:s}', 'invalid-option'],
    ['aged-{time}m', 'invalid-option'],
    ['aged-{time}weeks', 'invalid-option'],
    ['nzsp{temperature}a', 'invalid-option'],
  ])('refuses %s', (pattern, code) => {
    expect(errorOf(() => compilePattern(pattern))?.code).toBe(code);
  });

  it('reads back any number that is written into a name', () => {
    const values = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(
        values,
        fc.constantFrom('a_{temperature:K}.csv', 'x/*_{temperature:K}', '{temperature:K} b'),
        (text, pattern) => {
          const name = pattern.replace('{temperature:K}', text).replace('*', 'some 2');
          expect(compilePattern(pattern).match(name)?.conditions.temperature?.value).toBe(Number(text));
        },
      ),
    );
  });
});

describe('conditionsFromLabels', () => {
  it('keeps the order of the labels', () => {
    const conditions = conditionsFromLabels('pellet-{temperature}C', ['pellet-60C', 'pellet-25C']);
    expect(conditions.map((entry) => entry.temperature!.value)).toEqual([60, 25]);
  });

  it('names the labels that do not fit, and a pattern without a condition', () => {
    const error = errorOf(() => conditionsFromLabels('pellet-{temperature}C', ['pellet-60C', 'disc-25C']));
    expect(error?.code).toBe('invalid-option');
    expect(error?.message).toContain('does not fit disc-25C');
    expect(errorOf(() => conditionsFromLabels('pellet-*', ['pellet-1']))?.code).toBe('invalid-option');
  });

  it('does not take a hyphen for a minus, but reads a minus where some numbers have none', () => {
    const error = errorOf(() => conditionsFromLabels('pellet{temperature}C', ['pellet-60C', 'pellet-25C']));
    expect(error?.hint).toContain('"pellet-{temperature}C"');
    const cold = conditionsFromLabels('T{temperature}C', ['T-10C', 'T0C', 'T10C']);
    expect(cold.map((entry) => entry.temperature!.value)).toEqual([-10, 0, 10]);
  });
});

it('refuses conditions that cannot be, naming the file', () => {
  expect(errorOf(() => parseCondition('temperature', '-300 degC'))?.message).toContain('below absolute zero');
  const error = errorOf(() => conditionsFromLabels('x_{temperature}C', ['x_25C', 'x_-300C']));
  expect(error?.message).toBe('by the name of x_-300C the temperature is -300 degC, which is below absolute zero');
});

describe('fileLabel', () => {
  it.each([
    ['raw/cond/nzsp-25.mpt', 'nzsp-25'],
    ['pellet-25.5C', 'pellet-25.5C'],
    ['pellet-25.5C.csv', 'pellet-25.5C'],
    ['C:\\data\\a.b.DTA', 'a.b'],
    ['.hidden', '.hidden'],
    ['plain', 'plain'],
  ])('%s is %s', (path, label) => {
    expect(fileLabel(path)).toBe(label);
  });
});

describe('conditions', () => {
  it('are typed with their unit; a bare number only where it is a pure number', () => {
    expect(parseCondition('temperature', '25 degC').unit).toBe('degC');
    expect(parseCondition('cycle', 5)).toEqual({ value: 5, sigma: null, unit: '1' });
    expect(parseCondition('dose', '4 min').unit).toBe('min');
    expect(errorOf(() => parseCondition('temperature', 25))?.code).toBe('not-a-quantity');
    expect(errorOf(() => parseCondition('temperature', '25 h'))?.code).toBe('wrong-dimension');
  });

  it('are compared whatever unit they are in, missing ones last', () => {
    const t = (value: number, unit: string) => ({ time: { value, sigma: null, unit } });
    expect(compareConditions(t(30, 'min'), t(1, 'h'), ['time'])).toBeLessThan(0);
    expect(compareConditions(t(60, 'min'), t(1, 'h'), ['time'])).toBe(0);
    expect(compareConditions({}, t(1, 'h'), ['time'])).toBeGreaterThan(0);
    expect(compareConditions(t(1, 'h'), {}, ['time'])).toBeLessThan(0);
    expect(compareConditions({}, {}, ['time'])).toBe(0);
  });
});
