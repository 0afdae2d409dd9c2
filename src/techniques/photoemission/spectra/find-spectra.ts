/** The tables of a recording that are spectra, and what is to be said of those that are none. */
import { fail, type InterphaseError } from '../../../errors.js';
import type { Recording } from '../../../formats/recording.js';
import type { Finding, LabelledRecording } from '../../technique.js';
import { type Candidate, MOST_POINTS, type NoSpectrum, readCandidate } from './candidate.js';
import { dropCopies } from './drop-copies.js';

/** Spectra of a whole beamtime; beyond it something else was taken for spectra. */
const MOST_SPECTRA = 4000;
const MOST_POINTS_OF_ALL = 10_000_000;
const NAMED_AT_MOST = 6;

/** True for a recording in which there is a spectrum, whether or not its photon energy is known. */
export function holdsSpectrum({ tables }: Recording): boolean {
  return tables.some((table, index) => {
    const found = readCandidate('', table, index, 1486.6);
    return typeof found !== 'string';
  });
}

/**
 * @throws `wrong-technique` for a recording without any spectrum, `missing-column` where only kinetic energies are known,
 *   `too-few-points`, `too-many-points`
 */
export function findSpectra(
  recordings: readonly LabelledRecording[],
  excitationEnergyEv: number | undefined,
): { readonly candidates: Candidate[]; readonly findings: Finding[] } {
  const candidates: Candidate[] = [];
  const findings: Finding[] = [];
  let tables = 0;
  let points = 0;
  for (const { label, recording } of recordings) {
    tables += recording.tables.length;
    for (const { columns, rows } of recording.tables) {
      if (!columns.some(({ kind }) => kind === 'counts' || kind === 'intensity')) continue;
      points += rows;
      if (rows > MOST_POINTS)
        throw tooMany(`a table has ${rows} rows`, `${MOST_POINTS} points in a spectrum`, recording);
    }
    if (tables > 2 * MOST_SPECTRA)
      throw tooMany(`there are more than ${tables} tables`, `${MOST_SPECTRA} spectra`, recording);
    if (points > MOST_POINTS_OF_ALL) throw tooMany(`there are ${points} points`, `${MOST_POINTS_OF_ALL}`, recording);
    const left = new Map<NoSpectrum, string[]>();
    const found = recording.tables.flatMap((table, index) => {
      const candidate = readCandidate(label, table, index, excitationEnergyEv);
      if (typeof candidate !== 'string') return [candidate];
      const names = left.get(candidate) ?? [];
      left.set(candidate, [...names, table.name]);
      return [];
    });
    if (found.length === 0) throw noSpectrum(recording, left);
    const { kept, copies } = dropCopies(found);
    candidates.push(...kept);
    if (candidates.length > MOST_SPECTRA) {
      throw tooMany(`there are more than ${candidates.length} spectra`, `${MOST_SPECTRA} spectra`, recording);
    }
    findings.push(...diagnosticsOf(recording, label), ...leftFindings(left, label));
    if (copies.length > 0) {
      const what = copies.map(({ copy }) => recording.tables[copy.table]!.name);
      findings.push({
        code: 'copies-left-out',
        severity: 'info',
        message: `${copies.length} ${copies.length === 1 ? 'table repeats' : 'tables repeat'} the points of others, number for number, and ${copies.length === 1 ? 'is' : 'are'} left out: ${listOf(what)}.`,
        where: label,
      });
    }
  }
  return { candidates, findings };
}

function noSpectrum(recording: Recording, left: ReadonlyMap<NoSpectrum, readonly string[]>): InterphaseError {
  const place = { file: recording.name };
  if (left.has('no-excitation')) {
    return fail(
      'missing-column',
      'energies are kinetic, and the file does not say the photon energy',
      'give the photon energy with the option excitation, e.g. "1486.6 eV"',
      { ...place, path: 'excitation' },
    );
  }
  if (left.has('too-few')) {
    return fail('too-few-points', 'no table has five points or more', 'check the file: there is nothing to fit', place);
  }
  if (left.has('no-energy')) {
    return fail(
      'missing-column',
      'there is a signal, and no column of binding or kinetic energies in eV',
      'name the column of energies: binding energy/eV',
      place,
    );
  }
  return fail(
    'wrong-technique',
    'this file holds no photoelectron spectrum: there is no column of energies with one of counts',
    'name the columns binding energy/eV and counts, or give the file to another technique',
    place,
  );
}

function tooMany(what: string, most: string, { name }: Recording): InterphaseError {
  return fail(
    'too-many-points',
    `${what}; ${most} are the most that are taken`,
    'give fewer files, or split the file',
    {
      file: name,
    },
  );
}

/** Tables of results and detectors are left out without a word; others a user would look for. */
function leftFindings(left: ReadonlyMap<NoSpectrum, readonly string[]>, where: string): Finding[] {
  const reasons: readonly [NoSpectrum, Finding['severity'], string][] = [
    ['no-energy', 'info', 'have a signal and no energy, and are left out'],
    [
      'no-excitation',
      'warning',
      'have kinetic energies and no photon energy, and are left out: give the option excitation',
    ],
    ['too-few', 'warning', 'have fewer than five points, or no range of energies, and are left out'],
  ];
  return reasons.flatMap(([reason, severity, words]): Finding[] => {
    const names = left.get(reason);
    if (names === undefined) return [];
    return [{ code: 'tables-left-out', severity, message: `Tables that ${words}: ${listOf(names)}.`, where }];
  });
}

/** What the reader had to tell, passed on as findings; plain information stays with the recording. */
function diagnosticsOf({ diagnostics }: Recording, where: string): Finding[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, severity, message }) => {
      const sentence = message[0] === undefined ? message : message[0].toUpperCase() + message.slice(1);
      return { code, severity, message: /[.!?]$/.test(sentence) ? sentence : `${sentence}.`, where };
    });
}

/** The first few names, and how many more there are. */
export function listOf(names: readonly string[]): string {
  const more = names.length - NAMED_AT_MOST;
  return names.slice(0, NAMED_AT_MOST).join('; ') + (more > 0 ? `; and ${more} more` : '');
}
