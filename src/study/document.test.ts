import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import type { Result } from '../execution/task.js';
import { composeDocument } from './compose-document.js';
import { fillText, placeholdersOf } from './fill-text.js';
import type { Study, StudyItem } from './study.js';
import { quantity, resultOf } from './test-support/test-technique.js';

const panel = (title: string) => ({ x: { title, unit: '' }, y: { title, unit: '' }, marks: [] });
const table = (id: string, unit: string) => ({
  id,
  caption: `Table ${id}.`,
  columns: [{ name: 'R', unit }],
  rows: [[id]],
});
const entry = (label: string, celsius: number) => ({
  label,
  conditions: { temperature: quantity(celsius, null, 'degC') },
  quantities: { R0: quantity(12.34, 0.5, 'Ohm'), 'CPE1.Q': quantity(2e-6, 1e-7, 'S s^n') },
  findings: [],
});

const conductivity: Result = resultOf({
  quantities: { activationEnergy: quantity(0.31, 0.004, 'eV'), conductivity25C: quantity(5.3e-4, 1.2e-5, 'S/cm') },
  series: [entry('nzsp-25.5', 25.5), entry('nzsp-80', 80), entry('nzsp-9', 9)],
  figures: [
    { id: 'nyquist', caption: 'Spectra.', panels: [panel('a')], width: 'double' },
    { id: 'arrhenius', caption: 'Line with {braces}.', panels: [panel('b'), panel('c')] },
  ],
  tables: [table('parameters', 'Ohm'), table('again', 'Ohm'), table('other', 'V')],
});

const lookUp = (id: string) => (id === 'conductivity' ? conductivity : undefined);

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
  }
  return undefined;
}

describe('fillText', () => {
  it.each([
    ['Ea = {conductivity.activationEnergy}.', 'Ea = 0.310(4) eV.'],
    ['{ conductivity.activationEnergy }', '0.310(4) eV'],
    ['{conductivity.conductivity25C:mS/cm}', '0.530(12) mS/cm'],
    ['{conductivity.temperature.min} to {conductivity.temperature.max}', '9 °C to 80 °C'],
    ['{conductivity.temperature.max:K}', '353.1 K'],
    ['{conductivity.series.nzsp-25.5.R0}', '12.3(5) Ω'],
    ['{conductivity.series.nzsp-80.CPE1.Q}', '2.00(10)×10⁻⁶ S sⁿ'],
    ['{conductivity.series.nzsp-80.temperature}', '80 °C'],
    ['{{x}} and {failed.R0}', '{x} and [failed.R0 not available]'],
    ['no number', 'no number'],
  ])('%s -> %s', (text, filled) => {
    expect(fillText(text, lookUp)).toBe(filled);
  });

  it('names the nearest for a name that is not there', () => {
    const hint = (text: string) => errorOf(() => fillText(text, lookUp))?.hint;
    expect(hint('{conductivity.activationEnegry}')).toBe('did you mean "activationEnergy"?');
    expect(hint('{conductivity.temperature.mean}')).toContain('"temperature.m');
    expect(hint('{conductivity.series.nzsp-80.R1}')).toBe('did you mean "series.nzsp-80.R0"?');
    expect(errorOf(() => fillText('{conductivity.activationEnergy:S/cm}', lookUp))?.code).toBe('wrong-dimension');
    expect(errorOf(() => fillText('{toString}', lookUp))?.code).toBe('invalid-study');
    expect(errorOf(() => fillText('{conductivity.toString}', lookUp))?.code).toBe('invalid-study');
  });

  it.each(['a {conductivity.activationEnergy', 'a } b', '{', '{{{'])(
    'refuses a brace without a partner: %s',
    (text) => {
      expect(errorOf(() => fillText(text, lookUp))?.message).toContain('has no partner');
      expect(errorOf(() => placeholdersOf(text))?.code).toBe('invalid-study');
    },
  );

  it('lists its placeholders', () => {
    expect(placeholdersOf('{{a.b}} {c.d.e:mV} {f.g}')).toEqual([
      { text: 'c.d.e:mV', analysis: 'c', path: 'd.e', unit: 'mV' },
      { text: 'f.g', analysis: 'f', path: 'g' },
    ]);
  });
});

describe('composeDocument', () => {
  const outcomes = [
    { id: 'conductivity', technique: 'impedance', result: conductivity, fromCache: false },
    {
      id: 'failed',
      technique: 'impedance',
      failure: { code: 'fit-failed', message: 'no fit', hint: '', where: {} },
      fromCache: false,
    },
  ];
  const compose = (...items: Partial<StudyItem>[]) => {
    const filled = items.map((item): StudyItem => ({ kind: 'figure', name: 'S1', panels: [], place: {}, ...item }));
    const study = { document: { style: 'single-column', items: filled } } as unknown as Study;
    return composeDocument(study, outcomes);
  };

  it('gathers panels into one figure and fills the caption', () => {
    const { items, findings } = compose({
      panels: ['conductivity.nyquist', 'conductivity.arrhenius'],
      caption: 'Ea {conductivity.activationEnergy}',
    });
    expect(findings).toEqual([]);
    expect(items[0]).toMatchObject({ name: 'S1', caption: 'Ea 0.310(4) eV', analyses: ['conductivity'] });
    expect(items[0]!.figure!.panels.map(({ x }) => x.title)).toEqual(['a', 'b', 'c']);
    expect(items[0]!.figure!.id).toBe('S1');
    expect(items[0]!.figure!.width).toBeUndefined();
  });

  it('keeps a single figure as it is, and joins captions of techniques as they are', () => {
    const { items } = compose(
      { panels: ['conductivity.nyquist'] },
      { name: 'S2', panels: ['conductivity.nyquist', 'conductivity.arrhenius'] },
    );
    expect(items[0]!.figure).toMatchObject({ id: 'nyquist', width: 'double', caption: 'Spectra.' });
    expect(items[1]!.caption).toBe('(a) Spectra. (b) Line with {braces}.');
  });

  it('looks up tables and stacks those of the same columns', () => {
    const { items, findings } = compose(
      { kind: 'table', panels: ['conductivity.parameters', 'conductivity.again'], caption: 'Both.' },
      { kind: 'table', name: '2', panels: ['conductivity.parameters', 'conductivity.other'] },
    );
    expect(items[0]).toMatchObject({
      name: 'Table S1',
      table: { caption: 'Both.', rows: [['parameters'], ['again']] },
    });
    expect(items[1]!.missing).toContain('do not have the same columns');
    expect(findings).toHaveLength(1);
  });

  it('says what is missing and lets the other items stand', () => {
    const { items, findings } = compose(
      { panels: ['conductivity.nyquits'] },
      { name: 'S2', panels: ['failed.nyquist', 'failed.arrhenius'], caption: '{failed.R0}' },
      { name: 'S3', panels: ['conductivity.nyquist'], caption: '{conductivity.activationEnegry}' },
      { name: 'S4', panels: ['conductivity.nyquist'] },
    );
    expect(items[0]!.missing).toBe('conductivity has no figure "nyquits"; did you mean "nyquist"?');
    expect(items[1]).toMatchObject({
      missing: 'the analysis failed failed: no fit',
      caption: '[failed.R0 not available]',
    });
    expect(items[2]!.missing).toContain('did you mean "activationEnergy"?');
    expect(items[3]!.missing).toBeUndefined();
    expect(findings.map(({ code, severity, where }) => [code, severity, where])).toEqual([
      ['unknown-reference', 'error', undefined],
      ['unknown-reference', 'error', undefined],
    ]);
  });

  it('shows every figure when the study has no document', () => {
    const { items } = composeDocument({ document: { style: 'single-column' } } as Study, outcomes);
    expect(items.map(({ name, caption }) => [name, caption])).toEqual([
      ['S1', 'Spectra.'],
      ['S2', 'Line with {braces}.'],
    ]);
  });
});
