/** All patterns of a series, each refined and with a word about the way there. */
import type { InstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import type { Finding, Progress } from '../technique.js';
import type { AnalysedPattern } from './analysed-pattern.js';
import { choiceFindings } from './checks/choice-findings.js';
import { checkProfile } from './fit/profile-check.js';
import { type PatternRefinement, refinePattern } from './fit/refine-pattern.js';
import type { Radiation } from './model/radiation.js';
import type { ModelSetup, PhaseSetup } from './model/setup.js';
import type { PowderDiffractionOptions } from './options.js';
import { type NamedStructure, phaseSetups } from './phase-setups.js';
import { readHumps } from './range-texts.js';
import type { RawPattern } from './read-patterns.js';
import type { Pattern } from './refinement.js';
import { resolveRadiation } from './resolve-radiation.js';
import { guessRadiation } from './search/guess-radiation.js';
import { type SearchedPhase, searchPhases } from './search/search-phases.js';
import { givesWidths, instrumentStarts } from './start-values.js';

/** The candidates are searched for in the first pattern. */
export function searchFirst(
  { pattern, settings }: RawPattern,
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

/**
 * Refines one after the other; in a sequential series each starts where the last one that converged has ended.
 *
 * @param foundCells cell numbers by the names of their parameters, where the search found them
 * @param shared findings about radiation and phases, the same for all
 */
export function refineSeries(
  raw: readonly RawPattern[],
  phases: readonly NamedStructure[],
  instrument: InstrumentParameters | undefined,
  options: PowderDiffractionOptions,
  foundCells: ReadonlyMap<string, number>,
  shared: Finding[],
  progress: Progress | undefined,
): AnalysedPattern[] {
  const humps: ModelSetup['humps'] = readHumps(options.hump);
  const done: AnalysedPattern[] = [];
  let starts: ReadonlyMap<string, number> = new Map([...instrumentStarts(instrument), ...foundCells]);
  raw.forEach(({ label, recording, conditions, origin, pattern, settings, findings: own, excludedRows }, k) => {
    const findings = [...own];
    if (excludedRows.size > 0)
      findings.push({
        code: 'points-left-out',
        severity: 'info',
        message: `${excludedRows.size} ${excludedRows.size === 1 ? 'point is' : 'points are'} left out by the option exclude.`,
        where: label,
      });
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
      instrumentGiven: givesWidths(instrument),
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
    findings.push(...heldFindings(refined, phases, label), ...choiceFindings(refined, instrument, label));
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
      origin,
      refinement,
      instrumentKnown: refined.choice.own.instrumentKnown,
      absent: refined.absent.map((k) => phases[k]!.name),
      findings,
      excludedRows,
      ...(spread === undefined ? {} : { spread }),
    });
    // Where one has gone astray the next would follow it.
    if (options.sequential && refinement.converged && refined.absent.length < phases.length)
      starts = new Map([
        ...refinement.parameters.map(({ name, value }) => [name, value] as const),
        // Each is compared with the widths of the file, not with those of the pattern before.
        ...(refined.contradicted === undefined ? [] : [...starts].filter(([name]) => WIDTHS.includes(name))),
      ]);
  });
  return done;
}

/** Of the diffractometer, in instrument parameters. */
const WIDTHS: readonly string[] = ['U', 'V', 'W', 'X', 'Y'];

/** Misfit over what stands above the background, in per cent, from which on the phases explain next to nothing. */
const UNEXPLAINED = 60;

/** A pattern that the phases hardly explain: would they with the lines of another tube? */
function radiationFindings(
  { refinement: { agreement, method, phases } }: PatternRefinement,
  pattern: Pattern,
  radiation: Radiation,
  setupsFor: (radiation: Radiation) => readonly PhaseSetup[],
): Finding[] {
  if (method !== 'rietveld' || agreement.rwpBackground < UNEXPLAINED) return [];
  const lineCount = phases.reduce((sum, { reflections }) => sum + reflections.length, 0);
  const anode = guessRadiation(pattern, radiation, setupsFor, lineCount);
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
  { choice: { cellHeld, atomsHeld }, absent: gone, atomsWithheld, constraints, model }: PatternRefinement,
  phases: readonly NamedStructure[],
  label: string,
): Finding[] {
  // A scale that the user holds at zero says nothing of the pattern.
  const [switchedOff, absent] = [true, false].map((held) =>
    gone.filter((k) => constraints.fixed.has(model.list.phases[k]!.scale) === held),
  ) as [number[], number[]];
  const names = (held: readonly number[]) =>
    held
      .filter((k) => !gone.includes(k))
      .map((k) => phases[k]!.name)
      .join(', ');
  const findings: Finding[] = [];
  if (switchedOff.length > 0)
    findings.push({
      code: 'phase-switched-off',
      severity: 'info',
      message: `The scale of ${switchedOff.map((k) => phases[k]!.name).join(', ')} is held at zero (option fix): the pattern is calculated without it, and nothing of it is refined.`,
      where: label,
    });
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
  if (atomsWithheld !== null)
    findings.push({
      code: 'atoms-held',
      severity: 'warning',
      message: `With scales, cells and widths refined, ${(100 * atomsWithheld).toFixed(0)} % of what stands above the background was still unexplained, so no atoms were refined: they would make up for what is missing. Find it first (another phase, the cell, texture); option refine +positions refines them all the same.`,
      where: label,
    });
  else if (names(atomsHeld) !== '')
    findings.push({
      code: 'atoms-held',
      severity: 'info',
      message: `${names(atomsHeld)}: too little intensity, or too few reflections, to refine atoms; they stay as in the CIF.`,
      where: label,
    });
  return findings;
}
