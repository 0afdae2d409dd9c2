import { type ErrorPlace, isInterphaseError, printPlace } from '../errors.js';
import type { Result } from '../execution/task.js';
import type { Figure } from '../figure/figure.js';
import { suggest } from '../quantity/nearest.js';
import type { Finding, ResultTable } from '../techniques/technique.js';
import { fillText } from './fill-text.js';
import type { Study, StudyItem } from './study.js';
import type { AnalysisFailure, AnalysisOutcome, DocumentItem } from './study-result.js';

export interface ComposedDocument {
  readonly items: readonly DocumentItem[];
  /** References that lead nowhere (`unknown-reference`). */
  readonly findings: readonly Finding[];
  /** The same as failures with their place in study.yaml. */
  readonly mistakes: readonly AnalysisFailure[];
}

const unknownReference = 'unknown-reference';

type Report = (message: string, hint: string, where?: ErrorPlace) => void;

/**
 * The items of the document: the panels of all figures an item names are gathered into one figure, tables are looked
 * up, captions are filled with numbers. An item that needs something missing says so and the others stand. A study
 * without a document gets one item for every figure of every analysis.
 */
export function composeDocument(study: Study, outcomes: readonly AnalysisOutcome[]): ComposedDocument {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  if (study.document.items === undefined) return { items: everyFigure(outcomes), findings: [], mistakes: [] };
  const mistakes: AnalysisFailure[] = [];
  const items = study.document.items.map((item) => composeItem(item, byId, mistakes));
  return { items, findings: mistakes.map(asFinding), mistakes };
}

/** A finding goes into files that are to be the same everywhere, so its place names study.yaml without its folder. */
function asFinding({ message, hint, where }: AnalysisFailure): Finding {
  const file = where.file?.split(/[/\\]/).at(-1);
  const place = printPlace(file === undefined ? where : { ...where, file });
  return {
    code: unknownReference,
    severity: 'error',
    message: hint === '' ? message : `${message}; ${hint}`,
    ...(place === '' ? {} : { where: place }),
  };
}

function everyFigure(outcomes: readonly AnalysisOutcome[]): DocumentItem[] {
  const items: DocumentItem[] = [];
  for (const { id, result } of outcomes) {
    for (const figure of result?.figures ?? []) {
      items.push({ name: `S${items.length + 1}`, caption: figure.caption, figure, analyses: [id] });
    }
  }
  return items;
}

function composeItem(
  item: StudyItem,
  outcomes: ReadonlyMap<string, AnalysisOutcome>,
  mistakes: AnalysisFailure[],
): DocumentItem {
  const name = item.kind === 'figure' ? item.name : `Table ${item.name}`;
  const analyses = [...new Set(item.panels.map((panel) => panel.slice(0, panel.indexOf('.'))))];
  const missing: string[] = [];
  const report: Report = (message, hint, where = item.place) => {
    mistakes.push({ code: unknownReference, message: `${name}: ${message}`, hint, where });
    missing.push(hint === '' ? message : `${message}; ${hint}`);
  };

  const found: (Figure | ResultTable)[] = [];
  for (const [index, panel] of item.panels.entries()) {
    const id = panel.slice(0, panel.indexOf('.'));
    const outcome = outcomes.get(id);
    if (outcome?.result === undefined) {
      const why = outcome?.failure === undefined ? 'was not run' : `failed: ${outcome.failure.message}`;
      const message = `the analysis ${id} ${why}`;
      if (!missing.includes(message)) missing.push(message);
      continue;
    }
    const wanted = panel.slice(id.length + 1);
    const choices: readonly (Figure | ResultTable)[] =
      item.kind === 'figure' ? outcome.result.figures : outcome.result.tables;
    const choice = choices.find((candidate) => candidate.id === wanted);
    if (choice === undefined) {
      report(
        `${id} has no ${item.kind} "${wanted}"`,
        suggest(
          wanted,
          choices.map((candidate) => candidate.id),
        ),
        item.panelPlaces?.[index],
      );
    } else {
      found.push(choice);
    }
  }

  const caption = fillCaption(item, found, outcomes, report);
  if (missing.length > 0) return { name, caption, analyses, missing: missing.join('; ') };
  if (item.kind === 'figure')
    return { name, caption, analyses, figure: gatherPanels(item.name, caption, found as Figure[]) };
  const table = stackTables(caption, found as ResultTable[]);
  if (typeof table === 'string') {
    report(table, 'make each its own item');
    return { name, caption, analyses, missing: missing.join('; ') };
  }
  return { name, caption, analyses, table };
}

function fillCaption(
  item: StudyItem,
  found: readonly { readonly caption: string }[],
  outcomes: ReadonlyMap<string, AnalysisOutcome>,
  report: Report,
): string {
  // Captions made by techniques hold their numbers already; a brace in them is a brace.
  if (item.caption === undefined) return joinCaptions(found.map(({ caption }) => caption));
  try {
    return fillText(item.caption, (id): Result | undefined => outcomes.get(id)?.result);
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    report(`in the caption, ${error.message}`, error.hint, item.captionPlace);
    return item.caption;
  }
}

function joinCaptions(captions: readonly string[]): string {
  if (captions.length < 2) return captions[0] ?? '';
  return captions.map((caption, index) => `(${String.fromCharCode(97 + index)}) ${caption}`).join(' ');
}

function gatherPanels(id: string, caption: string, figures: readonly Figure[]): Figure {
  const [first] = figures;
  if (figures.length === 1) return { ...first!, caption };
  return { id, caption, panels: figures.flatMap((figure) => figure.panels) };
}

/** Tables of the same columns one below the other; a sentence when they are not of the same columns. */
function stackTables(caption: string, tables: readonly ResultTable[]): ResultTable | string {
  const first = tables[0]!;
  const columns = JSON.stringify(first.columns);
  const other = tables.find((table) => JSON.stringify(table.columns) !== columns);
  if (other !== undefined) return `the tables "${first.id}" and "${other.id}" do not have the same columns`;
  return { ...first, caption, rows: tables.flatMap((table) => table.rows) };
}
