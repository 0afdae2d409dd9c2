/** One small file of each format, from the builders that the readers' own tests use. */
import { recordingToParquet } from '../src/formats/export/parquet.js';
import { fileFromBytes } from '../src/formats/file-like.js';
import { readRecording } from '../src/formats/read-recording.js';
import { cyclerSamples } from '../src/formats/test-support/cycler-samples.js';
import { diffractionSamples } from '../src/formats/test-support/diffraction-samples.js';
import { buildJet } from '../src/formats/test-support/jet-builder.js';
import { buildMpr } from '../src/formats/test-support/mpr-builder.js';
import { buildNda, type NdaLayout } from '../src/formats/test-support/nda-builder.js';
import { buildNdax, type NdaxSample } from '../src/formats/test-support/ndax-builder.js';
import { sampleRows } from '../src/formats/test-support/neware-rows.js';
import { casaResultsSample, photoemissionSamples } from '../src/formats/test-support/photoemission-samples.js';
import { samples } from '../src/formats/test-support/samples.js';
import { structureSeeds } from './structure-seeds.js';

export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const ROWS = 40;

export async function seedFiles(): Promise<SeedFile[]> {
  return [
    ...samples.map(({ name, bytes }) => ({ name, bytes })),
    { name: 'cycling.mpr', bytes: cyclingMpr() },
    ...neware(),
    ...cyclerSamples.map(({ name, bytes }) => ({ name: `cycler-${name}`, bytes })),
    ...diffractionSamples.map(({ name, bytes }) => ({ name: `diffraction-${name}`, bytes })),
    ...[...photoemissionSamples, casaResultsSample].map(({ name, bytes }) => ({
      name: `photoemission-${name}`,
      bytes,
    })),
    { name: 'arbin.res', bytes: arbin() },
    { name: 'run.parquet', bytes: await parquet() },
    ...structureSeeds,
  ];
}

/** A charge and a discharge as Arbin's database holds them. */
function arbin(): Uint8Array {
  const names = ['Test_ID', 'Data_Point', 'Cycle_Index', 'Step_Index'] as const;
  const numbers = ['Test_Time', 'Step_Time', 'Current', 'Voltage', 'Charge_Capacity', 'Discharge_Capacity'] as const;
  return buildJet([
    {
      name: 'Channel_Normal_Table',
      columns: [
        ...names.map((name) => ({ name, type: 'long' as const })),
        ...numbers.map((name) => ({ name, type: 'double' as const })),
      ],
      rows: Array.from({ length: ROWS }, (_, row) => {
        const sign = row < ROWS / 2 ? 1 : -1;
        const within = row % (ROWS / 2);
        const charge = 1e-5 * Math.min(row, ROWS / 2);
        const discharge = 1e-5 * Math.max(0, row - ROWS / 2);
        return [
          1,
          row + 1,
          1,
          sign > 0 ? 1 : 2,
          30 * row,
          30 * within,
          sign * 1e-3,
          3 + sign * 0.01 * within,
          charge,
          discharge,
        ];
      }),
    },
  ]);
}

/** The cycling run as a Parquet table of our own, with its checksums. */
async function parquet(): Promise<Uint8Array> {
  return recordingToParquet(await readRecording(fileFromBytes('cycling.mpr', cyclingMpr())));
}

const NDA_LAYOUTS: readonly NdaLayout[] = [8, 22, 26, 29, '9.0', '9.1'];
const NDC_VERSIONS: readonly NdaxSample['version'][] = [2, 5, 11, 14, 16, 17];

/** A rest, two charges and a discharge in every layout of Neware. */
function neware(): SeedFile[] {
  const rows = sampleRows();
  return [
    ...NDA_LAYOUTS.map((layout) => ({ name: `neware-${layout}.nda`, bytes: buildNda({ layout, rows, aux: true }) })),
    ...NDC_VERSIONS.map((version) => ({ name: `neware-${version}.ndax`, bytes: buildNdax({ version, rows }) })),
  ];
}

/** A short galvanostatic run: flags, step, time, charges, control, potential, half cycle. */
function cyclingMpr(): Uint8Array {
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const sign = (row: number): number => (row % 20 < 10 ? 1 : -1);
  const columns: readonly (readonly [number, (row: number) => number])[] = [
    [1, () => 1],
    [2, (row) => (sign(row) > 0 ? 1 : 0)],
    [131, (row) => Math.floor(row / 10)],
    [4, (row) => 12 * row],
    [7, (row) => sign(row) * 3.3e-4],
    [13, (row) => 3.3e-4 * (10 - Math.abs((row % 20) - 10))],
    [5, (row) => sign(row) * 0.1],
    [6, (row) => sign(row) * (0.05 + 1e-4 * row)],
    [467, (row) => sign(row) * 3.3e-4 * (row % 10)],
    [468, (row) => Math.floor(row / 10)],
  ];
  return buildMpr({
    version: 3,
    ids: columns.map(([id]) => id),
    values: columns.map(([, at]) => rows.map(at)),
    techniqueCode: 4,
    comments: 'simulated',
    oleDate: 45_792.5,
    loop: [0, 20],
  });
}
