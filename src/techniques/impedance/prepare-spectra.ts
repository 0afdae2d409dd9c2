/**
 * From recordings to spectra ready for the fit: what the user leaves out, window, inductive points, Kramers-Kronig test,
 * outliers; nothing is left out in silence.
 */
import { fail } from '../../errors.js';
import { checkExclusions, type Exclusions, isExcluded, leftOutWhole, readExclusions } from '../excluded-rows.js';
import type { Finding, LabelledRecording } from '../technique.js';
import type { LeftOutPoint, PreparedSpectrum, SpectrumPoints } from './analysed.js';
import { printHz } from './derive/identifiability.js';
import { type KramersKronigResult, testKramersKronig } from './kramers-kronig/test-kramers-kronig.js';
import type { ImpedanceOptions } from './options.js';
import { type FoundSpectrum, readSpectra } from './read-spectra.js';
import { filterSpectrum, type Spectrum } from './spectrum.js';

type PrepareOptions = Pick<
  ImpedanceOptions,
  'minFrequency' | 'maxFrequency' | 'dropInductive' | 'dropOutliers' | 'kramersKronig' | 'exclude'
>;

const MIN_POINTS = 4;
/** No sweep has more; beyond it the tests take minutes. */
const MAX_POINTS = 5000;
/** Outliers hide each other: the test is repeated without those found, but not for ever. */
const OUTLIER_ROUNDS = 3;

/**
 * Spectra of all recordings in order, and what is to be said of the series; a file with several spectra gives several,
 * numbered #1, #2, ... Recordings that the user leaves out are not even read.
 *
 * @throws `invalid-option` where `exclude` names what is not there, or leaves nothing; `too-few-points`,
 *   `too-many-points`, and what `readSpectra` throws
 */
export function prepareSpectra(
  recordings: readonly LabelledRecording[],
  options: PrepareOptions,
): { readonly spectra: PreparedSpectrum[]; readonly findings: Finding[] } {
  const exclusions = readExclusions(options.exclude);
  const wholeFiles = recordings.filter(({ label }) => isExcluded(exclusions, label));
  const found = recordings.flatMap((entry) =>
    isExcluded(exclusions, entry.label)
      ? []
      : readSpectra(entry.recording).map((piece) => ({ entry, piece, label: `${entry.label}${piece.suffix}` })),
  );
  checkExclusions(exclusions, [
    ...found.map(({ label, piece: { range } }) => ({ label, rows: [range[0] + 1, range[1]] as const })),
    ...wholeFiles,
  ]);
  const wanted = found.filter(({ label }) => !isExcluded(exclusions, label));
  const unwanted = [...wholeFiles, ...found.filter(({ label }) => isExcluded(exclusions, label))];
  const labels = unwanted.map(({ label }) => label);
  if (wanted.length === 0) throw nothingLeft();
  return {
    spectra: wanted.map(({ entry, piece }) => prepare(entry, piece, options, exclusions)),
    findings: leftOutWhole(labels, wanted.length),
  };
}

function prepare(
  entry: LabelledRecording,
  found: FoundSpectrum,
  options: PrepareOptions,
  exclusions: Exclusions,
): PreparedSpectrum {
  const findings: Finding[] = [...diagnosticsOf(entry), ...found.findings];
  const leftOut: LeftOutPoint[] = [];
  const label = `${entry.label}${found.suffix}`;
  const all: SpectrumPoints = { spectrum: found.spectrum, rows: found.rows.map((row) => row + 1) };
  const outside = (s: Spectrum, i: number) => {
    const f = s.frequencyHz[i];
    if (options.minFrequency !== undefined && f < options.minFrequency) return 'below the lowest frequency asked for';
    if (options.maxFrequency !== undefined && f > options.maxFrequency) return 'above the highest frequency asked for';
    if (options.dropInductive && s.imaginary[i] >= 0) return 'inductive (Im Z not below zero)';
    return undefined;
  };
  const byHand = ({ rows }: SpectrumPoints, i: number) => isExcluded(exclusions, label, rows[i]);
  const excluded = filterPoints(all, (i) => byHand(all, i) && outside(all.spectrum, i) === undefined);
  let points = dropWhere(all, leftOut, (p, i) =>
    byHand(p, i) ? 'left out by the option exclude' : outside(p.spectrum, i),
  );
  if (points.rows.length > MAX_POINTS) {
    throw fail(
      'too-many-points',
      `${label}: ${points.rows.length} points in one spectrum; at most ${MAX_POINTS} can be analysed`,
      'narrow the window with --min-frequency and --max-frequency, or thin the file out: ten points per decade are usual',
      { file: entry.recording.name },
    );
  }
  let kramersKronig = options.kramersKronig ? runTest(points.spectrum, findings) : null;
  for (let round = 0; round < OUTLIER_ROUNDS && options.dropOutliers; round++) {
    if (!kramersKronig || kramersKronig.outliers.length === 0) break;
    const reasons = new Map(kramersKronig.outliers.map((outlier) => [outlier.index, outlier.reason]));
    points = dropWhere(points, leftOut, (_, i) => reasons.get(i));
    kramersKronig = runTest(points.spectrum, findings);
  }
  if (points.rows.length < MIN_POINTS) {
    throw fail(
      'too-few-points',
      `${label}: ${points.rows.length} points are left after leaving out ${leftOut.length}`,
      'widen the frequency window or keep the points',
      {
        file: entry.recording.name,
      },
    );
  }
  if (kramersKronig) findings.push(...kramersKronigFindings(kramersKronig, points.spectrum, options.dropOutliers));
  if (leftOut.length > 0) findings.push(leftOutFinding(leftOut));
  return {
    label,
    conditions: entry.conditions,
    ...points,
    excluded,
    leftOut,
    kramersKronig,
    findings: findings.map((finding) => ({ ...finding, where: finding.where ?? label })),
  };
}

function nothingLeft() {
  return fail('invalid-option', 'every spectrum is left out by the option exclude', 'take one of them back', {
    path: 'exclude',
  });
}

function filterPoints({ spectrum, rows }: SpectrumPoints, keep: (index: number) => boolean): SpectrumPoints {
  return { spectrum: filterSpectrum(spectrum, keep), rows: rows.filter((_, i) => keep(i)) };
}

function dropWhere(
  points: SpectrumPoints,
  leftOut: LeftOutPoint[],
  reasonFor: (points: SpectrumPoints, index: number) => string | undefined,
): SpectrumPoints {
  const reasons = Array.from(points.rows, (_, i) => reasonFor(points, i));
  reasons.forEach((reason, i) => {
    if (reason !== undefined) leftOut.push({ frequencyHz: points.spectrum.frequencyHz[i], reason });
  });
  return filterPoints(points, (i) => reasons[i] === undefined);
}

/** Notes of a reader that bear on the numbers however mildly it puts them. */
const ALWAYS_TOLD = ['truncated', 'aborted', 'sign-guessed', 'columns-guessed'];

/** What the reader had to tell, passed on as findings; other plain information stays with the recording. */
function diagnosticsOf(entry: LabelledRecording): Finding[] {
  return entry.recording.diagnostics
    .filter((diagnostic) => diagnostic.severity !== 'info' || ALWAYS_TOLD.includes(diagnostic.code))
    .map(({ code, severity, message }) => ({ code, severity, message: sentence(message) }));
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function runTest(spectrum: Spectrum, findings: Finding[]): KramersKronigResult | null {
  try {
    return testKramersKronig(spectrum);
  } catch (error) {
    findings.push({
      code: 'kramers-kronig-not-tested',
      severity: 'warning',
      message: `The Kramers-Kronig test could not be made: ${error instanceof Error ? error.message : String(error)}.`,
    });
    return null;
  }
}

function kramersKronigFindings(test: KramersKronigResult, spectrum: Spectrum, dropped: boolean): Finding[] {
  const findings: Finding[] = [];
  if (!test.consistent) {
    findings.push({
      code: 'kramers-kronig',
      severity: 'error',
      message: `The spectrum is not consistent with the Kramers-Kronig relations: ${test.reason} Fitted numbers describe no single state of this cell.`,
    });
  } else if (!test.conclusive) {
    findings.push({
      code: 'kramers-kronig-inconclusive',
      severity: 'info',
      message: `The Kramers-Kronig test says little about this spectrum: ${test.reason}`,
    });
  }
  if (test.outliers.length > 0) {
    const listed = test.outliers
      .slice(0, 6)
      .map((outlier) => `${printHz(spectrum.frequencyHz[outlier.index])} (${outlier.reason})`);
    findings.push({
      code: 'outliers',
      severity: 'warning',
      message: `${test.outliers.length} point${test.outliers.length === 1 ? '' : 's'} far off its neighbours: ${listed.join('; ')}${test.outliers.length > 6 ? '; ...' : ''}. ${dropped ? 'They came to light when others had been left out, and are kept' : 'Kept in the fit; leave out with the option dropOutliers'}.`,
    });
  }
  return findings;
}

function leftOutFinding(leftOut: readonly LeftOutPoint[]): Finding {
  const byReason = new Map<string, LeftOutPoint[]>();
  for (const point of leftOut) byReason.set(point.reason, [...(byReason.get(point.reason) ?? []), point]);
  const parts = [...byReason].map(([reason, points]) => {
    const listed = points.slice(0, 5).map((point) => printHz(point.frequencyHz));
    return `${points.length} ${reason} (${listed.join(', ')}${points.length > 5 ? ', ...' : ''})`;
  });
  return { code: 'points-left-out', severity: 'info', message: `Points left out of the fit: ${parts.join('; ')}.` };
}
