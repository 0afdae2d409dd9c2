import { describe, expect, it } from 'vitest';
import { nearest, suggest } from './nearest.js';

describe('nearest', () => {
  it.each([
    ['aera', ['area', 'mass'], 'area'],
    ['attenuation-length', ['attenuationLength', 'attenuation'], 'attenuationLength'],
    ['Circut', ['track', 'circuit'], 'circuit'],
    ['thicknes', ['thickness', 'composition'], 'thickness'],
    ['xyz', ['area', 'mass'], undefined],
    ['q', ['R'], undefined],
    ['anything', [], undefined],
  ])('%s among %j is %s', (word, known, found) => {
    expect(nearest(word, known)).toBe(found);
  });

  it('lists the known words when none is near', () => {
    expect(suggest('xyz', ['area', 'mass'])).toBe('known here: area, mass');
    expect(suggest('mas', ['area', 'mass'])).toBe('did you mean "mass"?');
  });
});
