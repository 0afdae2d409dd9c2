/** The lines of film and substrate with their areas, as thicknesses are made of them. */
import type { Component } from '../component.js';
import { propagateNumbers, takeNumbers, type UncertainNumbers } from '../derive/propagate-numbers.js';
import type { Material } from '../material.js';
import type { SeriesFit } from '../series-fit.js';
import type { Measurement, Spectrum } from '../spectrum.js';
import type { TypedLengths } from './attenuation-lengths.js';
import { comparable } from './collected.js';

/** One line of film or substrate: all its components together. */
export interface Line {
  readonly title: string;
  readonly layer: 0 | 1;
  /** Indices of its components. */
  readonly components: readonly number[];
  readonly kineticEv: number | undefined;
}

/** What every way to a thickness needs. */
export interface Overlayer {
  readonly fit: SeriesFit;
  readonly measurement: Measurement;
  readonly lines: readonly Line[];
  readonly typed: TypedLengths;
  readonly film: Material | undefined;
  readonly angleDeg: { readonly value: number; readonly sigma: number };
}

export function linesOf(fit: SeriesFit, measurement: Measurement, names: readonly string[], layer: 0 | 1): Line[] {
  const groups = new Map<string, number[]>();
  fit.components.forEach(({ name, line }, c) => {
    if (names.includes(name)) groups.set(line.title, [...(groups.get(line.title) ?? []), c]);
  });
  return [...groups].map(([title, components]) => {
    const first = fit.components[components[0]!]!.name;
    const one = fit.spectra.find(({ curves }) => curves.some(({ component }) => component === components[0]));
    const excitation = one === undefined ? undefined : measurement.excitationEv(one.spectrum);
    const position = one === undefined ? undefined : fit.numbers.find(`${first}.position`, one.spectrum.step)?.value;
    const kineticEv = excitation === undefined || position === undefined ? undefined : excitation - position;
    return { title, layer, components, kineticEv };
  });
}

/** Areas of the lines in some steps, those of one line added; undefined where one was not measured. */
export function areasOf(
  { fit }: Overlayer,
  lines: readonly Line[],
  steps: readonly number[],
): UncertainNumbers | undefined {
  const at = steps.flatMap((step) =>
    lines.flatMap(({ components }, line) =>
      components.map((c) => ({ name: `${fit.components[c]!.name}.area`, step, line })),
    ),
  );
  const all = takeNumbers(fit.numbers, at);
  if (all === undefined) return undefined;
  // Counts per second: regions and steps may have been counted for different times.
  const spectra = steps.flatMap((step) => lines.map((line) => spectrumOf(fit, line, step)!));
  const { factors } = comparable(spectra);
  const sums = steps.flatMap((step, a) =>
    lines.map((_, line) =>
      Float64Array.from(at, (one) => (one.step === step && one.line === line ? factors[a * lines.length + line]! : 0)),
    ),
  );
  return propagateNumbers(
    all,
    sums.map((gradient) => gradient.reduce((sum, g, i) => sum + g * all.values[i]!, 0)),
    sums,
  );
}

function spectrumOf(fit: SeriesFit, { components }: Line, step: number): Spectrum | undefined {
  return fit.spectra.find(
    (one) => one.spectrum.step === step && one.curves.some(({ component }) => component === components[0]),
  )?.spectrum;
}

export function nameOf(components: readonly Component[], { components: own }: Line): string {
  return components[own[0]!]!.name;
}

export function positionOf({ fit }: Overlayer, { components }: Line): number {
  const name = `${fit.components[components[0]!]!.name}.position`;
  for (const { spectrum } of fit.spectra) {
    const found = fit.numbers.find(name, spectrum.step);
    if (found !== undefined) return found.value;
  }
  return 0;
}
