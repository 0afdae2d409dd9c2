/**
 * Freezes what the package exports: a name that disappears breaks somebody's program. When a change is meant, run
 * `npx vitest run test/public-api -u` and tell it in CHANGELOG.md.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { root } from './built.js';

const subpaths = Object.entries(packageJson.exports).filter(([, target]) => typeof target === 'object');

describe('public API', () => {
  it('has the subpaths that are promised', () => {
    expect(Object.keys(packageJson.exports)).toEqual([
      '.',
      './quantity',
      './numerics',
      './formats',
      './figure',
      './impedance',
      './polarization',
      './photoemission',
      './powder-diffraction',
      './cycling',
      './execution',
      './study',
      './report',
      './schema/study.json',
      './package.json',
    ]);
  });

  it('exports exactly these names', async () => {
    let text = '';
    for (const [subpath, target] of subpaths) {
      const source = (target as { default: string }).default.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
      const names = Object.keys(await import(/* @vite-ignore */ join(root, source))).sort();
      text += `${subpath}\n${names.map((name) => `  ${name}\n`).join('')}`;
    }
    await expect(text).toMatchFileSnapshot('public-api.txt');
  });
});
