import { describe, expect, it } from 'vitest';
import type { ModelParameter } from '../model/model-parameters.js';
import { checkTies, readParameterTexts } from './parameter-texts.js';

const OPEN = Number.POSITIVE_INFINITY;
const parameter = (name: string, unit: string, lower: number, upper: number): ModelParameter => ({
  name,
  unit,
  group: 'lorentz',
  phase: -1,
  start: 1,
  lower,
  upper,
});
const parameters = [
  parameter('W', 'deg^2', 1e-6, 10),
  parameter('X', 'deg', 0, 5),
  parameter('Y', 'deg', 0, 10),
  parameter('background.0', 'counts', -OPEN, OPEN),
  parameter('p.scale', '1', 0, OPEN),
  parameter('p.a', 'angstrom', 4.5, 5.5),
  parameter('p.c', 'angstrom', 9, 11),
];
const none = { fix: [], tie: [], bounds: [], start: [] };
const read = (texts: Partial<Record<keyof typeof none, readonly string[]>>) =>
  readParameterTexts(parameters, { ...none, ...texts } as Parameters<typeof readParameterTexts>[1]);

describe('readParameterTexts', () => {
  it('reads words about parameters', () => {
    const found = read({ fix: ['W=0.01', 'p.scale'], tie: ['X=2*Y'], bounds: ['p.a=4.9:5.1'], start: ['p.a=5'] });
    expect([...found.fixed]).toEqual([
      [0, 0.01],
      [4, Number.NaN],
    ]);
    expect([...found.ties]).toEqual([[1, { source: 2, factor: 2, constant: 0 }]]);
    expect([...found.bounds]).toEqual([[5, [4.9, 5.1]]]);
    expect([...found.start]).toEqual([[5, 5]]);
  });

  it('keeps bounds within what the parameter can be', () => {
    expect(read({ bounds: ['W=-5:1', 'Y=-1:1'] }).bounds).toEqual(
      new Map([
        [0, [1e-6, 1]],
        [2, [-1, 1]],
      ]),
    );
  });

  it.each([
    [{ bounds: ['W=-5:-1'] }, 'W cannot be there'],
    [{ bounds: ['p.scale=-5:-1'] }, 'p.scale cannot be there'],
    [{ bounds: ['p.a=6:7'] }, 'p.a cannot be there'],
    [{ fix: ['Y=-100'] }, 'Y cannot be -100'],
    [{ fix: ['X=1e9'] }, 'X cannot be 1000000000'],
    [{ fix: ['background.0=1e308'] }, 'background.0 cannot be 1e+308'],
    [{ fix: ['W=0.5'], bounds: ['W=0.1:0.2'] }, 'fix of W: 0.5 lies outside its bounds'],
    [{ start: ['W=0.5'], bounds: ['W=0.1:0.2'] }, 'start of W: 0.5 lies outside its bounds'],
    [{ tie: ['X=Y'], bounds: ['X=0.1:0.2'] }, 'it has bounds as well'],
    [{ tie: ['p.a=W'] }, 'it has another unit than W'],
    [{ tie: ['X=Y', 'Y=X'] }, 'Y is tied too'],
    [{ tie: ['X=X'] }, 'it is tied to itself'],
    [{ fix: ['foo=1'] }, 'there is no parameter foo'],
  ])('refuses %j', (texts, message) => {
    expect(() => read(texts)).toThrow(message);
  });

  it('refuses ties that begin where their parameter cannot be', () => {
    const tied = (text: string) => read({ tie: [text] });
    const values = [0.01, 0.1, 0.1, 0, 1, 5, 10];
    const begin = (text: string, c: number) => () => checkTies(parameters, tied(text), [...values.slice(0, 6), c]);
    expect(begin('p.c=2*p.a', 10)).not.toThrow();
    expect(begin('p.c=-2*p.a', -10)).toThrow('tie of p.c: it would begin at -10');
    expect(begin('p.c=1e300*p.a', 5e300)).toThrow('tie of p.c: it would begin at 5e+300');
  });
});
