import { fail } from '../../errors.js';
import { steppedAngles } from '../diffraction/pattern-columns.js';
import type { FileLike } from '../file-like.js';
import { energyColumn, SignalNotes, signalUnit } from '../photoemission/spectrum-columns.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Column, Diagnostic, Setting, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeWindows1252 } from '../text/text-lines.js';
import { type PhiBlock, readDataBlocks } from './data-blocks.js';
import { endOfHeader, type PhiHeader, type PhiRegion, readHeader } from './header.js';
import { phiSettings } from './phi-settings.js';

/** PHI SmartSoft and MultiPak: spectra (.spe) and depth profiles (.pro); every region of every cycle is a table. */
export const phiReader: Reader = {
  id: 'phi-multipak',
  label: 'PHI SmartSoft and MultiPak',
  extensions: ['.spe', '.pro'],
  recognise: ({ text }: FileHead) => (/^SOFH\r?\n/.test(text) ? 1 : 0),
  read: readPhi,
};

const MOST_BYTES = 512_000_000;
const MOST_TABLES = 20_000;

async function readPhi(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 512 MB', 'export the regions as VAMAS');
  const bytes = await file.slice(0, file.size);
  const dataAt = endOfHeader(bytes);
  if (dataAt === -1) {
    throw fail('truncated-file', 'the file ends within its header', 'copy it again from the instrument computer');
  }
  const header = readHeader(decodeWindows1252(bytes.subarray(0, dataAt)), dataAt);
  const { blocks, end } = readDataBlocks(bytes, dataAt);
  const diagnostics: Diagnostic[] = [];
  const tables = [...spectra(header, blocks, diagnostics), ...otherTables(blocks, header.regions)];
  if (!tables.some(({ rows }) => rows > 0)) {
    throw fail('malformed-file', 'the file holds no spectrum (images and maps are not read)', 'export it as VAMAS');
  }
  if (end !== bytes.length && !diagnostics.some(({ code }) => code === 'truncated')) {
    const message = `the data end at byte ${end} and the file has ${bytes.length}: numbers may stand in the wrong place`;
    diagnostics.push({ code: 'length-mismatch', severity: 'warning', message });
  }
  const settings = new SettingsBuilder();
  for (const [key, value] of header.keys) settings.addText(key, value);
  const model = header.keys.get('InstrumentModel') ?? '';
  const date = dateOf(header.keys.get('AcqFileDate') ?? header.keys.get('FileDate'));
  return {
    instrument: `PHI ${model}`.trim(),
    ...(date === undefined ? {} : { startTime: date }),
    settings: settings.build(),
    tables,
    diagnostics,
  };
}

function spectra(header: PhiHeader, blocks: readonly PhiBlock[], diagnostics: Diagnostic[]): Table[] {
  const notes = new SignalNotes();
  const times = blocks.find(({ region, axes, unit }) => region === 0 && axes[0] === 'cyc' && unit === 's');
  const found: { readonly parts: readonly string[]; readonly table: Omit<Table, 'name'> }[] = [];
  const places = new Map(header.regions.map(({ number }, place) => [number, place]));
  for (const block of blocks) {
    const place = places.get(block.region) ?? -1;
    const region = header.regions[place];
    if (block.region === 0 || region === undefined || block.axes[0] !== 'pnt') continue;
    const [points, cycles] = block.sizes;
    const whole = points === 0 ? 0 : Math.floor(block.values.length / points);
    diagnostics.push(...blockDiagnostics(block, region, whole));
    for (let cycle = 0; cycle < whole; cycle++) {
      if (found.length >= MOST_TABLES)
        throw fail('malformed-file', `more than ${MOST_TABLES} spectra`, 'split the file');
      const values = block.values.slice(cycle * points, (cycle + 1) * points);
      const energies = steppedAngles(region.startEv, region.stepEv, points);
      const columns = [
        energyColumn('binding energy', 'binding-energy', energies),
        notes.column('intensity', signalUnit(block.unit), values),
      ];
      const etched = times?.values[place * times.sizes[0] + cycle];
      const settings: Record<string, Setting> = phiSettings(header, region, {
        cycle: cycles > 1 ? cycle + 1 : undefined,
        // The first is stored as minus zero.
        etchTimeS: etched === undefined ? undefined : etched + 0,
      });
      found.push({ parts: [region.name, `cycle ${cycle + 1}`], table: { rows: points, columns, settings } });
    }
  }
  diagnostics.push(...notes.list());
  const names = spectrumNames(found.map(({ parts }) => parts));
  return found.map(({ table }, index) => ({ name: names[index]!, ...table }));
}

/** Blocks that are no spectra: a row for each cycle, a column for each region. */
function otherTables(blocks: readonly PhiBlock[], regions: readonly PhiRegion[]): Table[] {
  return blocks.flatMap((block): Table[] => {
    if (block.axes[0] !== 'cyc' || block.axes[1] !== 'reg') return [];
    const [cycles, width] = block.sizes;
    if (cycles === 0 || cycles * width !== block.values.length) return [];
    const columns = Array.from({ length: width }, (_, index): Column => {
      const name = regions[index]?.name ?? `region ${index + 1}`;
      const values = block.values.slice(index * cycles, (index + 1) * cycles);
      return { name, unit: block.unit === 's' ? 's' : signalUnit(block.unit), values };
    });
    const name = block.unit === 's' ? 'sputter time' : `profile ${block.number}`;
    return [{ name, rows: cycles, columns }];
  });
}

function blockDiagnostics(block: PhiBlock, region: PhiRegion, whole: number): Diagnostic[] {
  const [points, cycles] = block.sizes;
  const found: Diagnostic[] = [];
  if (whole < cycles) {
    const message = `region "${region.name}" declares ${cycles} cycle(s) of ${points} points and holds ${whole} whole`;
    found.push({ code: 'truncated', severity: 'warning', message });
  }
  if (points !== region.points && whole > 0) {
    const message = `region "${region.name}" has ${points} points and its header gives ${region.points}: the energies are counted from its start`;
    found.push({ code: 'length-mismatch', severity: 'warning', message });
  }
  return found;
}

/** `2024 1 22`. */
function dateOf(text: string | undefined): string | undefined {
  const match = /^(\d{4})\s+(\d{1,2})\s+(\d{1,2})\b/.exec(text ?? '');
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : undefined;
}
