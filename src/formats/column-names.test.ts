import { describe, expect, it } from 'vitest';
import { columnKind, needsUnit } from './column-kinds.js';
import { isUnit, splitNameAndUnit, unitFromCell } from './column-names.js';

describe('splitNameAndUnit', () => {
  it.each([
    ['frequency/Hz', 'frequency', 'Hz'],
    ['Test Time / s', 'Test Time', 's'],
    ['Re(Z) (Ohm)', 'Re(Z)', 'Ohm'],
    ['Re(Z)/Ohm', 'Re(Z)', 'Ohm'],
    ['-Im(Z)/Ohm', '-Im(Z)', 'Ohm'],
    ["Z' [ohm]", "Z'", 'ohm'],
    ["Zs''[ohm]", "Zs''", 'ohm'],
    ['Freq.[Hz]', 'Freq.', 'Hz'],
    ['E(V)', 'E', 'V'],
    ['time_s', 'time', 's'],
    ['test_time_second', 'test_time', 's'],
    ['discharging_capacity_ah', 'discharging_capacity', 'Ah'],
    ['binding energy/eV', 'binding energy', 'eV'],
    ['Binding Energy, eV', 'Binding Energy', 'eV'],
    ['Time in min', 'Time', 'min'],
    ['Q charge/discharge/mA.h', 'Q charge/discharge', 'mA.h'],
    ['control/V/mA', 'control', 'V/mA'],
    ['<Ewe/V>', '<Ewe>', 'V'],
    ['<Ewe>/V', '<Ewe>', 'V'],
    ['Cs-2/µF-2', 'Cs-2', 'µF-2'],
    ['Re(Conductivity)/mS/cm', 'Re(Conductivity)', 'mS/cm'],
    ['Capacity (mAh/g)', 'Capacity', 'mAh/g'],
    ['I / mA cm-2', 'I', 'mA cm-2'],
    ['Temperature (°C)', 'Temperature', '°C'],
    ['Potential (V vs. Ag/AgCl)', 'Potential', 'V vs. Ag/AgCl'],
    ['Efficiency/%', 'Efficiency', '%'],
    ['Counts / s', 'counts/s', '1/s'],
    ['frequency/KHz', 'frequency', 'kHz'],
    ['Freq (Khz)', 'Freq', 'kHz'],
    ["Z' [KOhm]", "Z'", 'kOhm'],
    ['Re(Z)/Kohm', 'Re(Z)', 'kohm'],
    ['-Im(Z)/KΩ', '-Im(Z)', 'kΩ'],
    ['Z (KOhm cm2)', 'Z', 'kOhm cm2'],
    ['freq_KHz', 'freq', 'kHz'],
    ['T/K', 'T', 'K'],
    // No unit in these.
    ['ox/red', 'ox/red', ''],
    ['Re(Z)', 'Re(Z)', ''],
    ['Im(C)', 'Im(C)', ''],
    ['Re(M)', 'Re(M)', ''],
    ['Tan(Delta)', 'Tan(Delta)', ''],
    ['cycle number', 'cycle number', ''],
    ['Step_Index', 'Step_Index', ''],
    ["Z'(a)", "Z'(a)", ''],
    ['charge/discharge', 'charge/discharge', ''],
  ])('%s is %s in %s', (header, name, unit) => expect(splitNameAndUnit(header)).toEqual({ name, unit }));

  it('does not choke on a very long header', () => {
    const header = 'a/'.repeat(100_000);
    expect(splitNameAndUnit(header)).toEqual({ name: header, unit: '' });
  });

  it('takes brackets off in a row of units', () => {
    expect(unitFromCell(' (Ohm) ')).toBe('Ohm');
    expect(unitFromCell('[s]')).toBe('s');
    expect(isUnit('V vs. Ref.')).toBe(true);
    expect(isUnit('voltage')).toBe(false);
  });
});

describe('columnKind', () => {
  it.each([
    ['freq', 'Hz', 'frequency'],
    ['f', 'kHz', 'frequency'],
    ['Freq.', 'Hz', 'frequency'],
    ["Zs'", 'ohm', 'impedance-real'],
    ['Z′', 'Ω', 'impedance-real'],
    ['Zreal', 'ohm', 'impedance-real'],
    ["Z''", 'Ohm', 'impedance-imaginary'],
    ['Z"', 'ohm', 'impedance-imaginary'],
    ['Z″', 'kOhm', 'impedance-imaginary'],
    ['-Im(Z)', 'Ohm', 'impedance-imaginary-negated'],
    ["\u2212Z''", 'Ohm', 'impedance-imaginary-negated'],
    ['|Z|', 'Ohm', 'impedance-modulus'],
    ['Phase(Z)', 'deg', 'impedance-phase'],
    ['Test Time', 's', 'time'],
    ['T', 's', 'time'],
    ['T', 'K', 'temperature'],
    ['<Ewe>', 'V', 'potential'],
    ['Vf', 'V vs. Ref.', 'potential'],
    ['Im', 'A', 'current'],
    ['I', 'mA', 'current'],
    ['I', '', 'current'],
    ['(Q-Qo)', 'mA.h', 'charge'],
    ['cycle number', '', 'cycle'],
    ['2θ', '°', 'two-theta'],
    ['counts/s', '1/s', 'intensity'],
    ['Binding Energy', 'eV', 'binding-energy'],
    ['K.E.', 'eV', 'kinetic-energy'],
  ])('%s in %s is %s', (name, unit, kind) => expect(columnKind(name, unit)).toBe(kind));

  it.each([
    // Another dimension, another electrode, another quantity, or simply not said.
    ['Re(Z)', 'Ohm cm2'],
    ['Current', 'mA cm-2'],
    ['frequency', 'rad/s'],
    ['Re(Zce)', 'Ohm'],
    ['ZrealDrCor', 'ohm'],
    ['|Ewe|', 'V'],
    ['step time', 's'],
    ['-Phase', '°'],
    ['E', ''],
    ['T', ''],
    ['x', 'Hz'],
    ['', ''],
  ])('%s in "%s" is left without a meaning', (name, unit) => expect(columnKind(name, unit)).toBeUndefined());

  it('knows which numbers mean nothing without a unit', () => {
    expect(needsUnit('current')).toBe(true);
    expect(needsUnit('counts')).toBe(false);
  });
});
