import { fail } from '../../errors.js';
import { isZip, openZip, type ZipEntry } from '../archive/open-zip.js';
import { readNumberRows } from '../diffraction/number-rows.js';
import { type FoundSettings, uniformSettings } from '../diffraction/uniform-settings.js';
import { numberedParts, readPart } from '../diffraction/zip-parts.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeText, TextLines } from '../text/text-lines.js';
import { type Conditions, readConditions } from './rasx-conditions.js';
import { profileTable } from './rigaku-profile.js';

/** Rigaku .rasx (SmartLab Studio II): a ZIP archive; every `DataN/ProfileN.txt` is a table. */
export const rasxReader: Reader = {
  id: 'rigaku-rasx',
  label: 'Rigaku RASX',
  extensions: ['.rasx'],
  recognise: ({ bytes, extension }: FileHead) => {
    if (!isZip(bytes)) return 0;
    const text = new TextDecoder('latin1').decode(bytes);
    if (/Data\d+\/(?:Profile\d+\.txt|Mesurement?Conditions\d+\.xml|Image\d+)/.test(text)) return 1;
    return extension === '.rasx' ? 0.6 : 0;
  },
  read: readRasx,
};

const PROFILE = /(?:^|\/)Profile\d+\.txt$/i;
const CONDITIONS = /(?:^|\/)Mea?surement?Conditions\d+\.xml$/i;
const LIMITS = { partBytes: 256 * 1024 ** 2, totalBytes: 1024 ** 3 };
const MOST_SCANS = 20_000;

async function readRasx(file: FileLike): Promise<FileContent> {
  const archive = await openZip(file, LIMITS);
  const profiles = numberedParts(archive.entries, PROFILE);
  if (profiles.length === 0) {
    throw fail(
      'malformed-file',
      'the archive holds no profile (images of an area detector are not read)',
      'export the scan as .ras or .asc, or integrate the image to a profile first',
    );
  }
  if (profiles.length > MOST_SCANS) throw fail('malformed-file', `more than ${MOST_SCANS} scans`, 'split the file');
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const facts: FoundSettings[] = [];
  const diagnostics: Diagnostic[] = [...archive.diagnostics];
  let first: Conditions | undefined;
  for (const [index, profile] of profiles.entries()) {
    const name = `scan ${index + 1}`;
    const prefix = profiles.length === 1 ? '' : `${name}: `;
    const conditions = await conditionsOf(profile, archive.entries, prefix, settings, diagnostics);
    first ??= conditions;
    const bytes = await readPart(profile, diagnostics);
    if (bytes === undefined) continue;
    const lines = new TextLines(decodeText(bytes).text);
    const text = readNumberRows(lines, { first: 0, end: lines.count, width: 3, optional: 1, rowsEndLines: true });
    const { table, diagnostics: told } = profileTable(text, {
      name,
      axis: conditions?.axis,
      xUnit: conditions?.xUnit,
      yUnit: conditions?.yUnit,
      declared: conditions?.points,
    });
    if (table.rows === 0) continue;
    tables.push(table);
    facts.push(conditions?.facts ?? { radiation: 'x-ray' });
    diagnostics.push(...told);
  }
  if (tables.length === 0) {
    const why = diagnostics[0] === undefined ? '' : `: ${diagnostics[0].message}`;
    throw fail(
      'malformed-file',
      `no profile of the archive can be read${why}`,
      'copy the file again, or export it as .ras',
    );
  }
  return {
    instrument: `Rigaku ${first?.instrument ?? ''}`.trim(),
    ...(first?.startTime === undefined ? {} : { startTime: first.startTime }),
    settings: { ...uniformSettings(facts), ...settings.build() },
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

/** The conditions in the folder of a profile. */
async function conditionsOf(
  profile: ZipEntry,
  entries: readonly ZipEntry[],
  prefix: string,
  settings: SettingsBuilder,
  diagnostics: Diagnostic[],
): Promise<Conditions | undefined> {
  const folder = profile.name.slice(0, profile.name.lastIndexOf('/') + 1);
  const entry = entries.find(({ name }) => name.startsWith(folder) && CONDITIONS.test(name));
  const bytes = entry === undefined ? undefined : await readPart(entry, diagnostics);
  if (bytes !== undefined) {
    try {
      return readConditions(decodeText(bytes).text, prefix, settings);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      diagnostics.push({ code: 'damaged-part', severity: 'warning', message: `${why}; it is left out` });
      return undefined;
    }
  }
  const message = `${profile.name} stands without its conditions: neither wavelength nor axis is known, and the axis is taken for 2theta`;
  diagnostics.push({ code: 'settings-missing', severity: 'warning', message });
  return undefined;
}
