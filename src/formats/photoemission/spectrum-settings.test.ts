import { describe, expect, it } from 'vitest';
import { bindingEnergies } from './binding-energies.js';
import { energyKind, evenStep, SignalNotes, signalUnit } from './spectrum-columns.js';
import { spectrumNames } from './spectrum-names.js';
import { etchTimeOf, spectrumEntries, spectrumSettings } from './spectrum-settings.js';

describe('uniform settings of spectra', () => {
  it('come back as they were put in', () => {
    const variables = [
      { name: 'dose', unit: 's', value: 60 },
      { name: 'p/p0', unit: '', value: 0.5 },
    ];
    const settings = spectrumEntries({
      regionName: 'Ti 2p',
      excitationEnergyEv: 1486.6,
      dwellTimeS: 0.2,
      scans: 10,
      variables,
    });
    expect(spectrumSettings({ settings })).toEqual({
      regionName: 'Ti 2p',
      excitationEnergyEv: 1486.6,
      dwellTimeS: 0.2,
      scans: 10,
      collectionTimeS: 2,
      variables: [variables[0], { name: 'p per p0', unit: '', value: 0.5 }],
    });
    const given = spectrumEntries({ dwellTimeS: 0.2, scans: 10, collectionTimeS: 37.5 });
    expect(spectrumSettings({ settings: given }).collectionTimeS).toBe(37.5);
  });

  it('leave out what cannot be', () => {
    const found = {
      excitationEnergyEv: 0,
      passEnergyEv: Number.NaN,
      scans: -1,
      regionName: ' ',
      sampleName: 'Not Specified',
    };
    expect(spectrumEntries(found)).toEqual({});
    expect(spectrumSettings({ settings: { dwellTimeS: 'long', scans: 0, 'variable x/s': 'y' } })).toEqual({
      variables: [],
    });
    expect(spectrumSettings({})).toEqual({ variables: [] });
  });

  it.each([
    [{ name: 'Etch Time', unit: 's', value: 30 }, 30],
    [{ name: 'sputter_time', unit: 'min', value: 2 }, 120],
    [{ name: 'etching time', unit: '', value: 5 }, 5],
    [{ name: 'Etch Level', unit: '', value: 5 }, undefined],
    [{ name: 'Etch Time', unit: 'nm', value: 5 }, undefined],
  ])('%o is an etching time of %s', (variable, due) => {
    expect(etchTimeOf([variable])).toBe(due);
  });
});

describe('names of spectra', () => {
  it('take as much as is needed to tell them apart', () => {
    expect(
      spectrumNames([
        ['C 1s', 'a', 'cycle 1'],
        ['C 1s', 'b', 'cycle 1'],
        ['O 1s', 'a', 'cycle 1'],
        ['Ti 2p', 'a', 'cycle 1'],
        ['Ti 2p', 'a', 'cycle 2'],
        ['', '', ''],
        ['C 1s', 'b', 'cycle 1'],
        ['C 1s, a', '', ''],
      ]),
    ).toEqual([
      'C 1s, a',
      'C 1s, b',
      'O 1s',
      'Ti 2p, cycle 1',
      'Ti 2p, cycle 2',
      'spectrum',
      'C 1s, b (2)',
      'C 1s, a (2)',
    ]);
  });
});

describe('columns of spectra', () => {
  it.each([
    ['Kinetic Energy', 'kinetic-energy'],
    ['binding energy', 'binding-energy'],
    ['B.E.', 'binding-energy'],
    ['K.E.', 'kinetic-energy'],
    ['E_kin', 'kinetic-energy'],
    ['Energy', undefined],
    ['Beer', undefined],
    ['Kelvin', undefined],
  ])('%s is %s', (label, kind) => {
    expect(energyKind(label)).toBe(kind);
  });

  it.each([
    ['c/s', 'counts/s'],
    ['CPS', 'counts/s'],
    ['Counts per Second', 'counts/s'],
    ['counts', 'counts'],
    ['d', ''],
    ['1E+37', ''],
    ['nA', 'nA'],
  ])('the unit %s is %s', (unit, due) => {
    expect(signalUnit(unit)).toBe(due);
  });

  it('counts are whole numbers of a counting detector and nothing else', () => {
    const notes = new SignalNotes();
    expect(notes.column('a', '', Float64Array.of(1, 2, 3)).kind).toBe('counts');
    expect(notes.column('a', 'counts/s', Float64Array.of(1, 2, 3)).kind).toBe('intensity');
    expect(notes.column('a', '', Float64Array.of(1, 2, 3), false).kind).toBe('intensity');
    expect(notes.column('a', '', Float64Array.of(0, 0)).kind).toBe('intensity');
    expect(notes.list()).toEqual([]);
    expect(notes.column('b', 'counts', Float64Array.of(1.5, 2)).kind).toBe('intensity');
    expect(notes.list()).toHaveLength(1);
  });

  it('a step is told only where all are the same', () => {
    expect(evenStep(Float64Array.of(305, 304.95, 304.9, 304.85))).toBe(0.05);
    expect(evenStep(Float64Array.of(1, 2, 2, 3))).toBeUndefined();
    expect(evenStep(Float64Array.of(1, 1, 1))).toBeUndefined();
    expect(evenStep(Float64Array.of(1))).toBeUndefined();
  });

  it('binding energies come from a kinetic scale only with an excitation energy', () => {
    const kinetic = { name: 'x', unit: 'eV', kind: 'kinetic-energy', values: Float64Array.of(1000, 1001) } as const;
    const table = { name: 't', rows: 2, columns: [kinetic] };
    expect(bindingEnergies(table)).toBeUndefined();
    expect(bindingEnergies(table, 1486.5)).toEqual(Float64Array.of(486.5, 485.5));
    expect(bindingEnergies({ ...table, settings: { excitationEnergyEv: 1253.5 } })).toEqual(
      Float64Array.of(253.5, 252.5),
    );
  });
});
