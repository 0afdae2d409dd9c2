/** The walk through the rooms: recordings to tests, each test cut, measured and judged, put together as one result. */
import { fail, withPlace } from '../../errors.js';
import { joinTimeSeries } from '../../formats/time-series/join-time-series.js';
import { readTimeSeries } from '../../formats/time-series/read-time-series.js';
import type { TimeSeries } from '../../formats/time-series/time-series.js';
import type { AnalysisInput, AnalysisResult, Conditions, Finding, LabelledRecording, Progress } from '../technique.js';
import { type AnalysedTest, assembleResult } from './assemble-result.js';
import { coulometryPart } from './coulometry/coulometry-part.js';
import { decideCell } from './decide-cell.js';
import { differentialPart } from './differential/differential-part.js';
import { fullCellPart } from './full-cell/full-cell-part.js';
import { mergeParts } from './merge-parts.js';
import type { CyclingOptions } from './options.js';
import type { CyclingPart } from './part.js';
import { type PreparedTest, prepareTest } from './prepare-test.js';
import { runFindings } from './run-findings.js';
import { signSwapped, swappedFinding, withPotentialTurned } from './sign-convention.js';
import { symmetricPart } from './symmetric/symmetric-part.js';
import { titrationPart } from './titration/titration-part.js';

interface Run {
  readonly label: string;
  readonly series: TimeSeries;
  readonly conditions: Conditions;
}

export function analyseCycling(input: AnalysisInput<CyclingOptions>, progress?: Progress): AnalysisResult {
  const { recordings, sample, options } = input;
  const runs = runsOf(recordings, options.join);
  const tests = runs.map((run, k): AnalysedTest => {
    progress?.(k / runs.length, `cutting ${run.label} into half cycles`);
    const first = prepareTest(run.label, run.series, sample, options);
    const { cell, finding } = decideCell(first);
    // A full cell charges first; the pairing and the words follow from what the cell is.
    const chosen: CyclingOptions = {
      ...options,
      cell,
      ...(cell === 'full' && options.first === undefined ? { first: 'positive' } : {}),
    };
    const asStored = prepareTest(run.label, run.series, sample, chosen);
    const swapped = cell === 'symmetric' && signSwapped(asStored);
    const test = swapped ? prepareTest(run.label, withPotentialTurned(run.series), sample, chosen) : asStored;
    const part = partOf(test);
    return {
      test,
      part,
      conditions: run.conditions,
      findings: [
        ...(finding === undefined ? [] : [finding]),
        ...(swapped ? [swappedFinding(test)] : []),
        ...runFindings(test, run.conditions),
        ...part.findings,
      ],
    };
  });
  return assembleResult(tests, joinHint(runs, options));
}

function partOf(test: PreparedTest): CyclingPart {
  const ofCell = test.options.cell === 'symmetric' ? symmetricPart(test) : fullCellPart(test);
  return mergeParts([ofCell, differentialPart(test), titrationPart(test), coulometryPart(test)]);
}

function runsOf(recordings: readonly LabelledRecording[], join: boolean): Run[] {
  const parts = recordings.map(({ label, recording, conditions }) => {
    try {
      const { startTime } = recording;
      const series = readTimeSeries(recording);
      return startTime === undefined ? { label, series, conditions } : { label, series, conditions, startTime };
    } catch (error) {
      throw withPlace(error, { file: recording.name });
    }
  });
  if (!join || parts.length === 1) return parts;
  const differs = Object.keys(parts[0]!.conditions).length > 0;
  if (differs) {
    throw fail(
      'invalid-option',
      'files with conditions of their own are tests of their own and cannot be joined',
      'leave the conditions out, or join: false',
      { path: 'join' },
    );
  }
  return [{ label: parts.map(({ label }) => label).join(' + '), series: joinTimeSeries(parts), conditions: {} }];
}

/** Files that continue each other's clock are most likely one test. */
function joinHint(runs: readonly Run[], { join }: CyclingOptions): Finding[] {
  if (join || runs.length < 2) return [];
  const goesOn = runs.every((run, k) => {
    if (k === 0) return true;
    const end = runs[k - 1]!.series.timeS.at(-1)!;
    const begin = run.series.timeS[0]!;
    return begin > 0 && begin >= end && begin - end < 0.01 * end + 60;
  });
  if (!goesOn) return [];
  const message =
    'The clock of each file goes on from the one before: they look like parts of one test. Join them with join: true (--join).';
  return [{ code: 'parts-of-one-test', severity: 'warning', message }];
}
