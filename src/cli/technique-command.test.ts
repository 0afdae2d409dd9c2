import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phasesTechnique } from '../execution/test-support/phases-technique.js';
import type { Recording } from '../formats/recording.js';
import type { AnalysisJson } from '../report/analysis-json.js';
import { addTechniqueCommand } from './technique-command.js';

vi.mock('../techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../execution/test-support/phases-technique.js');
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

let folder: string;
const at = (path: string) => join(folder, path);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interphase-'));
  await mkdir(at('cif'));
  for (const [path, text] of [
    ['a.xy', '1 2'],
    ['nzsp.cif', 'NZSP'],
    ['cif/zirconia.cif', 'ZrO2'],
  ] as const) {
    await writeFile(at(path), text);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** What the command writes to stdout. */
async function interphase(...args: string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const program = new Command('interphase').exitOverride();
  addTechniqueCommand(program, phasesTechnique);
  await program.parseAsync(['phases', ...args], { from: 'user' });
  return written.join('');
}

describe('a command whose options name files', () => {
  it('takes one flag for each file, and lists in JSON what went in and came out', async () => {
    const phase = [at('nzsp.cif'), `zro2=${at('cif/zirconia.cif')}`];
    const flags = phase.flatMap((text) => ['--phase', text]);
    const json = JSON.parse(await interphase(at('a.xy'), ...flags, '--json')) as AnalysisJson;
    expect(json.provenance.options.phase).toEqual(phase);
    expect(json.provenance.files?.map(({ option, name, bytes }) => [option, name, bytes])).toEqual([
      ['phase', 'nzsp.cif', 4],
      ['phase', 'zirconia.cif', 4],
    ]);
    expect(json.files?.map(({ name }) => name)).toEqual(['what they say.cif', '../what:they?say.CIF']);
    expect(json).not.toHaveProperty('structures');
  });

  it('writes the files that come out beside the report, and nowhere else', async () => {
    await interphase(at('a.xy'), '--phase', at('nzsp.cif'), '--out', at('out/results'));
    expect(await readdir(at('out/results/files/phases'))).toEqual(['what-they-say-2.CIF', 'what-they-say.cif']);
    expect(await readdir(at('out'))).toEqual(['results']);
    expect(await readFile(at('out/results/files/phases/what-they-say.cif'), 'utf8')).toContain('nzsp.cif: NZSP');
  }, 30_000);

  it.each([
    ['nzps.cif', 'file-not-found', 'there is no such file', 'did you mean nzsp.cif?'],
    ['cif', 'cannot-read', 'this is a folder, not a file', 'name the files in it'],
  ])('names flag and path for %s', async (path, code, message, hint) => {
    await expect(interphase(at('a.xy'), '--phase', at(path))).rejects.toMatchObject({
      // Any code but `usage` ends with exit code 1.
      code,
      message: `the option "phase" names "${at(path)}": ${message}`,
      hint: expect.stringContaining(hint),
      where: { path: '--phase' },
    });
  });
});
