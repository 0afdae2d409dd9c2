/**
 * Options that are numbers of other analyses: typed as `"{conductivity.conductivity25C}"`, or taken where the technique
 * says what from. They order the analyses: what is needed runs first.
 */
import { type Placeholder, placeholdersOf } from './fill-text.js';
import type { OptionReference, StudyAnalysis } from './study.js';

/**
 * The reference that an option's value is as a whole; undefined for any other value.
 *
 * @throws `invalid-study` for braces that name no number
 */
export function referenceIn(value: unknown): Placeholder | undefined {
  if (typeof value !== 'string' || !/^\s*\{[^{}]*\}\s*$/.test(value)) return undefined;
  return placeholdersOf(value)[0];
}

/**
 * `option: {conductivity.conductivity25C}` without quotation marks is a map in YAML. What was meant, or undefined for a
 * value that is something else.
 */
export function unquotedReference(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [[key, inner] = [], ...others] = Object.entries(value);
  if (key === undefined || inner !== null || others.length > 0 || !/^[^.\s]+\.\S+$/.test(key)) return undefined;
  return `{${key}}`;
}

/** The analyses whose numbers an analysis needs. */
export function neededBy(analysis: StudyAnalysis): string[] {
  return [...new Set(analysis.references.flatMap(sourceOf))];
}

/** Of several that could be meant, none is taken. */
function sourceOf(reference: OptionReference): readonly string[] {
  if (reference.kind === 'typed') return [reference.placeholder.analysis];
  return reference.analyses.length === 1 ? reference.analyses : [];
}

/** The chosen analyses with all that they need, directly or through others, in the order of the study. */
export function withNeeded(analyses: readonly StudyAnalysis[], chosen: readonly string[]): StudyAnalysis[] {
  const byId = new Map(analyses.map((analysis) => [analysis.id, analysis]));
  const wanted = new Set<string>();
  const add = (id: string) => {
    const analysis = byId.get(id);
    if (analysis === undefined || wanted.has(id)) return;
    wanted.add(id);
    neededBy(analysis).forEach(add);
  };
  chosen.forEach(add);
  return analyses.filter(({ id }) => wanted.has(id));
}

export interface DependencyOrder {
  /** Every analysis, each after those it needs; otherwise in the order of the study. */
  readonly order: readonly string[];
  /** A ring of analyses that need each other, its first one repeated at the end; then `order` is not complete. */
  readonly cycle?: readonly string[];
}

export function orderByNeed(analyses: readonly StudyAnalysis[]): DependencyOrder {
  const byId = new Map(analyses.map((analysis) => [analysis.id, analysis]));
  const order: string[] = [];
  const placed = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (placed.has(id)) return undefined;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    const analysis = byId.get(id);
    if (analysis === undefined) return undefined;
    for (const needed of neededBy(analysis)) {
      const cycle = visit(needed, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    placed.add(id);
    order.push(id);
    return undefined;
  };
  for (const { id } of analyses) {
    const cycle = visit(id, []);
    if (cycle !== undefined) return { order, cycle };
  }
  return { order };
}
