import { describe, expect, it } from 'vitest';
import type { Axis, Figure, Panel } from '../../../../src/figure/figure.js';
import type { PlaceNote } from './describe-point.js';
import { sweptAxis, withSwept } from './swept-axis.js';

const real: Axis = { title: 'Z′', unit: 'Ohm' };
const frequency: Axis = { title: 'Frequency', unit: 'Hz', scale: 'log' };
const panel = (x: Axis, y: string, places: readonly number[], rows?: readonly number[]): Panel => ({
  x,
  y: { title: y, unit: 'Ohm' },
  marks: [
    {
      type: 'points',
      x: places,
      y: places,
      ...(rows && { origin: { recording: 'a', rows } }),
    },
  ],
});
const figure = (id: string, ...panels: Panel[]): Figure => ({ id, caption: '', panels });
const nyquist = figure('nyquist', panel(real, '-Z″', [10, 20], [4, 7]));
const bode = figure('bode', panel(frequency, '|Z|', [1e6, 1], [4, 7]), panel(frequency, 'Phase', [1e6, 1], [4, 7]));
const arrhenius = figure('arrhenius', panel({ title: '1000/T', unit: 'K^-1' }, 'sigma', [3, 4]));
const point = (index: number) => ({ panel: 0, part: 'main' as const, mark: 0, index });
const note: PlaceNote = { title: 'a', values: [{ name: 'Z′', value: '20 Ω' }], origin: 'row 7' };

describe('sweptAxis', () => {
  it('is the one most panels share, of those whose points are rows', () => {
    const swept = sweptAxis([arrhenius, nyquist, bode])!;
    expect(swept.axis).toBe(frequency);
    expect([...swept.values.values()]).toEqual([1e6, 1]);
    expect(sweptAxis([arrhenius])).toBeUndefined();
  });
});

describe('withSwept', () => {
  const swept = sweptAxis([nyquist, bode]);

  it('tells the frequency of a point of a Nyquist plot', () => {
    expect(withSwept(note, nyquist, point(1), swept).values).toEqual([
      { name: 'Frequency', value: '1 Hz' },
      { name: 'Z′', value: '20 Ω' },
    ]);
  });

  it('repeats no axis, and says nothing of points that are no rows', () => {
    expect(withSwept(note, bode, point(1), swept)).toBe(note);
    expect(withSwept(note, arrhenius, point(1), swept)).toBe(note);
    expect(withSwept(note, nyquist, point(1), undefined)).toBe(note);
  });
});
