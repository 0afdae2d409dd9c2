import { describe, expect, it } from 'vitest';
import { defaultUnit, unitOfCondition } from './default-unit.js';

describe('defaultUnit', () => {
  it('knows the usual conditions and takes others as pure numbers', () => {
    expect(defaultUnit('temperature')).toBe('degC');
    expect(defaultUnit('cycle')).toBe('1');
    expect(defaultUnit('constructor')).toBe('1');
  });
});

describe('unitOfCondition', () => {
  it.each([
    ['temperature', 'C', 'degC'],
    ['temperature', 'deg C', 'degC'],
    ['temperature', '\u00b0C', '\u00b0C'],
    ['temperature', 'F', 'degF'],
    ['temperature', 'K', 'K'],
    ['time', 'min', 'min'],
    ['time', 'C', undefined],
    ['temperature', 'mV', undefined],
    ['dose', 'mV', 'mV'],
    ['dose', 'furlong', undefined],
  ])('%s in %s is in %s', (name, written, unit) => {
    expect(unitOfCondition(name, written)).toBe(unit);
  });
});
