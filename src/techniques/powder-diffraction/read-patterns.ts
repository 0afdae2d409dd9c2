/** From recordings to the patterns that are refined: every table that is one, with what the file says about it. */
import { fail } from '../../errors.js';
import { patternSettings } from '../../formats/diffraction/uniform-settings.js';
import type { Recording } from '../../formats/recording.js';
import type { Exclusions } from '../excluded-rows.js';
import type { AnalysisInput, Conditions, Finding } from '../technique.js';
import type { AnalysedPattern } from './analysed-pattern.js';
import type { PowderDiffractionOptions } from './options.js';
import { patternTables, preparePattern } from './prepare-pattern.js';
import { readRange, readRegions } from './range-texts.js';
import type { Pattern } from './refinement.js';

/** A pattern before it is refined. */
export interface RawPattern {
  readonly label: string;
  readonly recording: string;
  readonly conditions: Conditions;
  readonly origin: AnalysedPattern['origin'];
  readonly pattern: Pattern;
  readonly settings: ReturnType<typeof patternSettings>;
  readonly findings: readonly Finding[];
  readonly excludedRows: ReadonlySet<number>;
}

/** @throws `wrong-technique` for a recording without a pattern, and what preparing one throws */
export function readPatterns(
  { recordings, options }: AnalysisInput<PowderDiffractionOptions>,
  exclusions: Exclusions,
): RawPattern[] {
  const range = readRange(options.range);
  const regions = readRegions(options.excludeRegion);
  return recordings.flatMap(({ label: recordingLabel, recording, conditions }) => {
    const tables = patternTables(recordingLabel, recording);
    if (tables.length === 0)
      throw fail(
        'wrong-technique',
        'this file holds no diffraction pattern: there is no column of 2theta with one of counts',
        'name the columns 2theta and counts, or give the file to another technique',
        { file: recording.name },
      );
    return tables.map(({ label, table }, k): RawPattern => {
      const isOut = exclusions.get(label) === 'all';
      const choice = { range, regions, exclusions: isOut ? new Map() : exclusions };
      const { pattern, findings: own } = preparePattern(label, table, recording.name, choice);
      const findings = k === 0 ? [...diagnosticsOf(recording, label), ...own] : own;
      const rows = exclusions.get(label);
      const excludedRows = rows === undefined || rows === 'all' ? new Set<number>() : rows;
      const settings = patternSettings(recording, recording.tables.indexOf(table));
      const { instrument, startTime } = recording;
      const origin = {
        ...(instrument === undefined ? {} : { instrument }),
        ...(startTime === undefined ? {} : { measured: startTime }),
      };
      return { label, recording: recordingLabel, conditions, origin, pattern, settings, findings, excludedRows };
    });
  });
}

/** What the reader had to tell, passed on as findings; plain information stays with the recording. */
function diagnosticsOf({ diagnostics }: Recording, label: string): Finding[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, severity, message }) => ({ code, severity, message: sentence(message), where: label }));
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

/** @throws `invalid-option` where `exclude` names no pattern */
export function checkLabels(exclusions: Exclusions, raw: readonly RawPattern[]): void {
  for (const label of exclusions.keys()) {
    if (raw.some((one) => one.label === label)) continue;
    throw fail(
      'invalid-option',
      `exclude names ${label}, and no pattern is called so`,
      `patterns are ${raw.map((one) => one.label).join(', ')}`,
      {
        path: 'exclude',
      },
    );
  }
}
