import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadStudy, readStudy } from '../load-study.js';
import { parseYaml } from '../yaml-source.js';
import { addAnalysis } from './add-analysis.js';
import { addSample } from './add-sample.js';
import { duplicateAnalysis } from './duplicate-analysis.js';
import { removeAnalysis } from './remove-analysis.js';
import { removeSample } from './remove-sample.js';
import { renameAnalysis } from './rename-analysis.js';
import { renameSample } from './rename-sample.js';
import { setAnalysisField } from './set-analysis-field.js';
import { setOption } from './set-option.js';
import { setSampleField } from './set-sample-field.js';
import { setTitle } from './set-title.js';

const reference = readFileSync(new URL('../../../examples/reference-study/study.yaml', import.meta.url), 'utf8');

/** Lines that were taken away and that were added, one after the other. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const changes: string[] = [];
  let at = 0;
  for (const [index, line] of old.entries()) {
    const next = now.indexOf(line, at);
    // A line that comes again far below is another one.
    if (next < 0 || (next > at && old.slice(index + 1).includes(now[at]!))) changes.push(`-${line}`);
    else {
      changes.push(...now.slice(at, next).map((added) => `+${added}`));
      at = next + 1;
    }
  }
  return [...changes, ...now.slice(at).map((added) => `+${added}`)];
}

describe('edits of the reference study', () => {
  it.each<[string, (text: string) => string, string[]]>([
    [
      'a number keeps the comment behind it',
      (text) => setOption(text, 'conductivity', 'temperatureError', 1),
      [
        '-    temperatureError: 0.5          # K, standard deviation of each temperature',
        '+    temperatureError: 1          # K, standard deviation of each temperature',
      ],
    ],
    ['a new option', (text) => setOption(text, 'bare', 'fix', ['CPE1.n=1']), ['+    fix: [CPE1.n=1]']],
    ['no option any more', (text) => setOption(text, 'ageing', 'drt', undefined), ['-    drt: true']],
    ['an option that was not there', (text) => setOption(text, 'bare', 'drt', undefined), []],
    ['the same value', (text) => setOption(text, 'cycling-full', 'rate', 0.1), []],
    [
      'quotation marks go with their reason',
      (text) => setOption(text, 'cycling-bare', 'ohmicResistance', '12 Ohm cm^2'),
      ['-    ohmicResistance: "{bare.pelletResistance}"', '+    ohmicResistance: 12 Ohm cm^2'],
    ],
    [
      'one layer of a stack',
      (text) => setSampleField(text, 'symmetric-bare', 'stack', ['Na', 'NZSP 0.60(1) mm', 'Sn 5 nm', 'Na']),
      [
        '-  symmetric-bare: { stack: [Na, NZSP 0.60(1) mm, Na], diameter: 12.0(1) mm }',
        '+  symmetric-bare: { stack: [Na, NZSP 0.60(1) mm, Sn 5 nm, Na], diameter: 12.0(1) mm }',
      ],
    ],
    [
      'conditions',
      (text) => setAnalysisField(text, 'bare', 'conditions', { temperature: '25 degC' }),
      ['+    conditions: { temperature: 25 degC }'],
    ],
    [
      'a sample',
      (text) => addSample(text, 'pellet-2', { composition: 'NZSP: "new"', stack: ['Na', 'a, b', 'Na'] }),
      [`+  pellet-2: { composition: 'NZSP: "new"', stack: [Na, "a, b", Na] }`],
    ],
    [
      'an analysis',
      (text) =>
        addAnalysis(text, 'more', {
          technique: 'impedance',
          sample: undefined,
          recordings: ['raw/nzsp-{temperature:degC}C.mpt', { file: 'odd{1}.mpt' }],
          bounds: ['CPE1.n=0.7:1'],
        }),
      [
        '+  more:',
        '+    technique: impedance',
        '+    recordings: ["raw/nzsp-{temperature:degC}C.mpt", { file: "odd{1}.mpt" }]',
        '+    bounds: [CPE1.n=0.7:1]',
      ],
    ],
    [
      'a copy, with its comments',
      (text) => duplicateAnalysis(text, 'conductivity', 'again'),
      [
        '+  again:',
        '+    technique: impedance',
        '+    sample: pellet',
        '+    recordings: raw/conductivity/nzsp-{temperature:degC}C.mpt',
        '+    circuit: L0-R0-p(R1,CPE1)-CPE2',
        '+    temperatureError: 0.5          # K, standard deviation of each temperature',
      ],
    ],
    [
      'the title',
      (text) => setTitle(text, 'Sodium: a "new" start # 2'),
      ['-title: TiO2-coated Na3Zr2Si2PO12 against sodium metal', `+title: 'Sodium: a "new" start # 2'`],
    ],
  ])('%s', (_, edit, lines) => {
    const after = edit(reference);
    expect(difference(reference, after)).toEqual(lines);
    expect(readStudy(after, 'study.yaml').mistakes).toEqual([]);
  });

  it('renames an analysis wherever it is named, and back', () => {
    const renamed = renameAnalysis(reference, 'coated', 'covered');
    const study = loadStudy(renamed, 'study.yaml');
    expect(study.checks.map(({ roles }) => roles.symmetric ?? roles.impedance ?? roles.structure)).toEqual([
      'covered',
      'covered',
      'ageing',
      'structure',
    ]);
    expect(study.analyses.find(({ id }) => id === 'cycling-coated')!.references[0]).toMatchObject({
      placeholder: { analysis: 'covered' },
    });
    const item = study.document.items!.find(({ name }) => name === 'S5')!;
    expect(item.panels).toEqual(['bare.nyquist', 'covered.nyquist']);
    expect(item.caption).toContain('{covered.interfaceResistance}');
    // The file, the sample and the other analysis that have it in their names are not meant.
    expect(renamed).toContain('raw/symmetric/coated.DTA');
    expect(renamed).toContain('cycling-coated.voltage');
    expect(renamed.split('\n')).toHaveLength(reference.split('\n').length);
    expect(renameAnalysis(renamed, 'covered', 'coated')).toBe(reference);
  });

  it('renames a sample with the analyses that name it, and back', () => {
    const renamed = renameSample(reference, 'pellet', 'disc');
    const study = loadStudy(renamed, 'study.yaml');
    expect(study.analyses.filter(({ sample }) => sample === 'disc').map(({ id }) => id)).toEqual([
      'conductivity',
      'polarization',
      'structure',
    ]);
    expect(renameSample(renamed, 'disc', 'pellet')).toBe(reference);
  });

  it('removes an analysis with its panels and checks, and tells where else it is named', () => {
    const after = removeAnalysis(reference, 'polarization');
    expect(after).not.toContain('S3');
    expect(readStudy(after, 'study.yaml').mistakes).toEqual([]);
    const named = removeAnalysis(reference, 'coated');
    expect(named).toContain('panels: [bare.nyquist]');
    expect(named.match(/^ {2}- .*against.*$/gm)).toEqual([
      '  - overpotential-against-impedance: { cycling: cycling-coated, impedance: ageing, formation: 10 }',
      '  - density-against-structure: { structure: structure, relativeDensity: 0.930(5) }   # Archimedes',
    ]);
    expect(readStudy(named, 'study.yaml').mistakes.map(({ path }) => path)).toEqual([
      'analyses.cycling-coated.ohmicResistance',
      'document.items[3].caption',
    ]);
  });

  it('removes a sample', () => {
    const mistakes = readStudy(removeSample(reference, 'full-cell'), 'study.yaml').mistakes;
    expect(mistakes.map(({ path }) => path)).toEqual(['analyses.cycling-full.sample']);
  });
});

describe('edit and its opposite', () => {
  /** Without checks and document, which are long. */
  const short = reference.slice(0, reference.indexOf('\nchecks:') + 1);
  const ids = loadStudy(short, 'study.yaml').analyses.map(({ id }) => id);
  const word = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...' :#"\'{}[],&*!|>-?%@`\n\tä\\0.5') }));
  const value = fc.oneof(
    word,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(word, { maxLength: 5 }),
    fc.dictionary(fc.string({ minLength: 1 }), word, { minKeys: 1, maxKeys: 3 }),
  );
  /** The value as YAML gives it back: no minus before a zero, no key of another prototype. */
  const plain = (given: unknown) => JSON.parse(JSON.stringify(given)) as unknown;

  it('gives the value back, and the text when it is taken away again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), value, fc.boolean(), (id, given, windows) => {
        const text = windows ? short.replaceAll('\n', '\r\n') : short;
        const after = setOption(text, id, 'extra', given);
        const stripped = (source: string) => ({ ...readRaw(source)[id], extra: undefined });
        expect(plain(readRaw(after)[id]!.extra)).toEqual(plain(given));
        expect(stripped(after)).toEqual(stripped(text));
        expect(setOption(after, id, 'extra', undefined)).toBe(text);
        expect(after.split('\n').length - text.split('\n').length).toBeLessThan(10);
      }),
      { numRuns: 60 },
    );
  });

  it('is what the study then reads', () => {
    const options = fc.record({
      fix: fc.array(fc.string()),
      starts: fc.integer({ min: 0, max: 1000 }),
      minFrequency: fc.double({ min: 1e-6, max: 1e7, noNaN: true }),
      drt: fc.boolean(),
      weighting: fc.constantFrom('unit', 'modulus'),
    });
    fc.assert(
      fc.property(fc.constantFrom('conductivity', 'ageing'), options, (id, given) => {
        const after = Object.entries(given).reduce((text, [name, one]) => setOption(text, id, name, one), short);
        const read = loadStudy(after, 'study.yaml').analyses.find((analysis) => analysis.id === id)!;
        expect(read.options).toMatchObject(given);
      }),
      { numRuns: 20 },
    );
  });

  it('goes from value to value and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ids), word, (id, given) => {
        const raw = readRaw(short)[id]!;
        const after = setOption(short, id, 'recordings', given);
        expect(readRaw(after)[id]).toEqual({ ...raw, recordings: given });
        expect(setOption(after, id, 'recordings', raw.recordings)).toBe(short);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      'added',
      (text: string) => addAnalysis(text, 'x', { technique: 'impedance', recordings: 'a.mpt' }),
      removeAnalysis,
    ],
    ['copied', (text: string) => duplicateAnalysis(text, 'ageing', 'x'), removeAnalysis],
    ['added as a sample', (text: string) => addSample(text, 'x', { thickness: '1 mm' }), removeSample],
  ])('removes what was %s', (_, add, remove) => {
    for (const text of [reference, reference.replaceAll('\n', '\r\n'), spaced, flow, bare]) {
      if (!/ageing/.test(text)) continue;
      const added = add(text);
      expect(added).not.toBe(text);
      expect(remove(added, 'x')).toBe(text);
    }
  });

  const spaced = `title: t\nsamples:\n  # first\n  a:\n    mass: 1 mg\n    # thickness: 1 mm\n\n  b:\n    mass: 2 mg\n\nanalyses:\n  one:\n    technique: eis\n    recordings: a.mpt\n    # options: circuit\n\n  ageing:\n    technique: eis\n    recordings: b.mpt\n    # options: circuit\n# the end`;
  const flow = `{ title: t, samples: { a: {} }, analyses: { ageing: { technique: eis, recordings: a.mpt } } }`;
  const bare = `title: t\nanalyses:\n  ageing:\n    technique: eis\n    recordings: a.mpt\nsamples:\n  b: {}`;

  it('puts a new entry behind the comments of the one before it, set apart as the others are', () => {
    expect(addAnalysis(spaced, 'x', { technique: 'eis' })).toBe(
      spaced.replace('\n# the end', '\n\n  x:\n    technique: eis\n# the end'),
    );
    expect(addSample(spaced, 'x', { mass: '3 mg' })).toBe(
      spaced.replace('\n\nanalyses', '\n\n  x:\n    mass: 3 mg\n\nanalyses'),
    );
  });

  function readRaw(text: string): Record<string, Record<string, unknown>> {
    return (parseYaml(text).value as { analyses: Record<string, Record<string, unknown>> }).analyses;
  }
});

describe('lists', () => {
  const text = `analyses:
  a:
    technique: eis
    fix:                # held
      - R1=1            # from the pellet
      - "CPE1.n=1"
      # the slow one
      - R2=2
    tie: [ R3=R4 , R5=R6, ] # equal
`;
  it.each<[string, string, string[], string[]]>([
    ['grows', 'fix', ['R1=1', 'CPE1.n=1', 'R2=2', 'R3=3'], ['+      - R3=3']],
    ['grows in front', 'fix', ['R0=0', 'R1=1', 'CPE1.n=1', 'R2=2'], ['+      - R0=0']],
    ['shrinks', 'fix', ['R1=1', 'R2=2'], ['-      - "CPE1.n=1"']],
    ['loses its first', 'fix', ['CPE1.n=1', 'R2=2'], ['-      - R1=1            # from the pellet']],
    ['changes one', 'fix', ['R1=1', 'CPE1.n=0.9', 'R2=2'], ['-      - "CPE1.n=1"', '+      - "CPE1.n=0.9"']],
    [
      'grows on a line',
      'tie',
      ['R3=R4', 'R7=R8', 'R5=R6'],
      ['-    tie: [ R3=R4 , R5=R6, ] # equal', '+    tie: [ R3=R4, R7=R8 , R5=R6, ] # equal'],
    ],
    ['shrinks on a line', 'tie', ['R5=R6'], ['-    tie: [ R3=R4 , R5=R6, ] # equal', '+    tie: [ R5=R6, ] # equal']],
    ['becomes empty', 'tie', [], ['-    tie: [ R3=R4 , R5=R6, ] # equal', '+    tie: [] # equal']],
  ])('%s', (_, option, list, lines) => {
    const after = setOption(text, 'a', option, list);
    expect(difference(text, after)).toEqual(lines);
  });
});

describe('texts of every kind', () => {
  it('begins a study from nothing', () => {
    const fields = { technique: 'impedance', sample: 'pellet', recordings: 'a.mpt' };
    for (const empty of ['', '\n', '# notes', '{}', 'samples:\nanalyses: {} # soon\ntitle: mine\n']) {
      const text = addAnalysis(addSample(empty, 'pellet', {}), 'first', fields);
      const study = loadStudy(setSampleField(text, 'pellet', 'thickness', '1 mm'), 'study.yaml');
      expect(study.title).toBe(empty.includes('mine') ? 'mine' : 'Untitled study');
      expect(study.samples.pellet!.thickness).toMatchObject({ value: 1, unit: 'mm' });
      expect(study.analyses[0]).toMatchObject({ id: 'first', sample: 'pellet' });
      for (const comment of ['# notes', '# soon']) expect(text.includes(comment)).toBe(empty.includes(comment));
    }
    expect(addSample('', 'pellet', { mass: '1 mg' })).toBe(
      'title: Untitled study\n\nsamples:\n  pellet: { mass: 1 mg }\n',
    );
    expect(setTitle('', 'New')).toBe('title: New\n');
    expect(addSample('title: t\n\nanalyses: {}\n', 'p', {})).toBe('title: t\n\nsamples:\n  p: {}\n\nanalyses: {}\n');
  });

  it('keeps names that would be lost in an object, and other odd ones', () => {
    for (const option of ['__proto__', 'constructor', 'ä: b', '"', '- x', 'a#b', '', '{}', '5']) {
      const after = setOption(reference, 'bare', option, 'x');
      expect(difference(reference, after)).toHaveLength(1);
      expect(readStudy(after, 'study.yaml').mistakes.map(({ message }) => message)).toEqual([
        expect.stringContaining(`"${option}"`),
      ]);
      expect(setOption(after, 'bare', option, undefined)).toBe(reference);
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each(['__proto__', 'toString', 'a b', 'ä', '', 'x.y', '"x"', 'bare'])('gives no analysis the name %j', (name) => {
    const refused = expect.objectContaining({ code: 'invalid-study' });
    expect(() => addAnalysis(reference, name, {})).toThrow(refused);
    expect(() => renameAnalysis(reference, 'coated', name)).toThrow(refused);
    expect(() => duplicateAnalysis(reference, 'coated', name)).toThrow(refused);
  });

  it('refuses what it cannot change, and says why', () => {
    const place = expect.objectContaining({ code: 'invalid-study', where: expect.objectContaining({ line: 2 }) });
    expect(() => setOption('title: t\na: b: c\n', 'a', 'b', 1)).toThrow(place);
    expect(() => setOption('- a\n', 'a', 'b', 1)).toThrow(/not a map/);
    expect(() => setOption(reference, 'baer', 'drt', true)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('bare') }),
    );
    expect(() => setSampleField(reference, 'x', 'mass', '1 mg')).toThrow(/no sample "x"/);
    expect(() => setOption('analyses: { a: 5 }', 'a', 'drt', true)).toThrow(/no map/);
    const shared = 'analyses:\n  a: &one\n    technique: eis\n  b: *one\n  c: { fix: &f [R1=1], tie: *f }\n';
    expect(() => setOption(shared, 'b', 'drt', true)).toThrow(/alias/);
    expect(() => setOption(shared, 'a', 'drt', true)).toThrow(/cannot be changed/);
    expect(() => setOption(shared, 'c', 'fix', ['R1=2'])).toThrow(/cannot be changed/);
    expect(setOption(shared, 'c', 'tie', ['R1=2'])).toBe(shared.replace('*f', '[R1=2]'));
  });

  it('writes a rare layout anew rather than break it', () => {
    const rare = 'analyses:\n  ? a\n  : technique: eis # by hand\n    recordings: a.mpt\n';
    expect(setOption(rare, 'a', 'drt', true)).toBe(`${rare}    drt: true\n`);
    const tagged = 'analyses:\n  a:\n    drt: !!str 5 # text\n';
    const after = setOption(tagged, 'a', 'drt', true);
    expect(parseYaml(after).value).toEqual({ analyses: { a: { drt: true } } });
    const folded = 'analyses:\n  a:\n    track: >+\n      R1\n\n\n    drt: true\n  b: {}\n';
    expect(setOption(folded, 'a', 'track', 'R2')).toBe('analyses:\n  a:\n    track: R2\n    drt: true\n  b: {}\n');
  });
});
