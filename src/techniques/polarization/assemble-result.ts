/** Everything that was found of the steps, as one result: the line through them, numbers of the whole, figures, tables, words. */
import type { Quantity } from '../../quantity/quantity.js';
import type { Sample } from '../sample.js';
import type { AnalysisResult, Finding, SeriesEntry } from '../technique.js';
import { type AnalysedStep, IONIC_NOTE, withNote } from './analysed-step.js';
import { wholeFindings } from './checks.js';
import { currentFraction } from './derive/current-fraction.js';
import { type CurrentVoltage, currentVoltage } from './derive/current-voltage.js';
import { type CellConstant, conductivityOf } from './derive/electronic-conductivity.js';
import { type HebbWagner, hebbWagner } from './derive/hebb-wagner.js';
import type { Offset } from './derive/offset.js';
import { beyondOhm, temperatureK } from './derive/temperature.js';
import { transferenceNumbers } from './derive/transference.js';
import { currentVoltageFigure } from './figures/current-voltage.js';
import { transientsFigure } from './figures/transients.js';
import { methodsOf } from './methods.js';
import type { PolarizationOptions } from './options.js';
import { currentVoltageTable, lawsTable, stepsTable } from './tables.js';

export interface ResultParts {
  /** Steps away from 0 V, those left out by the user among them, and their entries of the series, in the same order. */
  readonly steps: readonly AnalysedStep[];
  readonly polarized: readonly SeriesEntry[];
  readonly series: readonly SeriesEntry[];
  readonly constant: CellConstant | undefined;
  readonly sample: Sample;
  readonly options: PolarizationOptions;
  readonly findings: readonly Finding[];
  readonly offset: Offset | undefined;
  /** The electrodes do not block although they should. */
  readonly ionic: boolean;
}

export function assembleResult(parts: ResultParts): AnalysisResult {
  const { series, constant, sample, options, offset } = parts;
  const steps = parts.steps.filter(({ leftOut }) => !leftOut);
  const polarized = parts.polarized.filter((_, k) => !parts.steps[k]!.leftOut);
  const line = options.electrodes === 'non-blocking' ? undefined : currentVoltage(steps);
  const law =
    options.electrodes === 'one-blocking' && constant !== undefined
      ? hebbWagner(steps, constant, temperatureK(steps[0]!.conditions, options))
      : undefined;
  const fraction = options.electrodes === 'non-blocking' ? currentFraction(steps, options) : undefined;
  const quantities = {
    ...(fraction?.quantities ?? electronic({ ...parts, steps, polarized }, line, law)),
    ...potentialRange(steps),
  };
  const facts = {
    hasGeometry: constant !== undefined || options.electrodes === 'non-blocking',
    geometryComplete: constant?.complete !== false,
    offsetKnown: offset !== undefined,
  };
  return {
    quantities,
    series,
    findings: [...parts.findings, ...wholeFindings(steps, line, sample, options, facts), ...(fraction?.findings ?? [])],
    tables: [
      stepsTable(parts.steps, parts.polarized),
      lawsTable(parts.steps),
      ...(line === undefined ? [] : [currentVoltageTable(steps, line)]),
    ],
    figures: [
      transientsFigure(parts.steps, options),
      ...(line === undefined ? [] : [currentVoltageFigure(parts.steps, line, constant, law)]),
    ],
    methods: methodsOf(steps, line, law !== undefined, options),
  };
}

/** Between which potentials was polarized, for captions. */
function potentialRange(steps: readonly AnalysedStep[]): Record<string, Quantity> {
  const potentials = steps.map(({ step }) => step.potentialV);
  const volts = (value: number): Quantity => ({ value: Number(value.toPrecision(3)), sigma: null, unit: 'V' });
  if (potentials.length < 2) return {};
  return { lowestPotential: volts(Math.min(...potentials)), highestPotential: volts(Math.max(...potentials)) };
}

/** Conductivity of the electrons: the law of several potentials where there is one, else the only step, else the surest bound. */
function electronic(
  { steps, polarized, constant, options, ionic }: ResultParts,
  line: CurrentVoltage | undefined,
  law: HebbWagner | undefined,
): Record<string, Quantity> {
  const quantities: Record<string, Quantity> = {};
  if (polarized.length === 1) quantities.steadyStateCurrent = polarized[0]!.quantities.steadyStateCurrent!;
  if (line !== undefined && options.electrodes === 'two-blocking') {
    quantities.conductance = line.conductance;
    quantities.offsetCurrent = line.offset;
  }
  if (constant === undefined) return quantities;
  if (law !== undefined)
    Object.assign(quantities, { electronConductivity: law.electrons, holeConductivity: law.holes });
  const conductivity =
    law !== undefined
      ? law.both
      : options.electrodes === 'one-blocking'
        ? ofOneBlocking(steps, polarized, options)
        : line !== undefined
          ? conductivityOf(line.conductance, constant)
          : ofSteps(steps, polarized);
  Object.assign(
    quantities,
    ionic ? withNote({ electronicConductivity: conductivity }, IONIC_NOTE) : { electronicConductivity: conductivity },
  );
  if (options.totalConductivity === undefined || ionic) {
    const note = ionic ? IONIC_NOTE : 'give totalConductivity, from impedance';
    quantities.transferenceNumber = { value: null, sigma: null, unit: '1', note };
    return quantities;
  }
  const numbers = transferenceNumbers(
    conductivity,
    options.totalConductivity,
    options.samePellet ? constant.relativeSigma : 0,
  );
  if (numbers !== undefined) {
    quantities.transferenceNumber = numbers.ionic;
    quantities.electronicTransferenceNumber = numbers.electronic;
  }
  return quantities;
}

/** One potential: Ohm's law holds far below kT/e alone. */
function ofOneBlocking(
  steps: readonly AnalysedStep[],
  polarized: readonly SeriesEntry[],
  options: PolarizationOptions,
): Quantity {
  if (steps.every((step) => !beyondOhm(step, options))) return ofSteps(steps, polarized);
  const note = 'one blocking electrode far above kT/e: several steady potentials are needed';
  return { value: null, sigma: null, unit: 'S/cm', note };
}

function ofSteps(steps: readonly AnalysedStep[], polarized: readonly SeriesEntry[]): Quantity {
  const all = polarized.map(({ quantities }) => quantities.electronicConductivity!);
  const known = all.filter(({ value }) => value !== null);
  // Of several at one potential the best known; a line needs several potentials.
  const [first] = [...known].sort((a, b) => a.sigma! / Math.abs(a.value!) - b.sigma! / Math.abs(b.value!));
  if (first !== undefined) return first;
  // Of the largest potential: a leakage matters least there, and the least of several would be the luckiest.
  const order = steps
    .map((_, k) => k)
    .sort((a, b) => Math.abs(steps[b]!.step.potentialV) - Math.abs(steps[a]!.step.potentialV));
  const bounded = order.map((k) => all[k]!).find(({ interval95 }) => interval95?.[1] != null);
  if (bounded === undefined) return { value: null, sigma: null, unit: 'S/cm', note: 'no step gives a steady current' };
  const note = 'no step is steady: an upper bound only';
  return { value: null, sigma: null, unit: 'S/cm', interval95: [null, bounded.interval95![1]], note };
}
