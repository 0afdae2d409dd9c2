import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { fail } from '../errors.js';
import { fileFromBytes } from '../formats/file-like.js';
import type { Recording } from '../formats/recording.js';
import { filesOfTask } from './option-files.js';
import { runTask, taskOfResult } from './run-task.js';
import type { AnalysisTask } from './task.js';

vi.mock('../techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('./test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../techniques/registry.js')>());
});

vi.mock('../formats/read-recording.js', () => ({
  readRecording: async ({ name }: { name: string }): Promise<Recording> => ({
    name,
    format: 'pattern',
    settings: {},
    tables: [],
    sha256: 'ab'.repeat(32),
    diagnostics: [],
  }),
}));

const onDisk: Record<string, string> = {
  'raw/a.xy': '1 2',
  'nzsp.cif': 'NZSP',
  'cif/zirconia.cif': 'ZrO2',
  'cif/broken.cif': 'broken',
  'a=b.cif': 'odd',
  'XRY.PRM': 'Cu',
};

function openerOf(files: Readonly<Record<string, string>>) {
  const opened: string[] = [];
  const openFile = async (path: string) => {
    opened.push(path);
    if (path === 'cif') throw fail('cannot-read', 'this is a folder, not a file', 'name a file in it', { file: path });
    const text = files[path];
    if (text === undefined) throw fail('file-not-found', 'nothing there', 'did you mean it?', { file: path });
    return fileFromBytes(path.split('/').at(-1)!, new TextEncoder().encode(text));
  };
  return { openFile, opened };
}

const run = (task: AnalysisTask, files = onDisk) => runTask(task, openerOf(files).openFile);
const sha = (text: string) => createHash('sha256').update(text).digest('hex');

function task(options: Readonly<Record<string, unknown>>): AnalysisTask {
  return {
    id: 'structure',
    technique: 'phases',
    sample: {},
    inputs: [{ path: 'raw/a.xy', label: 'a', conditions: {} }],
    options,
  };
}

const phase = ['nzsp.cif', 'zro2=./cif/zirconia.cif', './a=b.cif', './nzsp.cif'];

describe('files that options name', () => {
  it('come to the technique by the path as typed, each read once', async () => {
    const { openFile, opened } = openerOf(onDisk);
    const result = await runTask(task({ phase, instrument: 'XRY.PRM' }), openFile);
    expect(result.methods[0]!.split('\n')).toEqual([
      'nzsp.cif: NZSP',
      'zro2=./cif/zirconia.cif: ZrO2',
      './a=b.cif: odd',
      './nzsp.cif: NZSP',
      'instrument: Cu',
    ]);
    expect(opened).toEqual(['nzsp.cif', 'cif/zirconia.cif', 'a=b.cif', 'XRY.PRM', 'raw/a.xy']);
  });

  it('stand in the provenance, from which the same result can be made again', async () => {
    const result = await run(task({ phase, instrument: 'XRY.PRM' }));
    expect(result.provenance.files).toEqual([
      { option: 'phase', name: 'nzsp.cif', path: 'nzsp.cif', sha256: sha('NZSP'), bytes: 4 },
      { option: 'phase', name: 'zirconia.cif', path: 'cif/zirconia.cif', sha256: sha('ZrO2'), bytes: 4 },
      { option: 'phase', name: 'a=b.cif', path: 'a=b.cif', sha256: sha('odd'), bytes: 3 },
      { option: 'instrument', name: 'XRY.PRM', path: 'XRY.PRM', sha256: sha('Cu'), bytes: 2 },
    ]);
    expect(filesOfTask(taskOfResult('structure', result)).map(({ option, path }) => [option, path])).toEqual(
      result.provenance.files!.map(({ option, path }) => [option, path]),
    );
    expect(await run(taskOfResult('structure', result))).toEqual(result);
  });

  it('leave no trace where there are none', async () => {
    const result = await run(task({ starts: 2 }));
    expect(result.provenance).not.toHaveProperty('files');
    expect(filesOfTask({ technique: 'unheard of', options: { phase } })).toEqual([]);
  });

  it.each([
    [
      ['nzsp.cif', 'x=nzps.cif'],
      'file-not-found',
      'phase.1',
      'the option "phase" names "nzps.cif": there is no such file',
    ],
    [['cif'], 'cannot-read', 'phase.0', 'the option "phase" names "cif": this is a folder, not a file'],
  ])('%j are told of by option and path', async (named, code, path, message) => {
    await expect(run(task({ phase: named }))).rejects.toMatchObject({ code, message, where: { path } });
    await expect(run(task({ phase: named }))).rejects.not.toHaveProperty('where.file');
  });

  it('are refused when they are too large, without being read', async () => {
    const slice = vi.fn();
    const openFile = async (path: string) => ({ name: path, size: 17 * 1024 * 1024, slice });
    await expect(runTask(task({ phase: ['big.cif'] }), openFile)).rejects.toMatchObject({
      code: 'cannot-read',
      message: 'the option "phase" names "big.cif": it holds 17 MB, and a file that an option names at most 16 MB',
      where: { path: 'phase.0' },
    });
    expect(slice).not.toHaveBeenCalled();
    const many = Array.from({ length: 9 }, (_, index) => `${index}.cif`);
    const large = async (path: string) => ({
      name: path,
      size: 15 * 1024 * 1024,
      slice: async () => new Uint8Array(),
    });
    await expect(runTask(task({ phase: many }), large)).rejects.toMatchObject({
      code: 'cannot-read',
      message: expect.stringContaining('more than 128 MB'),
      where: { path: 'phase.8' },
    });
  });

  it('are named by their path when the technique finds fault with them', async () => {
    await expect(run(task({ phase: ['nzsp.cif', './cif/broken.cif'] }))).rejects.toMatchObject({
      code: 'malformed-file',
      where: { file: 'cif/broken.cif', line: 2 },
    });
  });
});

describe('files and structures that a result gives', () => {
  it('are part of it as plain JSON', async () => {
    const result = await run(task({ phase: ['nzsp.cif'] }));
    expect(result.files?.map(({ name, text }) => [name, text])).toEqual([
      ['what they say.cif', 'nzsp.cif: NZSP'],
      ['../what:they?say.CIF', 'nzsp.cif: NZSP'],
    ]);
    expect(result.structures?.map(({ name }) => name)).toEqual(['nzsp.cif']);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
