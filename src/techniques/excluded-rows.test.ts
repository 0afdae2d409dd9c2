import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import {
  checkExclusions,
  excludeField,
  isExcluded,
  printExclusions,
  readExclusions,
  withExcluded,
} from './excluded-rows.js';

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('readExclusions', () => {
  it.each([
    ['nzsp-25C:1-3,17', 'nzsp-25C', [1, 2, 3, 17]],
    ['nzsp-25C', 'nzsp-25C', 'all'],
    ['a:b,c:4', 'a:b,c', [4]],
    ['a:b,c', 'a:b,c', 'all'],
    ['file#2: 5 - 6 , 9', 'file#2', [5, 6, 9]],
    ['run 12:30', 'run 12', [30]],
    ['run 12:30:*', 'run 12:30', 'all'],
    ['run 12:30:1-2', 'run 12:30', [1, 2]],
    ['a:', 'a:', 'all'],
    ['a:3-', 'a:3-', 'all'],
    ['a::3', 'a:', [3]],
  ] as const)('%j is of %j', (text, label, rows) => {
    const read = readExclusions([text]);
    expect([...read.keys()]).toEqual([label]);
    const found = read.get(label)!;
    expect(found === 'all' ? found : [...found]).toEqual(rows);
  });

  it('adds up what is said of one label; the whole of it wins', () => {
    expect(readExclusions(['a:1', 'a:2-3']).get('a')).toEqual(new Set([1, 2, 3]));
    expect(readExclusions(['a:1', 'a']).get('a')).toBe('all');
    expect(readExclusions(['a', 'a:1']).get('a')).toBe('all');
  });

  it.each([
    ['', /names no recording/],
    [':1-3', /names no recording/],
    [':*', /names no recording/],
    ['a:0', /count from 1/],
    ['a:3-1', /runs backwards/],
    ['a:1-99999999', /more than/],
  ])('refuses %j', (text, message) => {
    const error = refusal(() => readExclusions([text]));
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ code: 'invalid-option', where: { path: 'exclude' } });
    expect(refusal(() => readExclusions(['a', text])).message).toMatch(message);
  });

  it('refuses ranges that together are too long, before they fill the memory', () => {
    expect(refusal(() => readExclusions(['a:1-1500000,1500001-3000000'])).message).toMatch(/more than/);
  });
});

describe('printExclusions', () => {
  it('joins neighbours, sorts labels, and says which label is whole', () => {
    const texts = ['b:9,1,2,3,8', 'c', 'a:5', 'run 12:30:*'];
    expect(printExclusions(readExclusions(texts))).toEqual(['a:5', 'b:1-3,8-9', 'c', 'run 12:30:*']);
    expect(printExclusions(new Map([['a', new Set<number>()]]))).toEqual([]);
  });
});

/** Labels that try to look like row lists. */
const label = fc
  .oneof(fc.string({ unit: fc.constantFrom('a', 'B', '1', '2', ':', ',', '-', '*', '#', ' ', '\n') }), fc.string())
  .filter((text) => text.trim() !== '');
const rows = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const exclusions = fc
  .array(fc.tuple(label, fc.oneof(rows, fc.constant('all' as const))), { maxLength: 5 })
  .map((entries) => new Map(entries.map(([key, of]) => [key, of === 'all' ? of : new Set(of)])));
const points = fc.array(
  fc.oneof(fc.record({ recording: label, row: fc.integer({ min: 1, max: 40 }) }), fc.record({ recording: label })),
  { maxLength: 8 },
);

describe('brushing', () => {
  it('reads what it prints', () => {
    fc.assert(
      fc.property(exclusions, (given) => {
        expect(readExclusions(printExclusions(given))).toEqual(given);
      }),
    );
  });

  it('leaves every point in the state asked for, and no other recording changed', () => {
    fc.assert(
      fc.property(exclusions, points, fc.boolean(), (given, brushed, excluded) => {
        const after = readExclusions(withExcluded(printExclusions(given), brushed, excluded));
        for (const { recording, row } of brushed.map((point) => ({ row: undefined, ...point }))) {
          expect(isExcluded(after, recording, row)).toBe(excluded);
        }
        const touched = new Set(brushed.map(({ recording }) => recording));
        for (const key of new Set([...given.keys(), ...after.keys()])) {
          if (!touched.has(key)) expect(after.get(key)).toEqual(given.get(key));
        }
      }),
    );
  });

  it('gives back the same words when points of recordings in use are left out and taken back', () => {
    fc.assert(
      fc.property(exclusions, points, (given, brushed) => {
        const fresh = brushed.filter(
          ({ recording, ...rest }) =>
            given.get(recording) !== 'all' && 'row' in rest && !isExcluded(given, recording, rest.row as number),
        );
        const texts = printExclusions(given);
        expect(withExcluded(withExcluded(texts, fresh, true), fresh, false)).toEqual(texts);
      }),
    );
  });

  it('takes back all of a recording that was left out whole', () => {
    expect(withExcluded(['a', 'b:1'], [{ recording: 'a', row: 4 }], false)).toEqual(['b:1']);
    expect(withExcluded(['a:1-9'], [{ recording: 'a' }], false)).toEqual([]);
    expect(withExcluded(['a:1-9'], [{ recording: 'a' }], true)).toEqual(['a']);
  });

  it('means all rows that a point of a thinned picture stands for', () => {
    const point = { recording: 'a', row: 5, lastRow: 9 };
    expect(withExcluded(['a:1'], [point], true)).toEqual(['a:1,5-9']);
    expect(withExcluded(['a:1-20'], [point], false)).toEqual(['a:1-4,10-20']);
    expect(withExcluded(['a:5-9'], [point], false)).toEqual([]);
  });

  it('does not touch the texts it is given', () => {
    const texts = Object.freeze(['b:2,1', 'a']);
    expect(withExcluded(texts, [], true)).toEqual(['a', 'b:1-2']);
  });
});

describe('checkExclusions', () => {
  const known = [
    { label: 'nzsp-25C', rows: [1, 60] as const },
    { label: 'steps#2', rows: [61, 90] as const },
    { label: 'run 12:30', rows: [1, 9] as const },
    { label: 'whole' },
  ];
  const check = (...texts: string[]) => checkExclusions(readExclusions(texts), known);

  it('lets pass what is there', () => {
    expect(() => check('nzsp-25C:1,60', 'steps#2', 'whole', 'run 12:30:*')).not.toThrow();
  });

  it.each([
    ['nszp-25C:3', /no recording of that label/, 'did you mean "nzsp-25C"?'],
    ['nzsp-25C:3-', /no recording of that label/, 'did you mean "nzsp-25C"?'],
    ['xyz', /no recording of that label/, 'known here: nzsp-25C, steps#2, run 12:30, whole'],
    ['run 12:30', /"run 12": there is no recording/, 'for all of "run 12:30" write "run 12:30:*"'],
    [
      'nzsp-25C:59-62',
      /"nzsp-25C:61-62": nzsp-25C has the rows 1 to 60/,
      'rows are those of its table, counted from 1',
    ],
    ['steps#2:3', /steps#2 has the rows 61 to 90/, 'rows are those of its table, counted from 1'],
    ['whole:3', /can only be left out as a whole/, 'write "whole"'],
  ])('refuses %j', (text, message, hint) => {
    const error = refusal(() => check(text));
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ code: 'invalid-option', hint, where: { path: 'exclude' } });
  });
});

describe('excludeField', () => {
  it('is an empty list where nothing is said, and says what it is', () => {
    expect(excludeField.parse(undefined)).toEqual([]);
    expect(excludeField.description).toMatch(/left out by hand/);
  });
});
