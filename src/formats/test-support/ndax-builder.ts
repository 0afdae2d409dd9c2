/** Writes small .ndax files for tests, with streams of each version. */
import { joined } from './mpr-builder.js';
import { COUNTS_PER_MA, calendar, type Field, record } from './nda-builder.js';
import type { SampleRow } from './neware-rows.js';
import { buildZip } from './zip-builder.js';

export interface NdaxSample {
  readonly version: 2 | 5 | 11 | 14 | 16 | 17;
  readonly rows: readonly SampleRow[];
  /** Every how many-th record of a step stands in runInfo (11 and up). @default 4 */
  readonly named?: number;
  /** Streams to leave out or to replace, by name; null leaves out. */
  readonly replace?: Readonly<Record<string, Uint8Array | null>>;
  /** @default 1 */
  readonly range?: number;
  /** The two layouts of an auxiliary stream of version 11. @default 0x65 */
  readonly auxMark?: 0x65 | 0x74;
  readonly sizesBehind?: boolean;
}

const PAGE = 4096;
const TYPE = { data: 1, aux: 5, step: 7, runInfo: 18 } as const;

export function buildNdax(sample: NdaxSample): Uint8Array {
  const text = (xml: string): Uint8Array => new TextEncoder().encode(`<?xml version="1.0" encoding="utf-8"?>${xml}`);
  const parts: Record<string, Uint8Array | null> = {
    'VersionInfo.xml': text('<root><config type="Version Info File"><ZwjVersion SvrVer="server 8"/></config></root>'),
    'TestInfo.xml': text(
      '<root><config><TestInfo StartTime="2025-05-15 12:00:00" Barcode="0042" Remark="a &amp; b" StepName="s.xml" AuxCount="1"><Aux1 AuxID="1" RealChlID="9" ChlType="103"/></TestInfo></config></root>',
    ),
    'Step.xml': text(
      '<root><config><Head_Info><Creator Value="someone"/><SCQ Value="4200"/></Head_Info></config></root>',
    ),
    'data.ndc': stream(sample, TYPE.data, ...dataRecords(sample)),
    'data_AUX_9_3_1.ndc': stream(sample, TYPE.aux, ...auxRecords(sample)),
    ...(sample.version < 11
      ? {}
      : {
          'data_runInfo.ndc': stream(sample, TYPE.runInfo, ...runInfoRecords(sample)),
          'data_step.ndc': stream(sample, TYPE.step, ...stepRecords(sample)),
        }),
    ...sample.replace,
  };
  return buildZip(
    Object.entries(parts).flatMap(([name, bytes]) =>
      bytes === null ? [] : [{ name, bytes, ...(sample.sizesBehind ? { sizesBehind: true } : {}) }],
    ),
  );
}

/** A stream in pages; without a mask and with short pages in version 2. */
export function stream(
  { version }: Pick<NdaxSample, 'version'>,
  type: number,
  size: number,
  records: readonly Uint8Array[],
): Uint8Array {
  const [page, from] = version === 2 ? [512, 5] : [PAGE, 132];
  const perPage = version === 2 ? 5 : Math.floor((PAGE - 132 - 1) / size);
  const pages = Math.ceil(records.length / perPage);
  const bytes = new Uint8Array(page * (1 + pages));
  bytes[0] = type;
  bytes[2] = version;
  for (const [slot, content] of records.entries()) {
    const at = page * (1 + Math.floor(slot / perPage));
    const k = slot % perPage;
    bytes.set(content, at + from + k * size);
    if (version !== 2) bytes[at + 4 + (k >> 3)]! |= 1 << (k & 7);
  }
  return bytes;
}

type Records = readonly [size: number, records: readonly Uint8Array[]];

function dataRecords({ version, rows, range = 1 }: NdaxSample): Records {
  if (version >= 11) {
    const [volt, ampere] = version === 14 || version === 17 ? [1, 1e-3] : [1e4, 1];
    const fields = (row: SampleRow): Field[] => [
      [0, 'f4', row.potentialV * volt],
      [4, 'f4', row.currentMa * ampere],
    ];
    return [8, rows.map((row) => record(8, fields(row)))];
  }
  const [size, shift] = version === 2 ? [94, 7] : [87, 0];
  const counts = COUNTS_PER_MA * 3600;
  const fields = (row: SampleRow): Field[] => [
    [1, 'u4', row.index],
    [5, 'u4', row.cycle - 1],
    [9, 'u1', row.stepIndex],
    [10, 'u1', row.stepType],
    [16, 'u8', row.stepTimeS * 1000],
    [24, 'i4', row.potentialV * 1e4],
    [28, 'i4', row.currentMa * COUNTS_PER_MA],
    [36, 'i8', row.chargeMah * counts],
    [44, 'i8', row.dischargeMah * counts],
    [52, 'i8', row.chargeMwh * counts],
    [60, 'i8', row.dischargeMwh * counts],
    ...calendar(68, row.unixS),
    [75, 'i4', range],
  ];
  return [size, rows.map((row) => joined([new Uint8Array(shift), record(87, fields(row))]))];
}

function auxRecords({ version, rows, auxMark = 0x65 }: NdaxSample): Records {
  const each = (size: number, fields: (row: SampleRow) => Field[]): Records => [
    size,
    rows.map((row) => record(size, fields(row))),
  ];
  if (version === 14 || version === 17) return each(4, ({ temperatureC }) => [[0, 'f4', temperatureC]]);
  if (version === 11 && auxMark === 0x74) {
    return each(88, ({ index, temperatureC }) => [
      [0, 'u1', 0x74],
      [1, 'u4', index],
      [5, 'u1', 1],
      [35, 'i2', temperatureC * 10],
    ]);
  }
  if (version === 11 || version === 16) {
    return each(7, ({ temperatureC }) => [
      [0, 'u1', 0x65],
      [1, 'f4', 1e4],
      [5, 'i2', temperatureC * 10],
    ]);
  }
  const [size, at] = version === 2 ? [94, 8] : [87, 1];
  return each(size, ({ index, temperatureC }) => [
    [at, 'u4', index],
    [at + 23, 'i4', 1e4],
    [at + 33, 'i2', temperatureC * 10],
    [at + 35, 'i2', 300],
  ]);
}

const RUN_INFO_BYTES = { 11: 47, 14: 55, 16: 100, 17: 100 } as const;

function runInfoRecords({ version, rows, named = 4 }: NdaxSample): Records {
  const size = RUN_INFO_BYTES[version as keyof typeof RUN_INFO_BYTES];
  const unit = version === 14 || version === 17 ? 1e-3 : 3600;
  const kept = rows.filter(({ index, stepRow }, k) => rows[k - 1]?.stepRow !== stepRow || index % named === 0);
  const fields = (row: SampleRow): Field[] => [
    [0, 'u4', row.stepTimeS * 1000],
    [5, 'f4', row.chargeMah * unit],
    [9, 'f4', row.dischargeMah * unit],
    [13, 'f4', row.chargeMwh * unit],
    [17, 'f4', row.dischargeMwh * unit],
    [29, 'i4', 10_000],
    [33, 'u4', row.unixS],
    [37, 'u4', row.stepRow],
    [41, 'u4', row.index],
    [45, 'u2', 0],
  ];
  return [size, kept.map((row) => record(size, fields(row)))];
}

function stepRecords({ version, rows }: NdaxSample): Records {
  const size = version === 11 || version === 14 ? 37 : 100;
  const steps = rows.filter(({ stepRow }, k) => rows[k - 1]?.stepRow !== stepRow);
  const fields = (row: SampleRow): Field[] => [
    [0, 'u4', row.cycle - 1],
    [4, 'u4', row.stepIndex],
    [24, 'u1', row.stepType],
  ];
  return [size, steps.map((row) => record(size, fields(row)))];
}
