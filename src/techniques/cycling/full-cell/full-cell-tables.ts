/** The cycles of a cell that charges and discharges, as a table. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { ResultTable } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import { asCapacity, type CapacityScale } from './capacity-scale.js';
import { type CurrentOffset, efficiencySigma } from './efficiency.js';
import type { FullCycle } from './full-cycles.js';

/**
 * One row for each cycle. The errors here are those of each cycle by itself; that of the mass (or area) and of the current's
 * scale is common to all and stands in the caption.
 */
export function fullCyclesTable(
  test: CyclingTest,
  cycles: readonly FullCycle[],
  scale: CapacityScale,
  offset: CurrentOffset | undefined,
): ResultTable {
  const own: CapacityScale = { ...scale, relativeSigma: 0 };
  const capacity = (chargeC: number | null, sigmaC: number): Quantity | null => {
    if (chargeC === null) return null;
    const { value, sigma, unit } = asCapacity(chargeC, sigmaC, own, 0);
    return { value, sigma: sigma === 0 ? null : sigma, unit };
  };
  const common = hypot(scale.relativeSigma ?? 0, test.options.currentGain);
  return {
    id: 'cycles',
    caption: `Cycles of ${test.label}: capacities ${scale.wording}. All capacities share an uncertainty of ${(100 * common).toPrecision(2)} % from mass or area and the scale of the current, which is not part of the errors in the table.`,
    columns: [
      { name: 'cycle', unit: '1' },
      { name: 'cycle of the instrument', unit: '1' },
      { name: 'time', unit: 'h' },
      { name: 'current', unit: 'mA' },
      { name: 'charge capacity', unit: scale.unit },
      { name: 'discharge capacity', unit: scale.unit },
      { name: 'coulombic efficiency', unit: '1' },
      { name: 'energy efficiency', unit: '1' },
      { name: 'mean charge potential', unit: 'V' },
      { name: 'mean discharge potential', unit: 'V' },
      { name: 'polarization gap', unit: 'V' },
      { name: 'remark', unit: '' },
    ],
    rows: cycles.map((cycle) => {
      const sigma = efficiencySigma(cycle, offset);
      return [
        cycle.number,
        cycle.instrumentNumber,
        Number(cycle.endH.toPrecision(8)),
        Number((1e3 * cycle.currentA).toPrecision(6)),
        capacity(cycle.chargeC, cycle.switchSigmaC),
        capacity(cycle.dischargeC, cycle.switchSigmaC),
        cycle.efficiency === null ? null : { value: cycle.efficiency, sigma: sigma === 0 ? null : sigma, unit: '1' },
        cycle.energyEfficiency,
        cycle.meanChargeV,
        cycle.meanDischargeV,
        cycle.gapV,
        cycle.whole ? '' : 'not whole',
      ];
    }),
  };
}
