/** Everything that was found of the steps, as one result: the line through them, numbers of the whole, figures, tables, words. */
import { convert } from '../../quantity/convert.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { Sample } from '../sample.js';
import type { AnalysisResult, Finding, SeriesEntry } from '../technique.js';
import type { AnalysedStep } from './analyse.js';
import { wholeFindings } from './checks.js';
import { type CurrentVoltage, currentVoltage } from './derive/current-voltage.js';
import { type CellConstant, conductivityOf } from './derive/electronic-conductivity.js';
import { hebbWagner } from './derive/hebb-wagner.js';
import { bruceVincent, transferenceNumbers } from './derive/transference.js';
import { currentVoltageFigure } from './figures/current-voltage.js';
import { transientsFigure } from './figures/transients.js';
import type { PolarizationOptions } from './options.js';
import { lawsTable, stepsTable } from './tables.js';

export interface ResultParts {
  readonly steps: readonly AnalysedStep[];
  readonly series: readonly SeriesEntry[];
  readonly constant: CellConstant | undefined;
  readonly sample: Sample;
  readonly options: PolarizationOptions;
  readonly findings: readonly Finding[];
  readonly offsetKnown: boolean;
}

export function assembleResult(parts: ResultParts): AnalysisResult {
  const { steps, series, constant, sample, options, offsetKnown } = parts;
  const line = currentVoltage(steps);
  const quantities = options.electrodes === 'non-blocking' ? currentFraction(steps, options) : electronic(parts, line);
  const facts = { hasGeometry: constant !== undefined, geometryComplete: constant?.complete === true, offsetKnown };
  return {
    quantities,
    series,
    findings: [...parts.findings, ...wholeFindings(steps, line, sample, options, facts)],
    tables: [stepsTable(steps, series), lawsTable(steps)],
    figures: [transientsFigure(steps), ...(line === undefined ? [] : [currentVoltageFigure(steps, line)])],
    methods: methodsOf(steps, line, options),
  };
}

/** Conductivity of the electrons: the slope of the line where there is one, else the only step, else the tightest bound. */
function electronic(
  { steps, series, constant, options }: ResultParts,
  line: CurrentVoltage | undefined,
): Record<string, Quantity> {
  if (constant === undefined)
    return line === undefined ? {} : { conductance: line.conductance, offsetCurrent: line.offset };
  const quantities: Record<string, Quantity> = {};
  if (options.electrodes === 'one-blocking') {
    const both = hebbWagner(
      steps,
      constant,
      options.temperature === undefined ? 298.15 : convert(options.temperature, 'K').value!,
    );
    if (both !== undefined)
      Object.assign(quantities, { electronConductivity: both.electrons, holeConductivity: both.holes });
  }
  if (line !== undefined) quantities.offsetCurrent = line.offset;
  quantities.electronicConductivity =
    line === undefined ? fromSteps(series) : conductivityOf(line.conductance, constant);
  if (series.length === 1) quantities.steadyStateCurrent = series[0]!.quantities.steadyStateCurrent!;
  if (options.totalConductivity !== undefined) {
    const numbers = transferenceNumbers(quantities.electronicConductivity, options.totalConductivity);
    if (numbers !== undefined) {
      quantities.transferenceNumber = numbers.ionic;
      quantities.electronicTransferenceNumber = numbers.electronic;
    }
  }
  return quantities;
}

function fromSteps(series: readonly SeriesEntry[]): Quantity {
  const all = series.map(({ quantities }) => quantities.electronicConductivity!);
  const known = all.filter(({ value }) => value !== null);
  // Of several at one potential the best known; a line needs several potentials.
  const [first] = [...known].sort((a, b) => a.sigma! / a.value! - b.sigma! / b.value!);
  if (first !== undefined) return first;
  const bounds = all.flatMap(({ interval95 }) => interval95?.[1] ?? []);
  const note = 'no step is steady: an upper bound only';
  if (bounds.length === 0) return { value: null, sigma: null, unit: 'S/cm', note: 'no step gives a steady current' };
  return { value: null, sigma: null, unit: 'S/cm', interval95: [null, Math.min(...bounds)], note };
}

/** Bruce and Vincent for cells whose electrodes do not block. */
function currentFraction(steps: readonly AnalysedStep[], options: PolarizationOptions): Record<string, Quantity> {
  const [step] = steps;
  const { initialResistance, steadyResistance, initialCurrent } = options;
  if (step === undefined || initialResistance === undefined || steadyResistance === undefined) {
    return {
      transferenceNumber: {
        value: null,
        sigma: null,
        unit: '1',
        note: 'give initialResistance and steadyResistance, from impedance before and after',
      },
    };
  }
  const initialA =
    initialCurrent === undefined
      ? { value: Math.max(...step.step.currentA.slice(0, 5).map(Math.abs)), sigma: step.fit.points.noiseA, unit: 'A' }
      : convert(initialCurrent, 'A');
  const value = bruceVincent({
    potentialV: Math.abs(step.step.potentialV),
    initialA,
    steadyA: step.current.value === null ? step.current : { ...step.current, value: Math.abs(step.current.value) },
    initialOhm: convert(initialResistance, 'Ohm'),
    steadyOhm: convert(steadyResistance, 'Ohm'),
  });
  return { transferenceNumber: value };
}

function methodsOf(
  steps: readonly AnalysedStep[],
  line: CurrentVoltage | undefined,
  options: PolarizationOptions,
): string[] {
  const best = [...new Set(steps.map(({ fit }) => fit.laws[0]?.law))].join('; ');
  return [
    `Each of ${steps.length} step${steps.length === 1 ? '' : 's'} of the potential was fitted with a steady current and sums of one to three exponentials, a stretched exponential, a power of time and a tail falling as one over root of time, averaged by a tempered Schwarz criterion (best: ${best}). A steady current is given where what still decays at the end is at most ${100 * options.tolerance} % of it and its standard deviation at most ${100 * options.precision} %; else the last reading bounds it from above.`,
    ...(line === undefined
      ? []
      : [
          'The electronic conductivity is the slope of steady current against potential, which is free of a constant leakage.',
        ]),
  ];
}
