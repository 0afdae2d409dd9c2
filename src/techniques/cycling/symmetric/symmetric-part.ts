/** A symmetric cell: overpotentials, life, shorts, critical current, and what a referee would ask. */
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { areaCm2, type Measured } from '../../sample.js';
import type { Finding } from '../../technique.js';
import { criticalCurrentFigure } from '../figures/critical-current.js';
import { overpotentialFigure } from '../figures/overpotential.js';
import { type CloseUp, voltageFigure } from '../figures/voltage.js';
import type { CyclingPart, CyclingTest } from '../part.js';
import { perArea, platedThickness } from './areal.js';
import { type CriticalCurrent, criticalCurrent } from './critical-current.js';
import { driftPerCycle, typicalValue } from './describe-series.js';
import { findShorts, type OhmicFloor, type ShortEvidence } from './find-shorts.js';
import { formationCycles, phasesOfLife } from './formation.js';
import { shortFindings, symmetricFindings } from './symmetric-checks.js';
import { type SymmetricCycle, symmetricCycles } from './symmetric-cycles.js';
import { cyclesTable, evidenceTable } from './symmetric-tables.js';

/** What was found of a symmetric cell, before it is put into words. */
export interface SymmetricAnalysis {
  readonly cycles: readonly SymmetricCycle[];
  readonly formation: number;
  readonly evidence: readonly ShortEvidence[];
  /** Number of the first cycle with a soft or hard short. */
  readonly shortCycle: number | null;
  /** Cycles after formation and before the short, both halves whole. */
  readonly sound: readonly SymmetricCycle[];
  readonly area: Measured | undefined;
  readonly floor: OhmicFloor | undefined;
  readonly critical: CriticalCurrent | undefined;
}

export function symmetricPart(test: CyclingTest): CyclingPart {
  const analysis = analyseSymmetric(test);
  const { cycles, evidence, formation, shortCycle, sound, area, critical } = analysis;
  const { series } = test;
  const life = phasesOfLife(cycles.map(({ overpotentialV }) => overpotentialV));
  const events = evidence.filter(({ kind }) => kind === 'drop' || kind === 'spike').map(({ row }) => row);
  const ohmicV =
    analysis.floor === undefined || sound.length === 0 ? null : analysis.floor.resistanceOhm * sound[0]!.currentA;
  const findings: Finding[] = [...symmetricFindings(test, analysis), ...shortFindings(test, analysis)];
  const figures = [
    voltageFigure(test, closeUps(analysis), events),
    ...(cycles.length >= 3
      ? [
          overpotentialFigure(cycles, {
            label: test.label,
            formation,
            changes: life.changes.map(({ at }) => cycles[at]!.number),
            shortCycle,
            ohmicV,
          }),
        ]
      : []),
    ...(critical !== undefined && area !== undefined ? [criticalCurrentFigure(test.label, critical, area.value)] : []),
  ];
  return {
    quantities: quantitiesOf(test, analysis),
    findings,
    tables: [cyclesTable(test, analysis), ...(evidence.length > 0 ? [evidenceTable(test, analysis)] : [])],
    figures,
    methods: [
      `Overpotentials are the ${words[test.options.overpotential]} of each half cycle without its first row, cycles the mean of both directions. Half cycles end where the current turns round; ${test.halfCycles.length} were found in ${((series.timeS.at(-1)! - series.timeS[0]!) / 3600).toPrecision(3)} h.`,
      'Shorts are looked for as losses of potential at constant current within a half cycle, as losses between cycles that no trend explains, and as potentials below what the electrolyte takes; a flat trace alone is no evidence.',
    ],
  };
}

const words = { plateau: 'median of the middle half', mean: 'mean over time', end: 'last value' } as const;

export function analyseSymmetric(test: CyclingTest): SymmetricAnalysis {
  const cycles = symmetricCycles(test);
  const area = areaCm2(test.sample);
  const floor = ohmicFloor(test, area);
  const evidence = findShorts(test, floor);
  const failing = evidence.filter(({ grade }) => grade !== 'suspect');
  const cycleOf = (half: number): number =>
    cycles.find(({ first, second }) => first === half || second === half)!.number;
  const shortCycle = failing.length > 0 ? Math.min(...failing.map(({ halfCycle }) => cycleOf(halfCycle))) : null;
  const critical = criticalCurrent(cycles, new Set(failing.map(({ halfCycle }) => cycleOf(halfCycle))));
  const whole = cycles.filter(({ first, second }) => first !== null && second !== null);
  const before = whole.filter(({ number }) => shortCycle === null || number < shortCycle);
  const formation =
    test.options.formationCycles ??
    (critical === undefined ? formationCycles(before.map(({ overpotentialV }) => overpotentialV)) : 0);
  const formed = before.filter(({ number }) => number > formation);
  return {
    cycles,
    formation,
    evidence,
    shortCycle,
    sound: formed.length > 0 ? formed : before.length > 0 ? before : cycles,
    area,
    floor,
    critical,
  };
}

function ohmicFloor({ options }: CyclingTest, area: Measured | undefined): OhmicFloor | undefined {
  if (options.ohmicResistance === undefined || area === undefined) return undefined;
  const { value, sigma } = convert(options.ohmicResistance, 'Ohm cm^2');
  if (value === null) return undefined;
  // The area was used to make the resistance areal in the same cell, so its error cancels here.
  return { resistanceOhm: value / area.value, sigmaOhm: (sigma ?? 0) / area.value };
}

function quantitiesOf(test: CyclingTest, analysis: SymmetricAnalysis): Record<string, Quantity> {
  const { cycles, formation, sound, shortCycle, area, critical } = analysis;
  const last = sound.at(-1)!;
  const lowest = sound.reduce((least, cycle) => (cycle.overpotentialV < least.overpotentialV ? cycle : least));
  const volts = (cycle: SymmetricCycle): Quantity => ({ value: cycle.overpotentialV, sigma: cycle.sigmaV, unit: 'V' });
  const count = (value: number): Quantity => ({ value, sigma: null, unit: '1' });
  const etas = sound.map(({ overpotentialV }) => overpotentialV);
  const overpotential = typicalValue(etas, 'V');
  const quantities: Record<string, Quantity> = {
    cycles: count(cycles.filter(({ first, second }) => first !== null && second !== null).length),
    halfCycles: count(test.halfCycles.length),
    overpotential,
    initialOverpotential: volts(cycles[0]!),
    minimumOverpotential: volts(lowest),
    finalOverpotential: volts(last),
    formationCycles: count(formation),
    softShortCycle:
      shortCycle === null
        ? { value: null, sigma: null, unit: '1', note: `no short found in ${cycles.length} cycles` }
        : count(shortCycle),
    asymmetry: typicalValue(
      sound.flatMap(({ asymmetry }) => (asymmetry === null ? [] : [asymmetry])),
      '1',
    ),
  };
  if (etas.length >= 5) {
    const { slope, interval } = driftPerCycle(etas);
    quantities.overpotentialDrift = { value: slope, sigma: sigmaOf(interval), unit: 'V', interval95: interval };
  }
  if (area !== undefined) {
    quantities.currentDensity = perArea(last.currentA * 1e3, 0, area, 'mA/cm^2');
    quantities.arealCapacity = perArea(last.chargeC / 3.6, 0, area, 'mAh/cm^2');
    quantities.cumulativeCapacity = perArea(cycles.at(-1)!.cumulativeC / 3.6, 0, area, 'mAh/cm^2');
    quantities.platedThickness = platedThickness(last.chargeC, area, test.options.metal);
    quantities.arealResistance = arealResistance(last, area);
    if (critical !== undefined) quantities.criticalCurrentDensity = criticalDensity(critical, area);
  }
  return quantities;
}

function sigmaOf([low, high]: readonly [number | null, number | null]): number | null {
  return low === null || high === null ? null : (high - low) / (2 * 1.959963984540054);
}

/** eta/j of the whole cell: electrolyte and all its interfaces. */
function arealResistance(cycle: SymmetricCycle, area: Measured): Quantity {
  const value = (cycle.overpotentialV / cycle.currentA) * area.value;
  const fromArea = area.sigma === null ? 0 : area.sigma / area.value;
  return { value, sigma: value * Math.hypot(cycle.sigmaV / cycle.overpotentialV, fromArea), unit: 'Ohm cm^2' };
}

/** The middle of the interval between the last current that passes and the first that fails, the interval beside it. */
function criticalDensity({ lastPassA, firstFailA }: CriticalCurrent, area: Measured): Quantity {
  const density = (currentA: number | null): number | null =>
    currentA === null ? null : (1e3 * currentA) / area.value;
  const [low, high] = [density(lastPassA), density(firstFailA)];
  const interval95 = [low, high] as const;
  if (low === null || high === null) {
    const note =
      high === null ? 'no step fails: only a lower bound' : 'the first step fails already: only an upper bound';
    return { value: null, sigma: null, unit: 'mA/cm^2', interval95, note };
  }
  // Anything between the two is as likely: a rectangle has the width over sqrt(12) as standard deviation.
  const sigma = Math.hypot((high - low) / Math.sqrt(12), ((low + high) / 2) * ((area.sigma ?? 0) / area.value));
  return {
    value: (low + high) / 2,
    sigma,
    unit: 'mA/cm^2',
    interval95,
    note: 'between the last step that passes and the first that fails',
  };
}

/** Where a reader wants to look closer: the first cycles, the end of formation, the short or the last cycles. */
function closeUps({ cycles, formation, shortCycle }: SymmetricAnalysis): CloseUp[] {
  const n = cycles.length;
  if (n < 12) return [];
  const wide = 3;
  const view = (firstCycle: number): CloseUp => {
    const from = Math.max(1, Math.min(n - wide + 1, firstCycle));
    return { title: `Cycles ${from} to ${from + wide - 1}`, firstCycle: from, lastCycle: from + wide - 1 };
  };
  const middle = formation > wide ? formation : Math.round(n / 2);
  return [view(1), view(middle), view(shortCycle ?? n)];
}
