import { describe, expect, it } from 'vitest';
import { emptyDraft, fieldTrouble, fieldValue, sampleDraft } from './sample-draft.js';

const text = `
title: t
samples:
  pellet: { composition: NZSP, thickness: 1.00(2) mm, diameter: 12.0(1) mm }
  cell: { stack: [Na, TiO2 3.0(2) nm, NZSP 0.60(1) mm, Na], diameter: 12.0(1) mm, mass: 3 }
  bare:
analyses: {}
`;

describe('sampleDraft', () => {
  it('keeps what was typed to the letter', () => {
    expect(sampleDraft(text, 'pellet')).toEqual({
      ...emptyDraft,
      composition: 'NZSP',
      thickness: '1.00(2) mm',
      diameter: '12.0(1) mm',
    });
    expect(sampleDraft(text, 'cell')).toMatchObject({ stack: 'Na\nTiO2 3.0(2) nm\nNZSP 0.60(1) mm\nNa', mass: '3' });
  });

  it('knows an empty sample from none', () => {
    expect(sampleDraft(text, 'bare')).toEqual(emptyDraft);
    expect(sampleDraft(text, 'gone')).toBeUndefined();
    expect(sampleDraft('a: [', 'pellet')).toBeUndefined();
  });
});

describe('fieldValue', () => {
  it('takes an emptied field away and reads layers line by line', () => {
    expect(fieldValue('thickness', '  ')).toBeUndefined();
    expect(fieldValue('thickness', ' 1 mm ')).toBe('1 mm');
    expect(fieldValue('stack', 'Na\n\n NZSP 1 mm \nNa')).toEqual(['Na', 'NZSP 1 mm', 'Na']);
  });
});

describe('fieldTrouble', () => {
  const draft = { ...emptyDraft, thickness: '1.00(2) mm', diameter: '12.0(1) mm' };

  it('has no words against a good sample', () => {
    for (const field of ['thickness', 'diameter', 'stack'] as const) expect(fieldTrouble(draft, field)).toBeUndefined();
  });

  it('says what the library says, at the field', () => {
    expect(fieldTrouble({ ...draft, thickness: '1.2' }, 'thickness')).toMatch(/no unit/);
    expect(fieldTrouble({ ...draft, thickness: '1.2 kg' }, 'thickness')).toMatch(/mass.*length/);
    expect(fieldTrouble({ ...draft, thickness: '2 m' }, 'thickness')).toMatch(/which no sample has/);
    expect(fieldTrouble({ ...draft, area: '5 cm^2' }, 'area')).toMatch(/diameter of .* makes an area of/);
    expect(fieldTrouble({ ...draft, stack: 'Na' }, 'stack')).toMatch(/at least two layers/);
  });

  it('leaves what is wrong in another field to that field', () => {
    expect(fieldTrouble({ ...draft, thickness: '1.2' }, 'diameter')).toBeUndefined();
  });
});
