/** A critical current means nothing without its protocol. */
import { printQuantity } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';
import { perArea } from './areal.js';

/** Times or charges that differ by less are held. */
const HELD = 0.05;
/** Steps wider than this share of the current that fails tell little of where it lies. */
const WIDE_STEP = 0.3;

/** `critical-current-protocol`: the protocol as the record shows it, a warning where it leaves the number open. */
export function protocolFinding(test: CyclingTest, { critical, area, cycles }: SymmetricAnalysis): Finding {
  const { steps, lastPassA, firstFailA } = critical!;
  const first = cycles[0]!;
  const whole = cycles.filter((cycle) => cycle.first !== null && cycle.second !== null);
  const durations = whole.map((cycle) => test.metrics[cycle.first!]!.durationS);
  const [time, charge] = [held(durations), held(whole.map(({ chargeC }) => chargeC))];
  const minutes = `${((durations[0] ?? Number.NaN) / 60).toPrecision(3)} min a half cycle`;
  const gain = test.options.currentGain;
  const capacity =
    area === undefined
      ? undefined
      : printQuantity(perArea(first.chargeC / 3.6, (gain * first.chargeC) / 3.6, area, 'mAh/cm^2'));
  const limit = time
    ? `fixed time (${minutes}${capacity === undefined ? '' : `, ${capacity} in the first step`})`
    : charge
      ? `fixed capacity (${capacity === undefined ? 'the area is not given' : `${capacity} a half cycle`})`
      : 'neither time nor capacity of the half cycles held, so that steps are not alike';
  const each = [...new Set(steps.slice(0, -1).map((step) => step.lastCycle - step.firstCycle + 1))];
  const faults = [
    ...(area === undefined ? ['no area is given, so there is no current density'] : []),
    ...(!time && !charge ? ['the half cycles have neither one time nor one capacity'] : []),
    ...(firstFailA === null ? ['no step fails, so there is only a lower bound'] : []),
    ...(lastPassA === null ? ['no step passes, so there is only an upper bound'] : []),
    ...(firstFailA !== null && lastPassA !== null && firstFailA - lastPassA > WIDE_STEP * firstFailA
      ? [
          `the steps are wide: the last that passes is ${((100 * lastPassA) / firstFailA).toFixed(0)} % of the first that fails`,
        ]
      : []),
  ];
  const open = faults.length === 0 ? '' : ` What is open: ${faults.join('; ')}.`;
  return {
    code: 'critical-current-protocol',
    severity: faults.length === 0 ? 'info' : 'warning',
    where: test.label,
    message: `Critical current from ${steps.length} steps of ${each.join(' or ')} cycle${each.length === 1 && each[0] === 1 ? '' : 's'}, ${limit}. It depends on this protocol, on temperature and on pressure (doi:10.1038/s42004-023-01002-4): state them with the number.${open}`,
  };
}

function held(values: readonly number[]): boolean {
  return values.length > 0 && Math.max(...values) - Math.min(...values) <= HELD * Math.max(...values);
}
