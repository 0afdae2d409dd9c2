import { describe, expect, it } from 'vitest';
import { choose, galleryOf, setBeside } from './gallery-choice.js';

const figures = ['nyquist', 'bode', 'arrhenius'];

describe('galleryOf', () => {
  it('shows the first figure before anything was chosen', () => {
    expect(galleryOf(figures, undefined)).toEqual({ shown: ['nyquist'], beside: false });
    expect(galleryOf([], undefined)).toEqual({ shown: [], beside: false });
  });

  it('shows what was chosen, and fills the place of a figure that is gone', () => {
    expect(galleryOf(figures, { shown: ['bode'], beside: false }).shown).toEqual(['bode']);
    expect(galleryOf(figures, { shown: ['growth', 'bode'], beside: true }).shown).toEqual(['bode', 'nyquist']);
    expect(galleryOf(['nyquist'], { shown: ['nyquist', 'bode'], beside: true })).toEqual({
      shown: ['nyquist'],
      beside: false,
    });
  });
});

describe('choose', () => {
  it('replaces the one large figure, or the older of two', () => {
    expect(choose({ shown: ['nyquist'], beside: false }, 'bode').shown).toEqual(['bode']);
    expect(choose({ shown: ['nyquist', 'bode'], beside: true }, 'arrhenius').shown).toEqual(['arrhenius', 'nyquist']);
  });

  it('changes nothing for a figure that is shown', () => {
    const present = { shown: ['nyquist', 'bode'], beside: true };
    expect(choose(present, 'bode')).toBe(present);
  });
});

describe('setBeside', () => {
  it('goes from one to two and back, keeping the first', () => {
    const two = setBeside({ shown: ['bode'], beside: false }, figures, true);
    expect(two.shown).toEqual(['bode', 'nyquist']);
    expect(setBeside(two, figures, false).shown).toEqual(['bode']);
  });
});
