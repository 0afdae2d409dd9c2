/** A series in time: growth laws of the tracked parameter, compared honestly. */

import type { Figure, Mark } from '../../../figure/figure.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { convertNumber } from '../../../quantity/convert.js';
import { printQuantity } from '../../../quantity/print.js';
import { printUnit } from '../../../quantity/print-unit.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Conditions, Finding, ResultTable } from '../../technique.js';
import { compareGrowthLaws, type GrowthComparison, type RankedLaw } from '../derive/growth-comparison.js';
import type { GrowthPoint } from '../derive/growth-fit.js';
import { evaluateGrowth } from '../derive/growth-fit.js';

import type { SpectrumQuantities } from '../derive/spectrum-quantities.js';
import { type SpectrumFit, standardError } from '../fit/spectrum-fit.js';
import type { SeriesOutcome } from './temperature-series.js';

export interface TimeEntry {
  readonly label: string;
  readonly conditions: Conditions;
  readonly fit: SpectrumFit;
  readonly derived: SpectrumQuantities;
}

const MIN_TIMES = 3;

/** Time of an entry in hours, undefined where it has none. */
export function timeH(conditions: Conditions): number | undefined {
  const quantity = conditions.time;
  return quantity?.value === undefined || quantity.value === null
    ? undefined
    : convertNumber(quantity.value, quantity.unit, 'h');
}

/** What is shown in place of the bare parameter, e.g. `{ factor: A/2, unit: 'Ohm cm^2', title: 'Interface resistance' }`. */
export interface TrackScale {
  readonly factor: number;
  readonly unit: string;
  readonly title: string;
}

/** Undefined when fewer than three different times have a value of the tracked parameter. */
export function analyseTimeSeries(
  entries: readonly TimeEntry[],
  track: string,
  scale?: TrackScale,
): SeriesOutcome | undefined {
  const factor = scale?.factor ?? 1;
  const points: (GrowthPoint & { readonly label: string })[] = [];
  const unseen: string[] = [];
  for (const entry of entries) {
    const index = entry.fit.circuit.parameters.findIndex((parameter) => parameter.name === track);
    const time = timeH(entry.conditions);
    if (index < 0 || time === undefined) continue;
    if (entry.derived.identifiability.states[index] === 'unseen') {
      unseen.push(entry.label);
      continue;
    }
    const sigma = standardError(entry.fit, index);
    if (!(sigma > 0 && Number.isFinite(sigma))) {
      unseen.push(entry.label);
      continue;
    }
    points.push({
      timeH: time,
      resistance: factor * entry.fit.natural[index],
      sigma: factor * sigma,
      label: entry.label,
    });
  }
  if (new Set(points.map((point) => point.timeH)).size < MIN_TIMES) return undefined;
  const { parameters } = entries[0].fit.circuit;
  const unit = scale?.unit ?? parameters.find((parameter) => parameter.name === track)?.unit ?? 'Ohm';
  const title = scale?.title ?? track;
  const comparison = compareGrowthLaws(points, unit);
  return {
    quantities: { growthExponent: comparison.growthExponent, ...decidedLaw(comparison) },
    findings: findingsOf(comparison, unseen, track),
    tables: [growthTable(comparison, unit)],
    figures: [growthFigure(points, comparison, title, unit)],
    methods: [
      `Growth laws of ${scale ? `the resistance of one interface (${track} times the area, halved)` : track} were fitted with k >= 0 and weights 1/se² and ranked by ${comparison.scoreName ?? 'nothing (too few points)'}; the exponent m of R0 + k t^m has a profile-likelihood interval. Time counts from the zero of the file names.`,
    ],
  };
}

function findingsOf(comparison: GrowthComparison, unseen: readonly string[], track: string): Finding[] {
  const findings: Finding[] = [];
  const code =
    comparison.verdict === 'decided'
      ? 'growth-law-decided'
      : comparison.verdict === 'undecided'
        ? 'growth-law-undecided'
        : 'no-growth';
  findings.push({
    code,
    severity: comparison.verdict === 'undecided' ? 'warning' : 'info',
    message: comparison.sentence,
    where: track,
  });
  if (unseen.length > 0) {
    findings.push({
      code: 'growth-points-missing',
      severity: 'warning',
      message: `${track} is not identifiable in ${unseen.join(', ')}; these recordings are not part of the growth law.`,
      where: track,
    });
  }
  if (comparison.scatterExceedsErrors) {
    findings.push({
      code: 'growth-scatter',
      severity: 'warning',
      message: `No law explains ${track} within the errors of the fits: the scatter from spectrum to spectrum is larger, and only ratios of errors were used.`,
      where: track,
    });
  }
  return findings;
}

function growthTable(comparison: GrowthComparison, unit: string): ResultTable {
  return {
    id: 'growth',
    caption: `Growth laws compared by ${comparison.scoreName ?? 'chi-square alone'}. ${comparison.sentence}`,
    columns: [
      { name: 'law', unit: '' },
      { name: 'equation', unit: '' },
      { name: 'parameters', unit: '' },
      { name: 'chi-square', unit: comparison.scale === 'known' ? '1' : '' },
      { name: 'score above best', unit: '' },
      { name: 'Akaike weight', unit: '' },
      { name: 'leave-one-out error', unit: comparison.scale === 'known' ? 'standard deviations' : unit },
    ],
    rows: comparison.ranking.map((law) => [
      law.law,
      law.equation,
      Object.entries(law.parameters)
        .map(([name, quantity]) => `${name} = ${printQuantity(quantity)}`)
        .join(', '),
      law.chiSquared,
      law.scoreDifference,
      law.akaikeWeight,
      law.leaveOneOutError,
    ]),
  };
}

function growthFigure(
  points: readonly (GrowthPoint & { readonly label: string })[],
  comparison: GrowthComparison,
  title: string,
  unit: string,
): Figure {
  const last = Math.max(...points.map((point) => point.timeH));
  const fine = Array.from({ length: 81 }, (_, i) => (last * 1.03 * i * i) / 6400);
  const x = points.map((point) => point.timeH);
  const half = points.map((point) => NORMAL_95 * (point.sigma ?? 0));
  const y = points.map((point) => point.resistance);
  const dashes = ['solid', 'dashed', 'dotted', 'dashed'] as const;
  const drawn = bestOfEachKind(comparison.ranking);
  const marks: Mark[] = [
    ...drawn.map(
      (law: RankedLaw, k): Mark => ({
        type: 'line',
        x: fine,
        y: fine.map((t) => evaluateGrowth(law, t)),
        colour: k + 1,
        dash: dashes[k],
        label: law.law,
      }),
    ),
    { type: 'error-bars', x, lower: y.map((v, i) => v - half[i]), upper: y.map((v, i) => v + half[i]), colour: 'ink' },
    { type: 'points', x, y, colour: 'ink', open: false, origin: { recording: points.map((point) => point.label) } },
  ];
  return {
    id: 'growth',
    caption: `${title} against time with the best growth law of each kind, best first: ${drawn.map((law) => law.law).join(', ')}. ${comparison.sentence}`,
    panels: [
      {
        x: { title: 'Time', unit: 'h' },
        y: { title, unit: unit === '1' ? '' : printUnit(unit) },
        marks,
        legend: 'bottom-right',
      },
    ],
  };
}

/** The best law of each mechanism: laws of one kind lie on top of each other and would only hide the rivals. */
function bestOfEachKind(ranking: readonly RankedLaw[]): RankedLaw[] {
  return ranking
    .filter(
      (law, k) =>
        law.kind !== 'none' && law.kind !== 'mixed' && ranking.findIndex((other) => other.kind === law.kind) === k,
    )
    .slice(0, 4);
}

/** Parameters of the law that the spectra decided for (`growth.R0`, `growth.k`); none while the law is open. */
function decidedLaw(comparison: GrowthComparison): Record<string, Quantity> {
  const law = comparison.ranking.find((ranked) => ranked.law === comparison.law);
  return Object.fromEntries(
    Object.entries(law?.parameters ?? {}).map(([name, quantity]) => [
      `growth.${name}`,
      { ...quantity, note: law!.equation },
    ]),
  );
}
