import { describe, expect, it } from 'vitest';
import { type Place, placeFromHash, placeToHash } from './place.js';

const places: readonly Place[] = [
  { view: 'study' },
  { view: 'analysis', id: 'conductivity' },
  { view: 'analysis', id: 'a/b #1?' },
  { view: 'recording', path: 'raw/ageing/aged 100%.z' },
  { view: 'compare' },
  { view: 'compare', figure: 'nyquist', analyses: ['bare', 'coated, twice'] },
  { view: 'report' },
  { view: 'source' },
];

describe('the place in the address', () => {
  it.each(places)('is found again: %o', (place) => {
    expect(placeFromHash(`#${placeToHash(place)}`)).toEqual(place);
  });

  it.each(['', '#', '#/nowhere', '#/analysis', '#/analysis/', '#token=x'])('is the study for %j', (hash) => {
    expect(placeFromHash(hash)).toEqual({ view: 'study' });
  });

  it('bears a broken escape', () => {
    expect(placeFromHash('#/analysis/%E0%A4%A')).toEqual({ view: 'analysis', id: '%E0%A4%A' });
  });
});
