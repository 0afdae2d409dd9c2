/** Packs the package, installs it in an empty folder and uses it there. Asks the npm registry for the dependencies. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { command, root } from './built.js';

const subpaths = Object.entries(packageJson.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath]) => `interphase${subpath.slice(1)}`);

let folder: string;
let app: string;
let packed: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-package-'));
  app = join(folder, 'app');
  mkdirSync(app);
  const pack = command(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  if (pack.code !== 0) throw new Error(`npm pack failed:\n${pack.stderr}`);
  const [{ filename, files }] = JSON.parse(pack.stdout) as [{ filename: string; files: { path: string }[] }];
  packed = files.map((file) => file.path);
  writeFileSync(join(app, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n');
  const install = command(app, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, filename));
  if (install.code !== 0) {
    throw new Error(`npm install of the packed package failed (is the npm registry reachable?):\n${install.stderr}`);
  }
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('carries the program and its licence, and neither tests nor test data nor sources', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'bin/interphase',
        'dist/cli/main.js',
        'dist/index.d.ts',
        'dist-app/index.html',
        'dist-app/third-party-notices.txt',
        'schema/study.json',
      ]),
    );
    const strangers = packed.filter(
      (path) => !/^(bin|dist|dist-app|assets|schema)\/|^(package\.json|[A-Z]+(\.md)?)$/.test(path),
    );
    expect(strangers).toEqual([]);
    // The workbench starts with the reference study, which consists of raw files.
    const others = packed.filter((path) => !path.startsWith('dist-app/reference-study/'));
    expect(others.filter((path) => /\.test\.|test-support|fixtures|expected|\.mpr$|\.mpt$/.test(path))).toEqual([]);
  });

  it('answers `npx interphase --help`', () => {
    const help = command(app, 'npx', '--no-install', 'interphase', '--help');
    expect(help.stderr).toBe('');
    expect(help.stdout).toContain('impedance, eis');
    expect(help.code).toBe(0);
  });

  it('gives every subpath to programs', () => {
    const program = `
      const rooms = ${JSON.stringify(subpaths)};
      for (const room of rooms) {
        const names = Object.keys(await import(room));
        if (names.length === 0) throw new Error(room + ' exports nothing');
      }
      const { parseQuantity, printQuantity } = await import('interphase/quantity');
      console.log(rooms.length, printQuantity(parseQuantity('5.3(4) mm')));
    `;
    const run = command(app, process.execPath, '--input-type=module', '--eval', program);
    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(`${subpaths.length} 5.3(4) mm\n`);
  });

  it('gives every subpath with types', () => {
    const imports = subpaths.map((subpath, index) => `import * as room${index} from '${subpath}';`);
    const uses = subpaths.map((_, index) => `room${index}`);
    writeFileSync(
      join(app, 'use.ts'),
      `${imports.join('\n')}
import { parseQuantity, type Quantity } from 'interphase/quantity';
export const rooms: readonly object[] = [${uses.join(', ')}];
export const thickness: Quantity = parseQuantity('1.18(2) mm');
// @ts-expect-error: proof that the types are read, not taken for any
export const wrong: number = parseQuantity('1.18(2) mm');
`,
    );
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023',
      '--types',
      '',
    ];
    const check = command(app, process.execPath, tsc, ...flags, '--skipLibCheck', 'use.ts');
    expect(check.stdout).toBe('');
    expect(check.code).toBe(0);
  });

  it('says the same version as package.json', () => {
    const installed = JSON.parse(readFileSync(join(app, 'node_modules', 'interphase', 'package.json'), 'utf8'));
    expect(command(app, 'npx', '--no-install', 'interphase', '--version').stdout.trim()).toBe(installed.version);
  });
});
