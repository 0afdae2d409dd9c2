import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainJson } from './plain-json.js';

describe('plainJson', () => {
  it('gives what JSON gives, for every JSON-like value', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: false, withDate: false, withNullPrototype: true }), (value) => {
        let plain: unknown;
        try {
          plain = plainJson(value);
        } catch {
          return;
        }
        expect(plain).toStrictEqual(JSON.parse(JSON.stringify(value ?? null)));
      }),
    );
  });

  it('keeps a key that would change the prototype', () => {
    expect(JSON.stringify(plainJson(JSON.parse('{"__proto__":1}')))).toBe('{"__proto__":1}');
  });

  it('turns what JSON does not know into null, and typed arrays into arrays', () => {
    expect(
      plainJson({ a: Number.NaN, b: -0, c: undefined, d: new Float64Array([1, Number.NEGATIVE_INFINITY]) }),
    ).toStrictEqual({
      a: null,
      b: 0,
      d: [1, null],
    });
  });

  it('refuses what JSON cannot hold, and says where', () => {
    expect(() => plainJson({ a: [{ b: new Map() }] })).toThrow('a[0].b is a Map');
    expect(() => plainJson({ a: () => 1 })).toThrow('a is a function');
  });
});
