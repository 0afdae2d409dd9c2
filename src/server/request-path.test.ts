import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestPath } from './request-path.js';

describe('the path of a request', () => {
  it('is decoded part by part', () => {
    expect(requestPath('/')).toEqual([]);
    expect(requestPath('/?a=/../b')).toEqual([]);
    expect(requestPath('/api/file/raw/50%25%20SOC%20%C2%B0C.mpt?x=1')).toEqual([
      'api',
      'file',
      'raw',
      '50% SOC °C.mpt',
    ]);
    expect(requestPath('/...')).toEqual(['...']);
  });

  it.each([
    undefined,
    '',
    'api',
    '*',
    'http://127.0.0.1/api',
    '//x',
    '/a//b',
    '/a/',
    '/.',
    '/a/../b',
    '/a/..',
    '/a/%2e%2e/b',
    '/a/%2E./b',
    '/a/.%2e',
    '/a%2fb',
    '/a%2Fb',
    '/a\\b',
    '/a%5cb',
    '/a/..%5c..%5cb',
    '/a%00b',
    '/a%0ab',
    '/%7f',
    '/C:/windows',
    '/a/c%3a',
    '/%',
    '/%zz',
    '/%c0%ae%c0%ae/b',
    '/%ff',
  ])('is refused: %s', (target) => {
    expect(requestPath(target)).toBeUndefined();
  });

  it('keeps every name that a file may have, once encoded', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (names) => {
        const parts = requestPath(`/${names.map(encodeURIComponent).join('/')}`);
        if (parts !== undefined) expect(parts).toEqual(names);
      }),
    );
  });

  it('never gives a part that leads elsewhere', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2E',
      '/',
      '%2f',
      '\\',
      '%5c',
      '%00',
      'a',
      'C:',
      '%252e',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const part of requestPath(`/${pieces.join('')}`) ?? []) {
          expect(part).not.toMatch(/^\.{0,2}$|[/\\\0]/);
        }
      }),
    );
  });
});
