import type { FileHead } from '../reader.js';
import { readQuotedZ60 } from '../scribner/z60.js';
import { textReader } from '../text/text-reader.js';

/** Metrohm Autolab (NOVA, FRA) export for ZView: the columns of ZPlot. */
export const autolabReader = textReader({
  id: 'metrohm-autolab',
  label: 'Metrohm Autolab export',
  extensions: ['.txt', '.z'],
  recognise: (head: FileHead) => (/^"Z60W Data File/.test(head.lines[0] ?? '') ? 1 : 0),
  parse: (lines) => ({ instrument: 'Metrohm Autolab', ...readQuotedZ60(lines) }),
});
