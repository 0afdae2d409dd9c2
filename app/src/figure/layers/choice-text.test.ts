import { expect, it } from 'vitest';
import { choiceText } from './choice-text.js';

it.each([
  [12, 0, '12 points'],
  [1, 0, '1 point'],
  [9, 3, '12 points, 3 left out'],
  [0, 1, '1 point, left out'],
])('%d in use and %d left out read "%s"', (inUse, leftOut, text) => {
  expect(choiceText(inUse, leftOut)).toBe(text);
});
