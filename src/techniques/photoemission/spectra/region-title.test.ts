import { describe, expect, it } from 'vitest';
import { regionKind, usualTitle } from './region-kind.js';
import { namedRegion, regionOfLabel } from './region-title.js';

describe('namedRegion', () => {
  it.each([
    ['Ti2p', 'Ti 2p', 1],
    ['Ti 2p', 'Ti 2p', 1],
    ['Ti_2p', 'Ti 2p', 1],
    ['Ti 2p3/2', 'Ti 2p', 1],
    ['ti2p 3/2', 'Ti 2p', 1],
    ['Sn3d5', 'Sn 3d', 1],
    ['2 C1s', 'C 1s', 1],
    ['C1s scan', 'C 1s', 1],
    ['MgKLL_1', 'Mg KLL', 1],
    ['NiLLM', 'Ni LMM', 1],
    ['Na KL23L23', 'Na KL23L23', 1],
    ['Fe3s-Si2p-Mg2s', 'Fe 3s-Si 2p-Mg 2s', 3],
    ['Ni 2p-Co 2p-Fe 2p', 'Ni 2p-Co 2p-Fe 2p', 3],
    ['Ti 2p LS', 'Ti 2p LS', 1],
    ['Survey', 'Survey', 0],
    ['Fermi level', 'Fermi level', 0],
    ['Su1s', 'Su1s', 0],
    ['C 1p', 'C 1p', 0],
    ['CoMoO', 'CoMoO', 0],
    ['', '', 0],
  ])('%s is %s', (name, title, lines) => {
    expect(namedRegion(name)).toEqual({ title, lines });
  });
});

describe('regionOfLabel', () => {
  it.each([
    ['ti2p', 'Ti 2p', ''],
    ['si2p-step3', 'Si 2p', 'step3'],
    ['O1s', 'O 1s', ''],
    ['LaSrTiO3_Ti2p', 'Ti 2p', 'LaSrTiO3'],
    ['sr_Au4f_clean', 'Au 4f', 'sr clean'],
    ['Na_5s_O1s', 'O 1s', 'Na 5s'],
    ['step2 ti 2p', 'Ti 2p', 'step2'],
    ['valence', 'valence', ''],
    ['sr-ups_Au_fermi-edge', 'fermi edge', 'sr ups Au'],
    ['170109_1712_Ef', 'Ef', '170109 1712'],
    ['pellet-3', '', 'pellet 3'],
  ])('%s is %s', (label, title, stem) => {
    expect(regionOfLabel(label)).toMatchObject({ title, stem });
  });

  it('takes no time for a hostile name', () => {
    expect(regionOfLabel('a_'.repeat(100_000)).lines).toBe(0);
    expect(namedRegion('kl1'.repeat(100_000)).lines).toBe(0);
  });
});

describe('regionKind', () => {
  const kind = (title: string, low: number, high: number, more = {}) =>
    regionKind(namedRegion(title), [low, high], more);

  it.each([
    ['wide', -5, 60, 'survey'],
    ['', 0, 1200, 'survey'],
    ['Ni 2p-Co 2p-Fe 2p', 685, 890, 'core'],
    ['Ti 2p', 450, 470, 'core'],
    ['Zr 4p', -2, 40, 'core'],
    ['VB', 1.5, 12, 'valence'],
    ['Fermi level', -1.5, 1.5, 'valence'],
    ['', -2, 10, 'valence'],
    ['', 95, 110, 'core'],
    ['VB', 450, 470, 'core'],
    ['secondary edge', 10, 18, 'cutoff'],
  ])('%s from %d to %d eV is %s', (title, low, high, expected) => {
    expect(kind(title, low, high)).toBe(expected);
  });

  it('tells the two ends of an ultraviolet spectrum apart', () => {
    const lamp = { method: 'UPS', excitationEnergyEv: 21.22 };
    expect(kind('', 12, 18, lamp)).toBe('cutoff');
    expect(kind('', -1, 12, lamp)).toBe('valence');
    expect(kind('', -1, 18, lamp)).toBe('valence');
  });

  it('names what is of no line', () => {
    expect(usualTitle('survey', 'Su1s', [0, 1400])).toBe('Survey');
    expect(usualTitle('survey', 'Lineshapes', [684, 890])).toBe('Lineshapes');
    expect(usualTitle('valence', 'VB', [0, 10])).toBe('Valence');
    expect(usualTitle('valence', 'Ef', [-1, 1])).toBe('Fermi edge');
    expect(usualTitle('core', 'Ti 2p', [450, 470])).toBe('Ti 2p');
  });
});
