import { fail, isInterphaseError } from '../../errors.js';
import { SettingsBudget } from '../photoemission/settings-budget.js';
import { SignalNotes } from '../photoemission/spectrum-columns.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Setting, Table } from '../recording.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { type BlockData, readBlockData } from './block-data.js';
import { ITEM, readBlock, type VamasBlock } from './block-items.js';
import { type BlockTable, blockTable, variablesOf } from './block-table.js';
import { FIRST_LINE, readExperiment, type VamasExperiment } from './experiment-header.js';
import { isMissingItem, LineSource } from './line-source.js';

/** VAMAS (ISO 14976): every block is a table, regular and irregular scans. What CasaXPS keeps in comments is kept. */
export const vamasReader = textReader({
  id: 'vamas',
  label: 'VAMAS (ISO 14976)',
  extensions: ['.vms', '.npl', '.vamas'],
  recognise: ({ lines }: FileHead) => (lines.slice(0, 20).some((line) => FIRST_LINE.test(line.trim())) ? 1 : 0),
  parse: parseVamas,
});

function parseVamas(lines: TextLines): FileContent {
  const source = new LineSource(lines);
  const experiment = readExperiment(source);
  const notes = new SignalNotes();
  const budget = new SettingsBudget(lines.count);
  const blocks: BlockTable[] = [];
  const diagnostics: Diagnostic[] = [];
  let first: VamasBlock | undefined;
  for (let index = 0; index < experiment.blocks; index++) {
    try {
      const block = readBlock(source, experiment, first);
      const ownComments = first === undefined || !experiment.leftOut.has(ITEM.comments);
      first ??= block;
      const data = readBlockData(source, variablesOf(block).length);
      const table = blockTable(block, data, experiment, notes, ownComments);
      budget.take(table.settings);
      diagnostics.push(...dataDiagnostics(table.region, data, source));
      if (data.columns[0]!.length > 0) blocks.push(table);
    } catch (error) {
      if (blocks.length === 0 || !isInterphaseError(error)) throw error;
      diagnostics.push(lost(error, index, experiment.blocks));
      break;
    }
  }
  if (blocks.length === 0) throw noPoints(source);
  diagnostics.push(...notes.list(), ...calibrations(blocks), ...ending(source, diagnostics));
  const names = spectrumNames(blocks.map(({ region, sample }) => [region, sample]));
  const tables = blocks.map(({ columns, settings }, index): Table => {
    return { name: names[index]!, rows: columns[0]!.values.length, columns, settings };
  });
  const startTime = blocks.find((block) => block.startTime !== undefined)?.startTime;
  return {
    ...(isMissingItem(experiment.instrument) ? {} : { instrument: experiment.instrument }),
    ...(startTime === undefined ? {} : { startTime }),
    settings: experimentSettings(experiment),
    tables,
    diagnostics,
  };
}

function experimentSettings(experiment: VamasExperiment): Record<string, Setting> {
  const { institution, instrument, operator, identifier, comments, mode, scanMode } = experiment;
  const entries: Record<string, Setting> = {};
  const texts = { institution, instrument, operator, 'experiment identifier': identifier };
  for (const [name, text] of Object.entries(texts)) if (!isMissingItem(text)) entries[name] = text;
  const comment = comments.join('\n').trim();
  if (comment !== '') entries.comments = comment;
  return { ...entries, 'experiment mode': mode, 'scan mode': scanMode, 'number of blocks': experiment.blocks };
}

function dataDiagnostics(region: string, data: BlockData, source: LineSource): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { declared, held, unreadable, unreadableLine } = data;
  if (held < declared) {
    const points = data.columns[0]!.length;
    const message = `block "${region}" declares ${declared} values and holds ${held}: its ${points} whole points are kept`;
    found.push({ code: 'truncated', severity: 'warning', line: source.at, message });
  } else if (declared % data.columns.length !== 0) {
    const message = `block "${region}" has ${declared} values for ${data.columns.length} variables: the last point is left out`;
    found.push({ code: 'length-mismatch', severity: 'warning', line: source.at, message });
  }
  if (unreadable > 0) {
    const message = `${unreadable} value(s) of block "${region}" are no numbers; they are read as missing`;
    found.push({ code: 'unreadable-cell', severity: 'warning', line: unreadableLine, message });
  }
  return found;
}

function lost(
  error: { message: string; where: { line?: number }; code: string },
  index: number,
  blocks: number,
): Diagnostic {
  const place = error.where.line === undefined ? {} : { line: error.where.line };
  if (error.code === 'truncated-file') {
    const message = `the file declares ${blocks} blocks and ends within block ${index + 1}: those before it are kept`;
    return { code: 'truncated', severity: 'warning', ...place, message };
  }
  const message = `block ${index + 1} of ${blocks} cannot be read, nor what follows it: ${error.message}`;
  return { code: 'damaged-part', severity: 'error', ...place, message };
}

function calibrations(blocks: readonly BlockTable[]): Diagnostic[] {
  const count = blocks.filter(({ calibrated }) => calibrated).length;
  if (count === 0) return [];
  const message = `CasaXPS has stored a calibration of the energy scale for ${count} of ${blocks.length} blocks: it is among their settings and not applied`;
  return [{ code: 'calibration-not-applied', severity: 'info', message }];
}

function ending(source: LineSource, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  if (diagnostics.some(({ code }) => code === 'truncated' || code === 'damaged-part')) return [];
  for (; source.left > 0; source.at++) {
    if (source.lines.isBlank(source.at)) continue;
    if (/^end of experiment/i.test(source.lines.line(source.at).trim().slice(0, 60))) return [];
    const message = 'after the last block the file goes on with lines that are not read';
    return [{ code: 'stray-bytes', severity: 'warning', line: source.at + 1, message }];
  }
  const message = 'the file ends without its last line "end of experiment": the last value may be cut';
  return [{ code: 'truncated', severity: 'warning', line: source.lines.count, message }];
}

function noPoints(source: LineSource): Error {
  return fail('truncated-file', 'the file holds no point of any block', 'copy it again, or export it again', {
    line: source.lines.count,
  });
}
