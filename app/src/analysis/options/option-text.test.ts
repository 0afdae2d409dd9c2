import { describe, expect, it } from 'vitest';
import { formFields } from '../../../../src/techniques/option-form.js';
import { findTechnique } from '../../../../src/techniques/registry.js';
import { defaultWords, optionOfText, optionText, optionTextMistake, stepOptionText } from './option-text.js';

const field = (technique: string, name: string) =>
  formFields(findTechnique(technique)!).find((one) => one.name === name)!;
const conductivity = field('polarization', 'totalConductivity');
const voltage = field('polarization', 'voltage');
const starts = field('impedance', 'starts');
const words = (of: typeof starts, more = {}) => defaultWords({ field: of, value: undefined, ...more });

describe('option texts', () => {
  it('take references for quantities, and none for what would be taken from elsewhere', () => {
    for (const text of ['{conductivity.conductivity25C}', 'none', '5.3(1)e-4 S/cm']) {
      expect(optionTextMistake(conductivity, text), text).toBeUndefined();
      expect(optionOfText(conductivity, text)).toBe(text);
      expect(optionText(conductivity, text)).toBe(text);
    }
    expect(optionTextMistake(voltage, 'none')).toBeDefined();
    expect(optionTextMistake(starts, '{a.b}')).toBeDefined();
  });

  it('are judged by the schema', () => {
    expect(optionTextMistake(starts, '5000')).toContain('1000');
    expect(optionTextMistake(voltage, '0.2')).toContain('unit');
    expect(optionOfText(starts, '5')).toBe(5);
    expect(optionOfText(starts, ' ')).toBeUndefined();
  });
});

describe('defaultWords', () => {
  it('says what holds where nothing is set', () => {
    expect(words(starts)).toBe('20 (default)');
    expect(words(field('impedance', 'compare'))).toBe('none (one on each line)');
    expect(words(voltage)).toBe('not set; with its unit, such as V');
    const source = { analysis: 'pellet', quantity: 'conductivity25C' };
    expect(words(conductivity, { source, used: '5.3(1)×10⁻⁴ S/cm' })).toBe('5.3(1)×10⁻⁴ S/cm');
    expect(words(conductivity, { source: { ...source, missing: 'it failed' } })).toContain('not set');
  });
});

describe('stepOptionText', () => {
  it('steps whole numbers by one and others by their second digit, within limits', () => {
    expect(stepOptionText(starts, '20', 1)).toBe('21');
    expect(stepOptionText(starts, '0', -1)).toBeUndefined();
    expect(stepOptionText(starts, 'x', 1)).toBeUndefined();
    expect(stepOptionText(field('polarization', 'tolerance'), '0.3', -1)).toBe('0.29');
  });
});
