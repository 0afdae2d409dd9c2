import { describe, expect, it } from 'vitest';
import { findTechnique, techniques } from '../../../../src/techniques/registry.js';
import { adviceBook, adviceFor, readAdvice, stretches } from './finding-advice.js';

const pages = import.meta.glob<string>('../../../../docs/*.md', { query: '?raw', import: 'default', eager: true });
const book = adviceBook(
  Object.fromEntries(Object.entries(pages).map(([path, text]) => [path.replace(/^.*\/|\.md$/g, ''), text])),
);
const names = techniques.map(({ name }) => name);

describe('readAdvice', () => {
  it('reads three columns: what it means and what to do', () => {
    const page = '| code | means | do |\n|---|---|---|\n| `a-b` | off by \\|Z\\| | give `--drop-outliers` |\n';
    expect(readAdvice(page).get('a-b')).toEqual({ means: 'off by |Z|', advice: 'give `--drop-outliers`', says: '' });
  });

  it('reads two columns as one text, for every code of the row', () => {
    const page = '| code | what it says, and what to do |\n|---|---|\n| `one`, `two` | look |\n';
    expect([...readAdvice(page)]).toEqual([
      ['one', { means: '', advice: '', says: 'look' }],
      ['two', { means: '', advice: '', says: 'look' }],
    ]);
  });

  it('leaves out other tables, and rows that stand for others', () => {
    const page =
      '| option | default |\n|---|---|\n| `fix` | none |\n\n| code | means | do |\n|---|---|---|\n| others, e.g. `x` | a | b |\n';
    expect([...readAdvice(page)]).toEqual([]);
  });

  it('ends a table with the first line that is no row', () => {
    const page = '| code | means | do |\n|---|---|---|\n\ntext\n| `x` | a | b |\n';
    expect(readAdvice(page).size).toBe(0);
  });

  it('takes the first of two rows with the same code', () => {
    const page = '| code | says |\n|---|---|\n| `x` | one |\n| `x` | two |\n';
    expect(readAdvice(page).get('x')?.says).toBe('one');
  });
});

describe('the pages of the documentation', () => {
  it('have words for findings of every technique and of the readers', () => {
    expect(adviceFor(book, 'correlated', 'impedance', names)?.advice).toBe('quote their sum');
    expect(adviceFor(book, 'not-steady', 'polarization', names)?.means).toContain('still decaying');
    expect(adviceFor(book, 'efficiency-above-one', 'cycling', names)?.says).toContain('100 %');
    expect(adviceFor(book, 'truncated', 'cycling', names)?.means === '').toBe(true);
  });

  it('keep the words of a technique to itself', () => {
    const impedance = adviceFor(book, 'extrapolated', 'impedance', names);
    const polarization = adviceFor(book, 'extrapolated', 'polarization', names);
    expect(impedance).not.toEqual(polarization);
    expect(adviceFor(book, 'extrapolated', 'cycling', names)).toBeUndefined();
    expect(adviceFor(book, 'no-such-code', 'impedance', names)).toBeUndefined();
  });

  it('name only options that exist, where they name flags', () => {
    for (const name of names) {
      const shape = Object.keys(findTechnique(name)!.options.shape);
      const dashed = shape.map((option) => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
      for (const { advice } of book.get(name)!.values())
        for (const [, flag] of advice.matchAll(/`--([a-z-]+)/g)) expect([...dashed, 'conditions']).toContain(flag);
    }
  });
});

describe('stretches', () => {
  it('parts code from words and takes links as their words', () => {
    expect(stretches('see [formats](formats.md#x), give **all** `--lambda` now')).toEqual([
      { kind: 'text', text: 'see formats, give all ' },
      { kind: 'code', text: '--lambda' },
      { kind: 'text', text: ' now' },
    ]);
  });
});
