import { type CifBlock, parseCif } from '../../crystal/cif/parse-cif.js';
import { fail, type InterphaseError } from '../../errors.js';
import { uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeText } from '../text/text-lines.js';
import { factsOfBlock } from './pdcif-facts.js';
import { patternTables } from './pdcif-tables.js';

/** Powder CIF: measured, calculated and background intensities of every block that has any. */
export const pdCifReader: Reader = {
  id: 'pdcif',
  label: 'powder CIF',
  extensions: ['.cif', '.pdcif', '.rtv'],
  recognise: ({ lines, text }: FileHead) => {
    const data = lines.some((line) => /^\uFEFF?\s*data_\S/i.test(line));
    const tags = lines.filter((line) => /^\s*_[A-Za-z][\w.\-/[\]]+/.test(line)).length;
    if (data && tags > 0) return /^\s*_(?:pd|cell|atom|symmetry|space_group)[_.]/im.test(text) ? 1 : 0.7;
    return /^#\\#CIF_/.test(text) ? 0.9 : 0;
  },
  read: readPdCif,
};

const MOST_BYTES = 256_000_000;
const MOST_TABLES = 5000;
const LONGEST_SETTING = 20_000;

async function readPdCif(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES)
    throw fail('malformed-file', 'more than 256 MB of text', 'keep the pattern in a file of its own');
  const { blocks, diagnostics: grammar } = parseCif(decodeText(await file.slice(0, file.size)).text);
  const diagnostics: Diagnostic[] = grammar.map(({ code, line, message }) => ({
    code,
    severity: 'warning',
    line,
    message,
  }));
  const found = blocks.flatMap((block) => {
    const { tables, diagnostics: told } = patternTables(block);
    diagnostics.push(...told);
    return tables.map((table) => ({ block, table }));
  });
  if (found.length === 0) throw noPattern(blocks);
  if (found.length > MOST_TABLES) throw fail('malformed-file', `more than ${MOST_TABLES} patterns`, 'split the file');
  const settings = new SettingsBuilder();
  const several = found.some(({ block }) => block !== found[0]!.block);
  for (const block of new Set(found.map((entry) => entry.block)))
    addItems(block, several ? `${block.name}: ` : '', settings);
  return {
    settings: { ...uniformSettings(found.map(({ block }) => factsOfBlock(block, blocks))), ...settings.build() },
    tables: found.map(({ block, table }): Table => {
      if (found.length === 1) return { ...table, name: 'data' };
      return { ...table, name: several ? `${block.name}, ${table.name}` : table.name };
    }),
    diagnostics,
  };
}

/** The single items of a block; its tables of atoms, bonds and reflections are read by who asks for a structure. */
function addItems(block: CifBlock, prefix: string, settings: SettingsBuilder): void {
  for (const tag of block.items.tags) {
    const text = block.item(tag);
    if (text !== undefined) settings.addText(`${prefix}${tag}`, text.slice(0, LONGEST_SETTING));
  }
}

function noPattern(blocks: readonly CifBlock[]): InterphaseError {
  const has = (...tags: readonly string[]): boolean => blocks.some((block) => tags.some((tag) => block.has(tag)));
  if (has('_pd_meas_time_of_flight')) {
    return fail(
      'unknown-format',
      'the CIF holds a time-of-flight pattern',
      'patterns of one wavelength (or Kalpha1 and Kalpha2) are read; time of flight is not',
    );
  }
  if (has('_atom_site_fract_x', '_atom_site_label', '_cell_length_a')) {
    return fail(
      'unknown-format',
      'wrong file: this CIF holds a crystal structure and no powder pattern',
      'give it as --phase, beside the pattern',
    );
  }
  return fail(
    'unknown-format',
    'this CIF holds no powder pattern: no loop has measured intensities with their 2theta',
    'give a CIF with _pd_meas_ or _pd_proc_ intensities, or the pattern as xy or xye',
  );
}
