/** Whether the components are lines of the elements they are named after, and whether each is needed. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import type { Component } from '../component.js';
import { componentWidth } from '../derive/component-width.js';
import { nearbyLines } from '../lines/nearby-lines.js';
import { satelliteOf } from '../lines/x-ray-satellites.js';
import type { SeriesFit } from '../series-fit.js';
import { listed } from './listed.js';

/** Widths of states of one element that differ by more than this share want a reason. */
const WIDTH_SHARE = 0.35;
/** A component that stands out by fewer standard errors in every step is noise that was given a name. */
const LEAST_SIGMAS = 2;
/** Free ratios further from the degeneracies than this share (and three sigma) are wrong. */
const RATIO_SHARE = 0.1;

export function componentFindings(series: AnalysedSeries): Finding[] {
  const { fit } = series;
  if (fit === undefined) return [];
  return [
    ...doublets(series, fit),
    ...widths(series, fit),
    ...needless(series, fit),
    ...asymmetry(fit.components),
    ...foreignLines(series, fit),
    ...satellites(series, fit),
  ];
}

/** First step that shows a component. */
function firstStep({ positions }: AnalysedSeries, component: number): number {
  return positions.find((one) => one.component === component)?.step ?? 0;
}

function doublets(series: AnalysedSeries, fit: SeriesFit): Finding[] {
  return fit.components.flatMap(({ name, line }, c): Finding[] => {
    const { doublet } = line;
    const step = firstStep(series, c);
    const here = fit.spectra.find(
      ({ spectrum, curves }) => spectrum.step === step && curves.some(({ component }) => component === c),
    );
    if (here === undefined) return [];
    const found: Finding[] = [];
    if (doublet === undefined) {
      if (/^[spdf][1357]\/2$/.test(line.orbital.slice(1)) && line.kind === 'photoelectron') {
        found.push({
          code: 'single-line-of-doublet',
          severity: 'warning',
          message: `${name} is one line of a doublet (${line.title}): its partner belongs into the model, or the window must exclude it. Write ${line.title.replace(/[1357]\/2$/, '')} for both.`,
        });
      }
      return found;
    }
    const ratio = fit.numbers.find(`${name}.ratio`, step)!;
    if (ratio.state === 'free' && ratio.sigma !== null) {
      const off = Math.abs(ratio.value - doublet.ratio);
      if (off > RATIO_SHARE * doublet.ratio && off > 3 * ratio.sigma) {
        found.push({
          code: 'doublet-ratio',
          severity: 'warning',
          message: `The lines of ${name} have the ratio ${ratio.value.toFixed(3)}(${Math.round(1000 * ratio.sigma)}), the degeneracies say ${doublet.ratio.toFixed(3)}: background or an overlapping line is in it.`,
        });
      }
    }
    const splitting = fit.numbers.find(`${name}.splitting`, step)!;
    const [low, high] = doublet.splittingRangeEv;
    const margin = 2 * (splitting.sigma ?? 0) + 0.05;
    if (splitting.value < low - margin || splitting.value > high + margin) {
      found.push({
        code: 'doublet-splitting',
        severity: 'warning',
        message: `The lines of ${name} lie ${splitting.value.toFixed(2)} eV apart; published are ${low} to ${high} eV for ${line.title}.`,
      });
    }
    const last = here.spectrum.energiesEv[here.spectrum.energiesEv.length - 1]!;
    const minor = fit.numbers.find(`${name}.position`, step)!.value + splitting.value;
    if (minor > last) {
      found.push({
        code: 'doublet-outside-window',
        severity: 'warning',
        message: `The ${doublet.minor} line of ${name} (${minor.toFixed(1)} eV) lies outside the window, which ends at ${last.toFixed(1)} eV: the background ends inside the doublet.`,
      });
    }
    return found;
  });
}

function widths(series: AnalysedSeries, fit: SeriesFit): Finding[] {
  const all = fit.components.map((_, c) => componentWidth(fit, c, firstStep(series, c)));
  return fit.components.flatMap(({ name, line }, c): Finding[] => {
    const first = fit.components.findIndex((other) => other.line.title === line.title);
    if (first === c || line.kind === 'auger') return [];
    const [one, two] = [all[first]!, all[c]!];
    const error = Math.sqrt((one.sigma ?? 0) ** 2 + (two.sigma ?? 0) ** 2);
    const off = Math.abs(two.value - one.value);
    if (off <= WIDTH_SHARE * Math.min(one.value, two.value) || off <= 3 * error) return [];
    return [
      {
        code: 'widths-differ',
        severity: 'info',
        message: `${name} is ${two.value.toFixed(2)} eV wide and ${fit.components[first]!.name} ${one.value.toFixed(2)} eV, both ${line.title}: give the reason (disorder, unresolved states, multiplets), or tie the widths.`,
      },
    ];
  });
}

/** Components nobody would see: what they gain is less than what their numbers cost (Akaike, by their Wald statistic). */
function needless(series: AnalysedSeries, fit: SeriesFit): Finding[] {
  const weak = fit.components.flatMap(({ name, shape }) => {
    const seen = series.measurement.steps.flatMap((_, step) => {
      const amplitude = fit.numbers.find(`${name}.${shape.amplitude}`, step);
      return amplitude?.sigma == null ? [] : [amplitude.value / amplitude.sigma];
    });
    return seen.length > 0 && seen.every((sigmas) => sigmas < LEAST_SIGMAS)
      ? [`${name} (${Math.max(...seen).toFixed(1)} sigma)`]
      : [];
  });
  if (weak.length === 0) return [];
  return [
    {
      code: 'component-not-needed',
      severity: 'warning',
      message: `Not seen in any step: ${listed(weak)}. Such a component fits noise; leave it out, or quote its upper limit.`,
    },
  ];
}

function asymmetry(components: readonly Component[]): Finding[] {
  const findings: Finding[] = [];
  const tailed = components.filter(({ name, shape }) => shape.name === 'doniach' && /\d[+-]|ox|O$/i.test(name));
  if (tailed.length > 0) {
    findings.push({
      code: 'asymmetric-insulator',
      severity: 'warning',
      message: `${listed(tailed.map(({ name }) => name))}: an asymmetric line stands for electrons at the Fermi level, which an oxide has not. Use voigt, or say why.`,
    });
  }
  const metals = components.filter(
    ({ name, shape, line }) =>
      /(?:metal|\b0|\(0\)|^[A-Z][a-z]?0$)/i.test(name) &&
      shape.name !== 'doniach' &&
      shape.name !== 'la' &&
      line.kind === 'photoelectron',
  );
  if (metals.length > 0) {
    findings.push({
      code: 'symmetric-metal',
      severity: 'info',
      message: `${listed(metals.map(({ name }) => name))}: lines of metals have a tail to higher binding energy (doniach or la); a symmetric line gives part of it to other states.`,
    });
  }
  return findings;
}

/** Lines of elements of the model that fall on a component of another: Na KLL under O 1s. */
function foreignLines(series: AnalysedSeries, fit: SeriesFit): Finding[] {
  const elements = [...new Set(fit.components.map(({ line }) => line.element))];
  const titles = new Set(fit.components.map(({ line }) => line.title));
  const said = new Map<string, string[]>();
  fit.components.forEach(({ name, line }, c) => {
    if (line.kind === 'auger') return;
    const step = firstStep(series, c);
    const spectrum = fit.spectra.find(
      (one) => one.spectrum.step === step && one.curves.some(({ component }) => component === c),
    )?.spectrum;
    const position = fit.numbers.find(`${name}.position`, step)?.value;
    if (spectrum === undefined || position === undefined) return;
    for (const near of nearbyLines(position, series.measurement.excitationEv(spectrum), elements)) {
      if (near.line.element === line.element) continue;
      if ([...titles].some((title) => title === near.line.title || near.title.startsWith(title))) continue;
      // An Auger line that somebody gave a component in this region is accounted for.
      const counted = fit.components.some(
        (other, k) =>
          other.line.element === near.line.element &&
          other.line.kind === near.line.kind &&
          fit.regionOf[k] === fit.regionOf[c],
      );
      if (!counted) said.set(near.title, [...(said.get(near.title) ?? []), name]);
    }
  });
  return [...said].map(([title, names]) => ({
    code: 'overlapping-line',
    severity: 'warning',
    message: `${title} may lie under ${listed(names)}: an element that is in the model has a line there. Give it a component, or show that it is not seen.`,
  }));
}

function satellites(series: AnalysedSeries, fit: SeriesFit): Finding[] {
  return fit.components.flatMap(({ name }, c): Finding[] => {
    const step = firstStep(series, c);
    const here = fit.spectra.find(
      (one) => one.spectrum.step === step && one.curves.some(({ component }) => component === c),
    );
    if (here === undefined || /mono/i.test(here.spectrum.settings.source ?? 'mono')) return [];
    const excitation = series.measurement.excitationEv(here.spectrum);
    const own = fit.numbers.find(`${name}.position`, step)!.value;
    const area = here.curves.find(({ component }) => component === c)!.area;
    if (excitation === undefined) return [];
    return here.curves.flatMap(({ component, area: strong }): Finding[] => {
      if (component === c || strong < 5 * area) return [];
      const parent = fit.components[component]!.name;
      const copy = satelliteOf(own, fit.numbers.find(`${parent}.position`, step)!.value, excitation);
      if (copy === undefined) return [];
      return [
        {
          code: 'x-ray-satellite',
          severity: 'warning',
          message: `${name} lies where ${copy.name} of a source without monochromator puts a copy of ${parent}: subtract the satellites before calling it a state.`,
        },
      ];
    });
  });
}
