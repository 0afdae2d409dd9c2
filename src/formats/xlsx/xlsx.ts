import { fail } from '../../errors.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import { type Diagnostic, isNumberColumn, type Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { workbookParts } from './parts.js';
import { readSheet } from './sheet.js';
import { tableOfSheet } from './sheet-table.js';
import { readWorkbook } from './workbook.js';

/** Excel workbooks: every sheet with cells in it is a table (record sheets, and exports of cyclers). */
export const xlsxReader: Reader = {
  id: 'xlsx',
  label: 'Excel workbook',
  extensions: ['.xlsx'],
  recognise: (head: FileHead) => {
    if (head.bytes[0] !== 0x50 || head.bytes[1] !== 0x4b || head.bytes[2] !== 3 || head.bytes[3] !== 4) return 0;
    if (/xl\/(?:workbook|worksheets|_rels|styles)/.test(head.text)) return 0.95;
    return head.text.includes('[Content_Types].xml') && head.extension === '.xlsx' ? 0.9 : 0;
  },
  read: readXlsx,
};

async function readXlsx(file: FileLike): Promise<FileContent> {
  const parts = await workbookParts(file);
  const workbook = readWorkbook(parts);
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, part } of workbook.sheets) {
    const sheet = readSheet(parts.get(part)!, name, workbook);
    if (sheet.rows.length === 0) continue;
    const found = tableOfSheet(name, sheet, settings, workbook.dayZero);
    if (found === undefined) continue;
    tables.push(found.table);
    diagnostics.push(...found.diagnostics);
  }
  if (tables.length === 0) {
    throw fail('empty-file', 'no sheet of this workbook holds a cell', 'export the measurement again');
  }
  if (!tables.some(isMeasurement)) {
    const message =
      'no sheet of this workbook is a measurement: no two columns of numbers have a meaning that is known';
    diagnostics.push({ code: 'no-measurement', severity: 'warning', message });
  }
  return { settings: settings.build(), tables, diagnostics };
}

function isMeasurement({ columns }: Table): boolean {
  return new Set(columns.filter(isNumberColumn).flatMap(({ kind }) => kind ?? [])).size > 1;
}
