import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { findLine } from '../lines/core-lines.js';
import { readSensitivities, sensitivityOf } from './sensitivity.js';

const AL = 1486.6;

function strength(text: string, excitationEv = AL, typed: readonly string[] = []): number {
  const found = sensitivityOf(findLine(text), excitationEv, readSensitivities(typed));
  if (found.value === undefined) throw new Error(found.reason);
  return found.value;
}

describe('sensitivityOf', () => {
  it.each([
    ['C 1s', 1],
    ['Li 1s', 0.0568],
    ['O 1s', 2.93],
    ['F 1s', 4.43],
    ['Na 1s', 8.52],
    ['Si 2p', 0.817],
    ['P 2p', 1.19],
    ['S 2p', 1.68],
    ['Ti 2p', 7.91],
    ['Ti 2p3/2', 5.22],
    ['V 2p', 9.67],
    ['Zr 3d', 7.04],
    ['Cu 2p3/2', 16.76],
  ])('%s has the cross-section %d at Al Kalpha', (text, value) => {
    expect(Math.abs(strength(text) / value - 1)).toBeLessThan(0.003);
  });

  it('gives a doublet both its lines', () => {
    for (const text of ['Ti 2p', 'Zr 3d', 'Au 4f', 'Ti 3p']) {
      const [element, subshell] = text.split(' ');
      const j = { p: ['3/2', '1/2'], d: ['5/2', '3/2'], f: ['7/2', '5/2'] }[subshell![1]!]!;
      expect(strength(text)).toBeCloseTo(
        strength(`${element} ${subshell}${j[0]}`) + strength(`${element} ${subshell}${j[1]}`),
        9,
      );
    }
  });

  it('says of what it is', () => {
    expect(sensitivityOf(findLine('Ti 2p'), AL)).toMatchObject({
      source: expect.stringMatching(/both lines of Ti 2p$/),
    });
    expect(sensitivityOf(findLine('Ti 2p3/2'), AL)).toMatchObject({
      source: expect.stringMatching(/Ti 2p3\/2 alone$/),
    });
  });

  it('differs between sources and is told to be missing for others', () => {
    expect(strength('Na 1s', 1253.6)).toBeCloseTo(7.9943, 4);
    expect(sensitivityOf(findLine('Ti 2p'), 180)).toMatchObject({ reason: expect.stringMatching(/not for 180 eV/) });
    expect(sensitivityOf(findLine('Ti 2p'), undefined)).toMatchObject({ reason: expect.stringMatching(/not known/) });
    expect(sensitivityOf(findLine('Na KLL'), AL)).toMatchObject({ reason: expect.stringMatching(/Auger/) });
    expect(sensitivityOf(findLine('Al 1s'), AL)).toMatchObject({ reason: expect.stringMatching(/no tabulated/) });
  });

  it('has none for open shells, which the table gives as if filled', () => {
    for (const text of ['Ti 3d', 'O 2p', 'Ce 4f', 'Pt 5d']) {
      expect(sensitivityOf(findLine(text), AL), text).toMatchObject({ reason: expect.stringMatching(/valence level/) });
    }
    for (const text of ['Cu 3d', 'Zn 3d', 'Hf 4f', 'Sn 4d']) expect(strength(text), text).toBeGreaterThan(0);
  });
});

describe('values of the user', () => {
  it('come first, for any photon energy', () => {
    expect(strength('Ti 2p', AL, ['Ti 2p = 7.81'])).toBe(7.81);
    expect(strength('Ti 2p', 180, ['ti2p=7.81'])).toBe(7.81);
    expect(strength('O 1s', AL, ['Ti 2p = 7.81'])).toBeCloseTo(2.9308, 4);
    expect(strength('Na KLL', AL, ['Na KLL = 3'])).toBe(3);
  });

  it('never mix a doublet with one of its lines', () => {
    expect(strength('Ti 2p3/2', AL, ['Ti 2p = 7.5'])).toBeCloseTo(5, 9);
    expect(strength('Ti 2p1/2', AL, ['Ti 2p = 7.5'])).toBeCloseTo(2.5, 9);
    expect(strength('Ti 2p', AL, ['Ti 2p3/2 = 5'])).toBeCloseTo(7.5, 9);
    expect(strength('Zr 3d', AL, ['Zr 3d5/2 = 3'])).toBeCloseTo(5, 9);
    expect(strength('W 4f7/2', AL, ['W 4f5/2 = 3'])).toBeCloseTo(4, 9);
    expect(strength('Ti 2p3/2', AL, ['Ti 2p = 7.5', 'Ti 2p3/2 = 5.2'])).toBe(5.2);
  });

  it.each([
    [['Ti 2p'], /cannot be read/],
    [['Ti 2p = 0'], /cannot be read/],
    [['Ti 2p = -1'], /cannot be read/],
    [['Ti 2p = x'], /cannot be read/],
    [['Ti 2q = 1'], /no core level/],
    [['Ti 2p = 1', 'Ti2p = 2'], /cannot be read/],
  ])('%j are refused', (texts, message) => {
    try {
      readSensitivities(texts);
    } catch (error) {
      expect(isInterphaseError(error, 'invalid-option')).toBe(true);
      if (isInterphaseError(error)) {
        expect(error.message).toMatch(message);
        expect(error.where.path).toBe('sensitivity');
      }
      return;
    }
    throw new Error('nothing was thrown');
  });
});
