import { describe, expect, it, vi } from 'vitest';
import { fail } from '../errors.js';
import { filesOfTask } from '../execution/option-files.js';
import type { AnalysisTask, Result } from '../execution/task.js';
import { phasesTechnique } from '../execution/test-support/phases-technique.js';
import { cacheKey } from './cache-key.js';
import { readStudy } from './load-study.js';
import { proposeStudy } from './new-study.js';
import { planStudy } from './plan.js';
import { type ResultCache, runStudy } from './run-study.js';
import type { Study } from './study.js';
import { resultOf } from './test-support/test-technique.js';
import { compareResults } from './verify.js';

vi.mock('../techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../techniques/registry.js')>());
});

const text = `title: t
analyses:
  structure:
    technique: phases
    recordings: raw/a.xy
    phase:
      - nzsp.cif
      - zro2=./cif/zirconia.cif
    instrument: raw/XRY.PRM
`;
const files = ['study.yaml', 'nzsp.cif', 'cif/zirconia.cif', 'raw/XRY.PRM', 'raw/a.xy', 'raw/notes.txt'];

function studyOf(yaml: string): Study {
  const { study, mistakes } = readStudy(yaml, 'study.yaml', [phasesTechnique]);
  expect(mistakes).toEqual([]);
  return study!;
}

describe('planStudy', () => {
  it('counts files that options name as used', () => {
    const plan = planStudy(studyOf(text), files);
    expect(plan.failures.size).toBe(0);
    expect(plan.tasks[0]!.options).toEqual({
      phase: ['nzsp.cif', 'zro2=./cif/zirconia.cif'],
      instrument: 'raw/XRY.PRM',
    });
    expect(plan.findings.map(({ message }) => message)).toEqual([
      'one file is in the folders of the recordings but used by no analysis: raw/notes.txt',
    ]);
  });

  it.each([
    ['cif/zirconia.cif', 'zirkonia.cif', 'did you mean "cif/zirconia.cif"?'],
    ['cif/zirconia.cif', 'zirconia.cif', 'did you mean "cif/zirconia.cif"? paths start from the folder of study.yaml'],
    ['cif/zirconia.cif', 'quartz.cif', 'files of this kind are cif/zirconia.cif, nzsp.cif'],
    [
      'cif/zirconia.cif',
      '../zirconia.cif',
      'paths start from the folder of study.yaml and stay in it; copy the file there',
    ],
  ])('fails the analysis whose %s is typed as %s', (right, wrong, hint) => {
    const plan = planStudy(studyOf(text.replace(`./${right}`, wrong)), files);
    expect(plan.tasks).toEqual([]);
    expect(plan.failures.get('structure')).toEqual({
      code: 'file-not-found',
      message: `the option "phase" names "${wrong}": there is no such file`,
      hint,
      where: { file: 'study.yaml', line: 8, column: 9, path: 'analyses.structure.phase.1' },
    });
  });

  it('says so where there is no file of that kind', () => {
    const plan = planStudy(studyOf(text.replace('raw/XRY.PRM', 'x.prm')), files.toSpliced(3, 1));
    expect(plan.failures.get('structure')).toMatchObject({
      hint: 'no file of the study ends in .prm',
      where: { line: 9, path: 'analyses.structure.instrument' },
    });
  });
});

/** A study run over files whose content is that of `content`. */
async function run(content: Readonly<Record<string, string>>, cache?: ResultCache) {
  const ran: AnalysisTask[] = [];
  const result = await runStudy(studyOf(text), {
    listFiles: async () => files,
    hashFile: async (path) => content[path] ?? `hash of ${path}`,
    runTask: async (task) => {
      ran.push(task);
      const origins = filesOfTask(task).map(({ option, path }) => {
        return { option, name: path, path, sha256: content[path] ?? `hash of ${path}`, bytes: 1 };
      });
      const hashes = task.inputs.map(({ path }) => content[path] ?? `hash of ${path}`);
      const { provenance } = resultOf({}, task, hashes);
      return resultOf({ technique: 'phases', provenance: { ...provenance, files: origins } });
    },
    ...(cache === undefined ? {} : { cache }),
  });
  return { ran, result };
}

function memory(): ResultCache & { readonly results: Map<string, Result> } {
  const results = new Map<string, Result>();
  return {
    results,
    get: async (key) => results.get(key),
    put: async (key, result) => {
      results.set(key, result);
    },
  };
}

describe('runStudy', () => {
  it('runs again when a file that an option names has changed, and only then', async () => {
    const cache = memory();
    expect((await run({}, cache)).ran).toHaveLength(1);
    expect((await run({}, cache)).ran).toHaveLength(0);
    expect((await run({ 'cif/zirconia.cif': 'another' }, cache)).ran).toHaveLength(1);
    expect((await run({}, cache)).ran).toHaveLength(0);
    expect(cache.results.size).toBe(2);
  });

  it('takes no result from the cache that is of other files, nor keeps one', async () => {
    const cache = memory();
    await run({}, cache);
    const [[key, result]] = [...cache.results] as [[string, Result]];
    cache.results.set(key, { ...result, provenance: { ...result.provenance, files: [] } });
    expect((await run({}, cache)).ran).toHaveLength(1);
  });

  it('names the option when a file goes while it is looked at', async () => {
    const result = await runStudy(studyOf(text), {
      listFiles: async () => files,
      hashFile: async (path) => {
        if (path === 'nzsp.cif') throw fail('file-not-found', 'gone', 'look', { file: path });
        return path;
      },
      runTask: () => expect.unreachable(),
    });
    expect(result.analyses[0]!.failure).toMatchObject({
      code: 'file-not-found',
      message: 'the option "phase" names "nzsp.cif": there is no such file',
      where: { file: 'study.yaml', line: 7, column: 9 },
    });
  });
});

describe('cacheKey', () => {
  it('is what it was for tasks without such files, and depends on their content', () => {
    const task = { id: 'a', technique: 'phases', sample: {}, inputs: [], options: {} };
    // As computed before options could name files.
    expect(cacheKey(task, [], '0.1.0')).toBe('63a986c2ae3951674b0903581bf270ff5595dc81bbd838d6bf88218f31de9f3e');
    expect(cacheKey(task, [], '0.1.0', [])).toBe(cacheKey(task, [], '0.1.0'));
    const keys = [
      [],
      [{ path: 'a.cif', sha256: 'x' }],
      [{ path: 'a.cif', sha256: 'y' }],
      [{ path: 'b.cif', sha256: 'x' }],
    ].map((some) => cacheKey(task, [], '0.1.0', some));
    expect(new Set(keys).size).toBe(4);
  });
});

describe('proposeStudy', () => {
  const pattern = (path: string) => ({ path, technique: 'phases' });
  const other = (...paths: string[]) => paths.map((path) => ({ path }));

  it('puts the files beside the recordings into the options that can name them', () => {
    const found = [pattern('raw/nzsp.xy'), ...other('cif/NZSP.CIF', 'a=b.cif', 'raw/x.prm', 'photo.jpg')];
    const yaml = proposeStudy(found, 'S', [phasesTechnique]);
    expect(studyOf(yaml).analyses[0]!.options).toEqual({
      phase: ['./a=b.cif', 'cif/NZSP.CIF'],
      instrument: 'raw/x.prm',
    });
    expect(
      planStudy(
        studyOf(yaml),
        found.map(({ path }) => path),
      ).failures.size,
    ).toBe(0);
    expect(yaml).toContain('# Not recognised as recordings:\n#   photo.jpg\n');
    expect(yaml).not.toContain('#   cif/');
  });

  it('leaves to the user what is for another sample, and what must be chosen', () => {
    const found = [
      pattern('lagp/a.xy'),
      pattern('nzsp/b.xy'),
      ...other('nzsp/nzsp.cif', 'cif/si.cif', 'one.prm', 'two.prm'),
    ];
    const { analyses } = studyOf(proposeStudy(found, 'S', [phasesTechnique]));
    expect(analyses.map(({ id, options }) => [id, options])).toEqual([
      ['lagp', { phase: ['cif/si.cif'] }],
      ['nzsp', { phase: ['cif/si.cif', 'nzsp/nzsp.cif'] }],
    ]);
    const many = [pattern('a.xy'), ...other(...Array.from({ length: 11 }, (_, index) => `${index}.cif`))];
    const yaml = proposeStudy(many, 'S', [phasesTechnique]);
    expect(studyOf(yaml).analyses[0]!.options).toEqual({});
    expect(yaml).toContain('    # phase: [0.cif, ...]   # choose from 11 files\n');
  });
});

describe('compareResults', () => {
  const file = { name: 'fit.cif', description: 'd', mediaType: 'chemical/x-cif', text: 'a' };
  const of = (hash: string, files?: Result['files']) => {
    const { provenance } = resultOf();
    const origin = { option: 'phase', name: 'a.cif', path: 'a.cif', sha256: hash, bytes: 1 };
    return resultOf({ provenance: { ...provenance, files: [origin] }, files });
  };

  it('compares the files that went in', () => {
    const changed = compareResults(of('x'), of('y'));
    expect(changed).toMatchObject({ sameInput: false, digitsStand: false });
    expect(changed.changes).toMatchObject([{ where: 'provenance.files.a.cif', before: '"x"', after: '"y"' }]);
    expect(compareResults(of('x'), of('x')).identical).toBe(true);
  });

  it('compares those that came out by their digest', () => {
    const { changes } = compareResults(of('x', [file]), of('x', [{ ...file, text: 'b' }]));
    expect(changes).toMatchObject([{ where: 'files.fit.cif', kind: 'changed', digits: true }]);
    expect(changes[0]!.before).toMatch(/^SHA-256 ca978112ca1b/);
    expect(compareResults(of('x', [file]), of('x')).changes[0]).toMatchObject({ kind: 'missing' });
    expect(compareResults(of('x'), of('x', [file])).changes[0]).toMatchObject({ kind: 'new' });
    const sha256 = changes[0]!.before.slice('SHA-256 '.length);
    const listed = { ...of('x'), files: [{ name: 'fit.cif', sha256 }] };
    expect(compareResults(listed, of('x', [file]))).toMatchObject({ digitsStand: true, changes: [] });
  });
});

it('refuses a path that is none where study.yaml is read', () => {
  const { mistakes } = readStudy(text.replace('- nzsp.cif', '- " "'), 'study.yaml', [phasesTechnique]);
  expect(mistakes).toMatchObject([{ line: 7, message: expect.stringContaining('expected the path of a file') }]);
});
