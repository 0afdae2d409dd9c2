import { cellFromMetric, cellVolume } from '../../../crystal/cell/metric.js';
import { cellContents, densityGPerCm3 } from '../../../crystal/cif/formula.js';
import { linearAttenuation } from '../../../crystal/scattering/attenuation.js';
import { transformCovariance } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import { type AbsorbingPhase, correctMicroabsorption, type MicroabsorptionCorrection } from './microabsorption.js';
import type { WeightFractions } from './weight-fractions.js';

/** How large the grains of a phase are. The DIAMETER is what is measured; the correction takes half of it. */
export interface GrainDiameter {
  readonly valueUm: number;
  /** One standard deviation; null where none was given. */
  readonly sigmaUm: number | null;
}

export interface CorrectedFractions {
  readonly fractions: readonly Quantity[];
  readonly correction: MicroabsorptionCorrection;
}

/** Linear attenuation of the solid phase in 1/cm for the first line; undefined for neutrons and where it is not known. */
export function phaseAttenuation(
  { radiation }: Pick<Refinement, 'radiation'>,
  phase: RefinedPhase,
): number | undefined {
  const [line] = radiation.lines;
  if (radiation.kind !== 'x-ray' || line === undefined) return undefined;
  const volume = cellVolume(cellFromMetric(phase.metric));
  return linearAttenuation(Object.fromEntries(cellContents(phase.structure)), volume, line.wavelengthAngstrom);
}

/**
 * Weight fractions with Brindley's correction for microabsorption. Uncertainties: those of the fit, carried through at fixed
 * factors, and those of the diameters, where given.
 *
 * @param diameters of each phase, in the order of the refinement
 * @returns undefined where the attenuation of a phase is not known
 */
export function correctedFractions(
  refinement: Refinement,
  weights: WeightFractions,
  diameters: readonly GrainDiameter[],
): CorrectedFractions | undefined {
  const phases = absorbingPhases(
    refinement,
    weights,
    diameters.map(({ valueUm }) => valueUm / 2),
  );
  if (phases === undefined) return undefined;
  const correction = correctMicroabsorption(phases);
  const n = phases.length;
  const corrected = correction.weightFractions;
  const jacobian = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) {
      // w' = (w / tau) / sum of them: written without dividing by w, which may be zero.
      const total = phases.reduce((sum, { weightFraction }, m) => sum + weightFraction / correction.factors[m], 0);
      jacobian[k * n + l] = ((k === l ? 1 : 0) - corrected[k]) / (correction.factors[l] * total);
    }
  }
  const covariance = transformCovariance(jacobian, weights.covariance, n, n);
  const byDiameter = diameterVariances(phases, diameters, corrected);
  return {
    correction,
    fractions: corrected.map((value, k) => {
      const sigma = Math.sqrt(Math.max(0, covariance[k * n + k]) + byDiameter[k]);
      return { value, sigma: sigma > 0 ? sigma : null, unit: '1' };
    }),
  };
}

/** The phases as Brindley's correction takes them; undefined where the attenuation of one is not known. */
export function absorbingPhases(
  refinement: Refinement,
  { fractions }: WeightFractions,
  grainRadiiUm: readonly number[],
): AbsorbingPhase[] | undefined {
  const found: AbsorbingPhase[] = [];
  for (const [k, phase] of refinement.phases.entries()) {
    const attenuationPerCm = phaseAttenuation(refinement, phase);
    if (attenuationPerCm === undefined) return undefined;
    found.push({
      weightFraction: fractions[k],
      densityGPerCm3: densityGPerCm3({ sites: phase.structure.sites, cell: cellFromMetric(phase.metric) }),
      attenuationPerCm,
      grainRadiusUm: grainRadiiUm[k],
    });
  }
  return found;
}

/** What each diameter's uncertainty does to each fraction, by going one standard deviation up. */
function diameterVariances(
  phases: readonly AbsorbingPhase[],
  diameters: readonly GrainDiameter[],
  corrected: readonly number[],
): number[] {
  const variances = phases.map(() => 0);
  diameters.forEach(({ sigmaUm }, moved) => {
    if (sigmaUm === null || sigmaUm === 0) return;
    const up = phases.map((phase, k) =>
      k === moved ? { ...phase, grainRadiusUm: phase.grainRadiusUm + sigmaUm / 2 } : phase,
    );
    const { weightFractions, verdict } = correctMicroabsorption(up);
    if (verdict === 'refused') return;
    weightFractions.forEach((value, k) => {
      variances[k] += (value - corrected[k]) * (value - corrected[k]);
    });
  });
  return variances;
}
