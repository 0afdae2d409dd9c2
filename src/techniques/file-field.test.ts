import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  fileField,
  fileOfText,
  fileOptions,
  hasExtension,
  namedFiles,
  optionFilePaths,
  splitNamedPath,
  textOfPath,
} from './file-field.js';
import { formFields } from './option-form.js';
import type { OptionFile, Technique } from './technique.js';

const structures = fileField({ extensions: ['.cif'], named: true });
const oneOrMany = z.union([structures, z.array(structures)]);

const toy = {
  name: 'toy',
  options: z.strictObject({
    wide: z.string().transform((text) => text.length),
    phase: z.array(structures).default([]).describe('Structures.'),
    instrument: fileField({ extensions: ['.prm', '.instprm'] }).optional(),
    either: oneOrMany.optional(),
    lenient: z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(structures)).optional(),
    nested: z.object({ standard: structures, amount: z.number() }).optional(),
    pair: z.tuple([z.string(), structures]).optional(),
  }),
} as unknown as Technique;

describe('namedFiles', () => {
  it('finds the files of texts, lists, alternatives and structures, with their places', () => {
    const options = {
      wide: 'a.cif',
      phase: ['nzsp.cif', 'zro2=cif/zirconia.cif'],
      instrument: 'x=INST_XRY.PRM',
      either: './si.cif',
      lenient: 'lab6.cif',
      nested: { standard: 'al2o3=./al2o3.cif', amount: 3 },
      pair: ['a.cif', 'b.cif'],
      unknown: 'c.cif',
    };
    const found = namedFiles(toy, options).map(({ option, at, typed, path }) => [option, at, typed, path]);
    expect(found).toEqual([
      ['phase', 'phase.0', 'nzsp.cif', 'nzsp.cif'],
      ['phase', 'phase.1', 'cif/zirconia.cif', 'cif/zirconia.cif'],
      ['instrument', 'instrument', 'x=INST_XRY.PRM', 'x=INST_XRY.PRM'],
      ['either', 'either', './si.cif', 'si.cif'],
      ['lenient', 'lenient', 'lab6.cif', 'lab6.cif'],
      ['nested', 'nested.standard', './al2o3.cif', 'al2o3.cif'],
      ['pair', 'pair.1', 'b.cif', 'b.cif'],
    ]);
  });

  it('gives each path once, and nothing for values that no schema would take', () => {
    const phase = ['a.cif', 'x=./a.cif', 'x=.\\a.cif', 'b.cif'];
    expect(optionFilePaths(toy, { phase, either: ['a.cif'] })).toEqual(['a.cif', 'b.cif']);
    expect(namedFiles(toy, { phase: 7, instrument: null, either: { a: 1 }, nested: [], pair: 'x' })).toEqual([]);
    expect(namedFiles({ ...toy, options: z.object({ starts: z.int() }) } as Technique, { starts: 1 })).toEqual([]);
  });
});

describe('fileOptions', () => {
  it('are those that a file or several can be put into', () => {
    expect(fileOptions(toy).map(({ option, many, named }) => [option, many, named])).toEqual([
      ['phase', true, true],
      ['instrument', false, false],
      ['either', true, true],
      ['lenient', true, true],
    ]);
  });

  it('are told in the form, too', () => {
    const files = Object.fromEntries(formFields(toy).map(({ name, file }) => [name, file]));
    expect(files.phase).toEqual({ option: 'phase', extensions: ['.cif'], named: true, many: true });
    expect(files.instrument?.many).toBe(false);
    expect(files.wide).toBeUndefined();
  });
});

describe('a named path', () => {
  it.each([
    ['nzsp.cif', undefined, 'nzsp.cif'],
    ['ZrO2_m = cif/a b.cif', 'ZrO2_m', 'cif/a b.cif'],
    ['./a=b.cif', undefined, './a=b.cif'],
    ['2theta=b.cif', undefined, '2theta=b.cif'],
    ['a=', undefined, 'a='],
    ['a=b=c.cif', 'a', 'b=c.cif'],
  ])('%s', (text, name, path) => {
    expect(splitNamedPath(text)).toEqual(name === undefined ? { path } : { name, path });
  });

  it('is written so that it is read as the same path', () => {
    for (const path of ['a.cif', 'a=b.cif', 'raw/x=1.cif']) {
      const phase = [textOfPath(path, { named: true })];
      expect(optionFilePaths(toy, { phase })).toEqual([path]);
    }
    expect(textOfPath('a=b.prm', { named: false })).toBe('a=b.prm');
  });

  it('leads to the file that was read', () => {
    const file: OptionFile = { path: './a.cif', name: 'a.cif', bytes: new Uint8Array() };
    const files = new Map([['./a.cif', file]]);
    expect(fileOfText(files, 'x=./a.cif', { named: true })).toBe(file);
    expect(fileOfText(files, 'x=./a.cif', { named: false })).toBeUndefined();
    expect(fileOfText(undefined, 'a.cif', { named: true })).toBeUndefined();
  });
});

describe('fileField', () => {
  it('refuses nothing at all, and takes any ending', () => {
    expect(structures.safeParse(' ').error?.issues[0]?.message).toBe('expected the path of a file, e.g. name.cif');
    expect(structures.safeParse('structure.txt').success).toBe(true);
    expect(hasExtension('raw/INST_XRY.PRM', { extensions: ['.cif', '.prm'] })).toBe(true);
    expect(hasExtension('cif', { extensions: ['.cif'] })).toBe(false);
  });
});
