/** The cycles of a symmetric cell, and the evidence of shorts, as tables. */
import type { Quantity } from '../../../quantity/quantity.js';
import type { ResultTable } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';
import { perArea } from './areal.js';
import type { SymmetricCycle } from './symmetric-cycles.js';
import { arealResistance, interfaceResistance, sigmaOf } from './symmetric-quantities.js';

const number = (value: number | null): number | null => value;

export function cyclesTable(
  test: CyclingTest,
  { cycles, area, shortCycle, formation, floor }: SymmetricAnalysis,
): ResultTable {
  const gain = test.options.currentGain;
  const areal = (value: number, unit: string): Quantity | null =>
    area === undefined ? null : perArea(value, gain * value, area, unit);
  return {
    id: 'cycles',
    caption: `Cycles of ${test.label}: overpotential (${test.options.overpotential}) of both directions, charge of a half cycle, and charge passed until the end of the cycle.`,
    columns: [
      { name: 'cycle', unit: '1' },
      { name: 'cycle of the instrument', unit: '1' },
      { name: 'time', unit: 'h' },
      { name: 'current', unit: 'mA' },
      { name: 'current density', unit: 'mA/cm^2' },
      { name: 'overpotential', unit: 'V' },
      { name: 'positive', unit: 'V' },
      { name: 'negative', unit: 'V' },
      { name: 'asymmetry', unit: '1' },
      { name: 'offset', unit: 'V' },
      { name: 'resistance', unit: 'Ohm cm^2' },
      { name: 'one interface', unit: 'Ohm cm^2' },
      { name: 'capacity', unit: 'mAh/cm^2' },
      { name: 'cumulative capacity', unit: 'mAh/cm^2' },
      { name: 'remark', unit: '' },
    ],
    rows: cycles.map((cycle) => [
      cycle.number,
      number(cycle.instrumentNumber),
      round(cycle.endH),
      round(1e3 * cycle.currentA),
      areal(1e3 * cycle.currentA, 'mA/cm^2'),
      { value: cycle.overpotentialV, sigma: cycle.sigmaV, unit: 'V' },
      number(cycle.positiveV),
      number(cycle.negativeV),
      number(cycle.asymmetry),
      number(cycle.offsetV),
      area === undefined ? null : arealResistance(cycle, area, gain),
      area === undefined || floor === undefined ? null : interfaceResistance(cycle, area, gain, test.options),
      areal(cycle.chargeC / 3.6, 'mAh/cm^2'),
      areal(cycle.cumulativeC / 3.6, 'mAh/cm^2'),
      remark(cycle.number, cycle.first !== null && cycle.second !== null, formation, shortCycle),
    ]),
  };
}

/** Times and currents as far as an instrument knows them. */
function round(value: number): number {
  return Number(value.toPrecision(8));
}

function remark(cycle: number, whole: boolean, formation: number, shortCycle: number | null): string {
  const words = [];
  if (cycle <= formation) words.push('formation');
  if (!whole) words.push('one half');
  if (shortCycle !== null && cycle >= shortCycle) words.push(cycle === shortCycle ? 'short' : 'after the short');
  return words.join(', ');
}

export function evidenceTable(test: CyclingTest, { cycles, evidence }: SymmetricAnalysis): ResultTable {
  const { timeS } = test.series;
  return {
    id: 'short-evidence',
    caption: `Evidence of shorts in ${test.label}: what was seen, where, and how large (share of the potential; for noise, times the usual).`,
    columns: [
      { name: 'cycle', unit: '1' },
      { name: 'half cycle', unit: '1' },
      { name: 'time', unit: 'h' },
      { name: 'row', unit: '1' },
      { name: 'kind', unit: '' },
      { name: 'grade', unit: '' },
      { name: 'size', unit: '1' },
    ],
    rows: evidence.map(({ halfCycle, kind, grade, row, size }) => [
      cycles.find(({ first, second }) => first === halfCycle || second === halfCycle)!.number,
      halfCycle + 1,
      Number(((timeS[row]! - timeS[0]!) / 3600).toPrecision(8)),
      row + 1,
      kind,
      grade,
      Number(size.toPrecision(3)),
    ]),
  };
}

/** Courses of the overpotential, one after the other, with the places where they change. */
export function phasesTable(test: CyclingTest, { cycles, phases }: SymmetricAnalysis): ResultTable {
  return {
    id: 'phases',
    caption: `Phases of life of ${test.label}: where ln(V/I) changes its course (95 % interval of the first cycle), overpotential at both ends, change from cycle to cycle by Theil and Sen.`,
    columns: [
      { name: 'first cycle', unit: '1' },
      { name: 'at the earliest', unit: '1' },
      { name: 'at the latest', unit: '1' },
      { name: 'last cycle', unit: '1' },
      { name: 'overpotential of the first', unit: 'V' },
      { name: 'overpotential of the last', unit: 'V' },
      { name: 'change for each cycle', unit: 'V' },
    ],
    rows: phases.map(({ from, to, startInterval, drift }) => {
      const volts = ({ overpotentialV, sigmaV }: SymmetricCycle): Quantity => ({
        value: overpotentialV,
        sigma: sigmaV,
        unit: 'V',
      });
      const [first, last] = [cycles[from]!, cycles[to - 1]!];
      return [
        first.number,
        startInterval === null ? null : cycles[startInterval[0]]!.number,
        startInterval === null ? null : cycles[startInterval[1]]!.number,
        last.number,
        volts(first),
        volts(last),
        drift === null
          ? null
          : { value: drift.slope, sigma: sigmaOf(drift.interval), unit: 'V', interval95: drift.interval },
      ];
    }),
  };
}
