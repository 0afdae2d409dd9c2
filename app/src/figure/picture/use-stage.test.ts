import { expect, it } from 'vitest';
import { arrheniusPanel, bodePanel, figureOf } from '../../../../src/figure/test-support/sample-figures.js';
import { shownColumn } from './use-stage.js';

it('a figure is shown in its column, or the one asked for, where there is room', () => {
  const [one, two] = [figureOf('one', bodePanel()), figureOf('two', bodePanel(), arrheniusPanel())];
  expect([one, two].map((figure) => shownColumn(figure, undefined, 900))).toEqual(['single', 'double']);
  expect(shownColumn(one, 'double', 900)).toBe('double');
  expect(shownColumn(two, undefined, 0)).toBe('double');
});

it('panels stand below one another where they could not be read side by side', () => {
  const two = figureOf('two', bodePanel(), arrheniusPanel());
  expect(shownColumn(two, 'double', 420)).toBe('single');
});
