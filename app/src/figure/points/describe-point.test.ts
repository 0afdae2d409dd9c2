import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../../src/figure/figure.js';
import { figureFrames } from '../../../../src/figure/layout/frames.js';
import { figureOf } from '../../../../src/figure/test-support/sample-figures.js';
import { compileFigure } from '../../../../src/figure/vega-lite-spec.js';
import { noteCell, noteCurve, notePoint, printValue, speak } from './describe-point.js';

const panel: Panel = {
  x: { title: 'Z′', unit: 'Ohm cm^2' },
  y: { title: '-Z″', unit: 'Ohm cm^2' },
  marks: [
    { type: 'points', x: [10, 20], y: [1, 2], colour: 1, label: '25 °C', origin: { recording: 'a', rows: [4, 7] } },
    { type: 'line', x: [10, 20], y: [1, 2], colour: 1 },
    { type: 'points', x: [15], y: [3], colour: 1, origin: { recording: 'a', rows: [5], excluded: true } },
    { type: 'points', x: [18], y: [3], origin: { recording: 'b' } },
    { type: 'error-bars', x: [18], lower: [2.5], upper: [3.5] },
  ],
};
const figure = figureOf('one', panel);
const box = figureFrames(compileFigure(figure).layout)[0]!;
const name = (mark: number, index = 0) => ({ panel: 0, part: 'main' as const, mark, index });

describe('notePoint', () => {
  it('gives both values with names and units, the curve and the row', () => {
    expect(notePoint(figure, name(0, 1))).toEqual({
      title: '25 °C',
      values: [
        { name: 'Z′', value: '20 Ω cm²' },
        { name: '−Z″', value: '2 Ω cm²' },
      ],
      origin: 'a, row 7',
    });
  });

  it('takes the name of the curve of the same colour, and says what is left out', () => {
    expect(notePoint(figure, name(2))).toMatchObject({ title: '25 °C', origin: 'a, row 5, left out' });
  });

  it('takes the recording where nothing bears a name, and reads the error bar', () => {
    const note = notePoint(figure, name(3))!;
    expect(note.title).toBe('b');
    expect(note.values[2]).toEqual({ name: 'bar', value: '2.5 Ω cm² to 3.5 Ω cm²' });
    expect(speak(note)).toBe('b, Z′ 18 Ω cm², −Z″ 3 Ω cm², bar 2.5 Ω cm² to 3.5 Ω cm²');
  });

  it('is nothing for a point that is not there any more', () => {
    expect(notePoint(figure, name(0, 2))).toBeUndefined();
    expect(notePoint(figure, name(9))).toBeUndefined();
  });
});

it('noteCurve reads a place between points', () => {
  const note = noteCurve(figure, box, { mark: 1, x: 12.5, y: 1.25, xPt: 0, yPt: 0 });
  expect(speak(note)).toBe('25 °C, Z′ 12.5 Ω cm², −Z″ 1.25 Ω cm²');
});

it('noteCell reads the value of a map', () => {
  const note = noteCell(figure, box, { x: 1, y: 2, value: 0.5, title: 'Intensity', unit: 'counts' });
  expect(note.values[2]).toEqual({ name: 'Intensity', value: '0.5 counts' });
});

it('printValue prints five digits, pure numbers without a unit', () => {
  expect(printValue(1.23456789, '')).toBe('1.2346');
  expect(printValue(1.2e-7, 'A')).toBe('1.2×10⁻⁷ A');
});
