/**
 * Proves that results do not depend on the engine: where they are computed, the functions of `Math` that ECMAScript leaves
 * to the engine (it fixes only + - * / and sqrt, and what rounds or compares) give way to those of `numerics/elementary`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = join(dirname(fileURLToPath(import.meta.url)), '..', 'src');
const rooms = ['quantity', 'numerics', 'crystal', 'formats', 'techniques', 'execution', 'study'];

const free =
  'exp|expm1|log|log10|log1p|log2|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot|random';

/** Whole files where it does no harm, and why. */
const allowed: Readonly<Record<string, string>> = {
  'formats/parquet/snappy.ts':
    'shifts bits of a length by multiplying with 2^7, 2^14, ...: whole numbers, exact everywhere',
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts') && rooms.includes(path.split('/')[0]!))
  .filter((path) => !/\.test\.ts$|\/test-support\//.test(path))
  .sort();

/** The code of a source: comments and texts go, what stands in the braces of a template stays. */
function codeOnly(source: string): string {
  const literal = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
  return source.replace(literal, (match) => (match.startsWith('/') ? ' ' : "''"));
}

/** Uses of what the engine may round as it likes. A square is a product everywhere, and a power of two written numbers exact. */
function engineDependent(source: string): string[] {
  const code = codeOnly(source);
  const calls = [...code.matchAll(new RegExp(`\\bMath\\s*\\.\\s*(?:${free})\\b|\\bMath\\s*\\[`, 'g'))].map(
    ([call]) => call,
  );
  const powers = [...code.matchAll(/([\w$.)\]!]+)\s*\*\*(=?)\s*(-?[\w$.([]+)/g)]
    .filter(([, base, assigns, exponent]) => {
      if (assigns === '' && exponent === '2') return false;
      return !(/^\d+$/.test(base!) && /^\d+$/.test(exponent!));
    })
    .map(([power]) => power);
  const unread =
    (code.match(/\*\*/g) ?? []).length - (code.match(/([\w$.)\]!]+)\s*\*\*=?\s*(-?[\w$.([]+)/g) ?? []).length;
  return [...calls, ...powers, ...(unread > 0 ? ['** that this test cannot read'] : [])];
}

describe('what results are computed with', () => {
  it('reads the sources', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(Object.keys(allowed).filter((file) => !files.includes(file))).toEqual([]);
  });

  it('finds what it looks for', () => {
    const bad =
      'Math.exp(x); a ** b; x ** -2; x ** 2.5; 10 ** k; x **= 2; xs.map(Math.log); (a + b) ** (1 / 2); `\u0024{Math.sin(1)}`';
    expect(engineDependent(bad)).toHaveLength(9);
    expect(
      engineDependent("x ** 2; (a - b) ** 2; 2 ** 53; exp(x); Math.sqrt(x); 'Math.exp'; // a ** b, Math.log"),
    ).toEqual([]);
  });

  it('is the same on every engine', () => {
    const found = files
      .filter((file) => allowed[file] === undefined)
      .flatMap((file) => engineDependent(readFileSync(join(src, file), 'utf8')).map((use) => `${file}: ${use}`));
    expect(found).toEqual([]);
  });
});
