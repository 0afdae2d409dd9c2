import { expect, it } from 'vitest';
import { addedText } from './added-text.js';

it('names the analyses, or says that there are none', () => {
  expect(addedText(['a'])).toBe('New analysis: a.');
  expect(addedText(['a', 'b'])).toBe('New analyses: a, b.');
  expect(addedText([])).toMatch(/^No new analysis/);
});
