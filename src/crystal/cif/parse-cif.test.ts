import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { parseCif } from './parse-cif.js';

const only = (text: string) => {
  const { blocks, diagnostics } = parseCif(text);
  expect(diagnostics).toEqual([]);
  expect(blocks).toHaveLength(1);
  return blocks[0]!;
};

describe('parseCif', () => {
  it('reads items, whatever their quotes, case and dots', () => {
    const block = only(
      [
        'data_a-b',
        "_Cell_Length_A 9.372(2) _cell.length_b '9.4' # a remark with 'quotes'",
        `_chemical_name_common 'a dog's life'  _chemical_name_mineral "it's"`,
        '_nothing ?  _unfit .  _empty "" _question "?"',
        '_publ_section_title',
        ';',
        ' two; lines',
        ';not the end: no blank before',
        ' and more',
      ]
        .join('\n')
        .replace(';not', ' ;not')
        .concat('\n;\n_last 1'),
    );
    expect(block.name).toBe('a-b');
    expect(block.item('_cell_length_a')).toBe('9.372(2)');
    expect(block.item('_CELL.LENGTH_B')).toBe('9.4');
    expect(block.item('_chemical_name_common')).toBe("a dog's life");
    expect(block.item('_chemical_name_mineral')).toBe("it's");
    expect(block.item('_nothing')).toBeUndefined();
    expect(block.item('_unfit')).toBeUndefined();
    expect(block.has('_nothing')).toBe(true);
    expect(block.item('_question')).toBe('?');
    expect(block.item('_publ_section_title')).toBe('\n two; lines\n ;not the end: no blank before\n and more');
    expect(block.item('_last')).toBe('1');
    expect(block.lineOf('_last')).toBe(11);
  });

  it.each(['\n', '\r\n', '\r'])('reads loops with line ends %j and a byte-order mark', (end) => {
    const text = `\uFEFFdata_x${end}loop_${end}_a.x${end} _b${end}1 'p q'${end}# c${end}2(1)${end};t${end}u${end};${end}? .${end}`;
    const block = only(text);
    const loop = block.loop('_b')!;
    expect(loop.rowCount).toBe(3);
    expect(loop.column('_a_x')).toEqual(['1', '2(1)', '']);
    expect(loop.column('_b')).toEqual(['p q', 't\nu', '']);
    expect(loop.column('_c')).toBeUndefined();
    expect([...loop.numbers('_a_x')!.values]).toEqual([1, 2, Number.NaN]);
    expect([...loop.numbers('_a_x')!.sigmas!]).toEqual([Number.NaN, 1, Number.NaN]);
    expect(loop.numbers('_b')).toMatchObject({ badCount: 2, firstBad: 0, sigmas: null });
    expect(loop.lineOf(1)).toBe(7);
  });

  it('takes single items for a table of one row, and a table of one row for items', () => {
    const block = only('data_x _atom_site_label Na1 _atom_site_fract_x 0.5 loop_ _cell_length_a 5.6');
    expect(block.loop('_atom_site_label')!.column('_atom_site_fract_x')).toEqual(['0.5']);
    expect(block.item('_cell_length_a')).toBe('5.6');
  });

  it('keeps blocks apart and passes over save frames', () => {
    const { blocks, diagnostics } = parseCif('data_one _a 1 save_frame _a 2 loop_ _c 1 2 save_ _b 3 DATA_two _a 4');
    expect(diagnostics).toEqual([]);
    expect(blocks.map((block) => [block.name, block.item('_a'), block.item('_b'), block.has('_c')])).toEqual([
      ['one', '1', '3', false],
      ['two', '4', undefined, false],
    ]);
  });

  it('undoes folded lines and line prefixes', () => {
    const block = only(
      'data_x\n_a\n;\\\nlong \\\nline\nnext\n;\n_b\n;>\\\\\n>fol\\\n>ded\n>;x\n;\n_c\n;C:\\dir\nx\n;\n',
    );
    expect(block.item('_a')).toBe('long line\nnext');
    expect(block.item('_b')).toBe('folded\n;x');
    expect(block.item('_c')).toBe('C:\\dir\nx');
  });

  it('reads what is new in CIF 2 only where the file says that it is one', () => {
    const body = `data_x _a [1 [2 ' ]'] 3] _b '''it's
two lines''' _c {'k':1} _d 'a'`;
    const block = only(`#\\#CIF_2.0\n${body}`);
    expect(block.item('_a')).toBe("[1 [2 ' ]'] 3]");
    expect(block.item('_b')).toBe("it's\ntwo lines");
    expect(block.item('_c')).toBe("{'k':1}");
    expect(block.item('_d')).toBe('a');
    expect(only("data_x _a [Fe(CN)6] _b '[1'").item('_a')).toBe('[Fe(CN)6]');
  });

  it('says where the grammar is broken and reads on', () => {
    const { blocks, diagnostics } = parseCif(
      "data_x\n_a\n_b 1\nloop_\n_c _d\n1 2\n3\n_b 2\nstray more\n_e 'open\n_f 4\nloop_ 7\n_g\n;never closed\n",
    );
    expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
      ['cif-syntax', 2],
      ['cif-incomplete-loop', 7],
      ['cif-duplicate-tag', 8],
      ['cif-syntax', 9],
      ['cif-unclosed', 10],
      ['cif-syntax', 12],
      ['cif-unclosed', 14],
    ]);
    const block = blocks[0]!;
    expect(block.loop('_c')!.rowCount).toBe(1);
    expect([block.item('_b'), block.item('_e'), block.item('_f'), block.item('_g')]).toEqual([
      '1',
      'open',
      '4',
      'never closed',
    ]);
  });

  it('keeps the other columns of a table that repeats a tag', () => {
    const { blocks, diagnostics } = parseCif('data_x _a 0 loop_ _a _b _b 1 2 3 4 5 6');
    expect(diagnostics.map(({ code }) => code)).toEqual(['cif-duplicate-tag', 'cif-duplicate-tag']);
    expect(blocks[0]!.item('_a')).toBe('0');
    expect(blocks[0]!.loop('_b')!.column('_b')).toEqual(['2', '5']);
  });

  it('reads a table of 60 000 rows', () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, row) => `${(5 + row / 500).toFixed(3)} ${row % 977}(${1 + (row % 9)})`,
    );
    const loop = only(`data_p\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n${rows.join('\n')}\n`).loop(
      '_pd_meas_counts_total',
    )!;
    const counts = loop.numbers('_pd_meas_counts_total')!;
    expect(counts.values.length).toBe(60_000);
    expect(counts.values[59_999]).toBe(59_999 % 977);
    expect(counts.sigmas![10]).toBe(2);
    expect(loop.numbers('_pd_meas_2theta_scan')!.values[1]).toBe(5.002);
  });

  it('refuses what no CIF holds, in bounded time and memory', () => {
    const refused = (text: string) => {
      try {
        parseCif(text);
      } catch (error) {
        return isInterphaseError(error, 'malformed-file');
      }
      return false;
    };
    expect(refused('x'.repeat(68_000_000))).toBe(true);
    expect(refused('_a '.repeat(1_100_000))).toBe(true);
    expect(refused('data_ '.repeat(30_000))).toBe(true);
    expect(parseCif('["\'{;\n'.repeat(200_000)).diagnostics.length).toBeLessThanOrEqual(50);
    expect(parseCif(`#\\#CIF_2.0\ndata_x _a ${'['.repeat(1_000_000)}`).diagnostics).toHaveLength(1);
  });

  it('never fails on any text', () => {
    const piece = fc.constantFrom(
      'data_a',
      'loop_',
      '_a',
      '_b',
      'save_',
      "'",
      '"',
      '\n;',
      '\n',
      ' ',
      '#',
      '1',
      '[',
      '}',
      '\\',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, cif2) => {
        const { blocks } = parseCif((cif2 ? '#\\#CIF_2.0\n' : '') + pieces.join(''));
        for (const block of blocks) {
          for (const loop of [block.items, ...block.loops]) {
            for (const tag of loop.tags) expect(loop.column(tag)!.length).toBe(loop.rowCount);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

const folders = [sharedData('xrd', 'cif'), sharedData('xrd', 'patterns'), sharedData('dft')];
describe.skipIf(folders.includes(undefined))('real files (skipped without ../shared/data)', () => {
  const files = folders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.cif'))
        .map((name) => join(folder, name)),
    );

  it.each(files)('%s follows the grammar', (file) => {
    const { blocks, diagnostics } = parseCif(readFileSync(file, 'utf8'));
    expect(diagnostics).toEqual([]);
    expect(blocks.length).toBeGreaterThan(0);
  });

  it('finds the pattern of a pdCIF', () => {
    const text = readFileSync(sharedData('xrd', 'patterns', 'xylib_1517474.cif')!, 'utf8');
    const counts = parseCif(text).blocks[0]!.loop('_pd_meas_intensity_total')!.numbers('_pd_meas_intensity_total')!;
    expect(counts.values.length).toBe(3296);
    expect([counts.values[0], counts.sigmas![0]]).toEqual([5540, 160]);
  });
});
