import type { ColumnKind } from '../recording.js';

/** Whether a quantity must be in a BDF file, should be, or may be. */
export type BdfObligation = 'required' | 'recommended' | 'optional';

export interface BdfTerm {
  /** Machine-readable name: `test_time_second`. */
  readonly name: string;
  /** Preferred label without its unit: `Test Time`. */
  readonly label: string;
  /** Unit as the preferred label has it: `s`, `degC`, `1`. */
  readonly unit: string;
  readonly obligation: BdfObligation;
  readonly kind?: ColumnKind;
}

type Row = readonly [name: string, label: string, unit: string, kind?: ColumnKind];

const REQUIRED: readonly Row[] = [
  ['test_time_second', 'Test Time', 's', 'time'],
  ['voltage_volt', 'Voltage', 'V', 'potential'],
  ['current_ampere', 'Current', 'A', 'current'],
];

const RECOMMENDED: readonly Row[] = [
  ['unix_time_second', 'Unix Time', 's'],
  ['cycle_count', 'Cycle Count', '1', 'cycle'],
  ['step_count', 'Step Count', '1', 'step'],
  ['ambient_temperature_celsius', 'Ambient Temperature', 'degC', 'temperature'],
];

/** Net and cumulative quantities, and those of one direction; since the start of the test, of the cycle, of the step. */
function scoped(scope: '' | 'cycle_' | 'step_', label: string): Row[] {
  return [
    [`${scope}charging_capacity_ah`, `${label}Charging Capacity`, 'Ah', 'charge-capacity'],
    [`${scope}discharging_capacity_ah`, `${label}Discharging Capacity`, 'Ah', 'discharge-capacity'],
    scope === ''
      ? ['net_capacity_ah', 'Net Capacity', 'Ah', 'charge']
      : [`${scope}net_capacity_ah`, `${label}Net Capacity`, 'Ah'],
    [`${scope}cumulative_capacity_ah`, `${label}Cumulative Capacity`, 'Ah'],
    [`${scope}charging_energy_wh`, `${label}Charging Energy`, 'Wh'],
    [`${scope}discharging_energy_wh`, `${label}Discharging Energy`, 'Wh'],
    [`${scope}net_energy_wh`, `${label}Net Energy`, 'Wh'],
    [`${scope}cumulative_energy_wh`, `${label}Cumulative Energy`, 'Wh'],
  ];
}

const OPTIONAL: readonly Row[] = [
  ['step_id', 'Step ID', '1', 'step'],
  ['step_type', 'Step Type', '1'],
  ['step_record_index', 'Step Record Index', '1'],
  ['record_index', 'Record Index', '1'],
  ['step_time_second', 'Step Time', 's', 'step-time'],
  ...scoped('', ''),
  ...scoped('cycle_', 'Cycle '),
  ...scoped('step_', 'Step '),
  ['power_watt', 'Power', 'W'],
  ['internal_resistance_ohm', 'Internal Resistance', 'ohm'],
  ['ac_internal_resistance_ohm', 'AC Internal Resistance', 'ohm'],
  ['dc_internal_resistance_ohm', 'DC Internal Resistance', 'ohm'],
  ['surface_temperature_celsius', 'Surface Temperature', 'degC', 'temperature'],
  ...[1, 2, 3, 4, 5].map((k): Row => [`temperature_t${k}_celsius`, `Temperature T${k}`, 'degC', 'temperature']),
  ['ambient_pressure_pa', 'Ambient Pressure', 'Pa'],
  ['applied_pressure_pa', 'Applied Pressure', 'Pa'],
  ['surface_pressure_pa', 'Surface Pressure', 'Pa'],
  ['frequency_hertz', 'Frequency', 'Hz', 'frequency'],
  ['real_impedance_ohm', 'Real Impedance', 'ohm', 'impedance-real'],
  ['imaginary_impedance_ohm', 'Imaginary Impedance', 'ohm', 'impedance-imaginary'],
  ['absolute_impedance_ohm', 'Absolute Impedance', 'ohm', 'impedance-modulus'],
  ['phase_degree', 'Phase', 'deg', 'impedance-phase'],
];

const term =
  (obligation: BdfObligation) =>
  ([name, label, unit, kind]: Row): BdfTerm =>
    kind === undefined ? { name, label, unit, obligation } : { name, label, unit, obligation, kind };

/**
 * The quantities of the Battery Data Format (ontology 1.2 and 1.3, https://w3id.org/battery-data-alliance/ontology/battery-data-format),
 * in the order in which a file is written.
 */
export const bdfTerms: readonly BdfTerm[] = [
  ...REQUIRED.map(term('required')),
  ...RECOMMENDED.map(term('recommended')),
  ...OPTIONAL.map(term('optional')),
];
