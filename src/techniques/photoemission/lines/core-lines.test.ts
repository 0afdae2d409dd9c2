import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { findLine, mainLines } from './core-lines.js';
import { levelsOf } from './subshells.js';

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  return undefined;
}

describe('findLine', () => {
  it('reads one name in all the ways it is written', () => {
    for (const text of ['Ti 2p', 'Ti2p', 'ti 2P', 'TI_2p', ' Ti-2p ']) expect(findLine(text).title).toBe('Ti 2p');
    for (const text of ['ti 2P3/2', 'Ti2p 3/2', 'Ti2p3']) expect(findLine(text).title).toBe('Ti 2p3/2');
    expect(findLine('Sn3d5').title).toBe('Sn 3d5/2');
    expect(findLine('C1s')).toMatchObject({ title: 'C 1s', element: 'C', orbital: '1s', kind: 'photoelectron' });
    expect(findLine('CO 2p').element).toBe('Co');
    for (const text of ['Na KL2,3L2,3', 'NaKL23L23']) expect(findLine(text).title).toBe('Na KL23L23');
    expect(findLine('OKLL')).toMatchObject({ title: 'O KLL', kind: 'auger' });
    expect(findLine('KLMM')).toMatchObject({ title: 'K LMM', element: 'K' });
    expect(findLine('In MNN')).toMatchObject({ element: 'In' });
  });

  it('knows the doublets by their degeneracies', () => {
    expect(findLine('Ti 2p').doublet).toEqual({
      major: '2p3/2',
      minor: '2p1/2',
      ratio: 1 / 2,
      splittingEv: 5.7,
      splittingRangeEv: [5.4, 6.2],
      costerKronig: true,
    });
    expect(findLine('Zr 3d').doublet).toMatchObject({ major: '3d5/2', minor: '3d3/2', ratio: 2 / 3 });
    expect(findLine('W 4f').doublet).toMatchObject({ major: '4f7/2', minor: '4f5/2', ratio: 3 / 4 });
    expect(findLine('P 2p').doublet?.costerKronig).toBe(false);
    expect(findLine('O 1s').doublet).toBeUndefined();
    expect(findLine('Na KLL').doublet).toBeUndefined();
  });

  it('takes splitting and range from the element where compounds are not tabulated', () => {
    const line = findLine('Ga 3p');
    expect(line.doublet?.splittingEv).toBe(3.5);
    expect(line.doublet?.splittingRangeEv[0]).toBeLessThan(3.5);
    expect(line.usualEv).toEqual([96, 108]);
    expect(line.source).toMatch(/energies of the elements/);
    // Not resolved in the table: a single line.
    expect(findLine('Ti 3p').doublet).toBeUndefined();
    expect(findLine('Ti 3p').usualEv).toEqual([28.6, 40.6]);
    // The outer levels of oxygen are known of its gas alone.
    expect(findLine('O 2s').usualEv).toBeUndefined();
    expect(findLine('O 2s').source).toBeUndefined();
  });

  it('gives one line of a doublet its own place and no partner', () => {
    const [major, minor] = [findLine('Cu 2p3/2'), findLine('Cu 2p1/2')];
    expect(major.doublet).toBeUndefined();
    expect(major.usualEv).toEqual([931.5, 937]);
    expect(minor.usualEv![0]).toBeCloseTo(951.3, 9);
  });

  it.each([
    ['Tii 2p', /did you mean "Ti 2p"/],
    ['Ti 1p', /Ti has 1s, 2s, 2p, 3s, 3p, 3d, 4s/],
    ['O 3d', /O has 1s, 2s, 2p/],
    ['Xx 2p', /Xx is no chemical element/],
    ['D 1s', /no chemical element/],
    ['Ti 2p5/2', /3\/2 and 1\/2/],
    ['O 1s3/2', /write it as O 1s/],
    ['Na LKK', /write it as/],
    ['fermi edge', /write it as/],
    ['', /write it as/],
  ])('refuses %j', (text, hint) => {
    const error = errorOf(() => findLine(text));
    expect(error?.code).toBe('invalid-option');
    expect(error?.hint).toMatch(hint);
  });
});

describe('the table of lines', () => {
  it('agrees with the energies of the elements', () => {
    const gases = new Set(['N', 'O', 'F', 'Cl', 'Br']);
    for (const { title, element, orbital, usualEv, doublet } of mainLines()) {
      const level = levelsOf(element).get(orbital)!;
      expect(level, title).toBeDefined();
      const [low, high] = usualEv!;
      expect(low, title).toBeLessThan(high);
      if (!gases.has(element)) {
        expect(level.energyEv, title).toBeGreaterThan(low - 1.5);
        expect(level.energyEv, title).toBeLessThan(high + 1.5);
      }
      if (orbital.endsWith('s')) continue;
      const { splittingEv, splittingRangeEv } = doublet!;
      expect(splittingEv, title).toBeGreaterThan(splittingRangeEv[0]);
      expect(splittingEv, title).toBeLessThan(splittingRangeEv[1]);
      // Many energies of the elements are whole electronvolts, and those of Ti metal are wider than those of its oxides.
      const slack = Math.max(0.75, 0.05 * splittingEv);
      if (level.splittingEv !== undefined) expect(Math.abs(level.splittingEv - splittingEv), title).toBeLessThan(slack);
    }
  });

  it('holds the lines of common battery materials', () => {
    const titles = new Set(mainLines().map(({ title }) => title));
    const wanted =
      'Li 1s,B 1s,C 1s,N 1s,O 1s,F 1s,Na 1s,Mg 2p,Al 2p,Si 2p,P 2p,S 2p,Cl 2p,K 2p,Ca 2p,Ti 2p,V 2p,Cr 2p,Mn 2p,Fe 2p,Co 2p,Ni 2p,Cu 2p,Zn 2p,Ga 3d,Ge 3d,As 3d,Se 3d,Br 3d,Sr 3d,Y 3d,Zr 3d,Nb 3d,Mo 3d,Ag 3d,Cd 3d,In 3d,Sn 3d,Sb 3d,Te 3d,I 3d,Ba 3d,La 3d,La 4d,Hf 4f,Ta 4f,W 4f,Au 4f,Pb 4f,Bi 4f';
    expect(wanted.split(',').filter((title) => !titles.has(title))).toEqual([]);
  });
});
