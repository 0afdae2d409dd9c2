import { describe, expect, it } from 'vitest';
import { columnKind, needsUnit, textColumnKind } from './column-kinds.js';
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
    ['Test (Sec)', 'Test', 's'],
    ['Step Time (Seconds)', 'Step Time', 's'],
    ['Temperature/\ufffdC', 'Temperature', '°C'],
    ['mAh/g', 'mAh/g', 'mAh/g'],
    ['cycle_dimensionless', 'cycle', '1'],
    ['test_time_millisecond', 'test_time', 'ms'],
    ['SCapacity/mAh/g', 'SCapacity', 'mAh/g'],
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
    ['step time', 's', 'step-time'],
    ['Step_Time', '', 'step-time'],
    ['Cumulative Time', 's', 'time'],
    ['Run Time', 'h', 'time'],
    ['Charge_Capacity', 'Ah', 'charge-capacity'],
    ['Chg. Cap.', 'Ah', 'charge-capacity'],
    ['charging_capacity', 'Ah', 'charge-capacity'],
    ['DChg. Cap.', 'Ah', 'discharge-capacity'],
    ['Discharge Capacity', 'mAh', 'discharge-capacity'],
    ['dq', 'mA.h', 'charge-increment'],
    ['(Q-Qo)', 'mA.h', 'charge'],
    ['Ns', '', 'step'],
    ['Step Index', '', 'step'],
    ['step_id', '1', 'step'],
    ['mode', '', 'control-mode'],
    ['cycle_count', '1', 'cycle'],
    ['ambient_temperature', '°C', 'temperature'],
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
    ['-Phase', '°'],
    // Charge of a whole step, charge per mass, a count of something else.
    ['dQ', 'mA.h'],
    ['dQ/dV', 'mAh/V'],
    ['Chg. Spec. Cap.', 'mAh/g'],
    ['Chg. Cap.', 'mAh/g'],
    ['Q charge', 'mA.h'],
    ['Q charge/discharge', 'mA.h'],
    ['half cycle', ''],
    ['Mode', ''],
    ['ns', ''],
    ['Ns changes', ''],
    ['E', ''],
    ['T', ''],
    ['x', 'Hz'],
    ['', ''],
  ])('%s in "%s" is left without a meaning', (name, unit) => expect(columnKind(name, unit)).toBeUndefined());

  it.each(['Step Type', 'Md', 'State', 'Command', 'Instruction Name', 'step_type'])('%s says the state', (name) =>
    expect(textColumnKind(name)).toBe('state'),
  );
  it.each(['Date', 'Cell ID', 'Loop'])('%s says no state', (name) => expect(textColumnKind(name)).toBeUndefined());

  it('knows which numbers mean nothing without a unit', () => {
    expect(needsUnit('current')).toBe(true);
    expect(needsUnit('counts')).toBe(false);
  });
});
