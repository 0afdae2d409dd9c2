import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../../src/techniques/option-form.js';
import { hasOwnControl, inOrder, isReference, matches, optionStates } from './option-states.js';

const field = (name: string, description = ''): FormField => ({
  name,
  label: name,
  description,
  kind: 'text',
  choices: [],
  required: false,
  undecided: false,
});
const fields = [field('circuit'), field('voltage'), field('conductivity'), field('starts', 'Number of starts.')];
const source = { analysis: 'pellet', quantity: 'conductivity25C' };
const provenance = {
  options: { conductivity: '0.00053061 +- 0.000016982 S/cm', starts: 20 },
  references: { conductivity: source },
};

describe('optionStates', () => {
  it('tells what is set, what comes from another analysis and what is default', () => {
    const states = optionStates(fields, { typed: { starts: 5 }, provenance });
    expect(states.map(({ value }) => value)).toEqual([undefined, undefined, undefined, 5]);
    expect(states[2]).toEqual({ field: fields[2], value: undefined, source, used: '5.31(17)×10⁻⁴ S/cm' });
    expect(states[3]!.used).toBeUndefined();
  });

  it('forgets a reference when a number is typed in its place', () => {
    const typedNumber = optionStates(fields, { typed: { conductivity: '1 S/cm' }, provenance })[2]!;
    expect(typedNumber.source).toBeUndefined();
    const typedReference = optionStates(fields, {
      typed: { conductivity: '{pellet.conductivity25C}' },
      provenance,
    })[2]!;
    expect(typedReference.source).toEqual(source);
  });

  it('takes an empty entry for none', () => {
    expect(optionStates(fields, { typed: { starts: null } })[3]!.value).toBeUndefined();
  });
});

describe('inOrder', () => {
  it('puts what is set first, then what is taken', () => {
    const states = optionStates(fields, { typed: { starts: 5 }, provenance });
    expect(inOrder(states)).toEqual(['starts', 'conductivity', 'circuit', 'voltage']);
  });
});

describe('hasOwnControl', () => {
  it('knows the words about parameters, the points and the model', () => {
    const names = ['fix', 'tie', 'bounds', 'start', 'exclude', 'circuit', 'starts'];
    const own = (model?: { option: string }) => names.filter((name) => hasOwnControl(name, model));
    expect(own({ option: 'circuit' })).toEqual(['fix', 'tie', 'bounds', 'start', 'exclude', 'circuit']);
    expect(own()).toEqual(['exclude']);
  });
});

describe('matches', () => {
  it('wants every word, in name or description', () => {
    const [state] = optionStates([fields[3]!], { typed: {} });
    expect(['STARTS', 'number of', '', 'start numb'].every((filter) => matches(state!, filter))).toBe(true);
    expect(matches(state!, 'starts seed')).toBe(false);
  });
});

describe('isReference', () => {
  it('is a whole text in braces', () => {
    expect([' {a.b} ', '{a.b} S', '{}', 5].map(isReference)).toEqual([true, false, false, false]);
  });
});
