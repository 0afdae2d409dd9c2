import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../../src/techniques/option-form.js';
import { dragEdit, excludeEdit, optionEdit, parameterEdit, takeBackEdit } from './analysis-edits.js';
import { optionsInText } from './options-in-text.js';

const text = `title: t   # kept
analyses:
  a:
    technique: impedance
    circuit: R0-p(R1,CPE1)
    tie: [R1=2*R0]
`;
const R1 = { name: 'R1', bounds: [0, null] } as const;
const field = (name: string, kind: FormField['kind']): FormField => ({
  name,
  kind,
  label: name,
  description: '',
  choices: [],
  required: false,
  undecided: false,
});

describe('optionEdit', () => {
  it('sets an option and takes it away, and leaves the rest of the text alone', () => {
    const set = optionEdit('a', 'starts', 5).change(text);
    expect(optionsInText(set, 'a').starts).toBe(5);
    expect(set).toContain('title: t   # kept');
    expect(optionEdit('a', 'starts', undefined).change(set)).toBe(text);
  });
});

describe('parameterEdit', () => {
  it('fixes a parameter, which is then no longer tied', () => {
    const { change, label } = parameterEdit('a', R1, 'fix', '150');
    const typed = optionsInText(change(text), 'a');
    expect([label, typed.fix, typed.tie]).toEqual(['fix R1', ['R1=150'], undefined]);
  });

  it('works on the text as it is when it is applied', () => {
    const once = parameterEdit('a', R1, 'low', '10').change(text);
    const twice = parameterEdit('a', R1, 'high', '1000').change(once);
    expect(optionsInText(twice, 'a').bounds).toEqual(['R1=10:1000']);
    const gone = parameterEdit('a', R1, 'high', '').change(parameterEdit('a', R1, 'low', '').change(twice));
    expect(optionsInText(gone, 'a').bounds).toBeUndefined();
  });

  it('joins steps of the same field for undo, and nothing else', () => {
    const step = (text: string) => parameterEdit('a', R1, 'start', text, true).mark;
    expect(step('1')).toBe(step('2'));
    expect(step('1')).not.toBe(parameterEdit('a', R1, 'low', '1', true).mark);
    expect(parameterEdit('a', R1, 'fix', '1').mark).toBeUndefined();
  });

  it('changes only the option it is about', () => {
    const set = parameterEdit('a', R1, 'start', '3').change(text);
    expect(set).toContain('tie: [R1=2*R0]');
    expect(optionsInText(set, 'a').start).toEqual(['R1=3']);
  });
});

describe('excludeEdit and takeBackEdit', () => {
  const points = [
    { recording: 'x', row: 2 },
    { recording: 'x', row: 3 },
    { recording: 'y', row: 7 },
  ];

  it('leaves points out and takes them back', () => {
    const out = excludeEdit('a', points, true);
    expect(out.label).toBe('leave out 3 points of a');
    const without = out.change(text);
    expect(optionsInText(without, 'a').exclude).toEqual(['x:2-3', 'y:7']);
    const back = excludeEdit('a', [points[2]!], false);
    expect(back.label).toBe('take back 1 point of y');
    expect(optionsInText(back.change(without), 'a').exclude).toEqual(['x:2-3']);
    expect(excludeEdit('a', points, false).change(without)).toBe(text);
  });

  it('takes one entry back, or all', () => {
    const without = excludeEdit('a', points, true).change(text);
    expect(optionsInText(takeBackEdit('a', 'y:7').change(without), 'a').exclude).toEqual(['x:2-3']);
    expect(takeBackEdit('a').change(without)).toBe(text);
  });
});

describe('dragEdit', () => {
  const fields = [
    field('start', 'list'),
    field('voltage', 'quantity'),
    field('minFrequency', 'number'),
    field('n', 'integer'),
  ];
  const set = (sets: { parameter: string } | { option: string }, value: number, unit: string) =>
    optionsInText(dragEdit('a', { sets, unit }, value, fields)!.change(text), 'a');

  it('sets the start of a parameter, in four digits', () => {
    expect(set({ parameter: 'R1' }, 123.456, 'Ohm').start).toEqual(['R1=123.5']);
  });

  it('sets an option as its kind wants it', () => {
    expect(set({ option: 'voltage' }, 0.199999, 'V').voltage).toBe('0.2 V');
    expect(set({ option: 'minFrequency' }, 0.0123456, 'Hz').minFrequency).toBe(0.01235);
    expect(set({ option: 'n' }, 12345.6, '').n).toBe(12346);
  });

  it('sets nothing that the technique does not have', () => {
    expect(dragEdit('a', { sets: { option: 'x' }, unit: '' }, 1, fields)).toBeUndefined();
    expect(dragEdit('a', { sets: { parameter: 'R1' }, unit: '' }, 1, [])).toBeUndefined();
  });
});
