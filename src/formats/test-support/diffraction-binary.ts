/** Binary and packed formats of diffractometers, written here and copied from nowhere. */
import { type ModelPattern, modelPattern } from './pattern-model.js';
import { buildZip, type ZipPart } from './zip-builder.js';

const model = modelPattern();

/** Bytes that are written where they are said to stand. */
class Block {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  text(offset: number, text: string): this {
    for (let at = 0; at < text.length; at++) this.bytes[offset + at] = text.charCodeAt(at);
    return this;
  }

  u16(offset: number, value: number): this {
    this.#view.setUint16(offset, value, true);
    return this;
  }

  u32(offset: number, value: number): this {
    this.#view.setUint32(offset, value, true);
    return this;
  }

  f32(offset: number, value: number): this {
    this.#view.setFloat32(offset, value, true);
    return this;
  }

  f64(offset: number, value: number): this {
    this.#view.setFloat64(offset, value, true);
    return this;
  }
}

function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function points(counts: readonly number[], size = 4): Uint8Array {
  const block = new Block(counts.length * size);
  for (const [row, count] of counts.entries()) block.f32(row * size, count);
  return block.bytes;
}

export interface RawRangeSample {
  readonly pattern?: ModelPattern;
  /** Bytes of headers between the header of the range and its points. */
  readonly supplementary?: number;
  /** Bytes of one point. */
  readonly size?: number;
  /** Number of the scan type (RAW1.01) or its name (RAW4.00). */
  readonly scan?: number | string;
}

export function raw101(ranges: readonly RawRangeSample[] = [{}]): Uint8Array {
  const head = new Block(712)
    .text(0, 'RAW1.01')
    .u32(8, 1)
    .u32(12, ranges.length)
    .text(16, '03/04/10')
    .text(26, '20:59:14')
    .text(326, 'pellet')
    .f32(564, 200.5)
    .text(608, 'Cu')
    .f64(616, 1.54184)
    .f64(624, 1.5406)
    .f64(632, 1.54439)
    .f64(640, 1.39222)
    .f64(648, 0.5)
    .text(656, 'A');
  const written = ranges.flatMap(({ pattern = model, supplementary = 40, size = 4, scan = 0 }) => {
    const range = new Block(304 + supplementary)
      .u32(0, 304)
      .u32(4, pattern.counts.length)
      .f64(8, pattern.start / 2)
      .f64(16, pattern.start)
      .f64(176, pattern.step)
      .f32(192, 0.5)
      .u32(196, Number(scan))
      .u32(224, 45)
      .u32(228, 40)
      .f64(240, 1.5406)
      .u32(252, size)
      .u32(256, supplementary);
    return [range.bytes, points(pattern.counts, size)];
  });
  return joinedBytes([head.bytes, ...written]);
}

function textSegment(label: string, value: string): Uint8Array {
  return new Block(36 + value.length)
    .u32(0, 10)
    .u32(4, 36 + value.length)
    .text(12, label)
    .text(36, value).bytes;
}

function driveSegment(name: string, start: number): Uint8Array {
  return new Block(92).u32(0, 50).u32(4, 92).text(12, name).f64(56, start).bytes;
}

export function raw4(ranges: readonly RawRangeSample[] = [{}]): Uint8Array {
  const head = new Block(61).text(0, 'RAW4.00').text(12, '07/11/2018').text(24, '15:55:31');
  const hardware = new Block(136)
    .u32(0, 30)
    .u32(4, 136)
    .f64(72, 1.54184)
    .f64(80, 1.5406)
    .f64(88, 1.54439)
    .f64(96, 1.39222)
    .f64(104, 0.5)
    .text(116, 'Cu');
  const written = ranges.flatMap(({ pattern = model, size = 4, scan = 'Locked Coupled' }) => {
    const inner = joinedBytes([driveSegment('2Theta', pattern.start), driveSegment('Theta', pattern.start / 2)]);
    const range = new Block(160)
      .text(32, String(scan))
      .f64(72, pattern.start)
      .f64(80, pattern.step)
      .u32(88, pattern.counts.length)
      .f32(92, 77.9)
      .f32(100, 30)
      .f32(104, 10)
      .f64(112, 1.5406)
      .u32(136, size)
      .u32(140, inner.length);
    return [range.bytes, inner, points(pattern.counts, size)];
  });
  return joinedBytes([head.bytes, textSegment('SAMPLEID', 'pellet'), hardware.bytes, ...written]);
}

export function raw2(ranges: readonly RawRangeSample[] = [{}]): Uint8Array {
  const head = new Block(256)
    .text(0, 'RAW2')
    .u16(4, ranges.length)
    .text(168, '14-MAR-1995 09:10:11')
    .text(188, 'Cu')
    .f32(190, 1.5406)
    .f32(194, 1.5444)
    .f32(198, 0.5);
  const written = ranges.flatMap(({ pattern = model, supplementary = 0 }) => [
    new Block(48 + supplementary)
      .u16(0, 48 + supplementary)
      .u16(2, pattern.counts.length)
      .f32(8, 2)
      .f32(12, pattern.step)
      .f32(16, pattern.start)
      .u16(46, 298).bytes,
    points(pattern.counts),
  ]);
  return joinedBytes([head.bytes, ...written]);
}

/** @param named later ranges repeat the letters `RAW ` */
export function raw1(ranges: readonly RawRangeSample[] = [{}], named = true): Uint8Array {
  const written = ranges.flatMap(({ pattern = model }, index) => {
    const block = new Block(156)
      .text(0, 'RAW ')
      .u32(4, pattern.counts.length)
      .f32(8, 1)
      .f32(12, pattern.step)
      .f32(24, pattern.start)
      .f32(28, -1e6)
      .text(40, 'pellet')
      .f32(72, 1.5406)
      .f32(76, 1.5444)
      .u32(152, ranges.length - 1 - index);
    return [index === 0 || named ? block.bytes : block.bytes.subarray(4), points(pattern.counts)];
  });
  return joinedBytes(written);
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface BrmlScanSample {
  readonly pattern?: ModelPattern;
  readonly factor?: (row: number) => number;
  /** Without the list of views, as older programs write. */
  readonly views?: boolean;
}

/** One raw data file. */
export function brmlRawData({ pattern = model, factor = () => 1, views = true }: BrmlScanSample = {}): string {
  const { twoTheta, counts, start, step } = pattern;
  const axis = (id: string, name: string, half: number): string =>
    `<ScanAxisInfo AxisId="${id}" AxisName="${id}" VisibleName="${name}" Unit="\u00b0"><Start>${start * half}</Start><Increment>${step * half}</Increment></ScanAxisInfo>`;
  const field = (id: string, name: string): string =>
    `<FieldDefinitions FieldName="${id}" AxisId="${id}"><VisibleName>${name}</VisibleName><Restriction xsi:type="X" Unit="\u00b0" /></FieldDefinitions>`;
  const datum = counts.map(
    (count, row) => `      <Datum>191,${factor(row)},${twoTheta[row]},${twoTheta[row]! / 2},${count}</Datum>`,
  );
  const list =
    '<DataViews><RawDataView xsi:type="FixedRawDataView" Start="0" Length="1" LogicName="MeasuredTime" Unit="s" />' +
    '<RawDataView xsi:type="FixedRawDataView" Start="1" Length="1" LogicName="AbsorptionFactor" Unit="" />' +
    `<RawDataView xsi:type="VaryingRawDataView" Start="2" Length="2"><Varying>${field('TwoTheta', '2Theta')}${field('Theta', 'Theta')}</Varying></RawDataView>` +
    '<RawDataView xsi:type="RecordedRawDataView" Start="4" Length="1"><Recording VisibleName="PSD counter" LogicName="ScanCounter"><Unit Prefix="None" Base="Counts" /></Recording></RawDataView></DataViews>';
  const tube =
    '<Tube LogicName="Tube"><WaveLengthAlpha1 Unit="\u00c5" Value="1.5406" /><WaveLengthAlpha2 Unit="\u00c5" Value="1.54439" /><WaveLengthBeta Unit="\u00c5" Value="1.39222" /><WaveLengthRatio Unit="" Value="0.5" /><TubeMaterial>Cu</TubeMaterial><Generator><Voltage Unit="kV" Value="40" /><Current Unit="mA" Value="40" /></Generator></Tube>';
  const instrument = `<Instrument xsi:type="GoniometerInfo"><PrimaryTracks><TrackInfoData><MountedOptics><InfoData>${tube}</InfoData></MountedOptics></TrackInfoData></PrimaryTracks><SecondaryTracks><TrackInfoData><Radius Unit="mm" Value="280" /></TrackInfoData></SecondaryTracks></Instrument>`;
  return [
    '<?xml version="1.0"?>',
    '<RawData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" PlannedTimePerStep="0">',
    '  <TimeStampStarted>2019-05-23T07:37:27.0644322+02:00</TimeStampStarted>',
    '  <DataRoutes><DataRoute RouteFlag="Measured">',
    `    <ScanInformation ScanName="LockedCoupled" VisibleName="Coupled TwoTheta/Theta"><MeasurementPoints>${counts.length}</MeasurementPoints><TimePerStepEffective>191</TimePerStepEffective><ScanAxes>${axis('TwoTheta', '2Theta', 1)}${axis('Theta', 'Theta', 0.5)}</ScanAxes></ScanInformation>`,
    ...datum,
    views ? list : '',
    '  </DataRoute></DataRoutes>',
    `  <FixedInformation><MethodInformation><InfoData><InfoList><InfoItem Name="SampleName" Value="pellet" Unit="" /></InfoList></InfoData></MethodInformation>${instrument}</FixedInformation>`,
    '</RawData>',
    '',
  ].join('\r\n');
}

export function brml(scans: readonly BrmlScanSample[] = [{}]): Uint8Array {
  const parts: ZipPart[] = scans.map((scan, index) => ({
    name: `Experiment0/RawData${index}.xml`,
    bytes: encode(brmlRawData(scan)),
  }));
  const container =
    '<?xml version="1.0"?><DataContainer><ExperimentInfo><InstrumentDescription><InstrumentName>D8</InstrumentName></InstrumentDescription></ExperimentInfo><MeasurementInfo SampleName="from the container" /></DataContainer>';
  return buildZip([...parts.toReversed(), { name: 'Experiment0/DataContainer.xml', bytes: encode(container) }]);
}

export interface RasxScanSample {
  readonly pattern?: ModelPattern;
  readonly factor?: (row: number) => number;
  readonly axis?: string;
}

export function rasx(scans: readonly RasxScanSample[] = [{}]): Uint8Array {
  const parts = scans.flatMap(({ pattern = model, factor = () => 1, axis = 'TwoThetaTheta' }, index): ZipPart[] => {
    const { twoTheta, counts, step } = pattern;
    const rows = counts.map((count, row) => `${twoTheta[row]!.toFixed(4)}\t${count}\t${factor(row)}\r\n`);
    const conditions = `\ufeff<?xml version="1.0" encoding="utf-8"?><MeasurementConditions><GeneralInformation><SampleName>pellet</SampleName><SystemName>SmartLab</SystemName></GeneralInformation><HWConfigurations><Categories><Category Name="DetectorMonochromator" SelectedUnit="None" /></Categories><Distances><Distance To="AttachmentStage" From="XrayGenerator" Unit="mm" Value="300" /></Distances><XrayGenerator><TargetName>Cu</TargetName><Current>44</Current><Voltage>40</Voltage><WavelengthKalpha1>1.540593</WavelengthKalpha1><WavelengthKalpha2>1.544414</WavelengthKalpha2></XrayGenerator></HWConfigurations><Axes><Axis Name="TwoTheta" Unit="deg" Offset="0.9" Position="8.5" /></Axes><ScanInformation><AxisName>${axis}</AxisName><Step>${step}</Step><Speed>1.0</Speed><SpeedUnit>deg/min</SpeedUnit><PositionUnit>deg</PositionUnit><IntensityUnit>counts</IntensityUnit><StartTime>2022-11-10T17:20:52Z</StartTime><DataCount>${counts.length}</DataCount></ScanInformation><RASHeader><Pair><string>*FILE_TYPE</string><string>RAS_RAW</string></Pair></RASHeader></MeasurementConditions>`;
    return [
      { name: `Data${index}/Profile${index}.txt`, bytes: encode(`\ufeff${rows.join('')}`) },
      { name: `Data${index}/MesurementConditions${index}.xml`, bytes: encode(conditions) },
    ];
  });
  return buildZip([...parts, { name: 'root.xml', bytes: encode('<?xml version="1.0"?><Root Version="1.1.0.0" />') }]);
}
