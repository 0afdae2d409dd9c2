/** The walk through the rooms: recordings to patterns, structures to phases, both to refinements, those to what is told. */
import { fail } from '../../errors.js';
import { type InstrumentParameters, readInstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import { readExclusions } from '../excluded-rows.js';
import { fileOfText } from '../file-field.js';
import type { AnalysisInput, AnalysisResult, Finding, Progress } from '../technique.js';
import { assembleResult } from './assemble-result.js';
import type { PowderDiffractionOptions } from './options.js';
import { readPhases } from './phase-setups.js';
import { checkLabels, readPatterns } from './read-patterns.js';
import { refineSeries, searchFirst } from './refine-series.js';
import { readDiameters, readStandard } from './words.js';

type Input = AnalysisInput<PowderDiffractionOptions>;

/**
 * @throws `invalid-option` for words that cannot be read or name what is not there, `invalid-structure` for a CIF that makes
 * no crystal, `wrong-technique` for a recording without a pattern, `too-few-points`
 */
export function analysePowderDiffraction(input: Input, progress?: Progress): AnalysisResult {
  const { options, files } = input;
  const findings: Finding[] = [];
  const given = readPhases(options.phase, 'phase', files, findings);
  const candidates = readPhases(options.candidate, 'candidate', files, findings, given);
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
      'name a CIF for each phase of the sample in the option phase, or structures to be tried in the option candidate',
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
  // Before the long work: a word that cannot be read is to be told at once.
  const words = {
    standard: readStandard(options.internalStandard, phases),
    diameters: readDiameters(options.particleDiameter, phases),
  };
  if (kept.length < raw.length)
    findings.push({
      code: 'patterns-left-out',
      severity: 'info',
      message: `Left out by the option exclude: ${raw
        .filter((one) => !kept.includes(one))
        .map(({ label }) => label)
        .join(', ')}.`,
    });
  const lastFound = search?.filter(({ round }) => round !== null).at(-1);
  const foundCells = lastFound?.cells ?? new Map<string, number>();
  const patterns = refineSeries(kept, phases, instrument, options, foundCells, findings, progress);
  const instrumentKnown = patterns.every((pattern) => pattern.instrumentKnown);
  return assembleResult({
    patterns,
    phases,
    options,
    words: { ...words, instrumentKnown },
    findings: once(findings),
    search,
  });
}

function readInstrument({ options, files }: Input): InstrumentParameters | undefined {
  if (options.instrument === undefined) return undefined;
  const file = fileOfText(files, options.instrument, { named: false });
  if (file === undefined) return undefined;
  return readInstrumentParameters(new TextDecoder('latin1').decode(file.bytes), file.name);
}

/** The same remark about each pattern of a series stands once. */
function once(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, where }) => {
    const key = `${code} ${where ?? ''} ${message}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
}
