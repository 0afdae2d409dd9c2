import { fail } from '../../errors.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Setting, Table } from '../recording.js';
import { readMprData } from './mpr-data.js';
import { MPR_MAGIC, readMprModules } from './mpr-modules.js';
import {
  type ColumnName,
  readMprExternalNames,
  readMprLoop,
  readMprSettings,
  readMprStart,
  techniqueNames,
} from './mpr-settings.js';

/**
 * BioLogic EC-Lab binary files of all versions. Column ids are read as two bytes, which resolves the ambiguities of
 * older open readers; rows are read in blocks, so a file may be larger than memory allows for text.
 */
export const mprReader: Reader = {
  id: 'biologic-mpr',
  label: 'BioLogic EC-Lab binary',
  extensions: ['.mpr'],
  recognise: recogniseMpr,
  read: readMpr,
};

function recogniseMpr(head: FileHead): number {
  const length = Math.min(MPR_MAGIC.length, head.bytes.length);
  if (length < 9) return 0;
  for (let at = 0; at < length; at++) if (head.bytes[at] !== MPR_MAGIC.charCodeAt(at)) return 0;
  return 1;
}

async function readMpr(file: FileLike): Promise<FileContent> {
  const { modules, strayFrom } = await readMprModules(file);
  const diagnostics: Diagnostic[] = [];
  const tables: Table[] = [];
  let settings: Record<string, Setting> = {};
  let names = new Map<number, ColumnName>();
  let startTime: string | undefined;

  const data = modules.find((module) => module.name === 'VMP data');
  if (data === undefined) {
    throw fail(
      'truncated-file',
      modules.length === 0 ? 'the file ends before its first module' : 'the file ends before its data module',
      'copy the file again from the instrument computer',
      { byte: strayFrom ?? file.size },
    );
  }
  for (const module of modules) {
    if (module.name === 'VMP Set') {
      settings = await readMprSettings(file, module);
      names = new Map([...names, ...techniqueNames(settings)]);
    } else if (module.name === 'VMP ExtDev') {
      names = new Map([...names, ...(await readMprExternalNames(file, module))]);
    } else if (module.name === 'VMP LOG') {
      startTime = await readMprStart(
        file,
        module,
        modules.map(({ date }) => date),
      );
    }
  }
  const read = await readMprData(file, data, names);
  tables.push(read.table);
  diagnostics.push(...read.diagnostics);
  for (const module of modules) {
    if (module.name !== 'VMP loop') continue;
    const loop = await readMprLoop(file, module);
    if (loop) tables.push(loop);
  }
  const last = modules.at(-1)!;
  if (last !== data && last.available < last.declared) {
    const message = `the file ends inside its module "${last.name}"; all rows are there`;
    diagnostics.push({ code: 'truncated', severity: 'info', message, byte: file.size });
  }
  if (strayFrom !== undefined) {
    diagnostics.push({
      code: 'stray-bytes',
      severity: 'warning',
      message: `${file.size - strayFrom} byte(s) after the last whole module are not understood`,
      byte: strayFrom,
    });
  }
  const content = { instrument: 'BioLogic EC-Lab', settings, tables, diagnostics };
  return startTime === undefined ? content : { ...content, startTime };
}
