import type { Figure, Mark } from '../../../figure/figure.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { log10 } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { AnalysedSpectrum } from '../analysed.js';
import { compileCircuit, makeGrid } from '../circuit/compile-circuit.js';
import type { SpectrumFit } from '../fit/spectrum-fit.js';
import { resistanceHandles } from './resistance-handles.js';
import {
  byCondition,
  chooseShown,
  crossesNote,
  excludedPoints,
  impedanceScale,
  seriesLabel,
  shownNote,
} from './series-style.js';

/** How far beyond the resistances the frame reaches when a blocking tail would squeeze the arcs into a corner. */
const TAIL_SHARE = 1.2;
/** The frame reaches this many times as far as the point nearest to the origin. */
const LEAST_PART = 2;
/** Points left out by hand are shown up to this many times as far as the others: an outlier must not rule the picture. */
const EXCLUDED_REACH = 2;
const MODEL_POINTS_PER_DECADE = 25;

interface NyquistFacts {
  /** Sum of the resistances of each spectrum, null where there is no fit. */
  readonly resistanceOhm: readonly (number | null)[];
  /** When given, axes are in ohm cm². */
  readonly areaCm2?: number | undefined;
  /** Whether the start value of a parameter may be set. */
  readonly movable: (parameter: string) => boolean;
}

/**
 * Nyquist plot of a series with its fits. A low-frequency tail much larger than the arcs leaves the frame; the caption
 * says so. The resistances of the first spectrum drawn are handles on the real axis.
 */
export function nyquistFigure(
  entries: readonly AnalysedSpectrum[],
  { resistanceOhm, areaCm2, movable }: NyquistFacts,
): Figure {
  const shown = chooseShown(byCondition(entries));
  const perArea = areaCm2 ?? 1;
  const limitOhm = frameLimit(entries, resistanceOhm);
  let largest = 0;
  for (const { spectrum } of shown) {
    spectrum.real.forEach((re, i) => {
      if (re <= limitOhm && -spectrum.imaginary[i] <= limitOhm) largest = Math.max(largest, re, -spectrum.imaginary[i]);
    });
  }
  const { factor, prefix } = impedanceScale(largest * perArea);
  const scale = factor * perArea;
  const unit = `${prefix}Ω${areaCm2 === undefined ? '' : ' cm²'}`;
  const inside = (re: number, im: number) => re <= limitOhm && -im <= limitOhm && -im >= -0.25 * limitOhm;
  const nearOthers = EXCLUDED_REACH * largest;
  let cut = false;
  let hidden = false;
  const marks = shown.flatMap((entry, colour): Mark[] => {
    const { real, imaginary } = entry.spectrum;
    const kept = Array.from(real.keys()).filter((i) => inside(real[i], imaginary[i]));
    cut ||= kept.length < real.length;
    const label = shown.length > 1 ? { label: seriesLabel(entry) } : {};
    const points: Mark = {
      type: 'points',
      x: kept.map((i) => real[i] * scale),
      y: kept.map((i) => -imaginary[i] * scale),
      colour,
      ...label,
      origin: { recording: entry.label, rows: kept.map((i) => entry.rows[i]) },
    };
    const line = entry.fit === null ? [] : [modelLine(entry.fit, inside, scale, colour)];
    const out = entry.excluded.spectrum;
    const keptOut = Array.from(out.real.keys()).filter(
      (i) => inside(out.real[i], out.imaginary[i]) && hypot(out.real[i], out.imaginary[i]) <= nearOthers,
    );
    hidden ||= keptOut.length < out.real.length;
    const crosses = excludedPoints(
      entry,
      keptOut,
      (i) => out.real[i] * scale,
      (i) => -out.imaginary[i] * scale,
    );
    return [points, ...line, ...crosses];
  });
  const [first] = shown;
  const handles = first.fit === null ? [] : resistanceHandles(first.fit, scale, largest * scale, movable);
  const note = cut ? ' Points beyond the frame are left out of the picture, not of the fit.' : '';
  return {
    id: 'nyquist',
    caption: `Impedance (symbols)${shown.some((entry) => entry.fit !== null) ? ' and fits (lines)' : ''}.${note}${crossesNote(marks, hidden)}${shownNote(entries.length)}`,
    panels: [
      {
        x: { title: 'Z′', unit },
        y: { title: '−Z″', unit },
        equalAspect: true,
        marks,
        ...(handles.length === 0 ? {} : { handles }),
      },
    ],
  };
}

/** Largest resistance in the frame, Ohm: infinite unless the tail dwarfs the arcs. */
function frameLimit(entries: readonly AnalysedSpectrum[], resistanceOhm: readonly (number | null)[]): number {
  const sizes = resistanceOhm.filter((r): r is number => r !== null && r > 0);
  if (sizes.length === 0) return Number.POSITIVE_INFINITY;
  let largest = 0;
  // Where resistances are nothing beside the rest, the frame must still hold part of every spectrum.
  let nearest = 0;
  for (const { spectrum } of entries) {
    let smallest = Number.POSITIVE_INFINITY;
    spectrum.imaginary.forEach((im, i) => {
      largest = Math.max(largest, -im);
      smallest = Math.min(smallest, hypot(spectrum.real[i], im));
    });
    nearest = Math.max(nearest, smallest);
  }
  const frame = Math.max(TAIL_SHARE * Math.max(...sizes), LEAST_PART * nearest);
  return largest > 2 * frame ? frame : Number.POSITIVE_INFINITY;
}

/** The fitted curve on a finer grid than the data, within the window of the data only: no extrapolation is drawn. */
function modelLine(fit: SpectrumFit, inside: (re: number, im: number) => boolean, scale: number, colour: number): Mark {
  const f = fit.spectrum.frequencyHz;
  const low = f.reduce((a, b) => Math.min(a, b));
  const high = f.reduce((a, b) => Math.max(a, b));
  const count = Math.max(2, Math.ceil(MODEL_POINTS_PER_DECADE * log10(high / low)));
  const fine = Float64Array.from({ length: count + 1 }, (_, i) => high * pow(low / high, i / count));
  const compiled = compileCircuit(fit.circuit, makeGrid(fine));
  compiled.evaluate(fit.natural, false);
  const kept = Array.from(fine.keys()).filter((i) => inside(compiled.re[i], compiled.im[i]));
  return {
    type: 'line',
    x: kept.map((i) => compiled.re[i] * scale),
    y: kept.map((i) => -compiled.im[i] * scale),
    colour,
  };
}
