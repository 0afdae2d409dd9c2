/** What a referee would ask of a symmetric cell. */
import { printQuantity } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import { perArea } from './areal.js';
import type { ShortEvidence } from './find-shorts.js';
import type { SymmetricAnalysis } from './symmetric-part.js';

/** Directions that differ by more than this share of the potential are no symmetric cell any more. */
const LARGEST_ASYMMETRY = 0.1;
/** Currents of both directions agree to this. */
const SAME_CURRENT = 0.02;

export function symmetricFindings(test: CyclingTest, analysis: SymmetricAnalysis): Finding[] {
  const { cycles, area, critical, sound } = analysis;
  const where = test.label;
  const findings: Finding[] = [];
  if (area === undefined) {
    const message =
      'No area: currents, capacities and resistances stay those of the whole cell. Give the area or the diameter of the electrodes.';
    findings.push({ code: 'no-geometry', severity: 'warning', message, where });
  }
  if (cycles.length < 3) {
    const message = `Only ${cycles.length} cycle${cycles.length === 1 ? '' : 's'}: drift and shorts between cycles cannot be judged.`;
    findings.push({ code: 'few-cycles', severity: 'warning', message, where });
  }
  const lopsided = sound.filter(({ asymmetry }) => asymmetry !== null && Math.abs(asymmetry) > LARGEST_ASYMMETRY);
  if (lopsided.length > 0.2 * sound.length) {
    const message = `The two directions differ by more than ${200 * LARGEST_ASYMMETRY} % of their mean in ${lopsided.length} of ${sound.length} cycles: the two electrodes are not alike (or a potential offset was not taken out). Report both directions.`;
    findings.push({ code: 'asymmetry', severity: 'warning', message, where });
  }
  const unequal = cycles.filter(({ first, second }) => {
    if (first === null || second === null) return false;
    const [a, b] = [Math.abs(test.metrics[first]!.currentA), Math.abs(test.metrics[second]!.currentA)];
    return Math.abs(a - b) > SAME_CURRENT * Math.max(a, b);
  });
  if (unequal.length > 0.2 * cycles.length) {
    const message = `The currents of the two directions differ by more than ${100 * SAME_CURRENT} % in ${unequal.length} of ${cycles.length} cycles; the overpotential is the mean of both all the same.`;
    findings.push({ code: 'unequal-currents', severity: 'warning', message, where });
  }
  if (critical !== undefined) findings.push(protocolFinding(test, analysis));
  const filling = fillingFinding(test, analysis);
  if (filling !== undefined) findings.push(filling);
  return findings;
}

/** A critical current means nothing without its protocol. */
function protocolFinding(test: CyclingTest, { critical, area, cycles }: SymmetricAnalysis): Finding {
  const first = cycles[0]!;
  const last = cycles.at(-1)!;
  const durations = [first, last].map(({ first: half }) =>
    half === null ? Number.NaN : test.metrics[half]!.durationS,
  );
  const fixedTime = Math.abs(durations[0]! / durations[1]! - 1) < 0.05;
  const each = critical!.steps[0]!;
  const capacity = area === undefined ? undefined : perArea(first.chargeC / 3.6, 0, area, 'mAh/cm^2');
  const limit = fixedTime ? `fixed time (${(durations[0]! / 60).toPrecision(3)} min a half cycle)` : 'fixed capacity';
  return {
    code: 'critical-current-protocol',
    severity: 'info',
    where: test.label,
    message: `Critical current from ${critical!.steps.length} steps of ${each.lastCycle - each.firstCycle + 1} cycle(s), ${limit}${capacity === undefined ? '' : `, ${printQuantity(capacity)} a half cycle in the first step`}. It depends on this protocol, on temperature and on pressure (doi:10.1038/s42004-023-01002-4): state them with the number.`,
  };
}

/**
 * A coating fills with ions within seconds; when the overpotential falls over whole cycles, filling the coating does not
 * explain it.
 */
function fillingFinding(test: CyclingTest, { area, cycles, formation }: SymmetricAnalysis): Finding | undefined {
  const coating = (test.sample.stack ?? []).find(({ material }) => /^TiO2$/i.test(material));
  if (coating?.thickness?.value == null || area === undefined || formation < 2) return undefined;
  const nm = coating.thickness.unit === 'nm' ? coating.thickness.value : Number.NaN;
  // 335.6 mAh/g for one electron per TiO2, at 3.8 g/cm^3: 1.28e-4 mAh/cm^2 for each nanometre.
  const filling = 1.275e-4 * nm;
  const density = (1e3 * cycles[0]!.currentA) / area.value;
  const passed = cycles[0]!.chargeC / 3.6 / area.value;
  if (!(filling < 0.2 * passed)) return undefined;
  return {
    code: 'film-filling',
    severity: 'info',
    where: test.label,
    message: `The ${coating.material} film of ${printQuantity(coating.thickness)} is full (one ion per formula unit) after ${((3600 * filling) / density).toPrecision(2)} s, while each half cycle passes ${(passed / filling).toPrecision(2)} times that charge and the overpotential falls over ${formation} cycles: filling the film does not explain the fall.`,
  };
}

/** `soft-short`: when, and every piece of evidence; `possible-short` where it is not enough. */
export function shortFindings(test: CyclingTest, { evidence, shortCycle, cycles }: SymmetricAnalysis): Finding[] {
  const cycleOf = (half: number): number =>
    cycles.find(({ first, second }) => first === half || second === half)!.number;
  const timeH = ({ row }: ShortEvidence): string =>
    ((test.series.timeS[row]! - test.series.timeS[0]!) / 3600).toPrecision(4);
  const tell = (items: readonly ShortEvidence[]): string =>
    items
      .slice(0, 4)
      .map((item) => `${sentence(item)} in cycle ${cycleOf(item.halfCycle)} (${timeH(item)} h, row ${item.row + 1})`)
      .join('; ') + (items.length > 4 ? `; and ${items.length - 4} more in the table of evidence` : '');
  const failing = evidence.filter(({ grade }) => grade !== 'suspect');
  const suspect = evidence.filter(({ grade }) => grade === 'suspect');
  if (shortCycle !== null) {
    const hard = failing.some(({ grade, halfCycle }) => grade === 'hard' && cycleOf(halfCycle) === shortCycle);
    return [
      {
        code: 'soft-short',
        severity: 'error',
        where: test.label,
        message: `${hard ? 'The cell is shorted' : 'A soft short'} from cycle ${shortCycle} on: ${tell(failing)}. Leave the cycles from there on out of any claim of stability; compare impedance before and after, and look at the rest potential.`,
      },
    ];
  }
  if (suspect.length === 0) return [];
  const message = `Signs of a possible short that are not enough to call it one: ${tell(suspect)}. Look at the close-ups; record these cycles with more rows.`;
  return [{ code: 'possible-short', severity: 'warning', where: test.label, message }];
}

function sentence({ kind, size }: ShortEvidence): string {
  const percent = `${(100 * size).toFixed(0)} %`;
  switch (kind) {
    case 'drop':
      return `the potential lost ${percent} at constant current and stayed low`;
    case 'spike':
      return `the potential lost ${percent} for a moment`;
    case 'between-cycles':
      return `${percent} less potential than the half cycles before, which no trend explains`;
    case 'below-ohmic-floor':
      return `the potential is ${percent} below what the electrolyte alone takes`;
    case 'noise':
      return `noise ${size.toFixed(0)} times the usual`;
    case 'no-potential':
      return 'no potential at all';
  }
}
