/**
 * Thicknesses of one or more layers from several lines at once. Each line has its own attenuation lengths, so lines that
 * contradict each other say that the layers are not even and abrupt: intermixing, a reaction, islands.
 *
 * q = G x (product over the layers above of exp(-t/(l cos))) x (1 - exp(-t/(l cos)) for the layer a film line comes from).
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { expm1 } from '../../../numerics/elementary/expm1.js';
import { log, log1p } from '../../../numerics/elementary/log.js';
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { minimise } from '../../../numerics/least-squares/minimise.js';
import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import { emission, type Thickness, thicknessOf } from './overlayer-thickness.js';
import { type Given, propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';
import { type Agreement, agreement, DISAGREEMENT } from './weighted-mean.js';
import { type Whitening, whiten, whitening } from './whiten.js';

export interface StackLine {
  readonly name: string;
  /** Layer its electrons come from: 0 the substrate, 1 the layer on it, and so on upwards. */
  readonly layer: number;
  /** Attenuation length of its electrons in layer 1, 2, ..., nm; those below its own layer are not looked at. */
  readonly lengthsNm: readonly number[];
  /** Relative error of these lengths that this line has alone. @default 0 */
  readonly ownRelativeSigma?: number;
}

export interface StackOptions {
  readonly angleDeg: Given;
  /** Relative error of the attenuation lengths in each layer that all lines share. */
  readonly commonRelativeSigmas: readonly number[];
  /**
   * Relative error of all intensities of the step against the reference (position of the sample, source). `free`: only
   * ratios of lines count.
   * @default 0
   */
  readonly gainSigma?: number | 'free';
}

export interface StackLineResult {
  readonly name: string;
  readonly intensity: number;
  readonly expected: number;
  /** (intensity - expected) over the sigma of the intensity; null where that is not known. */
  readonly pull: number | null;
  /** Thickness from this line alone, nm; for one layer, where it exists. */
  readonly aloneNm: number | null;
}

export interface Stack extends Agreement {
  /** From the substrate upwards. */
  readonly layers: readonly Thickness[];
  /** Statistical covariance of the thicknesses, nm^2, row by row. */
  readonly covariance: Float64Array;
  readonly gain: number;
  readonly lines: readonly StackLineResult[];
  /** The lines contradict one even, abrupt stack (p below 1 %); null where nothing can be compared. */
  readonly intermixed: boolean | null;
}

/**
 * Intensities relative to references, q = A_i / A_j x factor, with their covariance.
 *
 * @param pairs places of area and reference; `factor` where the reference is that of another line (1/Rinf)
 */
export function relativeIntensities(
  areas: UncertainNumbers,
  pairs: readonly { readonly area: number; readonly reference: number; readonly factor?: number }[],
): UncertainNumbers {
  const { values } = areas;
  const ratio = pairs.map(({ area, reference, factor = 1 }) => (factor * values[area]!) / values[reference]!);
  return propagateNumbers(
    areas,
    ratio,
    pairs.map(({ area, reference, factor = 1 }, k) => {
      const gradient = new Float64Array(values.length);
      gradient[area]! += factor / values[reference]!;
      gradient[reference]! -= ratio[k]! / values[reference]!;
      return gradient;
    }),
  );
}

/** Attenuation lengths beyond which no thickness is told: a line that is gone says only that the film is thick. */
const THICKEST = 20;
/** Rounds in which the errors that depend on the thickness follow it. */
const ROUNDS = 4;

/**
 * Thicknesses by generalised least squares.
 *
 * @param intensities of each line: over the bare substrate's for the substrate, over that of a thick layer for a layer
 * @returns undefined with fewer determined intensities than layers
 */
export function fitStack(
  lines: readonly StackLine[],
  intensities: UncertainNumbers,
  options: StackOptions,
): Stack | undefined {
  const layers = options.commonRelativeSigmas.length;
  const { cosine, relativeSigma: angleSigma } = emission(options.angleDeg);
  const gain = options.gainSigma ?? 0;
  const parameterCount = layers + (gain === 0 ? 0 : 1);
  const prior = typeof gain === 'number' && gain > 0 ? 1 : 0;
  const n = lines.length;
  let parameters: Float64Array = new Float64Array(parameterCount).fill(0.3);
  if (gain !== 0) parameters[layers] = 1;
  const upper = new Float64Array(parameterCount).fill(Number.POSITIVE_INFINITY);
  for (let k = 0; k < layers; k++) {
    upper[k] = THICKEST * lines.reduce((most, { lengthsNm }) => Math.max(most, lengthsNm[k]! * cosine), 0);
  }
  const curve = new Float64Array(n);
  const slopes = new Float64Array(n * parameterCount);
  let fit: { sumOfSquares: number; rank: number; model: ResidualModel } | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    expected(lines, cosine, layers, parameters, curve, slopes);
    const covariance = intensities.covariance.slice();
    if (round > 0) {
      lines.forEach(({ ownRelativeSigma = 0 }, i) => {
        let pull = 0;
        for (let k = 0; k < layers; k++) pull += slopes[k * n + i]! * parameters[k]!;
        covariance[i * n + i]! += (ownRelativeSigma * pull) ** 2;
      });
    }
    const white = whitening({ values: intensities.values, covariance });
    if (white.rank + prior < parameterCount) return undefined;
    const model = stackModel(lines, intensities.values, white, cosine, layers, gain);
    const minimum = minimise(model, parameters, { upper });
    parameters = minimum.parameters;
    fit = { sumOfSquares: minimum.sumOfSquares, rank: white.rank, model };
  }
  const { sumOfSquares, rank, model } = fit!;
  const rows = model.residualCount;
  const jacobian = new Float64Array(rows * parameterCount);
  model.evaluate(parameters, new Float64Array(rows), jacobian);
  const estimate = covarianceFromJacobian(jacobian, rows, parameterCount, sumOfSquares, { scale: 'known' });
  expected(lines, cosine, layers, parameters, curve, slopes);
  const judged = agreement(sumOfSquares, rank + prior - parameterCount);
  const covariance = new Float64Array(layers * layers);
  for (let k = 0; k < layers; k++) {
    for (let l = 0; l < layers; l++) {
      covariance[k * layers + l] = estimate.covariance[k + l * parameterCount]!;
    }
  }
  return {
    layers: Array.from({ length: layers }, (_, k) =>
      thicknessOf(parameters[k]!, estimate.standardErrors[k]!, {
        lengthNm: Math.abs(parameters[k]!) * options.commonRelativeSigmas[k]!,
        angleNm: Math.abs(parameters[k]!) * angleSigma,
        referenceNm: 0,
      }),
    ),
    covariance,
    gain: gain === 0 ? 1 : parameters[layers]!,
    lines: lines.map((line, i) => {
      const intensity = intensities.values[i]!;
      const sigma = Math.sqrt(intensities.covariance[i * n + i]!);
      return {
        name: line.name,
        intensity,
        expected: curve[i]!,
        pull: sigma > 0 && sigma < Number.POSITIVE_INFINITY ? (intensity - curve[i]!) / sigma : null,
        aloneNm: layers === 1 ? alone(line, intensity, cosine) : null,
      };
    }),
    ...judged,
    intermixed: judged.pValue === null ? null : judged.pValue < DISAGREEMENT,
  };
}

function alone({ layer, lengthsNm }: StackLine, intensity: number, cosine: number): number | null {
  const transmitted = layer === 0 ? log(intensity) : log1p(-intensity);
  return Number.isFinite(transmitted) ? -lengthsNm[0]! * cosine * transmitted : null;
}

/** q of each line and its derivatives, column by column: by the thicknesses, then by the gain where it is a parameter. */
function expected(
  lines: readonly StackLine[],
  cosine: number,
  layers: number,
  parameters: Float64Array,
  curve: Float64Array,
  slopes: Float64Array,
): void {
  const n = lines.length;
  const gain = parameters[layers] ?? 1;
  for (let i = 0; i < n; i++) {
    const { layer, lengthsNm } = lines[i]!;
    let above = 0;
    for (let k = layer; k < layers; k++) above += parameters[k]! / (lengthsNm[k]! * cosine);
    const through = exp(-above);
    const own = layer === 0 ? 0 : lengthsNm[layer - 1]! * cosine;
    const emitted = layer === 0 ? 1 : -expm1(-parameters[layer - 1]! / own);
    const plain = through * emitted;
    curve[i] = gain * plain;
    for (let k = 0; k < layers; k++) {
      slopes[k * n + i] = k >= layer ? (-gain * plain) / (lengthsNm[k]! * cosine) : 0;
    }
    if (layer > 0) slopes[(layer - 1) * n + i] = (gain * through * (1 - emitted)) / own;
    if (parameters.length > layers) slopes[layers * n + i] = plain;
  }
}

function stackModel(
  lines: readonly StackLine[],
  intensities: Float64Array,
  white: Whitening,
  cosine: number,
  layers: number,
  gain: number | 'free',
): ResidualModel {
  const n = lines.length;
  const parameterCount = layers + (gain === 0 ? 0 : 1);
  const prior = typeof gain === 'number' && gain > 0;
  const rows = white.rank + (prior ? 1 : 0);
  const curve = new Float64Array(n);
  const slopes = new Float64Array(n * parameterCount);
  const difference = new Float64Array(n);
  return {
    residualCount: rows,
    parameterCount,
    evaluate(parameters, residuals, jacobian) {
      expected(lines, cosine, layers, parameters, curve, slopes);
      for (let i = 0; i < n; i++) difference[i] = curve[i]! - intensities[i]!;
      whiten(white, difference, residuals);
      if (prior) residuals[rows - 1] = (parameters[layers]! - 1) / (gain as number);
      if (jacobian === null) return;
      for (let j = 0; j < parameterCount; j++) {
        whiten(white, slopes.subarray(j * n, (j + 1) * n), jacobian.subarray(j * rows, (j + 1) * rows));
        if (prior) jacobian[(j + 1) * rows - 1] = j === layers ? 1 / (gain as number) : 0;
      }
    },
  };
}
