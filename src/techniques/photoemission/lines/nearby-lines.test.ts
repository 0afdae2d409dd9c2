import { describe, expect, it } from 'vitest';
import { augerBindingEv, augerLines, shellsOfAuger } from './auger-lines.js';
import { findLine } from './core-lines.js';
import { linesBetween, nearbyLines } from './nearby-lines.js';
import { levelsOf } from './subshells.js';
import { findXRaySource, satelliteOf } from './x-ray-satellites.js';

const AL = 1486.6;

const titles = (found: readonly { readonly title: string }[]): string[] => found.map(({ title }) => title);

describe('nearbyLines', () => {
  it('names the usual traps', () => {
    expect(titles(nearbyLines(535.5, AL, ['Na', 'O', 'Zr']))).toContain('Na KL1L23');
    expect(titles(nearbyLines(497, AL, ['Na']))).toContain('Na KL23L23');
    expect(titles(nearbyLines(102, AL, ['La', 'Si']))).toEqual(expect.arrayContaining(['La 4d5/2', 'Si 2p3/2']));
    expect(titles(linesBetween([280, 298], AL, ['C', 'K']))).toEqual(
      expect.arrayContaining(['C 1s', 'K 2p3/2', 'K 2p1/2']),
    );
    expect(titles(nearbyLines(56, AL, ['Li', 'Fe']))).toEqual(expect.arrayContaining(['Li 1s', 'Fe 3p']));
  });

  it('says that a region named C 1s from 300 to 320 eV is Mg KLL', () => {
    const found = linesBetween([300, 320], AL, ['Mg', 'Fe', 'O', 'C']);
    expect(titles(found)).toEqual(['Mg KL23L23']);
    expect(titles(linesBetween([300, 320], AL))).toContain('Mg KL23L23');
  });

  it('puts the nearest first and tells how far off a line is', () => {
    const found = nearbyLines(290, AL, ['C', 'K'], 5);
    expect(found.map(({ title, distanceEv }) => [title, distanceEv])).toEqual([
      ['C 1s', 0],
      ['K 2p3/2', 1.5],
      ['K 2p1/2', expect.closeTo(4.27, 9)],
    ]);
  });

  it('leaves out what the source cannot make', () => {
    expect(titles(nearbyLines(1060, undefined, ['Ti']))).toEqual([]);
    // Al KLL needs more than 1559 eV.
    expect(titles(nearbyLines(AL - 1388, AL, ['Al'], 0))).toEqual([]);
    expect(titles(nearbyLines(2984.3 - 1388, 2984.3, ['Al'], 0))).toContain('Al KL23L23');
    expect(titles(nearbyLines(1303, 1253.6, ['Mg']))).toEqual([]);
  });
});

describe('Auger lines', () => {
  it('move with the source on the binding-energy scale', () => {
    expect(augerBindingEv(findLine('Na KL23L23'), AL)).toEqual([[expect.closeTo(490.6, 9), expect.closeTo(499.6, 9)]]);
    expect(augerBindingEv(findLine('Na KLL'), 1253.6).map(([low]) => Math.round(low))).toEqual([258, 294, 324]);
    expect(augerBindingEv(findLine('Na KLL'), 1000)).toEqual([]);
    expect(augerBindingEv(findLine('Zr MNN'), AL)).toEqual([]);
    expect(augerBindingEv(findLine('O 1s'), AL)).toEqual([]);
  });

  it('are found by family, valence shells and shared subshells', () => {
    const count = (text: string): number => augerBindingEv(findLine(text), AL).length;
    expect(count('C KLL')).toBe(1);
    expect(count('C KVV')).toBe(1);
    expect(count('Cu LMM')).toBe(4);
    expect(count('Cu L3VV')).toBe(3);
    expect(count('Cu L3M45M45')).toBe(1);
    expect(count('Cu L3M4M5')).toBe(1);
  });

  it('lie where the levels of the element and of the next one put them', () => {
    const names = 'Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br'.split(
      ' ',
    );
    const energy = (element: string, shell: string, numbers: string): number => {
      const number = Number(numbers.slice(-1) || '3');
      const subshell = `${'KLM'.indexOf(shell) + 1}${shell === 'K' ? 's' : 'spdf'[Math.floor(number / 2)]}`;
      const level = levelsOf(element).get(subshell);
      // Levels below some 10 eV are not tabulated.
      return (level?.energyEv ?? 5) + (numbers === '2' ? (level?.splittingEv ?? 0) : 0);
    };
    let compared = 0;
    for (const { element, transition, kineticEv } of augerLines()) {
      const next = names[names.indexOf(element) + 1];
      if (next === undefined || !names.includes(element) || /V/.test(transition)) continue;
      if (['N', 'O', 'F'].includes(element)) continue;
      const [a, b, c] = shellsOfAuger(transition)!;
      const [first, second, third] = [
        energy(element, a!.shell, a!.numbers),
        energy(element, b!.shell, b!.numbers),
        energy(next, c!.shell, c!.numbers),
      ];
      const estimate = first - second - third;
      const [low, high] = kineticEv;
      expect(Math.abs(estimate - (low + high) / 2), `${element} ${transition} ${estimate}`).toBeLessThan(16);
      compared++;
    }
    expect(compared).toBeGreaterThan(40);
  });
});

describe('satellites', () => {
  it('lie below the peak by what the source says', () => {
    expect(findXRaySource(1486.7)?.name).toBe('Al Kalpha');
    expect(findXRaySource(1253.6)?.name).toBe('Mg Kalpha');
    expect(findXRaySource(180)).toBeUndefined();
    expect(satelliteOf(530 - 9.6, 530, AL)).toMatchObject({ name: 'Al Kalpha3', height: 0.064 });
    expect(satelliteOf(763, 530, AL)).toMatchObject({ name: 'Mg Kalpha' });
    expect(satelliteOf(525, 530, AL)).toBeUndefined();
  });

  it('ghosts are where the energies of the two sources put them', () => {
    const [al, mg] = [findXRaySource(AL)!, findXRaySource(1253.6)!];
    const shift = (source: typeof al, name: string): number =>
      source.ghosts.find((ghost) => ghost.name === name)!.shiftEv;
    expect(shift(al, 'Mg Kalpha')).toBeCloseTo(al.energyEv - mg.energyEv, 6);
    for (const name of ['Cu Lalpha', 'O Kalpha']) {
      expect(al.energyEv - shift(al, name)).toBeCloseTo(mg.energyEv - shift(mg, name), 6);
    }
  });
});
