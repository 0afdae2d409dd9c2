import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { loadStudy, printMistake, readStudy } from './load-study.js';
import { otherTechnique, testTechnique } from './test-support/test-technique.js';

const techniques = [testTechnique, otherTechnique];

const good = `title: TiO2-coated NZSP against sodium metal
samples:
  pellet: { composition: Na3Zr2Si2PO12, thickness: 1.00(2) mm, diameter: 12.0(1) mm }
  symmetric-coated: { stack: [Na, TiO2 20(2) nm, NZSP 0.60(1) mm, TiO2 20(2) nm, Na], diameter: 12.0(1) mm }
analyses:
  conductivity:
    technique: impedance
    sample: pellet
    recordings: raw/conductivity/nzsp-{temperature:degC}.mpt
    circuit: L0-R0-p(R1,CPE1)-CPE2
    amplitude: 10 mV
  ageing-coated:
    technique: eis
    sample: symmetric-coated
    recordings:
      - raw/ageing/aged-{time:h}.mpt
      - { file: raw/ageing/fresh.mpt, label: fresh, conditions: { time: 0 h } }
    cell: symmetric
    track: R2
checks:
  - pellet-against-conductivity: { symmetric: ageing-coated, conductivity: conductivity }
document:
  style: double-column
  items:
    - figure: S2
      panels: [conductivity.nyquist, conductivity.arrhenius]
      caption: "Pellets; Ea is {conductivity.activationEnergy}."
    - table: 1
      panels: [conductivity.parameters]
`;

/** Mistakes as printed, so that place and words are tested together. */
function mistakesIn(text: string): string[] {
  return readStudy(text, 'study.yaml', techniques).mistakes.map((mistake) => printMistake(mistake, 'study.yaml'));
}

/** The good study with one text replaced; fails when the text is not there. */
function withChange(from: string, to: string): string {
  expect(good).toContain(from);
  return good.replace(from, to);
}

describe('loadStudy', () => {
  it('reads the study of the contract', () => {
    const study = loadStudy(good, 'study.yaml', techniques);
    expect(study.title).toBe('TiO2-coated NZSP against sodium metal');
    expect(study.samples.pellet).toEqual({
      name: 'pellet',
      composition: 'Na3Zr2Si2PO12',
      thickness: { value: 1, sigma: 0.02, unit: 'mm' },
      diameter: { value: 12, sigma: 0.1, unit: 'mm' },
    });
    expect(study.samples['symmetric-coated']!.stack![1]).toEqual({
      material: 'TiO2',
      thickness: { value: 20, sigma: 2, unit: 'nm' },
    });
    expect(study.analyses.map(({ id, technique }) => [id, technique])).toEqual([
      ['conductivity', 'impedance'],
      ['ageing-coated', 'impedance'],
    ]);
    expect(study.analyses[0]!.options).toEqual({ circuit: 'L0-R0-p(R1,CPE1)-CPE2', amplitude: '10 mV' });
    expect(study.analyses[0]!.place).toEqual({ file: 'study.yaml', line: 6, column: 3, path: 'analyses.conductivity' });
    expect(study.analyses[0]!.keyPlaces.circuit).toMatchObject({ line: 10, column: 14 });
    expect(study.analyses[1]!.recordings[1]).toMatchObject({
      file: 'raw/ageing/fresh.mpt',
      label: 'fresh',
      conditions: { time: { value: 0, sigma: null, unit: 'h' } },
    });
    expect(study.checks[0]).toMatchObject({ check: 'pellet-against-conductivity', place: { line: 21, column: 5 } });
    expect(study.document.items!.map(({ kind, name }) => [kind, name])).toEqual([
      ['figure', 'S2'],
      ['table', '1'],
    ]);
    expect(study.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('needs no samples, checks and document', () => {
    const study = loadStudy(
      'title: t\nanalyses:\n  a: { technique: gc, recordings: x.csv }\n',
      'study.yaml',
      techniques,
    );
    expect(study.document).toEqual({ style: 'single-column' });
    expect(study.samples).toEqual({});
  });

  it('reads conditions beside the recordings: one value, a list, or a column of the files', () => {
    const [analysis] = loadStudy(
      withChange('amplitude: 10 mV', 'conditions: { time: [0 h, 1 h], pressure: 5 MPa, dose: { column: "Dose/uJ" } }'),
      'study.yaml',
      techniques,
    ).analyses;
    expect(Object.keys(analysis!.conditions)).toEqual(['time', 'pressure']);
    expect(analysis!.conditionColumns).toEqual({ dose: 'Dose/uJ' });
  });

  it('reads CRLF and a byte order mark', () => {
    expect(loadStudy(`\uFEFF${good.replaceAll('\n', '\r\n')}`, 'study.yaml', techniques).analyses).toHaveLength(2);
  });

  it.each([
    // unknown keys, at the key itself
    ['title:', 'tilte:', 'study.yaml:1:1 tilte: "tilte" is not known here; did you mean "title"?'],
    [
      'thickness: 1.00(2)',
      'thicknes: 1.00(2)',
      'study.yaml:3:41 samples.pellet.thicknes: "thicknes" is not known here; did you mean "thickness"?',
    ],
    [
      '    circuit:',
      '    circiut:',
      'study.yaml:10:5 analyses.conductivity.circiut: impedance has no option "circiut"; did you mean "circuit"?',
    ],
    [
      '    sample: pellet',
      '    smaple: pellet',
      'study.yaml:8:5 analyses.conductivity.smaple: impedance has no option "smaple"; did you mean "sample"?',
    ],
    [
      'label: fresh',
      'lable: fresh',
      'study.yaml:17:39 analyses.ageing-coated.recordings[1].lable: "lable" is not known here; did you mean "label"?',
    ],
    ['  style:', '  stile:', 'study.yaml:23:3 document.stile: "stile" is not known here; did you mean "style"?'],
    [
      '      caption:',
      '      captoin:',
      'study.yaml:27:7 document.items[0].captoin: "captoin" is not known here; did you mean "caption"?',
    ],
    [
      'conductivity: conductivity }',
      'conductivty: conductivity }',
      'study.yaml:21:62 checks[0].pellet-against-conductivity.conductivty: "conductivty" is not known here; did you mean "conductivity"?',
    ],
    [
      'pellet-against-conductivity',
      'film-charge',
      'study.yaml:21:5 checks[0].film-charge: there is no check "film-charge"; known here: pellet-against-conductivity, interface-against-interface, overpotential-against-impedance',
    ],
    // names that lead nowhere
    [
      'technique: impedance',
      'technique: impedence',
      'study.yaml:7:16 analyses.conductivity.technique: there is no technique "impedence"; did you mean "impedance"?',
    ],
    [
      'sample: pellet',
      'sample: pelet',
      'study.yaml:8:13 analyses.conductivity.sample: there is no sample "pelet"; did you mean "pellet"?',
    ],
    [
      'symmetric: ageing-coated',
      'symmetric: aging-coated',
      'study.yaml:21:47 checks[0].pellet-against-conductivity.symmetric: there is no analysis "aging-coated"; did you mean "ageing-coated"?',
    ],
    [
      'conductivity.arrhenius',
      'conductvity.arrhenius',
      'study.yaml:26:38 document.items[0].panels[1]: there is no analysis "conductvity"; did you mean "conductivity"?',
    ],
    [
      '{conductivity.activationEnergy}',
      '{conductivty.activationEnergy}',
      'study.yaml:27:16 document.items[0].caption: {conductivty.activationEnergy}: there is no analysis "conductivty"; did you mean "conductivity"?',
    ],
    [
      '{conductivity.activationEnergy}',
      '{activationEnergy}',
      'study.yaml:27:16 document.items[0].caption: "{activationEnergy}" names no number; write {analysis.quantity}, e.g. {conductivity.activationEnergy}; {{ and }} print braces',
    ],
    // values
    [
      'thickness: 1.00(2) mm',
      'thickness: 1.00',
      'study.yaml:3:52 samples.pellet.thickness: 1 has no unit; write the unit after the number, e.g. 1 mm',
    ],
    [
      'thickness: 1.00(2) mm',
      'thickness: 1.00(2) mA',
      'study.yaml:3:52 samples.pellet.thickness: "1.00(2) mA" is a current (mA), but a length (mm) is needed; give it in a unit of length such as mm',
    ],
    [
      'thickness: 1.00(2) mm',
      'thickness: 0 mm',
      'study.yaml:3:52 samples.pellet.thickness: the thickness is 0 mm and must be more than zero; give the measured value, or leave the field out',
    ],
    [
      'amplitude: 10 mV',
      'amplitude: 10',
      'study.yaml:11:16 analyses.conductivity.amplitude: 10 has no unit; write the unit after the number, e.g. 10 mV',
    ],
    [
      'circuit: L0-R0-p(R1,CPE1)-CPE2',
      'circuit: R0?',
      'study.yaml:10:14 analyses.conductivity.circuit: "R0?" is no circuit; write R0-p(R1,CPE1)',
    ],
    [
      'circuit: L0-R0-p(R1,CPE1)-CPE2',
      'weighting: sometimes',
      'study.yaml:10:16 analyses.conductivity.weighting: expected unit or modulus, not "sometimes"',
    ],
    [
      'circuit: L0-R0-p(R1,CPE1)-CPE2',
      'starts: many',
      'study.yaml:10:13 analyses.conductivity.starts: expected a number, not "many"',
    ],
    [
      'circuit: L0-R0-p(R1,CPE1)-CPE2',
      'starts: -1',
      'study.yaml:10:13 analyses.conductivity.starts: Too small: expected number to be >=0',
    ],
    [
      'amplitude: 10 mV',
      'conditions: { time: { column: "" } }',
      'study.yaml:11:35 analyses.conductivity.conditions.time.column: expected the name of a column, e.g. Temperature/C',
    ],
    [
      'amplitude: 10 mV',
      'conditions: { time: true }',
      'study.yaml:11:25 analyses.conductivity.conditions.time: expected a number with its unit, e.g. 25 degC',
    ],
    [
      'nzsp-{temperature:degC}',
      'nzsp-{temperature:mV}',
      'study.yaml:9:17 analyses.conductivity.recordings: temperature cannot be in mV (pattern "raw/conductivity/nzsp-{temperature:mV}.mpt"); give a unit such as degC',
    ],
    [
      'time: 0 h',
      'time: 0 mm',
      'study.yaml:17:73 analyses.ageing-coated.recordings[1].conditions.time: "0 mm" is a length (mm), but a time (h) is needed; give it in a unit of time such as h',
    ],
    [
      'time: 0 h',
      'time: 0',
      'study.yaml:17:73 analyses.ageing-coated.recordings[1].conditions.time: "0" has no unit; write the unit after the number, e.g. "0 h"',
    ],
    [
      'style: double-column',
      'style: triple',
      'study.yaml:23:10 document.style: expected single-column or double-column, not "triple"',
    ],
    [
      '[conductivity.parameters]',
      'conductivity.parameters',
      'study.yaml:29:15 document.items[1].panels: expected a list ([a, b]), not "conductivity.parameters"',
    ],
    [
      '[conductivity.parameters]',
      '[parameters]',
      'study.yaml:29:16 document.items[1].panels[0]: expected analysis.figure or analysis.table, e.g. conductivity.nyquist',
    ],
    ['- table: 1', '- figure: S2', 'study.yaml:28:15 document.items[1].figure: there is already a figure S2'],
    [
      '- table: 1',
      '- table: 1\n      figure: S3',
      'study.yaml:28:7 document.items[1]: an item is either a figure or a table: give one of the two',
    ],
    [
      '  conductivity:\n',
      '  con.ductivity:\n',
      'study.yaml:6:3 analyses.con.ductivity: "con.ductivity" cannot be a name here: a name begins with a letter and holds only letters, digits, - and _',
    ],
    // YAML itself
    [
      '    sample: pellet\n',
      '    sample: pellet\n    sample: pellet\n',
      'study.yaml:9:5: this key stands twice in the same map; keep one of them',
    ],
    ['    sample: pellet\n', '\tsample: pellet\n', 'study.yaml:8:1: a tab is used to indent; YAML takes spaces only'],
    [
      'title: TiO2-coated',
      'title: a: b',
      'study.yaml:1:8: this cannot be read as key and value; put text that contains ": " or begins with { [ " # between quotation marks',
    ],
  ])('%s -> %s', (from, to, printed) => {
    expect(mistakesIn(withChange(from, to)).join('\n')).toContain(printed);
  });

  it.each([
    ['    technique: impedance\n', 'study.yaml:7:5 analyses.conductivity.technique: "technique" is missing'],
    [
      '    recordings: raw/conductivity/nzsp-{temperature:degC}.mpt\n',
      'study.yaml:7:5 analyses.conductivity.recordings: "recordings" is missing',
    ],
    [
      'symmetric: ageing-coated, ',
      'study.yaml:21:34 checks[0].pellet-against-conductivity: the check needs "symmetric": an analysis of a symmetric cell',
    ],
  ])('misses %s', (gone, printed) => {
    expect(mistakesIn(withChange(gone, ''))).toContain(printed);
  });

  it('says that a key has no value, at the key', () => {
    expect(mistakesIn(withChange('title: TiO2-coated NZSP against sodium metal', 'title:'))).toEqual([
      'study.yaml:1:1 title: "title" has no value; expected text',
    ]);
  });

  it('refuses an analysis of the wrong technique in a check', () => {
    const text = good.replace('technique: impedance', 'technique: cycling').replace(/ {4}(circuit|amplitude).*\n/g, '');
    expect(mistakesIn(text)).toEqual([
      'study.yaml:19:76 checks[0].pellet-against-conductivity.conductivity: "conductivity" is an analysis by cycling; conductivity must be one by impedance',
    ]);
  });

  it('collects all mistakes in the order of their lines, and points at the first', () => {
    const text = good
      .replace('thickness: 1.00(2) mm', 'thicknes: 1.00 mm')
      .replace('circuit:', 'circiut:')
      .replace('sample: pellet', 'sample: pelet');
    expect(mistakesIn(text).map((line) => /:(\d+):/.exec(line)![1])).toEqual(['3', '10']);
    const more = good
      .replace('circuit:', 'circiut:')
      .replace('sample: pellet', 'sample: pelet')
      .replace('style: double', 'style:  triple');
    try {
      loadStudy(more, 'study.yaml', techniques);
      expect.unreachable();
    } catch (error) {
      expect(isInterphaseError(error, 'invalid-study')).toBe(true);
      if (!isInterphaseError(error)) return;
      expect(error.message).toMatch(
        /^2 mistakes in the study:\n {2}study\.yaml:10:5 analyses\.conductivity\.circiut: .*\n {2}study\.yaml:23:/,
      );
      expect(error.where).toMatchObject({ file: 'study.yaml', line: 10, column: 5 });
    }
  });

  it('gives one mistake with its path as place', () => {
    try {
      loadStudy(withChange('circuit:', 'circiut:'), 'study.yaml', techniques);
      expect.unreachable();
    } catch (error) {
      expect(isInterphaseError(error, 'invalid-study') && error.where).toEqual({
        file: 'study.yaml',
        line: 10,
        column: 5,
        path: 'analyses.conductivity.circiut',
      });
    }
  });

  it('survives bombs, depth and garbage with a mistake', () => {
    const bomb = `title: t\na: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}\n`;
    expect(mistakesIn(bomb)[0]).toContain('aliases (*name) are expanded more than 100 times');
    for (const deep of ['['.repeat(50_000), `{${'a: {'.repeat(3000)}`, `? ${'- '.repeat(20_000)}`]) {
      const mistakes = mistakesIn(`title: t\nanalyses:\n  ${deep}`);
      expect(mistakes).toHaveLength(1);
      expect(mistakes[0]).toMatch(/^study\.yaml:3:\d+: .*nested too deep/);
    }
    expect(mistakesIn('')[0]).toContain('the file is empty');
    expect(mistakesIn('# only a comment\n')[0]).toContain('the file is empty');
    expect(mistakesIn('just text')[0]).toContain('expected a map');
    expect(mistakesIn('- a\n- b\n')[0]).toContain('expected a map');
    expect(mistakesIn(`title: ${'x'.repeat(4_000_001)}`)[0]).toContain('too large');
    expect(mistakesIn('title: !run x\nanalyses: {a: {technique: gc, recordings: x}}')[0]).toContain('quotation marks');
    expect(mistakesIn('title: a\n---\ntitle: b')[0]).toContain('more than one document');
    expect(mistakesIn('title: t\nanalyses: {__proto__: {technique: gc, recordings: x}}').length).toBeGreaterThan(0);
    expect(mistakesIn('title: t\nanalyses: {}')).toEqual(['study.yaml:2:11 analyses: the study has no analyses']);
  });

  it('refuses more analyses and samples than a study can have', () => {
    const many = (part: string) =>
      Array.from({ length: 3000 }, (_, i) => `  ${part}${i}: { technique: gc, recordings: x }\n`);
    const [mistake] = mistakesIn(`title: t\nanalyses:\n${many('a').join('')}`);
    expect(mistake).toMatch(/^study\.yaml:2:1 analyses: the study has 3000 analyses, and at most 500/);
    expect(mistakesIn(`title: t\nsamples:\n${many('s').join('')}`)[0]).toContain('3000 samples');
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses the name %s', (name) => {
    expect(mistakesIn(good.replace('  pellet:', `  ${name}: {}\n  pellet:`)).join()).toContain(
      `study.yaml:3:3 samples.${name}: "${name}" is a reserved word`,
    );
    expect(mistakesIn(good.replace('  conductivity:', `  ${name}:`)).join()).toContain('study.yaml:6:3');
  });

  it.each(['../../evil', '.hidden', 'a/b', 'a\\\\b'])('refuses a figure named %s', (name) => {
    expect(mistakesIn(withChange('figure: S2', `figure: "${name}"`)).join()).toContain(
      'cannot be the name of a figure',
    );
  });

  it('never fails in another way, whatever is cut out of a study', () => {
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(40),
        fc.constantFrom('', ': ', '[', '{', '"', '&a ', '*a', '!x ', '\t', 'null', '0'),
        (at, length, put) => {
          const text = good.slice(0, at) + put + good.slice(at + length);
          const { study, mistakes } = readStudy(text, 'study.yaml', techniques);
          expect(study === undefined).toBe(mistakes.length > 0);
          for (const mistake of mistakes) expect(mistake.message).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });
});
