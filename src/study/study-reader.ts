import { type ErrorPlace, isInterphaseError } from '../errors.js';
import { suggest } from '../quantity/nearest.js';
import type { Quantity } from '../quantity/quantity.js';
import { namedFiles } from '../techniques/file-field.js';
import { checkSample, type Sample } from '../techniques/sample.js';
import type { Technique } from '../techniques/technique.js';
import { checkNamed, studyChecks } from './checks.js';
import { compilePattern, parseCondition } from './conditions.js';
import { placeholdersOf } from './fill-text.js';
import { optionMistakes } from './option-mistakes.js';
import { splitOptions, withAutomaticReferences } from './option-references.js';
import { referenceMistakes } from './reference-mistakes.js';
import { analysisFields, type StudyText } from './schema.js';
import { dotted } from './schema-mistakes.js';
import type { ListedConditions, RecordingSource, Study, StudyAnalysis, StudyCheckEntry, StudyItem } from './study.js';
import type { Mistake, YamlPath, YamlSource } from './yaml-source.js';

/** Goes through a parsed study and collects what no schema can see: names that lead nowhere, impossible samples. */
export class StudyReader {
  readonly mistakes: Mistake[] = [];
  private readonly source: YamlSource;
  private readonly fileName: string;
  private readonly techniques: readonly Technique[];
  private analyses: StudyAnalysis[] = [];
  private readonly checks: StudyCheckEntry[] = [];
  private readonly items: StudyItem[] = [];

  constructor(source: YamlSource, fileName: string, techniques: readonly Technique[]) {
    this.source = source;
    this.fileName = fileName;
    this.techniques = techniques;
  }

  /** Technique and options of each analysis, as far as they are there. */
  checkOptions(): void {
    const analyses = (this.source.value as { analyses?: unknown }).analyses;
    if (!isMap(analyses)) return;
    for (const [id, entry] of Object.entries(analyses)) {
      if (!isMap(entry) || typeof entry.technique !== 'string') continue;
      const technique = this.techniqueNamed(entry.technique);
      if (technique === undefined) {
        const names = this.techniques.flatMap((known) => [known.name, known.shortName]);
        this.note(
          ['analyses', id, 'technique'],
          `there is no technique "${entry.technique}"; ${suggest(entry.technique, names)}`,
        );
        continue;
      }
      this.mistakes.push(
        ...optionMistakes(technique, optionsOf(entry), Object.keys(analysisFields.shape), this.source, [
          'analyses',
          id,
        ]),
      );
    }
  }

  /** Names that every JavaScript object has of itself would be lost, or found where nobody wrote them. */
  checkNames(): void {
    for (const part of ['samples', 'analyses'] as const) {
      const names = (this.source.value as Record<string, unknown>)[part];
      if (!isMap(names)) continue;
      for (const name of Object.keys(names)) {
        if (name in Object.prototype) this.noteKey([part], name, `"${name}" is a reserved word; choose another name`);
      }
    }
  }

  read(text: StudyText): void {
    for (const [name, sample] of Object.entries(text.samples)) this.readSample(name, sample);
    for (const [id, entry] of Object.entries(text.analyses)) this.readAnalysis(id, entry, text.samples);
    if (Object.keys(text.analyses).length === 0) this.note(['analyses'], 'the study has no analyses');
    for (const { analysis, option, message } of referenceMistakes(this.analyses, Object.keys(text.analyses))) {
      this.note(['analyses', analysis, option], message);
    }
    const typed = new Map(Object.entries(text.analyses).map(([id, entry]) => [id, Object.keys(entry)]));
    this.analyses = withAutomaticReferences(this.analyses, typed, (name) => this.techniqueNamed(name));
    for (const [index, entry] of text.checks.entries()) this.readCheck(index, entry, text);
    for (const [index, item] of (text.document.items ?? []).entries()) this.readItem(index, item, text);
  }

  study(text: StudyText): Omit<Study, 'fileName' | 'sha256'> {
    return {
      title: text.title,
      samples: Object.fromEntries(Object.entries(text.samples).map(([name, sample]) => [name, { name, ...sample }])),
      analyses: this.analyses,
      checks: this.checks,
      document: { style: text.document.style, ...(text.document.items === undefined ? {} : { items: this.items }) },
    };
  }

  private readSample(name: string, sample: Sample): void {
    try {
      checkSample(sample);
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      const path = (error.where.path ?? '').split('.').filter((part) => part !== '');
      this.note(['samples', name, ...path], `${error.message}; ${error.hint}`);
    }
  }

  private readAnalysis(id: string, entry: StudyText['analyses'][string], samples: StudyText['samples']): void {
    const path = ['analyses', id];
    const technique = this.techniqueNamed(entry.technique);
    if (entry.sample !== undefined && !Object.hasOwn(samples, entry.sample)) {
      this.note(
        [...path, 'sample'],
        `there is no sample "${entry.sample}"; ${suggest(entry.sample, Object.keys(samples))}`,
      );
    }
    const recordings = this.readRecordings([...path, 'recordings'], entry.recordings);
    const conditions = this.readListedConditions([...path, 'conditions'], entry.conditions ?? {});
    if (technique === undefined) return;
    const options = optionsOf(entry);
    const keys = Object.keys(entry).map((key) => [key, this.place([...path, key])] as const);
    // Of several files that an option names, one may be missing.
    const files = namedFiles(technique, options).map(
      ({ at }) => [at, this.place([...path, ...at.split('.')])] as const,
    );
    this.analyses.push({
      id,
      technique: technique.name,
      ...(entry.sample === undefined ? {} : { sample: entry.sample }),
      recordings,
      conditions,
      conditionColumns: conditionColumnsOf(entry.conditions ?? {}),
      ...splitOptions(technique, options),
      place: this.keyPlace(['analyses'], id),
      keyPlaces: Object.fromEntries([...keys, ...files]),
    });
  }

  private readRecordings(path: YamlPath, entry: StudyText['analyses'][string]['recordings']): RecordingSource[] {
    const list = typeof entry === 'string' ? [entry] : entry;
    return list.map((item, index): RecordingSource => {
      const at = typeof entry === 'string' ? path : [...path, index];
      const place = this.place(at);
      if (typeof item === 'string') {
        this.attempt(at, () => compilePattern(item));
        return { pattern: item, place };
      }
      const conditions: Record<string, Quantity> = {};
      for (const [name, typed] of Object.entries(item.conditions)) {
        const condition = this.attempt([...at, 'conditions', name], () => parseCondition(name, typed));
        if (condition !== undefined) conditions[name] = condition;
      }
      return { file: item.file, ...(item.label === undefined ? {} : { label: item.label }), conditions, place };
    });
  }

  private readListedConditions(path: YamlPath, entry: ConditionsText): ListedConditions {
    const conditions: Record<string, Quantity | Quantity[]> = {};
    for (const [name, typed] of Object.entries(entry)) {
      if (isColumn(typed)) continue;
      if (!Array.isArray(typed)) {
        const one = this.attempt([...path, name], () => parseCondition(name, typed));
        if (one !== undefined) conditions[name] = one;
        continue;
      }
      const all = typed.map((item, index) => this.attempt([...path, name, index], () => parseCondition(name, item)));
      conditions[name] = all.filter((item) => item !== undefined);
    }
    return conditions;
  }

  private readCheck(index: number, entry: StudyText['checks'][number], text: StudyText): void {
    const path = ['checks', index];
    const names = Object.keys(entry);
    if (names.length !== 1) {
      this.note(path, 'each entry of checks is one check: put a "-" before every check');
      return;
    }
    const name = names[0]!;
    const check = checkNamed(name);
    if (check === undefined) {
      this.noteKey(
        path,
        name,
        `there is no check "${name}"; ${suggest(
          name,
          studyChecks.map((known) => known.name),
        )}`,
      );
      return;
    }
    const roles: Record<string, string> = {};
    const parameters: Record<string, string> = {};
    for (const [key, value] of Object.entries(entry[name]!)) {
      const isParameter = Object.hasOwn(check.parameters?.shape ?? {}, key) && !Object.hasOwn(check.roles, key);
      (isParameter ? parameters : roles)[key] = String(value);
    }
    const checked = check.parameters?.safeParse(parameters);
    for (const issue of checked?.error?.issues ?? []) {
      this.note([...path, name, ...issue.path], `"${parameters[String(issue.path[0])]}": ${issue.message}`);
    }
    for (const role of Object.keys(check.roles)) {
      if (!Object.hasOwn(roles, role))
        this.note([...path, name], `the check needs "${role}": ${check.roles[role]!.meaning}`);
    }
    for (const [role, id] of Object.entries(roles)) {
      const known = Object.hasOwn(check.roles, role) ? check.roles[role] : undefined;
      if (known === undefined) {
        const keys = [...Object.keys(check.roles), ...Object.keys(check.parameters?.shape ?? {})];
        this.noteKey([...path, name], role, `"${role}" is not known here; ${suggest(role, keys)}`);
      } else if (!Object.hasOwn(text.analyses, id)) {
        this.note([...path, name, role], this.noAnalysis(id, text));
      } else {
        const technique = this.techniqueNamed(text.analyses[id]!.technique)?.name;
        if (technique !== undefined && technique !== known.technique) {
          this.note(
            [...path, name, role],
            `"${id}" is an analysis by ${technique}; ${role} must be one by ${known.technique}`,
          );
        }
      }
    }
    this.checks.push({
      check: name,
      roles,
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
      place: this.keyPlace(path, name),
    });
  }

  private readItem(index: number, item: NonNullable<StudyText['document']['items']>[number], text: StudyText): void {
    const path = ['document', 'items', index];
    const kind = item.figure === undefined ? 'table' : 'figure';
    const name = String(item.figure ?? item.table);
    if (this.items.some((other) => other.kind === kind && other.name === name)) {
      this.note([...path, kind], `there is already a ${kind} ${name}`);
    }
    if (/[/\\]|^\./.test(name)) {
      this.note(
        [...path, kind],
        `"${name}" cannot be the name of a ${kind}: it must not begin with a point or hold / or \\`,
      );
    }
    for (const [at, panel] of item.panels.entries()) {
      const id = panel.slice(0, panel.indexOf('.'));
      if (!Object.hasOwn(text.analyses, id)) this.note([...path, 'panels', at], this.noAnalysis(id, text));
    }
    const caption = item.caption;
    if (caption !== undefined) {
      for (const reference of this.attempt([...path, 'caption'], () => placeholdersOf(caption)) ?? []) {
        if (!Object.hasOwn(text.analyses, reference.analysis)) {
          this.note([...path, 'caption'], `{${reference.text}}: ${this.noAnalysis(reference.analysis, text)}`);
        }
      }
    }
    this.items.push({
      kind,
      name,
      panels: item.panels,
      ...(caption === undefined ? {} : { caption }),
      place: this.place(path),
      panelPlaces: item.panels.map((_, at) => this.place([...path, 'panels', at])),
      ...(caption === undefined ? {} : { captionPlace: this.place([...path, 'caption']) }),
    });
  }

  private noAnalysis(id: string, text: StudyText): string {
    return `there is no analysis "${id}"; ${suggest(id, Object.keys(text.analyses))}`;
  }

  private techniqueNamed(name: string): Technique | undefined {
    return this.techniques.find((technique) => technique.name === name || technique.shortName === name);
  }

  /** What the action returns; an error of the family becomes a mistake at the path. */
  private attempt<T>(path: YamlPath, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      this.note(path, `${error.message}; ${error.hint}`);
      return undefined;
    }
  }

  private note(path: YamlPath, message: string): void {
    this.mistakes.push({ ...this.source.placeOf(path), path: dotted(path), message });
  }

  private noteKey(path: YamlPath, key: string, message: string): void {
    this.mistakes.push({ ...this.source.placeOfKey(path, key), path: dotted([...path, key]), message });
  }

  private place(path: YamlPath): ErrorPlace {
    return { file: this.fileName, ...this.source.placeOf(path), path: dotted(path) };
  }

  private keyPlace(path: YamlPath, key: string): ErrorPlace {
    return { file: this.fileName, ...this.source.placeOfKey(path, key), path: dotted([...path, key]) };
  }
}

type ConditionsText = NonNullable<StudyText['analyses'][string]['conditions']>;

function isColumn(typed: ConditionsText[string]): typed is { column: string } {
  return isMap(typed);
}

function conditionColumnsOf(entry: ConditionsText): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([name, typed]) => (isColumn(typed) ? [[name, typed.column]] : [])),
  );
}

/** What an analysis holds besides the keys that all analyses have. */
function optionsOf(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !Object.hasOwn(analysisFields.shape, key)));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
