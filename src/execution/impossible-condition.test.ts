import { expect, it } from 'vitest';
import { impossibleCondition } from './impossible-condition.js';

it.each([
  ['temperature', -273.16, 'degC', 'below absolute zero'],
  ['temperature', -1, 'K', 'below absolute zero'],
  ['annealing', -500, 'degC', 'below absolute zero'],
  ['thickness', -1, 'nm', 'negative'],
  ['time', Number.NaN, 'h', 'finite'],
  ['temperature', -273.15, 'degC', undefined],
  ['time', -1, 'h', undefined],
  ['difference', -5, 'K', undefined],
])('%s %f %s: %s', (name, value, unit, reason) => {
  const sentence = impossibleCondition(name, { value, sigma: null, unit });
  if (reason === undefined) expect(sentence).toBeUndefined();
  else expect(sentence).toContain(reason);
});
