import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../../src/quantity/quantity.js';
import type { Runs } from '../state/run-updates.js';
import {
  commonFigures,
  comparedQuantities,
  distanceInSigma,
  figureOf,
  fittingAnalyses,
  overlayCaption,
} from './common-figures.js';

const quantity = (value: number | null, sigma: number | null, unit = 'Ohm'): Quantity => ({ value, sigma, unit });

function runsOf(analyses: Record<string, { figures: string[]; quantities?: Record<string, Quantity> }>): Runs {
  return Object.fromEntries(
    Object.entries(analyses).map(([id, { figures, quantities = {} }]) => [
      id,
      {
        state: 'done',
        share: 1,
        doing: '',
        outcome: {
          id,
          technique: 'impedance',
          fromCache: false,
          result: { figures: figures.map((figure) => ({ id: figure })), quantities },
        },
      },
    ]),
  ) as unknown as Runs;
}

describe('what can be compared', () => {
  const runs = runsOf({
    bare: { figures: ['nyquist', 'bode'], quantities: { R: quantity(10, 1), only: quantity(1, 1) } },
    coated: { figures: ['nyquist', 'bode', 'growth'], quantities: { R: quantity(14, 1) } },
    third: { figures: ['nyquist'] },
  });

  it('is what several analyses have, most first', () => {
    expect(commonFigures(runs)).toEqual([
      { id: 'nyquist', analyses: ['bare', 'coated', 'third'] },
      { id: 'bode', analyses: ['bare', 'coated'] },
    ]);
    expect(figureOf(runs, 'coated', 'growth')).toEqual({ id: 'growth' });
    expect(figureOf(runs, 'nobody', 'growth')).toBeUndefined();
  });

  it('begins with those that fit over each other', () => {
    const figureWith = (unit: string) => ({
      id: 'nyquist',
      caption: '',
      panels: [{ x: { title: 'Z', unit }, y: { title: 'Z', unit }, marks: [{ type: 'points', x: [1], y: [1] }] }],
    });
    const units = { pellet: 'Ω', bare: 'kΩ cm²', aged: 'Ω cm²' };
    const drawn = Object.fromEntries(
      Object.entries(units).map(([id, unit]) => [id, { outcome: { result: { figures: [figureWith(unit)] } } }]),
    ) as unknown as Runs;
    expect(fittingAnalyses(drawn, { id: 'nyquist', analyses: Object.keys(units) })).toEqual(['bare', 'aged']);
  });

  it('puts quantities of one name side by side', () => {
    expect(comparedQuantities(runs, ['coated', 'bare', 'third'])).toEqual([
      { name: 'R', values: [quantity(14, 1), quantity(10, 1), undefined] },
    ]);
  });

  it('tells how far apart two are, where that means something', () => {
    expect(distanceInSigma(quantity(10, 3), quantity(20, 4))).toBeCloseTo(2, 12);
    expect(distanceInSigma(quantity(10, null), quantity(20, 4))).toBeUndefined();
    expect(distanceInSigma(quantity(10, 1), quantity(20, 1, 'S'))).toBeUndefined();
    expect(distanceInSigma(quantity(null, null), quantity(20, 1))).toBeUndefined();
    expect(distanceInSigma(quantity(10, 0), quantity(20, 0))).toBeUndefined();
  });
});

describe('overlayCaption', () => {
  it('names what is shown and says each sentence once', () => {
    const captions = [
      'Impedance (symbols) and fits (lines).',
      'Impedance (symbols) and fits (lines). Some are left out.',
    ];
    const entries = captions.map((caption, at) => ({ name: 'abc'[at]!, figure: { caption } }));
    expect(overlayCaption([...entries, { name: 'c', figure: { caption: captions[0]! } }])).toBe(
      'a, b and c, laid over each other. Impedance (symbols) and fits (lines). Some are left out.',
    );
    expect(overlayCaption(entries.slice(0, 1))).toBe('a. Impedance (symbols) and fits (lines).');
  });
});
