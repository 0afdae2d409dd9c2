import { type ErrorPlace, fail, isInterphaseError, withPlace } from '../errors.js';
import type { AnalysisTask, TaskInput } from '../execution/task.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import { type NamedFile, namedFiles } from '../techniques/file-field.js';
import { findTechnique } from '../techniques/registry.js';
import type { Conditions, Finding } from '../techniques/technique.js';
import { compareConditions, fileLabel } from './conditions.js';
import { ambiguousReferences } from './fill-references.js';
import { findOptionFile } from './find-option-file.js';
import { findFile, type MatchedFile, matchRecordings, patternFolder } from './match-recordings.js';
import { orderByNeed } from './references.js';
import type { Study, StudyAnalysis } from './study.js';
import type { AnalysisFailure } from './study-result.js';

export interface StudyPlan {
  /** One task for each analysis whose files were found, in the order of study.yaml. */
  readonly tasks: readonly AnalysisTask[];
  /** Why an analysis has no task, by its name. */
  readonly failures: ReadonlyMap<string, AnalysisFailure>;
  /** Names of all analyses, each after those whose numbers it needs. */
  readonly order: readonly string[];
  /** Repeated conditions, files listed twice, files nobody uses, options that several analyses could give. */
  readonly findings: readonly Finding[];
}

/**
 * From a study and the files that are there to tasks. Options that are numbers of other analyses are not among the
 * options of the tasks yet.
 *
 * @param files paths from the folder of study.yaml, with `/`
 * @throws `invalid-study` for analyses that need each other in a ring, which `loadStudy` does not let pass
 */
export function planStudy(study: Study, files: readonly string[]): StudyPlan {
  const tasks: AnalysisTask[] = [];
  const failures = new Map<string, AnalysisFailure>();
  const findings: Finding[] = [];
  const { order, cycle } = orderByNeed(study.analyses);
  if (cycle !== undefined) {
    throw fail(
      'invalid-study',
      `the analyses ${cycle.join(' -> ')} need each other`,
      'give one of the numbers by hand',
    );
  }
  for (const analysis of study.analyses) {
    findings.push(...ambiguousReferences(analysis));
    try {
      const inputs = findInputs(analysis, files, findings);
      for (const named of optionFilesOf(analysis)) findOptionFile(named, files);
      tasks.push({
        id: analysis.id,
        technique: analysis.technique,
        sample: analysis.sample === undefined ? {} : study.samples[analysis.sample]!,
        inputs,
        ...(Object.keys(analysis.conditionColumns).length === 0 ? {} : { conditionColumns: analysis.conditionColumns }),
        options: analysis.options,
      });
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      failures.set(analysis.id, describeFailure(error, analysis));
    }
  }
  findings.push(...unusedFiles(study, files, tasks));
  return { tasks, failures, order, findings };
}

/**
 * An error as an outcome, with a place in study.yaml when it has no file of its own: that of the key it is about
 * (`circuit`) or of the entry in its list (`phase.1`), else that of the analysis, with the option that it lacks.
 */
export function describeFailure(error: unknown, analysis: StudyAnalysis): AnalysisFailure {
  if (!isInterphaseError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      code: 'unexpected',
      message: `something went wrong inside Interphase: ${message}`,
      hint: 'this is a mistake of the program; please report it with the files of this analysis',
      where: analysis.place,
    };
  }
  const path = error.where.path ?? '';
  const name = /^[^.[]+/.exec(path)?.[0] ?? '';
  const key = [path, name].find((one) => Object.hasOwn(analysis.keyPlaces, one));
  const place: ErrorPlace = key === undefined ? placeOfMissing(analysis, name) : analysis.keyPlaces[key]!;
  const where = error.where.file === undefined ? { ...place } : error.where;
  return { code: error.code, message: error.message, hint: error.hint, where };
}

/** Of an option that is not there, the place where it would stand. */
function placeOfMissing({ technique, place }: StudyAnalysis, option: string): ErrorPlace {
  const isOption = Object.hasOwn(findTechnique(technique)?.options.shape ?? {}, option);
  return isOption && place.path !== undefined ? { ...place, path: `${place.path}.${option}` } : place;
}

/** The files that options of an analysis name. */
function optionFilesOf({ technique, options }: StudyAnalysis): NamedFile[] {
  const known = findTechnique(technique);
  return known === undefined ? [] : namedFiles(known, options);
}

function findInputs(analysis: StudyAnalysis, files: readonly string[], findings: Finding[]): TaskInput[] {
  const found: MatchedFile[] = [];
  for (const source of analysis.recordings) {
    if ('pattern' in source) {
      try {
        found.push(...matchRecordings(source.pattern, files, source.place));
      } catch (error) {
        throw isInterphaseError(error) ? withPlace(error, source.place) : error;
      }
    } else {
      const path = findFile(source.file, files, source.place);
      found.push({ path, label: source.label ?? fileLabel(path), conditions: source.conditions });
    }
  }
  const once = withoutRepeats(analysis.id, found, findings);
  const inputs = withUniqueLabels(once).map((file, index) => ({
    path: file.path,
    label: file.label,
    conditions: { ...file.conditions, ...listedConditions(analysis, index, once.length) },
  }));
  // Conditions that are still to be read from columns may tell recordings apart that look alike now.
  if (Object.keys(analysis.conditionColumns).length === 0) findings.push(...equalConditions(analysis.id, inputs));
  return inputs;
}

function withoutRepeats(id: string, found: readonly MatchedFile[], findings: Finding[]): MatchedFile[] {
  const seen = new Set<string>();
  return found.filter(({ path }) => {
    if (!seen.has(path)) {
      seen.add(path);
      return true;
    }
    findings.push({
      code: 'repeated-file',
      severity: 'warning',
      message: `${id}: ${path} is listed more than once and used once; check the patterns of its recordings`,
      where: id,
    });
    return false;
  });
}

/** Files of one name in several folders are told apart by their folders; what is still alike, by a number. */
function withUniqueLabels(files: readonly MatchedFile[]): MatchedFile[] {
  const count = (labels: readonly string[], label: string) => labels.filter((other) => other === label).length;
  const short = files.map((file) => file.label);
  const long = files.map((file, index) => (count(short, short[index]!) > 1 ? longLabel(file) : short[index]!));
  const used = new Map<string, number>();
  return files.map((file, index) => {
    const label = long[index]!;
    const times = (used.get(label) ?? 0) + 1;
    used.set(label, times);
    return { ...file, label: times === 1 ? label : `${label} (${times})` };
  });
}

function longLabel(file: MatchedFile): string {
  const slash = file.path.lastIndexOf('/');
  return slash < 0 ? file.label : `${file.path.slice(0, slash)}/${file.label}`;
}

function listedConditions(analysis: StudyAnalysis, index: number, count: number): Conditions {
  const conditions: Record<string, Quantity> = {};
  for (const [name, value] of Object.entries(analysis.conditions)) {
    if (!isList(value)) {
      conditions[name] = value;
      continue;
    }
    if (value.length !== count) {
      throw fail(
        'invalid-study',
        `${analysis.id} has ${count} recordings, but ${value.length} values of ${name}`,
        'give one value for each recording, in their order, or one for all',
        analysis.keyPlaces.conditions ?? analysis.place,
      );
    }
    conditions[name] = value[index]!;
  }
  return conditions;
}

function isList(value: Quantity | readonly Quantity[]): value is readonly Quantity[] {
  return Array.isArray(value);
}

/** Two recordings at the same conditions may be a repeat or a slip in a file name; only the user knows. */
export function equalConditions(id: string, inputs: readonly Pick<TaskInput, 'label' | 'conditions'>[]): Finding[] {
  const findings: Finding[] = [];
  for (const [index, input] of inputs.entries()) {
    const names = Object.keys(input.conditions);
    if (names.length === 0) continue;
    const twin = inputs.slice(0, index).find((other) => {
      const sameNames =
        Object.keys(other.conditions).length === names.length &&
        names.every((name) => Object.hasOwn(other.conditions, name));
      return sameNames && sameValues(input.conditions, other.conditions, names);
    });
    if (twin === undefined) continue;
    const at = names.map((name) => `${name} ${printQuantity(input.conditions[name]!, { ascii: true })}`).join(', ');
    findings.push({
      code: 'equal-conditions',
      severity: 'warning',
      message: `${id}: ${twin.label} and ${input.label} have the same conditions (${at}); both are used. If one is misnamed, correct its name`,
      where: id,
    });
  }
  return findings;
}

function sameValues(a: Conditions, b: Conditions, names: readonly string[]): boolean {
  try {
    return compareConditions(a, b, names) === 0;
  } catch {
    // Conditions of different dimension under one name are not equal; the technique will say more.
    return false;
  }
}

/** Files beside used ones that no analysis takes: often a misspelt name, so worth a word. */
function unusedFiles(study: Study, files: readonly string[], tasks: readonly AnalysisTask[]): Finding[] {
  const used = new Set([
    ...tasks.flatMap((task) => task.inputs.map((input) => input.path)),
    ...study.analyses.flatMap(optionFilesOf).map(({ path }) => path),
  ]);
  const folders = new Set<string>();
  for (const source of study.analyses.flatMap((analysis) => analysis.recordings)) {
    folders.add(patternFolder('pattern' in source ? source.pattern : source.file));
  }
  folders.delete('');
  const unused = files.filter((path) => !used.has(path) && [...folders].some((folder) => path.startsWith(folder)));
  if (unused.length === 0) return [];
  const shown = unused.slice(0, 8).join(', ');
  const more = unused.length > 8 ? ` and ${unused.length - 8} more` : '';
  return [
    {
      code: 'unused-files',
      severity: 'info',
      message: `${unused.length === 1 ? 'one file is' : `${unused.length} files are`} in the folders of the recordings but used by no analysis: ${shown}${more}`,
    },
  ];
}
