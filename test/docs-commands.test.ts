/** Commands that a page of docs shows with the files of the reference study are typed by people: each must work. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interphase, root } from './built.js';

const pages = ['powder-diffraction.md', 'photoemission.md'];
/** Of a page: each starts the whole program and refines, and the suite has ten minutes. */
const MOST = 2;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-docs-'));
  for (const technique of ['xrd', 'photoemission']) {
    const raw = join('examples', 'reference-study', 'raw', technique);
    mkdirSync(join(folder, raw), { recursive: true });
    cpSync(join(root, raw), join(folder, raw), { recursive: true });
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of the shell blocks of a page that begin with the command and name files of the study. */
function commands(page: string): string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block]) => block!.split('\n'))
    .filter((line) => line.startsWith('interphase ') && line.includes('examples/reference-study'))
    .slice(0, MOST);
}

/** Words of a command line as a shell has them. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}

describe.each(pages)('docs/%s', (page) => {
  it.each(commands(page))(
    '%s',
    (line) => {
      const { code, stderr } = interphase(folder, ...words(line).slice(1));
      expect(stderr).not.toMatch(/^error:/m);
      expect(code).toBe(0);
    },
    120_000,
  );
});
