/** What a referee misses in the measurement itself. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { listed } from './listed.js';

export function measurementFindings({ measurement, fit, options, composition, labelOf }: AnalysedSeries): Finding[] {
  const { spectra, regions } = measurement;
  const findings: Finding[] = [];
  const core = regions.filter(({ kind }) => kind === 'core');
  if (core.length > 0 && regions.every(({ kind }) => kind !== 'survey')) {
    findings.push({
      code: 'no-survey',
      severity: 'info',
      message: 'There is no survey spectrum: a referee wants to see that nothing else is on the surface.',
    });
  }
  if (spectra.every(({ settings }) => settings.passEnergyEv === undefined)) {
    findings.push({
      code: 'no-pass-energy',
      severity: 'info',
      message: 'The files do not say the pass energy: add it to the methods section by hand.',
    });
  }
  const fitted = fit?.spectra.map(({ spectrum }) => spectrum) ?? [];
  const assumed = fitted.filter(({ sigmaSource }) => sigmaSource === 'assumed-counts');
  if (assumed.length > 0) {
    findings.push({
      code: 'not-counts',
      severity: 'info',
      message: `It is not known whether ${listed(assumed.map((spectrum) => labelOf(spectrum)))} ${assumed.length === 1 ? 'holds' : 'hold'} counts: the root of each value was taken as its error, and all errors are scaled by the scatter.`,
    });
  }
  const equal = fitted.filter(({ sigmaSource }) => sigmaSource === 'equal');
  if (equal.length > 0) {
    findings.push({
      code: 'not-counts',
      severity: 'warning',
      message: `${listed(equal.map((spectrum) => labelOf(spectrum)))} cannot be counts (negative or far too small): all points got the same weight. Export the counts if you can.`,
    });
  }
  const transmitting = fitted.some(
    ({ transmission }) => transmission?.some((value) => value !== transmission[0]) ?? false,
  );
  if (composition.length > 0 && options.transmission === 'none' && transmitting) {
    findings.push({
      code: 'transmission-not-used',
      severity: 'warning',
      message:
        'The files give the transmission of the analyser, and the composition does not use it: set transmission to file.',
    });
  }
  return findings;
}
