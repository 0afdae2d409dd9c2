/** Whether the energies of the steps stand on one scale. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { listed } from './listed.js';

/** A Fermi edge of a metal in contact further than this from zero shows a scale that is off, eV. */
const SCALE_EV = 0.1;

export function referenceFindings(series: AnalysedSeries): Finding[] {
  const { reference, measurement, fit } = series;
  const findings: Finding[] = [];
  const labels = measurement.steps.map(({ label }) => label);
  if (reference.kind === 'none' && (fit !== undefined || series.edges.length > 0)) {
    findings.push({
      code: 'charge-reference',
      severity: 'info',
      message:
        'No energy reference was applied: positions are on the scale of the file. For an insulator name one, e.g. reference "C-C @ 284.8(2)" or "fermi edge", and state its value.',
    });
  }
  if (reference.kind !== 'none') {
    const without = labels.filter((_, step) => reference.correctionsEv[step] === undefined);
    if (without.length > 0) {
      findings.push({
        code: 'charge-reference',
        severity: 'error',
        message: `${reference.component ?? 'The Fermi edge'} is not seen in ${listed(without)}, so that these energies stay on the scale of the file and cannot be compared with the others. Use a reference that all steps show: the Fermi edge of a metal in contact, or a line of the substrate.`,
      });
    }
    const values = reference.correctionsEv.flatMap((correction) =>
      correction === undefined ? [] : [correction.value],
    );
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (values.length > 1) {
      findings.push({
        code: 'charge-reference',
        severity: 'info',
        message: `Energies are referenced to ${reference.text}: ${low.toFixed(2)} to ${high.toFixed(2)} eV were subtracted from step to step.`,
      });
    } else if (values.length === 1) {
      findings.push({
        code: 'charge-reference',
        severity: 'info',
        message: `Energies are referenced to ${reference.text}: ${low.toFixed(2)} eV were subtracted.`,
      });
    }
    if (reference.kind === 'line' && /^C\b|C-C|C 1s|carbon/i.test(reference.component ?? '')) {
      findings.push({
        code: 'carbon-reference',
        severity: 'info',
        message:
          'C 1s of adventitious carbon lies at 284.1 to 286.7 eV depending on the work function of the sample (doi:10.1002/cphc.201700126): absolute energies are known no better, differences between steps are if the carbon stays the same.',
      });
    }
  }
  const off = series.edges.filter(
    ({ kind, edge }) =>
      kind === 'fermi' && edge !== undefined && Math.abs(edge.valueEv) > Math.max(SCALE_EV, 3 * edge.sigmaEv),
  );
  if (off.length > 0 && reference.kind !== 'fermi-edge') {
    findings.push({
      code: 'charge-reference',
      severity: 'warning',
      message: `The Fermi edge is not at zero: ${listed(off.map(({ step, edge }) => `${edge!.valueEv.toFixed(2)} eV in ${labels[step]}`))}. Energies of these steps are on a shifted scale; reference "fermi edge" would put them right.`,
    });
  }
  return findings;
}
