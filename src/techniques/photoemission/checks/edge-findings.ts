/** Whether edges can be what they are taken for. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';

/** Both ways to a valence-band maximum should agree within this, eV, or their errors. */
const AGREEMENT_EV = 0.2;
const NAMES = { 'valence-band': 'valence-band maximum', fermi: 'Fermi edge', cutoff: 'secondary cutoff' } as const;

export function edgeFindings({ edges, measurement, reference }: AnalysedSeries): Finding[] {
  return edges.flatMap(({ step, kind, edge, second, refused }): Finding[] => {
    const where = measurement.steps[step]!.label;
    if (edge === undefined) {
      return [
        { code: 'no-edge', severity: 'warning', message: `No ${NAMES[kind]}: ${refused ?? 'none was found'}.`, where },
      ];
    }
    const found: Finding[] = [];
    const spread = edge.windowSpreadEv;
    if (spread !== null && spread > edge.sigmaEv) {
      found.push({
        code: 'edge-window',
        severity: 'info',
        message: `The ${NAMES[kind]} moves by ${spread.toFixed(3)} eV (standard deviation) with the choice of windows, more than the ${edge.sigmaEv.toFixed(3)} eV of the fit; its error holds both.`,
        where,
      });
    }
    if (kind !== 'valence-band') return found;
    const at = edge.valueEv - (reference.correctionsEv[step]?.value ?? 0);
    const error = Math.sqrt(edge.sigmaEv ** 2 + (spread ?? 0) ** 2);
    if (at + 2 * error < 0) {
      found.push({
        code: 'edge-above-fermi-level',
        severity: 'warning',
        message: `The valence-band maximum lies ${(-at).toFixed(2)} eV above the Fermi level, which no insulator has: the sample was charged, or the scale is shifted. Give an energy reference.`,
        where,
      });
    }
    if (second !== undefined) {
      const off = Math.abs(second.valueEv - edge.valueEv);
      if (
        off >
        Math.max(AGREEMENT_EV, 2 * Math.sqrt(error ** 2 + second.sigmaEv ** 2 + (second.windowSpreadEv ?? 0) ** 2))
      ) {
        found.push({
          code: 'edge-methods-disagree',
          severity: 'info',
          message: `Straight edge and broadened density of states give valence-band maxima ${off.toFixed(2)} eV apart (${edge.valueEv.toFixed(2)} and ${second.valueEv.toFixed(2)} eV): tail states or a bad window. Name the method with the number.`,
          where,
        });
      }
    }
    return found;
  });
}
