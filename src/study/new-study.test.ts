import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phasesTechnique } from '../execution/test-support/phases-technique.js';
import { groupFiles } from './group-files.js';
import { readStudy } from './load-study.js';
import { proposeStudy } from './new-study.js';
import { planStudy } from './plan.js';
import { otherTechnique, testTechnique } from './test-support/test-technique.js';

const techniques = [testTechnique, otherTechnique];

describe('groupFiles', () => {
  it.each([
    [['raw/nzsp-25C.mpt', 'raw/nzsp-100C.mpt'], ['raw/nzsp-{temperature:degC}C.mpt']],
    [['aged-1h.csv', 'aged-0.5h.csv'], ['aged-{time:h}h.csv']],
    [['T_25.csv', 'T_80.csv'], ['T_{temperature:degC}.csv']],
    [['x_298K_10min.csv', 'x_298K_20min.csv'], ['x_298K_{time:min}min.csv']],
    [['cycle12.csv', 'cycle13.csv'], ['cycle{cycle}.csv']],
    [
      ['a-1.dm3', 'a-2.dm3', 'a-3.dm4'],
      ['a-{step}.dm3', 'a-3.dm4'],
    ],
    [['2024-05-01_25C.csv', '2024-05-02_60C.csv'], ['2024-05-{step}_{temperature:degC}C.csv']],
    [['2024-05-01.csv', '2025-06-02.csv'], [undefined]],
    [['one{1}.csv'], [undefined]],
    [
      ['p1-25C.csv', 'p1-60C.csv', 'p1-x.csv'],
      ['p1-{temperature:degC}C.csv', 'p1-x.csv'],
    ],
  ])('%j -> %j', (files, patterns) => {
    const groups = groupFiles(files);
    expect(groups.map((group) => group.pattern)).toEqual(patterns);
    expect(groups.flatMap((group) => group.files).sort()).toEqual([...files].sort());
  });
});

describe('proposeStudy', () => {
  const found = [
    { path: 'raw/conductivity/nzsp-25.mpt', technique: 'impedance' },
    { path: 'raw/conductivity/nzsp-60.mpt', technique: 'impedance' },
    { path: 'raw/ageing/aged-1h.mpt', technique: 'impedance' },
    { path: 'raw/ageing/aged-10h.mpt', technique: 'impedance' },
    { path: 'cells/full.csv', technique: 'cycling' },
    { path: 'photo.jpg' },
  ];

  it('groups series, tells what to fill in and what was not recognised', () => {
    const text = proposeStudy(found, 'My study: first', techniques);
    expect(text).toContain('recordings: raw/ageing/aged-{time:h}h.mpt   # 2 files');
    expect(text).toContain('recordings: raw/conductivity/nzsp-{step}.mpt   # 2 files');
    expect(text).toContain('# name the number in the file names');
    expect(text).toContain('# options: circuit, track');
    expect(text).toContain('# Not recognised as recordings:\n#   photo.jpg');
    const { study, mistakes } = readStudy(text, 'study.yaml', techniques);
    expect(mistakes).toEqual([]);
    expect(study!.title).toBe('My study: first');
    expect(study!.analyses.map(({ id, technique }) => `${id} ${technique}`)).toEqual([
      'ageing impedance',
      'conductivity impedance',
      'cells cycling',
    ]);
  });

  it('makes a sample for each folder', () => {
    const text = proposeStudy(found, 'Study', techniques);
    const { study } = readStudy(text, 'study.yaml', techniques);
    expect(Object.keys(study!.samples)).toEqual(['ageing', 'cells', 'conductivity']);
    expect(study!.analyses.map(({ id, sample }) => `${id} of ${sample}`)).toEqual([
      'ageing of ageing',
      'conductivity of conductivity',
      'cells of cells',
    ]);
    // What may be typed is explained once.
    expect(text.match(/# thickness: 1\.00/g)).toHaveLength(1);
    expect(text.split('\n').every((line) => line.length < 120 && !/\s$/.test(line))).toBe(true);
  });

  it('names the series of one folder after their files', () => {
    const paths = ['cells/bare.csv', 'cells/coated-1h.csv', 'cells/coated-2h.csv', 'cells/3.csv', 'x/y.csv'];
    const text = proposeStudy(
      paths.map((path) => ({ path, technique: 'impedance' })),
      'Study',
      techniques,
    );
    const ids = readStudy(text, 'study.yaml', techniques).study!.analyses.map(({ id }) => id);
    expect(ids).toEqual(['cells', 'cells-bare', 'cells-coated', 'x']);
  });

  it.each<[string, string[], string[]]>([
    ['one folder', ['raw/a.csv', 'raw/b.csv'], ['sample']],
    ['techniques in one folder', ['raw/pellet/a.csv', 'raw/pellet/steps/b.csv'], ['sample']],
    ['a folder for each temperature', ['raw/25C/eis.csv', 'raw/60C/eis.csv'], ['sample']],
    ['a folder for each cell', ['raw/cell1/eis.csv', 'raw/cell2/eis.csv', 'x.csv'], ['sample', 'cell1', 'cell2']],
    [
      'names that cannot be',
      ['constructor/a.csv', 'ä/a.csv', 'a b/a.csv', 'a-b/c.csv'],
      ['a-b', 'a-b-2', 'constructor-2', 'sample'],
    ],
  ])('tells samples apart: %s', (_, paths, names) => {
    const text = proposeStudy(
      paths.map((path) => ({ path, technique: 'impedance' })),
      'Study',
      techniques,
    );
    const { study, mistakes } = readStudy(text, 'study.yaml', techniques);
    expect(mistakes).toEqual([]);
    expect(Object.keys(study!.samples)).toEqual(names);
    expect(
      planStudy(study!, paths)
        .tasks.flatMap(({ inputs }) => inputs.map(({ path }) => path))
        .sort(),
    ).toEqual([...paths].sort());
  });

  it('leaves instrument parameters to the user where patterns are of several instruments', () => {
    const pattern = (path: string, instrument: string) => ({ path, technique: 'phases', instrument });
    const options = (...patterns: ReturnType<typeof pattern>[]) => {
      const text = proposeStudy([...patterns, { path: 'zno.cif' }, { path: 'x.prm' }], 'S', [phasesTechnique]);
      expect(/# instrument: x\.prm {3}# if it belongs/.test(text)).toBe(
        new Set(patterns.map((p) => p.instrument)).size > 1,
      );
      return readStudy(text, 'study.yaml', [phasesTechnique]).study!.analyses.map((analysis) => analysis.options);
    };
    const both = { phase: ['zno.cif'], instrument: 'x.prm' };
    expect(options(pattern('a.xy', 'X'), pattern('b.xy', 'X'))).toEqual([both, both]);
    expect(options(pattern('a.xy', 'X'), pattern('b.raw', 'Y'))).toEqual([
      { phase: ['zno.cif'] },
      { phase: ['zno.cif'] },
    ]);
    // A structure with the name of a pattern is the structure of that pattern.
    expect(options(pattern('zno.xy', 'X'), pattern('a.xy', 'X'))).toEqual([{ instrument: 'x.prm' }, both]);
  });

  it('shows how figures are named with one that there will be', () => {
    const drawing = { ...testTechnique, mainFigure: 'nyquist' };
    const panels = (files: typeof found) =>
      /panels: \[(.*)\]/.exec(proposeStudy(files, 'Study', [otherTechnique, drawing]))![1];
    // Neither a technique that names none, nor a series of files.
    expect(panels(found)).toBe('analysis.figure');
    expect(panels([...found, { path: 'raw/pellet.mpt', technique: 'impedance' }])).toBe('pellet.nyquist');
  });

  it('shows what an analysis looks like when nothing was recognised', () => {
    const text = proposeStudy([{ path: 'photo.jpg' }], '', techniques);
    expect(text).toContain('# no recording was recognised');
    expect(readStudy(text, 'study.yaml', techniques).mistakes.map(({ message }) => message)).toEqual([
      'the study has no analyses',
    ]);
  });

  it('always loads, and its analyses find every file once', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab12-_. #:{}*C\'"&[ä'), minLength: 1, maxLength: 10 });
    const path = fc.array(name, { minLength: 1, maxLength: 2 }).map((parts) => `${parts.join('/')}.csv`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 8 }), fc.string(), (paths, title) => {
        const usable = paths.filter((one) => !one.startsWith('./'));
        fc.pre(usable.length > 0);
        const text = proposeStudy(
          usable.map((one) => ({ path: one, technique: 'impedance' })),
          title,
          techniques,
        );
        const { study, mistakes } = readStudy(text, 'study.yaml', techniques);
        expect(mistakes).toEqual([]);
        const plan = planStudy(study!, usable);
        expect([...plan.failures.values()]).toEqual([]);
        expect(plan.tasks.flatMap((task) => task.inputs.map((input) => input.path)).sort()).toEqual([...usable].sort());
      }),
      { numRuns: 200 },
    );
  });
});
