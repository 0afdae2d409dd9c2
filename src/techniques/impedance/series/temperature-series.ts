/** A temperature series: activation energies, the conductivity at 25 °C, and what a referee would ask about the line. */

import type { Figure } from '../../../figure/figure.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log } from '../../../numerics/elementary/log.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { zeroCelsiusK } from '../../../quantity/constants.js';
import { convertNumber, unitRatio } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Conditions, Finding, ResultTable } from '../../technique.js';
import { type ArrheniusFit, type ArrheniusForm, type ArrheniusPoint, fitArrhenius } from '../derive/arrhenius.js';
import { testCurvature } from '../derive/arrhenius-curvature.js';
import { conductivityAt } from '../derive/arrhenius-prediction.js';
import type { Conductivity } from '../derive/conductivity.js';

import type { SpectrumQuantities } from '../derive/spectrum-quantities.js';
import { arrheniusFigure } from '../figures/arrhenius.js';
import type { ImpedanceOptions } from '../options.js';

export interface TemperatureEntry {
  readonly label: string;
  readonly conditions: Conditions;
  readonly derived: SpectrumQuantities;
}

export interface SeriesOutcome {
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly findings: readonly Finding[];
  readonly tables: readonly ResultTable[];
  readonly figures: readonly Figure[];
  readonly methods: readonly string[];
}

const MIN_POINTS = 3;
const ROOM_K = 25 + zeroCelsiusK;
/** A spectrum this near to 25 °C is the measurement of the conductivity there; the line only moves it the last bit. */
const AT_ROOM_K = 1.5;

/** Temperature of an entry in kelvin, undefined where it has none. */
export function temperatureK(conditions: Conditions): number | undefined {
  const quantity = conditions.temperature;
  return quantity?.value === undefined || quantity.value === null
    ? undefined
    : convertNumber(quantity.value, quantity.unit, 'K');
}

interface Line {
  /** `total`, or the name of a resistance. */
  readonly name: string;
  readonly points: readonly ArrheniusPoint[];
  readonly geometryVariance: number;
  /** Entry behind each point. */
  readonly labels: readonly string[];
}

/** Undefined when the recordings do not span at least three temperatures with a conductivity. */
export function analyseTemperatureSeries(
  entries: readonly TemperatureEntry[],
  options: ImpedanceOptions,
): SeriesOutcome | undefined {
  const total = collectLine('total', entries, options, (derived) => derived.conductivity);
  if (distinctTemperatures(total) < MIN_POINTS) return undefined;
  const names = [...new Set(entries.flatMap((entry) => [...entry.derived.partial.keys()]))];
  const partial = names
    .map((name) => collectLine(name, entries, options, (derived) => derived.partial.get(name) ?? null))
    .filter((line) => distinctTemperatures(line) >= MIN_POINTS);
  const headline = fitLine(total, headlineForm(options), options.arrheniusWeights, options);

  const quantities: Record<string, Quantity> = {
    activationEnergy: { ...headline.activationEnergy, note: headline.equation },
    lnPrefactor: { ...headline.lnPrefactor, note: headline.equation },
    conductivity25C: roomConductivity(total, headline, entries, options),
  };
  for (const line of partial) {
    const fit = fitLine(line, headlineForm(options), options.arrheniusWeights, options);
    quantities[`${line.name}.activationEnergy`] = { ...fit.activationEnergy, note: fit.equation };
  }
  return {
    quantities,
    findings: findingsOf(total, headline, entries),
    tables: [arrheniusTable([total, ...partial], options)],
    figures: [
      arrheniusFigure(
        { ...total, fit: headline },
        partial.map((line) => ({ ...line, fit: fitLine(line, headline.form, options.arrheniusWeights, options) })),
      ),
    ],
    methods: methodsOf(headline, options),
  };
}

const headlineForm = (options: ImpedanceOptions): ArrheniusForm =>
  options.arrheniusForm === 'sigmaT' ? 'ln sigma T' : 'ln sigma';

function collectLine(
  name: string,
  entries: readonly TemperatureEntry[],
  options: ImpedanceOptions,
  pick: (derived: SpectrumQuantities) => Conductivity | null,
): Line {
  const points: ArrheniusPoint[] = [];
  const labels: string[] = [];
  let geometryVariance = 0;
  for (const entry of entries) {
    const kelvin = temperatureK(entry.conditions);
    const own = pick(entry.derived);
    if (kelvin === undefined || own === null) continue;
    geometryVariance = own.commonVariance;
    points.push({
      label: entry.label,
      temperatureK: kelvin,
      conductivitySPerCm: exp(own.lnConductivity),
      lnSigma: Math.sqrt(own.randomVariance),
      temperatureSigmaK: Math.max(options.temperatureError, sigmaOf(entry.conditions)),
    });
    labels.push(entry.label);
  }
  return { name, points, geometryVariance, labels };
}

/** Error given with the temperature itself, in kelvin. */
function sigmaOf(conditions: Conditions): number {
  const { temperature } = conditions;
  return temperature?.sigma == null ? 0 : temperature.sigma * unitRatio(temperature.unit, 'K');
}

function distinctTemperatures(line: Line): number {
  return new Set(line.points.map((point) => point.temperatureK)).size;
}

function fitLine(
  line: Line,
  form: ArrheniusForm,
  weighting: 'errors' | 'unit',
  options: ImpedanceOptions,
): ArrheniusFit {
  // A resistance that the user holds has no error to weight by.
  const unweighted = line.points.some((point) => !((point.lnSigma ?? 0) > 0));
  return fitArrhenius(line.points, {
    form,
    weighting: unweighted ? 'unit' : weighting,
    geometryVariance: line.geometryVariance,
    temperatureOffsetSigmaK: options.temperatureOffsetError,
  });
}

function roomConductivity(
  total: Line,
  fit: ArrheniusFit,
  entries: readonly TemperatureEntry[],
  options: ImpedanceOptions,
): Quantity {
  const nearest = total.points.reduce(
    (best, point, k) =>
      Math.abs(point.temperatureK - ROOM_K) < Math.abs(total.points[best].temperatureK - ROOM_K) ? k : best,
    0,
  );
  const measured = total.points[nearest];
  if (Math.abs(measured.temperatureK - ROOM_K) <= AT_ROOM_K) {
    const own = entries.find((entry) => entry.label === total.labels[nearest])!.derived.conductivity!.conductivity;
    const shift =
      conductivityAt(fit, ROOM_K).conductivity.value! / conductivityAt(fit, measured.temperatureK).conductivity.value!;
    // A temperature that is off by its error is a conductivity off by the slope of the line times that.
    const perKelvin = log(
      conductivityAt(fit, ROOM_K + 0.5).conductivity.value! / conductivityAt(fit, ROOM_K - 0.5).conductivity.value!,
    );
    const fromTemperature = perKelvin * hypot(measured.temperatureSigmaK ?? 0, options.temperatureOffsetError);
    const value = own.value! * shift;
    const widened = (end: number | null) =>
      end === null
        ? null
        : value * exp(Math.sign(end - own.value!) * hypot(log(end / own.value!), NORMAL_95 * fromTemperature));
    const [low, high] = own.interval95 ?? [null, null];
    return {
      value,
      sigma: hypot(own.sigma! * shift, value * fromTemperature),
      unit: own.unit,
      interval95: [widened(low), widened(high)],
      note: `measured at ${(measured.temperatureK - zeroCelsiusK).toFixed(1)} degC`,
    };
  }
  const predicted = conductivityAt(fit, ROOM_K);
  return {
    ...predicted.conductivity,
    note: predicted.extrapolated ? 'extrapolated by the Arrhenius line' : 'interpolated by the Arrhenius line',
  };
}

function findingsOf(total: Line, fit: ArrheniusFit, entries: readonly TemperatureEntry[]): Finding[] {
  const findings: Finding[] = [];
  if (total.points.length < entries.length) {
    const without = entries.filter((entry) => !total.labels.includes(entry.label)).map((entry) => entry.label);
    findings.push({
      code: 'arrhenius-points-missing',
      severity: 'warning',
      message: `The Arrhenius line stands on ${total.points.length} of ${entries.length} recordings; without a conductivity: ${without.join(', ')}.`,
    });
  }
  if (fit.scaling.scatterExceedsErrors) {
    findings.push({
      code: 'arrhenius-scatter',
      severity: 'warning',
      message: `The points scatter about the Arrhenius line more than the fits of the spectra allow (reduced chi-square ${fit.reducedChiSquared?.toPrecision(3)}); errors are enlarged to the scatter. If the temperature is uncertain, say so with the option temperatureError.`,
    });
  }
  if (total.points.every((point) => (point.temperatureSigmaK ?? 0) === 0)) {
    findings.push({
      code: 'temperature-exact',
      severity: 'info',
      message:
        'Temperatures are taken as exact. 1 K at room temperature changes the conductivity by 3 to 4 %: give the option temperatureError if they are not.',
    });
  }
  const curvature = testCurvature(fit);
  if (curvature.verdict === 'curved')
    findings.push({ code: 'arrhenius-curved', severity: 'warning', message: curvature.sentence });
  else findings.push({ code: `arrhenius-${curvature.verdict}`, severity: 'info', message: curvature.sentence });
  if (
    conductivityAt(fit, ROOM_K).extrapolated &&
    Math.min(...total.points.map((p) => Math.abs(p.temperatureK - ROOM_K))) > AT_ROOM_K
  ) {
    const distance = Math.min(...total.points.map((p) => Math.abs(p.temperatureK - ROOM_K)));
    findings.push({
      code: 'extrapolated',
      severity: distance > 50 ? 'warning' : 'info',
      message: `The conductivity at 25 degC is extrapolated over ${distance.toFixed(0)} K beyond the measured temperatures; its interval assumes that the line stays straight.`,
    });
  }
  return findings;
}

function arrheniusTable(lines: readonly Line[], options: ImpedanceOptions): ResultTable {
  const rows = lines.flatMap((line) =>
    (['ln sigma T', 'ln sigma'] as const).flatMap((form) =>
      (['errors', 'unit'] as const).map((weighting) => {
        const fit = fitLine(line, form, weighting, options);
        return [
          line.name,
          fit.equation,
          fit.weighting,
          fit.activationEnergy,
          fit.lnPrefactor,
          conductivityAt(fit, ROOM_K).conductivity,
          line.points.length,
          fit.reducedChiSquared,
        ];
      }),
    ),
  );
  return {
    id: 'arrhenius',
    caption:
      'Arrhenius fits in both forms and both weightings. The form changes the activation energy by about kT; compare like with like.',
    columns: [
      { name: 'resistance', unit: '' },
      { name: 'law', unit: '' },
      { name: 'weights', unit: '' },
      { name: 'activation energy', unit: 'eV' },
      { name: 'ln prefactor', unit: '1' },
      { name: 'conductivity at 25 degC on the line', unit: 'S/cm' },
      { name: 'points', unit: '' },
      { name: 'reduced chi-square', unit: '' },
    ],
    rows,
  };
}

function methodsOf(fit: ArrheniusFit, options: ImpedanceOptions): string[] {
  const temperature =
    options.temperatureError > 0
      ? ` Temperatures carry a standard deviation of ${options.temperatureError} K each.`
      : '';
  return [
    `Activation energies are from weighted straight lines, ${fit.equation}, with T = t + 273.15 K and k = 8.617333e-5 eV/K; weights: ${fit.weighting === 'errors' ? 'the errors of ln(sigma) from the fits' : 'all points alike'}.${temperature} ${fit.scaling.note}. Errors of thickness and area are common to all points and enter the prefactor only.`,
  ];
}
