import { fail, type InterphaseError } from '../../errors.js';
import { factsFromComments } from '../diffraction/comment-facts.js';
import { uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileContent, FileHead } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { addSetting, bare } from '../text/delimited-header.js';
import type { TextLines } from '../text/text-lines.js';
import { textReader } from '../text/text-reader.js';
import { isInstrumentParameters } from './instrument-parameters.js';
import { type Bank, bankTable } from './powder-bank.js';

/** GSAS powder data of constant wavelength: STD, ESD and FXYE; every BANK is a table. */
export const gsasPowderReader = textReader({
  id: 'gsas-powder',
  label: 'GSAS powder data',
  extensions: ['.gsas', '.gsa', '.gda', '.xra', '.cwn', '.fxye'],
  recognise: ({ lines, text }: FileHead) => {
    if (lines.some((line) => BANK.test(line))) return 1;
    return isInstrumentParameters(text) || GSAS2_PARAMETERS.test(text) ? 0.9 : 0;
  },
  parse: parseGsas,
});

const BANK = /^BANK\s+(\d+)\s+(\d+)\s+(\d+)\s+([A-Z_0-9]+)\s*(.*)$/;
const GSAS2_PARAMETERS = /^#GSAS-II instrument parameter file/;
const MOST_BANKS = 10_000;

function parseGsas(lines: TextLines, name: string): FileContent {
  const banks = findBanks(lines);
  const first = banks[0];
  if (first === undefined) throw notPowderData(lines.text, name);
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let line = 0; line < first.line; line++) {
    const text = lines.line(line).trim();
    if (line === 0 && !text.startsWith('#')) settings.add('title', text);
    else addSetting(settings, bare(text), line);
  }
  for (const [index, bank] of banks.entries()) {
    const title = banks.length === 1 ? 'data' : `bank ${bank.number}`;
    const end = banks[index + 1]?.line ?? lines.count;
    const { table, diagnostics: told } = bankTable(lines, bank, end, title);
    settings.add(
      `BANK ${bank.number}`,
      lines
        .line(bank.line)
        .replace(/^BANK\s+\d+\s+/, '')
        .trim(),
    );
    tables.push(table);
    diagnostics.push(...told);
  }
  const built = settings.build();
  return {
    settings: { ...uniformSettings([factsFromComments(built)]), ...built },
    tables,
    diagnostics,
  };
}

function findBanks(lines: TextLines): Bank[] {
  const banks: Bank[] = [];
  for (let line = 0; line < lines.count; line++) {
    // A regular expression for each of a million lines takes long; one look at the first letter does not.
    if (lines.text.charCodeAt(lines.start(line)) !== 66 || lines.end(line) - lines.start(line) > 400) continue;
    const match = BANK.exec(lines.line(line));
    if (match === null) continue;
    const [, number, points, , binning, rest] = match;
    const words = rest!.trim().split(/\s+/);
    if (!/^CONST?$/.test(binning!)) throw otherBinning(binning!, line);
    const [start, step] = [Number(words[0]), Number(words[1])];
    if (!(Number.isFinite(start) && Number.isFinite(step) && step > 0)) {
      throw fail('malformed-file', 'the BANK line does not give start and step of 2theta', 'export the pattern again', {
        line: line + 1,
      });
    }
    const last = words.at(-1)!;
    const type = /^[A-Z]+$/.test(last) ? last : 'STD';
    if (type !== 'STD' && type !== 'ESD' && type !== 'FXYE' && type !== 'FXY') throw otherBinning(type, line);
    if (banks.length >= MOST_BANKS) throw fail('malformed-file', `more than ${MOST_BANKS} banks`, 'split the file');
    banks.push({
      line,
      number: Number(number),
      points: Number(points),
      startCentideg: start,
      stepCentideg: step,
      type,
    });
  }
  return banks;
}

function otherBinning(word: string, line: number): InterphaseError {
  return fail(
    'unknown-format',
    `the bank is binned or written as ${word}: such data are mostly time of flight, which is not read`,
    'patterns of one wavelength are read: CONST with STD, ESD or FXYE; export the pattern as xye',
    { line: line + 1 },
  );
}

function notPowderData(text: string, name: string): InterphaseError {
  if (isInstrumentParameters(text) || GSAS2_PARAMETERS.test(text)) {
    return fail(
      'unknown-format',
      `wrong file: ${name} holds the parameters of an instrument and no pattern`,
      'give it as the instrument of a powder-diffraction analysis (--instrument), with the pattern beside it',
    );
  }
  return fail('malformed-file', 'the file has no BANK line', 'export the pattern again, or as xy');
}
