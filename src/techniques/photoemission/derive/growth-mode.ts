/**
 * How a film grows: as even layers (Frank-van der Merwe), as islands on bare substrate (Volmer-Weber), or as islands on a
 * closed wetting layer (Stranski-Krastanov; the names after E. Bauer, Z. Kristallogr. 110 (1958) 372). Lines of different
 * attenuation length tell them apart: an island that swallows one line swallows them all, and the bare rest shows them all.
 *
 * q = exp(-w/l) [(1 - c) + c exp(-(t - w)/(c l))], w = min(t, d), for the mean thickness t, the wetting layer d and
 * the coverage c; d = 0 gives islands, c = 1 an even layer.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { type Minimum, minimise } from '../../../numerics/least-squares/minimise.js';
import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import type { UncertainNumbers } from './propagate-numbers.js';
import { type Agreement, agreement } from './weighted-mean.js';
import { type Whitening, whiten, whitening } from './whiten.js';

export type GrowthMode = 'layer' | 'islands' | 'layer-plus-islands';

export interface WeakenedLine {
  /** Index of the step. */
  readonly step: number;
  /** Attenuation length of the substrate's line in the film, times the cosine of the emission angle, nm. */
  readonly lengthNm: number;
}

export interface GrowthFit extends Agreement {
  readonly mode: GrowthMode;
  /** Mean thickness in each step, nm, in the order of `steps`. */
  readonly thicknessesNm: readonly number[];
  /** Part of the surface under islands, the same in all steps; null for even layers. */
  readonly coverage: number | null;
  readonly coverageSigma: number | null;
  readonly wettingLayerNm: number | null;
  readonly wettingLayerSigmaNm: number | null;
  /** Corrected Akaike criterion; null with too few data for this model. */
  readonly aicc: number | null;
  /** Share of support among the three. */
  readonly weight: number;
}

export interface GrowthModes {
  readonly steps: readonly number[];
  readonly fits: readonly GrowthFit[];
  readonly preferred: GrowthMode;
  /** The preferred one has more than 95 % of the support. */
  readonly decided: boolean;
}

/**
 * Fits the three modes to a series and compares them by AICc with known errors.
 *
 * @param lines step and length of each intensity: substrate lines in covered steps
 * @param intensities over those of the bare substrate, with covariance
 * @returns undefined unless two steps, two lengths and enough data to score islands are there
 */
export function growthModes(lines: readonly WeakenedLine[], intensities: UncertainNumbers): GrowthModes | undefined {
  const white = whitening(intensities);
  const steps = [...new Set(lines.filter((_, i) => white.used[i] === 1).map(({ step }) => step))].sort((a, b) => a - b);
  const lengths = new Set(lines.map(({ lengthNm }) => lengthNm));
  if (steps.length < 2 || lengths.size < 2 || white.rank <= steps.length + 2) return undefined;
  const data: Data = { lines, values: intensities.values, white, steps };
  const found = (['layer', 'islands', 'layer-plus-islands'] as const).map((mode) => fitMode(mode, data));
  const weights = akaikeWeights(found.map(({ aicc }) => aicc));
  const fits = found.map((fit, i) => ({ ...fit, weight: weights[i]! }));
  const best = fits.reduce((a, b) => (b.weight > a.weight ? b : a));
  return { steps, fits, preferred: best.mode, decided: best.weight > 0.95 };
}

interface Data {
  readonly lines: readonly WeakenedLine[];
  readonly values: Float64Array;
  readonly white: Whitening;
  readonly steps: readonly number[];
}

const COVERAGES = [0.15, 0.35, 0.55, 0.75, 0.9];
const WETTING = [0.2, 0.45, 0.7];
const LEAST_COVERAGE = 0.02;

function fitMode(mode: GrowthMode, data: Data): Omit<GrowthFit, 'weight'> {
  const { white, steps, lines } = data;
  const s = steps.length;
  const extra = mode === 'layer' ? 0 : mode === 'islands' ? 1 : 2;
  const model = growthModel(data, extra);
  const longest = lines.reduce((most, { lengthNm }) => Math.max(most, lengthNm), 0);
  const lower = new Float64Array(s + extra);
  const upper = new Float64Array(s + extra).fill(20 * longest);
  if (extra > 0) {
    lower[s] = LEAST_COVERAGE;
    upper[s] = 1;
  }
  const even = startThicknesses(data, 1);
  const thickest = Math.max(...even);
  let best: Minimum | undefined;
  for (const coverage of extra === 0 ? [1] : COVERAGES) {
    for (const wetting of extra === 2 ? WETTING : [0]) {
      const start = new Float64Array(s + extra);
      start.set(extra === 1 ? startThicknesses(data, coverage) : even);
      if (extra > 0) start[s] = coverage;
      if (extra > 1) start[s + 1] = wetting * thickest;
      const minimum = minimise(model, start, { lower, upper });
      if (best === undefined || minimum.sumOfSquares < best.sumOfSquares) best = minimum;
    }
  }
  const { parameters, sumOfSquares, atBound } = best!;
  const jacobian = new Float64Array(white.rank * (s + extra));
  model.evaluate(parameters, new Float64Array(white.rank), jacobian);
  const held = atBound.flatMap((bound, j) => (bound === null ? [] : [j]));
  const { standardErrors } = covarianceFromJacobian(jacobian, white.rank, s + extra, sumOfSquares, {
    scale: 'known',
    held,
  });
  const sigma = (j: number) => (held.includes(j) || !Number.isFinite(standardErrors[j]!) ? null : standardErrors[j]!);
  return {
    mode,
    thicknessesNm: [...parameters.subarray(0, s)],
    coverage: extra > 0 ? parameters[s]! : null,
    coverageSigma: extra > 0 ? sigma(s) : null,
    wettingLayerNm: extra > 1 ? parameters[s + 1]! : null,
    wettingLayerSigmaNm: extra > 1 ? sigma(s + 1) : null,
    aicc: informationCriteria({ sumOfSquares, pointCount: white.rank, parameterCount: s + extra, scale: 'known' }).aicc,
    ...agreement(sumOfSquares, white.rank - s - extra),
  };
}

/** Mean thickness of each step as its lines tell it on average, for islands of this coverage. */
function startThicknesses({ lines, values, steps }: Data, coverage: number): number[] {
  return steps.map((step) => {
    let sum = 0;
    let count = 0;
    lines.forEach((line, i) => {
      if (line.step !== step || !Number.isFinite(values[i]!)) return;
      // Where more is gone than the islands can take, they count as nearly opaque.
      const left = Math.min(1, Math.max(0.02, (values[i]! - (1 - coverage)) / coverage));
      sum -= coverage * line.lengthNm * log(left);
      count += 1;
    });
    return sum / count;
  });
}

function growthModel({ lines, values, white, steps }: Data, extra: number): ResidualModel {
  const n = lines.length;
  const s = steps.length;
  const rank = white.rank;
  const at = lines.map(({ step }) => steps.indexOf(step));
  const difference = new Float64Array(n);
  const slopes = new Float64Array(n * (s + extra));
  return {
    residualCount: rank,
    parameterCount: s + extra,
    evaluate(parameters, residuals, jacobian) {
      const coverage = extra > 0 ? parameters[s]! : 1;
      const wetting = extra > 1 ? parameters[s + 1]! : 0;
      slopes.fill(0);
      for (let i = 0; i < n; i++) {
        if (white.used[i] === 0) continue;
        const length = lines[i]!.lengthNm;
        const t = parameters[at[i]!]!;
        const closed = exp(-Math.min(t, wetting) / length);
        const height = Math.max(0, t - wetting) / coverage;
        const through = exp(-height / length);
        const q = closed * (1 - coverage + coverage * through);
        difference[i] = q - values[i]!;
        if (jacobian === null) continue;
        const open = t > wetting || extra < 2;
        slopes[at[i]! * n + i] = open ? (-closed * through) / length : -q / length;
        if (extra > 0 && open) slopes[s * n + i] = closed * (through - 1 + (through * height) / length);
        if (extra > 1 && open) slopes[(s + 1) * n + i] = (closed * through - q) / length;
      }
      whiten(white, difference, residuals);
      if (jacobian === null) return;
      for (let j = 0; j < s + extra; j++) {
        whiten(white, slopes.subarray(j * n, (j + 1) * n), jacobian.subarray(j * rank, (j + 1) * rank));
      }
    },
  };
}
