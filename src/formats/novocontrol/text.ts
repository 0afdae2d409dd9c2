import { splitNameAndUnit } from '../column-names.js';
import type { FileHead } from '../reader.js';
import { SettingsBuilder } from '../settings.js';
import { fittedTable } from '../text/header-fit.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const FIXED = /^Fixed value\(s\)\s*:/;
const NAMES_LINE = 2;

/** Novocontrol WinDETA export: title, fixed values, names with units in brackets, rows. Im Z has its own sign. */
export const novocontrolReader = textReader({
  id: 'novocontrol-text',
  label: 'Novocontrol export',
  extensions: ['.txt'],
  recognise: (head: FileHead) => {
    const names = head.lines[NAMES_LINE] ?? '';
    return FIXED.test(head.lines[1] ?? '') && names.includes('[') && names.includes('\t') ? 0.95 : 0;
  },
  parse: (lines) => {
    const settings = new SettingsBuilder();
    settings.add('title', lines.line(0).trim());
    for (const pair of lines
      .line(1)
      .replace(FIXED, '')
      .matchAll(/([^=]{1,80})=\s?(\S{1,40})/g)) {
      settings.addText(pair[1]!.replace(/\s+/g, ' '), pair[2]!);
    }
    const headers = lines.line(NAMES_LINE).trim().split('\t').map(splitNameAndUnit);
    const text = readTextTable(
      lines,
      { separator: '\t', decimal: 'either' },
      { first: NAMES_LINE + 1, columns: headers.length },
    );
    const { table, diagnostics } = fittedTable('data', headers, text, NAMES_LINE);
    return { instrument: 'Novocontrol', settings: settings.build(), tables: [table], diagnostics };
  },
});
