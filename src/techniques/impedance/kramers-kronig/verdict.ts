/** Where the limits of the Kramers-Kronig test lie, and what is said about a spectrum. */
import { log10 } from '../../../numerics/elementary/log.js';
import type { DriftTest } from './drift-test.js';
import type { LinKkData } from './lin-kk-design.js';
import type { PartAgreement } from './part-agreement.js';

/** A change of the cell is called one when chance gives it once in 200 spectra ... */
const DRIFT_P_VALUE = 0.005;
/** ... its trace in the residuals, as a share of |Z|, is not lost in what any instrument does ... */
const DRIFT_EFFECT = 5e-4;
/** ... and it is large, in the residuals or at the lowest frequency. */
const LARGE_DRIFT_EFFECT = 1e-3;
const LARGE_DRIFT_CHANGE = 0.01;
/** Against signed elements, which leave little noise to be judged by, it must also be most of the misfit there is. */
const DRIFT_SHARE_OF_MISFIT = 0.7;
/** Real and imaginary part disagree when chance gives it once in 1000 spectra ... */
const MISFIT_P_VALUE = 1e-3;
/** ... by more than good instruments do (0.1 to 0.3 % of |Z| between ranges). */
const MISFIT = 5e-3;

/** Fewer points to a decade leave gaps that hide what happens between them. */
const FEWEST_PER_DECADE = 4;
/** Noise above this share of |Z| hides what the test is for. */
const LARGEST_NOISE = 0.03;

/** Do real and imaginary part contradict each other by more than noise and instrument? */
export function disagrees(agreement: PartAgreement): boolean {
  return agreement.pValue < MISFIT_P_VALUE && agreement.misfit > MISFIT;
}

/** Did the cell change during the sweep? */
export function hasDrifted(drift: DriftTest, agreement: PartAgreement): boolean {
  if (drift.pValue > DRIFT_P_VALUE || drift.effect < DRIFT_EFFECT) return false;
  if (drift.against === 'signed' && drift.effect < DRIFT_SHARE_OF_MISFIT * agreement.misfit) return false;
  return drift.effect > LARGE_DRIFT_EFFECT || Math.abs(drift.change) > LARGE_DRIFT_CHANGE;
}

/** Why agreement proves little, or null when it does. */
export function weaknessOf(data: LinKkData, noise: number): string | null {
  const perDecade = (data.count - 1) / log10(data.largestOmega / data.smallestOmega);
  if (perDecade < FEWEST_PER_DECADE) {
    return `${perDecade.toPrecision(2)} points to a decade are too few to test Kramers-Kronig consistency; measure at least ${FEWEST_PER_DECADE}.`;
  }
  if (noise > LARGEST_NOISE) {
    return `Real and imaginary part agree only to within ${percent(noise)} % of |Z|; nothing smaller can be seen in this noise.`;
  }
  return null;
}

/** The verdict in a sentence or two; `drift` only where `hasDrifted`. */
export function verdict(
  data: LinKkData,
  drift: DriftTest | null,
  misfits: boolean,
  agreement: PartAgreement,
  noise: number,
): string {
  const noisePercent = percent(noise);
  // A change that leaves most of the misfit behind is not the explanation.
  if (drift !== null && !(misfits && drift.scatter > 2 * agreement.noise)) {
    const change = `${percent(Math.abs(drift.change))} ± ${percent(drift.sigma)}`;
    return (
      'The real part bends at low frequency without the imaginary part that causality asks for, as if it had changed by ' +
      `${change} % of |Z| while the lowest frequencies were measured (noise ${noisePercent} %). ` +
      'Let the cell settle, shorten the sweep, or leave out the lowest frequencies.'
    );
  }
  if (misfits || drift !== null) {
    let inductive = 0;
    for (const value of data.imaginary) if (value > 0) inductive++;
    const hint =
      data.count < 2 * inductive
        ? 'Most points have a positive Im Z: is its sign right?'
        : 'The cell was not linear, not steady or not measured alone.';
    return (
      `Real and imaginary part disagree by ${percent(agreement.misfit)} % of |Z| (root mean square) where the noise is ` +
      `${noisePercent} %. ${hint}`
    );
  }
  return `Real and imaginary part agree to within the noise of ${noisePercent} % of |Z|.`;
}

function percent(fraction: number): string {
  const value = 100 * fraction;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}
