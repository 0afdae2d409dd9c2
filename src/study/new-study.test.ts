import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
