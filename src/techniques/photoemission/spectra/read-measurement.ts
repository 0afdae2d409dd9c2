/** From recordings to a measurement: which table is which region of which step, with repeats added up. */
import { fail } from '../../../errors.js';
import { type Exclusions, leftOutWhole } from '../../excluded-rows.js';
import type { Conditions, Finding, LabelledRecording } from '../../technique.js';
import type { Measurement, Region, Spectrum, Step } from '../spectrum.js';
import { addRepeats, type RepeatsOfSpectrum } from './add-repeats.js';
import type { Candidate } from './candidate.js';
import { findSpectra } from './find-spectra.js';
import { groupRegions, type RegionGroup, rangeOf } from './group-regions.js';
import { groupSteps } from './group-steps.js';
import { checkLabels, isLeftOut, type NamedSpectrum, withoutPoints } from './leave-out-points.js';
import { type MergedStep, mergeSteps, type StepDraft } from './merge-steps.js';
import { addedFindings, firstOfEach, repeatFindings, stepFindings } from './spectrum-findings.js';

export interface MeasurementOptions {
  /** Photon energy, eV, in place of the file's. @default the file's */
  readonly excitationEnergyEv?: number | undefined;
  /** Repeats of a region in one step: added up, or each in a step of its own. @default 'sum' */
  readonly repeats?: 'sum' | 'apart' | undefined;
  /** What the user leaves out, by label of a recording, a step or a spectrum. @default nothing */
  readonly exclude?: Exclusions | undefined;
}

export interface ReadMeasurement {
  readonly measurement: Measurement;
  readonly findings: Finding[];
  /**
   * The label by which a spectrum and its rows are left out with the option `exclude`, for the points of figures:
   * `series#2 Ti 2p`, or that of the step or recording that holds nothing else.
   */
  readonly labelOf: (spectrum: Pick<Spectrum, 'step' | 'region'>) => string;
}

/**
 * @throws `wrong-technique`, `missing-column`, `too-few-points`, `too-many-points` for recordings that hold no spectrum that
 *   can be read, `invalid-option` where `exclude` names what is not there or leaves nothing
 */
export function readMeasurement(
  recordings: readonly LabelledRecording[],
  { excitationEnergyEv, repeats = 'sum', exclude = new Map() }: MeasurementOptions = {},
): ReadMeasurement {
  const out = recordings.filter(({ label }) => exclude.get(label) === 'all').map(({ label }) => label);
  const read = recordings.filter(({ label }) => !out.includes(label));
  if (read.length === 0) throw nothingLeft();
  const { candidates, findings } = findSpectra(read, excitationEnergyEv);
  const groups = groupRegions(candidates);
  const merged = mergedSteps(read, candidates, groups, repeats === 'apart');
  findings.push(...stepFindings(merged));
  const made = makeSpectra(merged, groups);
  const named = nameSpectra(made.spectra, merged);
  const labels = new Map(named.map(({ spectrum, label }) => [spectrum, label]));
  checkLabels(
    exclude,
    named,
    recordings.map(({ label }) => label),
  );
  const kept = named.filter((one) => !isLeftOut(one, exclude));
  if (kept.length === 0) throw nothingLeft();
  const ofRepeats = kept.flatMap(({ spectrum }) => {
    const { label } = merged[spectrum.step]!;
    return repeatFindings(made.repeatsOf.get(spectrum)!, labels.get(spectrum)!, spectrum.region, label);
  });
  findings.push(...firstOfEach(ofRepeats));
  findings.push(...addedFindings(kept.map(({ spectrum }) => spectrum)));
  findings.push(...leftOutWhole([...out, ...leftOutLabels(named, kept)], kept.length));
  return { ...assemble(kept, merged, groups, exclude, excitationEnergyEv), findings };
}

function mergedSteps(
  recordings: readonly LabelledRecording[],
  candidates: readonly Candidate[],
  groups: readonly RegionGroup[],
  apart: boolean,
): MergedStep[] {
  const regionOf = new Map(groups.flatMap(({ name, members }) => members.map((member) => [member, name] as const)));
  const byRecording = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const own = byRecording.get(candidate.recording);
    if (own === undefined) byRecording.set(candidate.recording, [candidate]);
    else own.push(candidate);
  }
  const drafts = recordings.flatMap(({ label, conditions }) => {
    const steps = groupSteps(byRecording.get(label) ?? [], regionOf, apart);
    return steps.map(
      (step, index): StepDraft => ({
        ...step,
        recording: label,
        own: step.conditions,
        // What the user says of the file stands above what the file says.
        conditions: { ...step.conditions, ...conditions } satisfies Conditions,
        index,
        count: steps.length,
      }),
    );
  });
  return mergeSteps(drafts, regionOf);
}

function makeSpectra(steps: readonly MergedStep[], groups: readonly RegionGroup[]) {
  const repeatsOf = new Map<Spectrum, RepeatsOfSpectrum>();
  const placeOf = new Map(groups.flatMap(({ members }, place) => members.map((member) => [member, place] as const)));
  const spectra = steps.flatMap(({ drafts }, step) => {
    const byPlace = new Map<number, Candidate[]>();
    for (const member of drafts.flatMap(({ members }) => members)) {
      const place = placeOf.get(member)!;
      const repeats = byPlace.get(place);
      if (repeats === undefined) byPlace.set(place, [member]);
      else repeats.push(member);
    }
    return [...byPlace]
      .sort(([a], [b]) => a - b)
      .map(([place, members]): Spectrum => {
        const added = addRepeats(members);
        const spectrum: Spectrum = { ...added.spectrum, region: groups[place]!.name, step };
        repeatsOf.set(spectrum, added);
        return spectrum;
      });
  });
  return { spectra, repeatsOf };
}

/** Each spectrum with the shortest label that means it and nothing else. */
function nameSpectra(spectra: readonly Spectrum[], steps: readonly MergedStep[]): NamedSpectrum[] {
  const inRecording = countBy(spectra, ({ recording }) => recording);
  const inStep = countBy(spectra, ({ step }) => steps[step]!.label);
  const taken = new Set([...inRecording.keys(), ...inStep.keys()]);
  return spectra.map((spectrum): NamedSpectrum => {
    const { recording, region } = spectrum;
    const step = steps[spectrum.step]!.label;
    let label = `${step} ${region}`;
    if (inRecording.get(recording) === 1) label = recording;
    else if (inStep.get(step) === 1) label = step;
    else {
      while (taken.has(label)) label = `${label} spectrum`;
      taken.add(label);
    }
    return { spectrum, label, step, recordings: [recording] };
  });
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** Steps that are left out whole by their own name, and spectra of the others. */
function leftOutLabels(named: readonly NamedSpectrum[], kept: readonly NamedSpectrum[]): string[] {
  const staying = new Set(kept);
  const stepsKept = new Set(kept.map(({ step }) => step));
  const labels = named
    .filter((one) => !staying.has(one))
    .map(({ step, label }) => (stepsKept.has(step) ? label : step));
  return [...new Set(labels)];
}

/** Steps and regions without any spectrum are none; the others are counted anew. */
function assemble(
  kept: readonly NamedSpectrum[],
  merged: readonly MergedStep[],
  groups: readonly RegionGroup[],
  exclusions: Exclusions,
  excitationEnergyEv: number | undefined,
): Pick<ReadMeasurement, 'measurement' | 'labelOf'> {
  const steps: Step[] = [];
  const indexOf = new Map<number, number>();
  const filled = new Set(kept.map(({ spectrum }) => spectrum.step));
  for (const [index, { label, drafts }] of merged.entries()) {
    if (!filled.has(index)) continue;
    indexOf.set(index, steps.length);
    const { recording, conditions } = drafts[0]!;
    steps.push({ label, recording, conditions });
  }
  // By step and region, since a spectrum that is cut to a window is another object.
  const labels = new Map<string, string>();
  const keyOf = ({ step, region }: Pick<Spectrum, 'step' | 'region'>): string => `${step}\n${region}`;
  const spectra = kept.map((one): Spectrum => {
    const spectrum = { ...withoutPoints(one, exclusions), step: indexOf.get(one.spectrum.step)! };
    labels.set(keyOf(spectrum), one.label);
    return spectrum;
  });
  const regions = groups.flatMap(({ name, title, kind }): Region[] => {
    const ranges = spectra.filter(({ region }) => region === name).map(rangeOf);
    if (ranges.length === 0) return [];
    const low = Math.max(...ranges.map(([from]) => from));
    const high = Math.min(...ranges.map(([, to]) => to));
    return [{ name, title, kind, rangeEv: [low, high] }];
  });
  return {
    measurement: {
      steps,
      regions,
      spectra,
      excitationEv: ({ settings }) => excitationEnergyEv ?? settings.excitationEnergyEv,
    },
    labelOf: (spectrum) => labels.get(keyOf(spectrum)) ?? steps[spectrum.step]?.label ?? '',
  };
}

function nothingLeft() {
  return fail('invalid-option', 'exclude leaves nothing to analyse', 'take one of the recordings or steps back', {
    path: 'exclude',
  });
}
