/** The loops of a CIF block that hold points of a powder pattern, as tables. */
import { type CifBlock, type CifLoop, cifNumber } from '../../crystal/cif/parse-cif.js';
import { countsColumn, numberColumn, steppedAngles } from '../diffraction/pattern-columns.js';
import type { Column, ColumnKind, Diagnostic, NumberColumn, Table } from '../recording.js';

interface Meaning {
  readonly kind?: ColumnKind;
  readonly unit?: string;
}

/** Angles, best first: as measured, then corrected by the refinement. */
const ANGLES = [
  '_pd_meas_2theta_scan',
  '_pd_meas_2theta_corrected',
  '_pd_proc_2theta_corrected',
  '_pd_calc_2theta',
] as const;

/** What was measured, best first: what stands higher keeps the kind where a loop has several. */
const MEASURED: Readonly<Record<string, Meaning>> = {
  _pd_meas_counts_total: { kind: 'counts', unit: 'counts' },
  _pd_meas_intensity_total: { kind: 'intensity' },
  _pd_meas_intensity_net: { kind: 'intensity' },
  _pd_proc_intensity_total: { kind: 'intensity' },
  _pd_proc_intensity_norm: { kind: 'intensity' },
  _pd_proc_intensity_net: { kind: 'intensity' },
};

const OTHERS: Readonly<Record<string, Meaning>> = {
  _pd_calc_intensity_total: { kind: 'intensity-calculated' },
  _pd_calc_intensity_net: { kind: 'intensity-calculated' },
  _pd_proc_intensity_bkg_calc: { kind: 'intensity-background' },
  _pd_calc_intensity_bkg: { kind: 'intensity-background' },
  _pd_proc_intensity_bkg_fix: { kind: 'intensity-background' },
  _pd_meas_counts_background: { kind: 'intensity-background', unit: 'counts' },
  _pd_meas_step_count_time: { kind: 'count-time', unit: 's' },
};

/** A range of angles by its first, its last and its step. */
interface Range {
  readonly first: number;
  readonly step: number;
  readonly last: number | undefined;
}

/** Every set of loops of equal length that belongs to one pattern. */
export function patternTables(block: CifBlock): { tables: Table[]; diagnostics: Diagnostic[] } {
  const loops = block.loops.filter((loop) => loop.rowCount > 1 && loop.tags.some(isPoint));
  const measured = loops.filter((loop) => loop.tags.some((tag) => Object.hasOwn(MEASURED, tag)));
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  const taken = new Set<CifLoop>();
  for (const loop of measured) {
    if (taken.has(loop)) continue;
    // Measured and calculated points may stand in loops of their own, one row for each point.
    const group = [
      loop,
      ...loops.filter((other) => other !== loop && other.rowCount === loop.rowCount && !taken.has(other)),
    ];
    for (const member of group) taken.add(member);
    const made = groupTable(block, group, `pattern ${tables.length + 1}`);
    diagnostics.push(...made.diagnostics);
    if (made.table !== undefined) tables.push(made.table);
  }
  return { tables, diagnostics };
}

function isPoint(tag: string): boolean {
  return Object.hasOwn(MEASURED, tag) || Object.hasOwn(OTHERS, tag) || isAngle(tag);
}

function isAngle(tag: string): boolean {
  return ANGLES.some((angle) => angle === tag);
}

function groupTable(
  block: CifBlock,
  group: readonly CifLoop[],
  name: string,
): { table: Table | undefined; diagnostics: Diagnostic[] } {
  const rows = group[0]!.rowCount;
  const diagnostics: Diagnostic[] = [];
  const angles = angleColumns(block, group, rows, name, diagnostics);
  if (angles.length === 0) {
    const message = `the intensities of data_${block.name} (line ${group[0]!.lineOf(0)}) have neither a 2theta nor a range of it, and are no pattern`;
    return { table: undefined, diagnostics: [{ code: 'no-two-theta', severity: 'warning', message }] };
  }
  const columns: Column[] = [];
  const held = new Set<ColumnKind>();
  const best = Object.keys(MEASURED).find((tag) => group.some((loop) => loop.has(tag)));
  for (const loop of group) {
    for (const tag of loop.tags) {
      if (tag === '' || isAngle(tag)) continue;
      const made = pointColumns(loop, tag, best, held);
      columns.push(...made.columns);
      diagnostics.push(...made.diagnostics);
    }
  }
  const order = (column: Column): number =>
    column.kind === 'counts' || column.kind === 'intensity' ? 0 : column.kind === 'intensity-sigma' ? 1 : 2;
  return {
    table: { name, rows, columns: [...angles, ...columns.toSorted((a, b) => order(a) - order(b))] },
    diagnostics,
  };
}

/** The angles of the loops, else those of the range that the block states; the first has the kind. */
function angleColumns(
  block: CifBlock,
  group: readonly CifLoop[],
  rows: number,
  name: string,
  diagnostics: Diagnostic[],
): NumberColumn[] {
  const found: NumberColumn[] = [];
  for (const tag of ANGLES) {
    const values = group.map((loop) => loop.numbers(tag)?.values).find((numbers) => numbers !== undefined);
    if (values !== undefined) found.push(numberColumn(tag, 'deg', undefined, values));
  }
  for (const which of ['meas', 'proc'] as const) {
    if (found.some((column) => column.name.startsWith(`_pd_${which}`))) continue;
    const range = rangeOf(block, which);
    if (range === undefined) continue;
    const last = range.first + (rows - 1) * range.step;
    if (range.last !== undefined && Math.abs(last - range.last) > 0.51 * range.step) {
      const message = `${rows} points from ${range.first} in steps of ${range.step} deg do not end at ${range.last} deg, as data_${block.name} says: the angles of ${name} may be wrong`;
      diagnostics.push({ code: 'angles-doubtful', severity: 'warning', message });
    }
    found.push(
      numberColumn(`_pd_${which}_2theta_range`, 'deg', undefined, steppedAngles(range.first, range.step, rows)),
    );
  }
  return found.map((column, index) => (index === 0 ? { ...column, kind: 'two-theta' } : column));
}

function rangeOf(block: CifBlock, which: 'meas' | 'proc'): Range | undefined {
  const number = (end: string): number | undefined => {
    const text = block.item(`_pd_${which}_2theta_range_${end}`);
    return text === undefined ? undefined : cifNumber(text)?.value;
  };
  const [first, step] = [number('min'), number('inc')];
  if (first === undefined || step === undefined || !(step > 0)) return undefined;
  return { first, step, last: number('max') };
}

/**
 * The values of a tag, with the uncertainties in parentheses behind them as a column of their own.
 *
 * @param best tag of the measured intensities that count
 * @param held kinds that columns of this table have already
 */
function pointColumns(
  loop: CifLoop,
  tag: string,
  best: string | undefined,
  held: Set<ColumnKind>,
): { columns: Column[]; diagnostics: Diagnostic[] } {
  const numbers = loop.numbers(tag);
  if (numbers === undefined) return { columns: [], diagnostics: [] };
  const { values, sigmas, badCount } = numbers;
  if (badCount * 2 > values.length) {
    return { columns: [{ name: tag, unit: '', text: loop.column(tag) ?? [] }], diagnostics: [] };
  }
  const diagnostics: Diagnostic[] = [];
  if (badCount > 0) {
    const line = loop.lineOf(numbers.firstBad);
    const message = `${badCount} value(s) of ${tag} are no numbers, first on line ${line}; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', line, message });
  }
  const take = (kind: ColumnKind | undefined): ColumnKind | undefined => {
    if (kind === undefined || held.has(kind)) return undefined;
    held.add(kind);
    return kind;
  };
  if (best !== undefined && tag === `${best}_su`) {
    return { columns: [numberColumn(tag, '', take('intensity-sigma'), values)], diagnostics };
  }
  const meaning = meaningOf(tag, best);
  const made =
    meaning.kind === 'counts'
      ? countsColumn(tag, values)
      : { column: numberColumn(tag, meaning.unit ?? '', take(meaning.kind), values), diagnostics: [] };
  diagnostics.push(...made.diagnostics);
  if (sigmas === null) return { columns: [made.column], diagnostics };
  const kind = tag === best && !loop.has(`${tag}_su`) ? take('intensity-sigma') : undefined;
  return { columns: [made.column, numberColumn(`${tag} su`, meaning.unit ?? '', kind, sigmas)], diagnostics };
}

/** Of several measured intensities only the best one has a kind: nobody must wonder which is meant. */
function meaningOf(tag: string, best: string | undefined): Meaning {
  if (tag === best) return MEASURED[tag] ?? {};
  return Object.hasOwn(OTHERS, tag) ? OTHERS[tag]! : {};
}
