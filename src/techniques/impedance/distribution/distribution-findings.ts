import type { Finding } from '../../technique.js';
import type { DistributionPeak } from './peaks.js';

export interface FindingsInput {
  readonly termsReason: string;
  readonly lambda: number;
  readonly lambdaAtBound: boolean;
  /** The sum of arcs describes the spectrum as well as the distribution does. */
  readonly arcsSuffice: boolean;
  readonly peaks: readonly DistributionPeak[];
  readonly rmsResidual: number;
  readonly noise: number | undefined;
}

/** A description this much worse than the noise misses something. */
const MISFIT = 2;

/** What the user should know about a distribution. */
export function distributionFindings(input: FindingsInput): Finding[] {
  const { lambda, peaks, rmsResidual, noise } = input;
  const findings: Finding[] = [{ code: 'drt-series-terms', severity: 'info', message: input.termsReason }];
  if (input.lambdaAtBound) {
    findings.push({
      code: 'drt-lambda-at-bound',
      severity: 'warning',
      message: `The search for lambda ended on its bound (${lambda.toPrecision(2)}): the score has no minimum inside. Compare with another rule or give lambda.`,
    });
  }
  if (!input.arcsSuffice) {
    findings.push({
      code: 'drt-peaks-from-areas',
      severity: 'warning',
      message:
        'No sum of arcs describes the spectrum as well as the distribution; resistances of peaks are areas between minima and may be off by 5 to 10 %.',
    });
  }
  for (const peak of peaks) {
    if (peak.insideWindow) continue;
    findings.push({
      code: 'drt-peak-outside-window',
      severity: 'warning',
      message: `The relaxation at ${peak.tauS.toPrecision(2)} s has its maximum outside the measured frequencies; its resistance is an extrapolation.`,
    });
  }
  // rmsResidual counts both parts of a point, the noise one.
  if (noise !== undefined && rmsResidual > MISFIT * Math.SQRT2 * noise) {
    findings.push({
      code: 'drt-misfit',
      severity: 'warning',
      message: `The distribution leaves ${(100 * rmsResidual).toPrecision(2)} % of |Z| where the noise is ${(100 * noise).toPrecision(2)} %: relaxations of positive strength do not describe this spectrum (an inductive loop at low frequency?).`,
    });
  }
  return findings;
}
