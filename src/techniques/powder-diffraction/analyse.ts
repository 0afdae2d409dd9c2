/** The walk through the rooms: recordings to patterns, structures to phases, both to refinements, those to what is told. */
import { fail } from '../../errors.js';
import { patternSettings } from '../../formats/diffraction/uniform-settings.js';
import { type InstrumentParameters, readInstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import { type Exclusions, readExclusions } from '../excluded-rows.js';
import { fileOfText } from '../file-field.js';
import type { AnalysisInput, AnalysisResult, Conditions, Finding, Progress } from '../technique.js';
import type { AnalysedPattern } from './analysed-pattern.js';
import { assembleResult } from './assemble-result.js';
import { checkProfile } from './fit/profile-check.js';
import { type PatternRefinement, refinePattern } from './fit/refine-pattern.js';
import type { Radiation } from './model/radiation.js';
import type { ModelSetup, PhaseSetup } from './model/setup.js';
import type { PowderDiffractionOptions } from './options.js';
import { type NamedStructure, phaseSetups, readPhases } from './phase-setups.js';
import { patternTables, preparePattern } from './prepare-pattern.js';
import { readHumps, readRegions } from './range-texts.js';
import type { Pattern } from './refinement.js';
import { resolveRadiation } from './resolve-radiation.js';
import { guessRadiation } from './search/guess-radiation.js';
import { type SearchedPhase, searchPhases } from './search/search-phases.js';
import { instrumentStarts } from './start-values.js';

type Input = AnalysisInput<PowderDiffractionOptions>;

/** A pattern before it is refined. */
interface Raw {
  readonly label: string;
  readonly recording: string;
  readonly conditions: Conditions;
  readonly pattern: Pattern;
  readonly settings: ReturnType<typeof patternSettings>;
  readonly findings: readonly Finding[];
  readonly excludedRows: ReadonlySet<number>;
}

/**
 * @throws `invalid-option` for words that cannot be read or name what is not there, `invalid-structure` for a CIF that makes
 * no crystal, `wrong-technique` for a recording without a pattern, `too-few-points`
 */
export function analysePowderDiffraction(input: Input, progress?: Progress): AnalysisResult {
  const { options, files } = input;
  const findings: Finding[] = [];
  const given = readPhases(options.phase, 'phase', files, findings);
  const candidates = readPhases(options.candidate, 'candidate', files, findings);
  const instrument = readInstrument(input);
  const exclusions = readExclusions(options.exclude);
  const raw = readPatterns(input, exclusions);
  checkLabels(exclusions, raw);
  const kept = raw.filter(({ label }) => exclusions.get(label) !== 'all');
  if (kept.length === 0)
    throw fail('invalid-option', 'every pattern is left out by the option exclude', 'take one of them back', {
      path: 'exclude',
    });
  if (given.length + candidates.length === 0)
    throw fail(
      'invalid-option',
      'there is no structure to refine',
      'give the CIF of each phase: --phase nzsp.cif (phase: [nzsp.cif] in study.yaml), or structures to be tried as candidate',
      { path: 'phase' },
    );
  const search =
    candidates.length === 0 ? undefined : searchFirst(kept[0]!, given, candidates, instrument, options, progress);
  const phases = [
    ...given,
    ...candidates.filter(({ name }) => search?.some((one) => one.name === name && one.round !== null)),
  ];
  if (phases.length === 0)
    throw fail(
      'invalid-option',
      `none of the ${candidates.length} candidates explains the pattern`,
      'check the radiation, and try other structures',
      { path: 'candidate' },
    );
  const patterns = refineAll(kept, phases, instrument, options, findings, progress);
  const instrumentKnown = instrument !== undefined && options.fix.some((word) => /^\s*W\b/.test(word));
  return assembleResult({ patterns, phases, options, instrumentKnown, findings: once(findings), search });
}

function readInstrument({ options, files }: Input): InstrumentParameters | undefined {
  if (options.instrument === undefined) return undefined;
  const file = fileOfText(files, options.instrument, { named: false });
  if (file === undefined) return undefined;
  return readInstrumentParameters(new TextDecoder('latin1').decode(file.bytes), file.name);
}

function readPatterns({ recordings, options }: Input, exclusions: Exclusions): Raw[] {
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
    return tables.map(({ label, table }): Raw => {
      const isOut = exclusions.get(label) === 'all';
      const choice = { range: options.range, regions, exclusions: isOut ? new Map() : exclusions };
      const { pattern, findings } = preparePattern(label, table, recording.name, choice);
      const rows = exclusions.get(label);
      const excludedRows = rows === undefined || rows === 'all' ? new Set<number>() : rows;
      const settings = patternSettings(recording, recording.tables.indexOf(table));
      return { label, recording: recordingLabel, conditions, pattern, settings, findings, excludedRows };
    });
  });
}

function checkLabels(exclusions: Exclusions, raw: readonly Raw[]): void {
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

/** The candidates are searched for in the first pattern. */
function searchFirst(
  { pattern, settings }: Raw,
  given: readonly NamedStructure[],
  candidates: readonly NamedStructure[],
  instrument: InstrumentParameters | undefined,
  options: PowderDiffractionOptions,
  progress: Progress | undefined,
): SearchedPhase[] {
  const { radiation } = resolveRadiation(options, settings, instrument);
  const ignored: Finding[] = [];
  // Words about phases are read when it is known which there are.
  const plain = { ...options, method: 'rietveld' as const, preferredOrientation: [], anisotropicStrain: [] };
  return searchPhases({
    pattern,
    radiation,
    phases: phaseSetups(given, radiation, plain, ignored),
    candidates: phaseSetups(candidates, radiation, plain, ignored),
    onTrial: (share, name) => progress?.(share / 2, `trying ${name}`),
  });
}

function refineAll(
  raw: readonly Raw[],
  phases: readonly NamedStructure[],
  instrument: InstrumentParameters | undefined,
  options: PowderDiffractionOptions,
  shared: Finding[],
  progress: Progress | undefined,
): AnalysedPattern[] {
  const humps: ModelSetup['humps'] = readHumps(options.hump);
  const done: AnalysedPattern[] = [];
  let starts: ReadonlyMap<string, number> = instrumentStarts(instrument);
  raw.forEach(({ label, recording, conditions, pattern, settings, findings: own, excludedRows }, k) => {
    const findings = [...own];
    const { radiation, findings: ofRadiation } = resolveRadiation(options, settings, instrument);
    shared.push(...ofRadiation);
    const setups = phaseSetups(phases, radiation, options, shared);
    const shift = options.shift ?? (radiation.geometry === 'bragg-brentano' ? 'displacement' : 'zero');
    const refined = refinePattern({
      pattern,
      radiation,
      phases: setups,
      options,
      humps,
      shift,
      starts,
      progress: (share, doing) => progress?.((k + share) / raw.length, doing),
    });
    if (refined.cellWasFound)
      findings.push({
        code: 'cell-found',
        severity: 'info',
        message:
          'The cell given did not bring the lines to their places; it was found by blurring the pattern, and the refinement went on from there. Compare it with the literature.',
        where: label,
      });
    findings.push(...heldFindings(refined, phases, label));
    findings.push(
      ...radiationFindings(refined, pattern, radiation, (other) => phaseSetups(phases, other, options, [])),
    );
    const isFirst = done.length === 0;
    const spread = options.profileCheck && options.method === 'rietveld' && isFirst ? checkProfile(refined) : undefined;
    const { refinement } = refined;
    done.push({
      label,
      recording,
      conditions,
      refinement,
      findings,
      excludedRows,
      ...(spread === undefined ? {} : { spread }),
    });
    if (options.sequential) starts = new Map(refinement.parameters.map(({ name, value }) => [name, value]));
  });
  return done;
}

/** Misfit over what stands above the background, in per cent, from which on the phases explain next to nothing. */
const UNEXPLAINED = 60;

/** A pattern that the phases hardly explain: would they with the lines of another tube? */
function radiationFindings(
  { refinement: { agreement, method } }: PatternRefinement,
  pattern: Pattern,
  radiation: Radiation,
  setupsFor: (radiation: Radiation) => readonly PhaseSetup[],
): Finding[] {
  if (method !== 'rietveld' || agreement.rwpBackground < UNEXPLAINED) return [];
  const anode = guessRadiation(pattern, radiation, setupsFor);
  if (anode === undefined) return [];
  return [
    {
      code: 'wrong-wavelength',
      severity: 'error',
      message: `The phases explain next to nothing of this pattern at ${radiation.lines[0]!.wavelengthAngstrom} Å, and would with ${anode} Kα. Run it again with the option radiation ${anode}Ka if that is the tube.`,
      where: pattern.label,
    },
  ];
}

function heldFindings(
  { choice: { cellHeld, atomsHeld }, absent }: PatternRefinement,
  phases: readonly NamedStructure[],
  label: string,
): Finding[] {
  const names = (held: readonly number[]) =>
    held
      .filter((k) => !absent.includes(k))
      .map((k) => phases[k]!.name)
      .join(', ');
  const findings: Finding[] = [];
  if (absent.length > 0)
    findings.push({
      code: 'phase-not-found',
      severity: absent.length === phases.length ? 'error' : 'warning',
      message: `Nothing of ${absent.map((k) => phases[k]!.name).join(', ')} is seen in the pattern: its scale is zero and nothing else of it was refined. Take it out, or check the radiation and its cell.`,
      where: label,
    });
  if (names(cellHeld) !== '')
    findings.push({
      code: 'cell-held',
      severity: 'info',
      message: `${names(cellHeld)}: less than 1 % of the intensity, so the cell stays as in the CIF. Name cell in the option refine to refine it.`,
      where: label,
    });
  if (names(atomsHeld) !== '')
    findings.push({
      code: 'atoms-held',
      severity: 'info',
      message: `${names(atomsHeld)}: too little intensity, or too few reflections, to refine atoms; they stay as in the CIF.`,
      where: label,
    });
  return findings;
}

/** The same remark about each pattern of a series stands once. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, where }) => {
    const key = `${code} ${where ?? ''} ${message}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}
