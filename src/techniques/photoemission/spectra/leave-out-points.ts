/** What the user leaves out by hand: a step, a spectrum, or points of it. */
import { fail } from '../../../errors.js';
import { checkExclusions, type Excludable, type Exclusions } from '../../excluded-rows.js';
import type { Spectrum } from '../spectrum.js';
import { FEWEST_POINTS } from './candidate.js';

/** A spectrum with all labels by which it can be left out. */
export interface NamedSpectrum {
  readonly spectrum: Spectrum;
  /** The one of its points in figures: `series#2 Ti 2p`, or of the step or recording that holds nothing else. */
  readonly label: string;
  /** Label of its step. */
  readonly step: string;
  /** Labels of all recordings whose points are in it. */
  readonly recordings: readonly string[];
}

/** @throws `invalid-option` with path `exclude` where it names what is not there, or rows of what has several spectra */
export function checkLabels(exclusions: Exclusions, named: readonly NamedSpectrum[], others: readonly string[]): void {
  const known = new Map<string, Excludable>();
  const put = (label: string): void => {
    if (!known.has(label)) known.set(label, { label });
  };
  for (const label of others) put(label);
  for (const { recordings, step } of named) for (const label of [...recordings, step]) put(label);
  for (const { label, spectrum } of named) {
    const last = spectrum.rows.reduce((most, row) => Math.max(most, row), 1);
    known.set(label, { label, rows: [1, last] });
  }
  for (const [label, rows] of exclusions) {
    const entry = known.get(label);
    if (entry === undefined || entry.rows !== undefined || rows === 'all') continue;
    const inside = named.filter(({ step, recordings }) => step === label || recordings.includes(label));
    throw fail(
      'invalid-option',
      `exclude "${label}": rows of ${label} may be those of several regions`,
      `name the spectrum, e.g. "${inside[0]?.label ?? label}:${[...rows][0] ?? 1}"`,
      { path: 'exclude' },
    );
  }
  checkExclusions(exclusions, [...known.values()]);
}

/** True for a spectrum that is left out by its own label, with its step or with its recording. */
export function isLeftOut({ label, step, spectrum }: NamedSpectrum, exclusions: Exclusions): boolean {
  return [label, step, spectrum.recording].some((name) => exclusions.get(name) === 'all');
}

/** The spectrum without the points left out; these are kept beside the others. @throws `too-few-points` */
export function withoutPoints({ spectrum, label }: NamedSpectrum, exclusions: Exclusions): Spectrum {
  const out = exclusions.get(label);
  if (out === undefined || out === 'all') return spectrum;
  const { energiesEv, values, sigmas, transmission, rows } = spectrum;
  const keep = (_: number, k: number): boolean => !out.has(rows[k]!);
  const drop = (_: number, k: number): boolean => out.has(rows[k]!);
  const left = rows.filter(keep);
  if (left.length === rows.length) return spectrum;
  if (left.length < FEWEST_POINTS) {
    throw fail(
      'too-few-points',
      `${label}: ${left.length} points are left after leaving out ${rows.length - left.length}`,
      `take points back, or leave out the whole spectrum: exclude "${label}"`,
      { path: 'exclude' },
    );
  }
  return {
    ...spectrum,
    energiesEv: energiesEv.filter(keep),
    values: values.filter(keep),
    sigmas: sigmas.filter(keep),
    rows: left,
    ...(transmission === undefined ? {} : { transmission: transmission.filter(keep) }),
    excluded: { energiesEv: energiesEv.filter(drop), values: values.filter(drop), rows: rows.filter(drop) },
  };
}
