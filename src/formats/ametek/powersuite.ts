import type { FileHead } from '../reader.js';
import { namedTable } from '../text/named-table.js';
import { textReader } from '../text/text-reader.js';
import { readTextTable } from '../text/text-table.js';

const NAMES = /^Frequency\t\s*Zre\t\s*Zimg\s*$/;

/** Princeton Applied Research PowerSuite text: frequency in Hz, Z' and Z'' in ohm (own sign). */
export const powersuiteReader = textReader({
  id: 'ametek-powersuite',
  label: 'PAR PowerSuite text',
  extensions: ['.txt'],
  recognise: (head: FileHead) => (NAMES.test(head.lines[0] ?? '') ? 0.95 : 0),
  parse: (lines) => {
    const text = readTextTable(lines, { separator: '\t', decimal: 'either' }, { first: 1, columns: 3 });
    const { table, diagnostics } = namedTable(
      'data',
      [
        { name: 'Frequency', unit: 'Hz', kind: 'frequency' },
        { name: 'Zre', unit: 'Ohm', kind: 'impedance-real' },
        { name: 'Zimg', unit: 'Ohm', kind: 'impedance-imaginary' },
      ],
      text,
    );
    return { instrument: 'PAR PowerSuite', settings: {}, tables: [table], diagnostics };
  },
});
