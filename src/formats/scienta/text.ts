import { fail } from '../../errors.js';
import { numberList } from '../diffraction/number-list.js';
import { readNumberRows } from '../diffraction/number-rows.js';
import { SettingsBudget } from '../photoemission/settings-budget.js';
import { evenStep } from '../photoemission/spectrum-columns.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { tableDiagnostics } from '../text/text-table.js';
import { keysOf, scientaFacts } from './scienta-settings.js';
import { slicedColumns } from './sliced-columns.js';

/** Scienta SES text: every region is a table, and every step of a series of its own. */
export const scientaTextReader = textReader({
  id: 'scienta-text',
  label: 'Scienta SES text',
  extensions: ['.txt'],
  recognise: ({ text }: FileHead) => {
    if (!/^\[Info\]\s*$/m.test(text.slice(0, 200))) return 0;
    return /^\[Region 1\]\s*$/m.test(text) && /^Dimension 1 (?:name|size)=/m.test(text) ? 1 : 0;
  },
  parse: parseScienta,
});

const SECTION = /^\[(Info|Region|Run Mode Information|Data)(?: (\d+)(?::(\d+))?)?\]$/;
const MOST_TABLES = 50_000;
const MOST_SLICES = 4096;
const MOST_KEYS = 500;

interface Found {
  readonly parts: readonly string[];
  readonly table: Omit<Table, 'name'>;
  readonly startTime: string | undefined;
  readonly instrument: string | undefined;
}

function parseScienta(lines: TextLines): FileContent {
  const sections = findSections(lines);
  const known = new Map<string, ReadonlyMap<string, string>>();
  for (const section of sections) {
    const name = `${section.kind} ${section.number}`;
    if (section.kind !== 'Data' && !known.has(name)) known.set(name, keysOf(linesOf(lines, section)));
  }
  const keysIn = (kind: string, number: string): ReadonlyMap<string, string> =>
    known.get(`${kind} ${number}`) ?? new Map<string, string>();
  const budget = new SettingsBudget(lines.count);
  const diagnostics: Diagnostic[] = [];
  const found: Found[] = [];
  for (const section of sections) {
    if (section.kind !== 'Data') continue;
    if (found.length >= MOST_TABLES) throw fail('malformed-file', `more than ${MOST_TABLES} spectra`, 'split the file');
    const region = keysIn('Region', section.number);
    const info = keysIn('Info', section.number);
    const spectrum = readData(lines, section, region, info, diagnostics);
    if (spectrum === undefined) continue;
    budget.take(spectrum.table.settings ?? {});
    found.push(spectrum);
  }
  if (found.length === 0) {
    throw fail('truncated-file', 'the file ends before its first point', 'export the region again from SES');
  }
  const names = spectrumNames(found.map(({ parts }) => parts));
  const first = found[0]!;
  return {
    ...(first.instrument === undefined ? {} : { instrument: first.instrument }),
    ...(first.startTime === undefined ? {} : { startTime: first.startTime }),
    settings: Object.fromEntries(keysIn('Info', '')),
    tables: found.map(({ table }, index) => ({ name: names[index]!, ...table })),
    diagnostics,
  };
}

interface Section {
  readonly kind: string;
  readonly number: string;
  readonly step: string;
  readonly first: number;
  readonly end: number;
}

function findSections(lines: TextLines): Section[] {
  const starts: { kind: string; number: string; step: string; first: number }[] = [];
  for (let line = 0; line < lines.count; line++) {
    if (lines.text.charAt(lines.start(line)) !== '[' || lines.end(line) - lines.start(line) > 100) continue;
    const match = SECTION.exec(lines.line(line).trim());
    if (match === null) continue;
    starts.push({ kind: match[1]!, number: match[2] ?? '', step: match[3] ?? '', first: line + 1 });
  }
  return starts.map((start, index) => ({ ...start, end: (starts[index + 1]?.first ?? lines.count + 1) - 1 }));
}

function linesOf(lines: TextLines, { first, end }: Section): string[] {
  return Array.from({ length: Math.min(MOST_KEYS, end - first) }, (_, index) => lines.line(first + index));
}

function readData(
  lines: TextLines,
  section: Section,
  region: ReadonlyMap<string, string>,
  info: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
): Found | undefined {
  const declared = Number(region.get('Dimension 1 size') ?? Number.NaN);
  const slices = Math.max(1, Math.min(MOST_SLICES, Math.floor(Number(region.get('Dimension 2 size') ?? 1)) || 1));
  const rows = readNumberRows(lines, { first: section.first, end: section.end, width: 1 + slices, rowsEndLines: true });
  if (rows.rows === 0) return undefined;
  const [energies, ...values] = rows.columns as readonly Float64Array[];
  if (values.length === 0) return undefined;
  const places = numberList(region.get('Dimension 2 scale') ?? '').values;
  const names = values.map((_, index) =>
    index < places.length ? `${axisName(region)} ${places[index]}` : `slice ${index + 1}`,
  );
  const columns = slicedColumns(region.get('Dimension 1 name') ?? '', energies!, values, names);
  const facts = scientaFacts(
    new Map([...region, ...info].filter(([key]) => !/ scale$/.test(key))),
    evenStep(energies!),
  );
  diagnostics.push(
    ...tableDiagnostics(
      rows.problems,
      columns.map(({ name }) => name),
    ),
  );
  const name = region.get('Region Name') ?? info.get('Region Name') ?? `region ${section.number}`;
  if (Number.isFinite(declared) && declared !== rows.rows) {
    const message = `region "${name}" declares ${declared} points and holds ${rows.rows}`;
    const code = rows.rows < declared ? 'truncated' : 'length-mismatch';
    diagnostics.push({ code, severity: 'warning', message });
  }
  return {
    parts: [name, section.step === '' ? '' : `step ${section.step}`],
    table: { rows: rows.rows, columns, settings: facts.settings },
    startTime: facts.startTime,
    instrument: facts.instrument,
  };
}

function axisName(region: ReadonlyMap<string, string>): string {
  return (region.get('Dimension 2 name') ?? 'slice').replace(/\s*\[[^\]]*\]\s*$/, '');
}
