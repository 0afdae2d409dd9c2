/** Potentials of each cycle beyond its means: plateaus, drops when the current stops, ends of rests. */
import type { ResultTable } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { FullCycle } from './full-cycles.js';

export function potentialsTable({ label }: CyclingTest, cycles: readonly FullCycle[]): ResultTable {
  const volts = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : Number(value.toFixed(6));
  const share = (value: number | undefined): number | null => (value === undefined ? null : Number(value.toFixed(4)));
  return {
    id: 'potentials',
    caption: `Potentials of the cycles of ${label}: plateaus (median of the middle half of each half cycle), hysteresis (difference of the mean potentials), voltage efficiency, what the potential falls by when the current stops, its value at the end of the rest, and the share of the charge that passes at constant potential.`,
    columns: [
      { name: 'cycle', unit: '1' },
      { name: 'charge plateau', unit: 'V' },
      { name: 'discharge plateau', unit: 'V' },
      { name: 'hysteresis', unit: 'V' },
      { name: 'voltage efficiency', unit: '1' },
      { name: 'drop after charge', unit: 'V' },
      { name: 'drop after discharge', unit: 'V' },
      { name: 'rest after charge', unit: 'V' },
      { name: 'rest after discharge', unit: 'V' },
      { name: 'constant potential in charge', unit: '1' },
      { name: 'constant potential in discharge', unit: '1' },
    ],
    rows: cycles.map((cycle) => [
      cycle.number,
      volts(cycle.plateauChargeV),
      volts(cycle.plateauDischargeV),
      volts(hysteresisV(cycle)),
      share(voltageEfficiency(cycle) ?? undefined),
      volts(cycle.charge?.dropV),
      volts(cycle.discharge?.dropV),
      volts(cycle.charge?.restV),
      volts(cycle.discharge?.restV),
      share(cycle.charge?.holdShare),
      share(cycle.discharge?.holdShare),
    ]),
  };
}

/** Mean charge minus mean discharge potential, both E/Q. */
export function hysteresisV({ meanChargeV, meanDischargeV }: FullCycle): number | null {
  return meanChargeV === null || meanDischargeV === null ? null : meanChargeV - meanDischargeV;
}

export function voltageEfficiency({ meanChargeV, meanDischargeV }: FullCycle): number | null {
  return meanChargeV === null || meanDischargeV === null || meanChargeV === 0 ? null : meanDischargeV / meanChargeV;
}
