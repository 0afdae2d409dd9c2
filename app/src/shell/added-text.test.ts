import { expect, it } from 'vitest';
import { addedText } from './added-text.js';

it('names the analyses, or says that there are none', () => {
  expect(addedText(['a'])).toBe('New analysis: a.');
  expect(addedText(['a', 'b'])).toBe('New analyses: a, b.');
  expect(addedText([])).toMatch(/^No new analysis/);
  const placed = [{ analysis: 'structure', option: 'phase', paths: ['a.cif', 'b.cif'] }];
  expect(addedText([], placed)).toBe('a.cif, b.cif in phase of structure.');
  expect(addedText(['x'], placed)).toBe('New analysis: x. a.cif, b.cif in phase of structure.');
});
