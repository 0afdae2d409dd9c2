/** Whether the background can be what it was taken for, and what another choice would have changed. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { crossesData } from '../background/crosses-data.js';
import { lossWindow, physicalTougaard } from '../background/tougaard.js';
import { listed } from './listed.js';

/** A line that is still this high at an end of its window leaves no room for a background there. */
const CUT_SHARE = 0.1;
/** The spread over backgrounds is worth a warning above this many standard errors. */
const SPREAD_SIGMAS = 1;

export function backgroundFindings(series: AnalysedSeries): Finding[] {
  return [...choice(series), ...shape(series), ...ends(series), ...tougaard(series)];
}

function choice({ fit, shares, otherBackgrounds, measurement }: AnalysedSeries): Finding[] {
  if (fit === undefined || otherBackgrounds.length === 0) return [];
  const spread = shares.filter(({ backgroundSpread }) => backgroundSpread !== null);
  // Of shares that add up to one, the smaller: it is what a study is after.
  const worst = spread
    .toSorted((a, b) => a.value - b.value)
    .reduce<(typeof spread)[number] | undefined>(
      (most, share) =>
        most === undefined || share.backgroundSpread! > most.backgroundSpread! * (1 + 1e-6) ? share : most,
      undefined,
    );
  if (worst === undefined) return [];
  const name = fit.components[worst.component]!.name;
  const all = [{ background: fit.background, value: worst.value }, ...worst.withBackgrounds].map(
    ({ background, value }) => `${percent(value)} with ${background}`,
  );
  const beyond = worst.sigma !== null && worst.backgroundSpread! > SPREAD_SIGMAS * worst.sigma;
  const where = measurement.steps.length > 1 ? ` in ${measurement.steps[worst.step]!.label}` : '';
  return [
    {
      code: 'background-choice',
      severity: beyond ? 'warning' : 'info',
      message: `The share of ${name}${where} depends on the background: ${all.join(', ')}. The spread of ${percent(worst.backgroundSpread!)} (standard deviation) is ${beyond ? 'larger than' : 'within'} the error of the fit${worst.sigma === null ? '' : ` (${percent(worst.sigma)})`}${beyond ? ': quote it beside it' : ''}.`,
    },
  ];
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function shape({ fit, labelOf, options }: AnalysedSeries): Finding[] {
  if (fit === undefined) return [];
  const crossed = fit.spectra.filter(({ spectrum, background }) => {
    const { energiesEv, values, sigmas } = spectrum;
    return crossesData(energiesEv, values, sigmas, background).length > 0;
  });
  const clipped =
    options.background === 'smart' &&
    fit.spectra.some(({ plan }) => plan.kind === 'static' && (plan.made.clipped ?? 0) > 0);
  const stuck = fit.spectra.filter(({ plan }) => plan.kind === 'static' && !plan.made.converged);
  return [
    ...(crossed.length > 0
      ? [
          {
            code: 'background-crosses-data',
            severity: 'warning',
            message: `The background lies above the measured points in ${listed(crossed.map(({ spectrum }) => labelOf(spectrum)))}: it takes away intensity that is not there. Use an active background, or another window.`,
          } as const,
        ]
      : []),
    ...(clipped
      ? [
          {
            code: 'background-clipped',
            severity: 'info',
            message: 'The smart background is a Shirley background clipped to the data: say so where it is shown.',
          } as const,
        ]
      : []),
    ...(stuck.length > 0
      ? [
          {
            code: 'background-not-converged',
            severity: 'warning',
            message: `The Shirley iteration did not settle in ${listed(stuck.map(({ spectrum }) => labelOf(spectrum)))}: both ends are almost equally high. A linear background may do.`,
          } as const,
        ]
      : []),
  ];
}

function ends({ fit, labelOf }: AnalysedSeries): Finding[] {
  if (fit === undefined) return [];
  const cut = fit.spectra.flatMap(({ spectrum, curves }) =>
    curves.flatMap(({ component, curve }) => {
      const top = Math.max(...curve);
      if (!(top > 5 * spectrum.sigmas[curve.indexOf(top)]!)) return [];
      const ends = [curve[0]!, curve[curve.length - 1]!];
      return ends.some((end) => end > CUT_SHARE * top)
        ? [`${fit.components[component]!.name} in ${labelOf(spectrum)}`]
        : [];
    }),
  );
  if (cut.length === 0) return [];
  return [
    {
      code: 'window-cuts-peak',
      severity: 'warning',
      message: `The window ends inside a line: ${listed(cut)}. Its area and the background there are not determined well; widen the window or measure further.`,
    },
  ];
}

function tougaard({ fit, labelOf }: AnalysedSeries): Finding[] {
  const used = fit?.spectra.filter(({ plan }) => plan.name.startsWith('tougaard')) ?? [];
  const findings: Finding[] = [];
  const factor = Math.max(0, ...used.map(({ plan }) => (plan.kind === 'static' ? (plan.made.factor ?? 0) : 0)));
  const remark = factor > 0 ? physicalTougaard(factor) : undefined;
  if (remark !== undefined) {
    findings.push({ code: 'tougaard-factor', severity: 'info', message: `The Tougaard ${remark.text}.` });
  }
  const short = used.filter(({ spectrum }) => !lossWindow(spectrum.energiesEv, spectrum.values).enough);
  if (short.length > 0) {
    findings.push({
      code: 'short-loss-window',
      severity: 'info',
      message: `A Tougaard background wants 30 eV and more behind the line, which ${listed(short.map(({ spectrum }) => labelOf(spectrum)))} has not: it is a smooth curve through the ends there.`,
    });
  }
  return findings;
}
