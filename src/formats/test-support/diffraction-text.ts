/** Text formats of diffractometers, written here and copied from nowhere. */
import { type ModelPattern, modelPattern } from './pattern-model.js';

const model = modelPattern();

/** Rows of numbers, ten fields of eight characters to a line. */
export function gsasFields(fields: readonly string[]): string {
  const lines: string[] = [];
  for (let at = 0; at < fields.length; at += 10)
    lines.push(
      fields
        .slice(at, at + 10)
        .join('')
        .padEnd(80),
    );
  return lines.join('\r\n');
}

export function gsasStd({ start, step, counts }: ModelPattern = model, counters = 1): string {
  const fields = counts.map(
    (count) => `${counters === 1 ? '  ' : String(counters).padStart(2)}${String(count).padStart(6)}`,
  );
  const lines = Math.ceil(counts.length / 10);
  const bank = `BANK 1 ${counts.length} ${lines} CONST ${start * 100} ${step * 100} 0 0 STD`;
  return ['A pattern'.padEnd(80), bank.padEnd(80), gsasFields(fields), ''].join('\r\n');
}

export function gsasEsd({ start, step, counts }: ModelPattern = model): string {
  const fields = counts.flatMap((count) => [
    `${count}.5`.padStart(8),
    Math.sqrt(count + 1)
      .toFixed(3)
      .padStart(8),
  ]);
  const bank = `BANK 1 ${counts.length} ${Math.ceil(counts.length / 5)} CONST ${start * 100} ${step * 100} 0 0 ESD`;
  return ['A pattern'.padEnd(80), bank.padEnd(80), gsasFields(fields), ''].join('\r\n');
}

export function gsasFxye({ twoTheta, counts }: ModelPattern = model, declared = counts.length): string {
  const rows = counts.map((count, row) =>
    [(twoTheta[row]! * 100).toFixed(3), (count / 4).toFixed(3), (Math.sqrt(count + 1) / 4).toFixed(3)]
      .map((cell) => cell.padStart(15))
      .join(''),
  );
  const head = ['A pattern', '# Calibrated wavelength = 0.413909', '# Temp (K) =              295.0 '];
  return [...head, `BANK  1    ${declared}   ${declared} CONS      2000.00      5.00 0 0 FXYE`, ...rows, ''].join('\n');
}

export interface XrdmlScanSample {
  readonly axis?: string;
  readonly points?: string;
  readonly extra?: string;
}

const spaced = (values: readonly number[]): string => values.join(' ');

/** Start and end of a coupled scan, its counts below. */
export function xrdmlPoints({ twoTheta, counts }: ModelPattern = model, element = 'counts', between = ''): string {
  const positions = (axis: string, factor: number): string =>
    `<positions axis="${axis}" unit="deg"><startPosition>${twoTheta[0]! * factor}</startPosition><endPosition>${twoTheta.at(-1)! * factor}</endPosition></positions>`;
  const phi = '<positions axis="Phi" unit="deg"><commonPosition>90</commonPosition></positions>';
  const time = '<commonCountingTime unit="seconds">12.5</commonCountingTime>';
  return `${positions('2Theta', 1)}${positions('Omega', 0.5)}${phi}${time}${between}<${element} unit="counts">${spaced(counts)}</${element}>`;
}

export function xrdml(scans: readonly XrdmlScanSample[] = [{}]): string {
  const optics =
    '<incidentBeamPath><radius unit="mm">145.00</radius><xRayTube id="1" name="tube"><tension unit="kV">40</tension><current unit="mA">15</current><anodeMaterial>Cu</anodeMaterial></xRayTube></incidentBeamPath>' +
    '<diffractedBeamPath><radius unit="mm">145.00</radius><monochromator id="2" name="flat"><crystal type="Symmetric">C</crystal><hkl><h>0</h><k>0</k><l>2</l></hkl></monochromator></diffractedBeamPath>';
  const wave =
    '<usedWavelength intended="K-Alpha"><kAlpha1 unit="Angstrom">1.5405980</kAlpha1><kAlpha2 unit="Angstrom">1.5444260</kAlpha2><kBeta unit="Angstrom">1.3922500</kBeta><ratioKAlpha2KAlpha1>0.5000</ratioKAlpha2KAlpha1></usedWavelength>';
  const header = '<header><startTimeStamp>2024-11-14T12:53:32-08:00</startTimeStamp></header>';
  const written = scans.map(
    ({ axis = 'Gonio', points = xrdmlPoints(), extra = '' }, index) =>
      `<scan appendNumber="${index}" mode="Continuous" scanAxis="${axis}" status="Completed">${header}<dataPoints>${points}</dataPoints>${extra}</scan>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/2.0" status="Completed"><sample type="To be analyzed"><id>pellet &lt;3&gt;</id></sample><xrdMeasurement measurementType="Scan" status="Completed">${wave}${optics}${written.join('')}</xrdMeasurement></xrdMeasurements>\n`;
}

const UXD_HEAD = [
  '; made for a test',
  '_FILEVERSION=2',
  "_SAMPLE='pellet'",
  '_GONIOMETER_RADIUS=200.500000',
  '_MONOCHROMATOR=0',
  '; None',
  '_ANALYZER_CODE=1',
  "_DATEMEASURED='04-Mar-2010 20:59:14'",
  "_WL_UNIT='A'",
  '_WL1=1.540600',
  '_WL2=1.544390',
  '_WLRATIO=0.500000',
  "_ANODE='Cu'",
];

/** One range: pairs of 2theta and counts, or counts alone. */
export function uxdRange(number: number, block: string, pattern: ModelPattern = model): string {
  const { start, step, counts, twoTheta } = pattern;
  const head = [
    `; (Data for Range number ${number})`,
    "_DRIVE='COUPLED'",
    '_STEPTIME=0.5',
    `_STEPSIZE=${step}`,
    `_START=${start}`,
  ];
  const pairs = block.includes('THETA');
  const rows: string[] = [];
  if (pairs) for (let row = 0; row < counts.length; row++) rows.push(`${twoTheta[row]!.toFixed(3)}\t${counts[row]}`);
  else for (let row = 0; row < counts.length; row += 8) rows.push(counts.slice(row, row + 8).join(' '));
  return [...head, block, ...rows].join('\n');
}

export function uxd(ranges: readonly string[] = [uxdRange(1, '_2THETACOUNTS')]): string {
  return [...UXD_HEAD, ...ranges, ''].join('\n');
}

export interface RasScan {
  readonly pattern?: ModelPattern;
  readonly unit?: string;
  readonly factor?: (row: number) => number;
}

export function ras(scans: readonly RasScan[] = [{}]): string {
  const written = scans.flatMap(({ pattern = model, unit = 'counts', factor = () => 1 }) => {
    const { twoTheta, counts, step } = pattern;
    return [
      '*RAS_HEADER_START',
      '*FILE_SAMPLE "pellet"',
      '*HW_GONIOMETER_NAME "SmartLab|SmartLab"',
      '*HW_GONIOMETER_RADIUS-3 "300.0"',
      '*HW_XG_TARGET_NAME "Cu"',
      '*HW_XG_WAVE_LENGTH_ALPHA1 "1.540593"',
      '*HW_XG_WAVE_LENGTH_ALPHA2 "1.544414"',
      '*HW_COUNTER_NAME-4 "\u691c\u51fa\u5668|Detector"',
      `*MEAS_DATA_COUNT "${counts.length}.0000000000"`,
      '*MEAS_SCAN_AXIS_X_INTERNAL "TwoThetaTheta"',
      '*MEAS_SCAN_SPEED "2.0000"',
      '*MEAS_SCAN_SPEED_UNIT "deg/min"',
      `*MEAS_SCAN_STEP "${step}"`,
      '*MEAS_SCAN_UNIT_X "deg"',
      `*MEAS_SCAN_UNIT_Y "${unit}"`,
      '*RAS_HEADER_END',
      '*RAS_INT_START',
      ...counts.map((count, row) => `${twoTheta[row]!.toFixed(4)} ${count.toFixed(4)} ${factor(row).toFixed(4)}`),
      '*RAS_INT_END',
    ];
  });
  return ['*RAS_DATA_START', ...written, '*RAS_DATA_END', ''].join('\r\n');
}

export function asc({ start, step, counts, twoTheta }: ModelPattern = model, unit = 'counts'): string {
  const rows: string[] = [];
  for (let row = 0; row < counts.length; row += 4) rows.push(counts.slice(row, row + 4).join(', '));
  const keys = [
    '*TYPE\t\t=  Raw',
    '*CLASS\t\t=  ASCII CLASS',
    '*SAMPLE\t\t=  pellet',
    '*DATE\t\t=  12-Jul-17 17:31',
    '',
    '*GROUP_COUNT\t=  1',
    '*GONIO\t\t=  SmartLab, 0.000000',
    '*SCAN_AXIS\t=  2theta/theta',
    '*TARGET\t\t=  29',
    '*WAVE_LENGTH1\t=  1.54059',
    '*WAVE_LENGTH2\t=  1.54441',
    '*SPEED_DIM\t=  sec./step',
    `*YUNIT\t\t=  ${unit}`,
    '*BEGIN',
    `*START\t\t=  ${start}`,
    `*STOP\t\t=  ${twoTheta.at(-1)}`,
    `*STEP\t\t=  ${step}`,
    '*SPEED\t\t=  0.6',
    `*COUNT\t\t=  ${counts.length}`,
  ];
  return [...keys, ...rows, '*END', '', '*EOF', ''].join('\n');
}

export function evaXy({ twoTheta, counts }: ModelPattern = model): string {
  const head =
    '\'Id: "" Comment: "a pellet" Operator: "me" Anode: "Cu" Scantype: "Coupled TwoTheta/Theta" TimePerStep: "96" ';
  return [head, ...counts.map((count, row) => `${twoTheta[row]} ${(count / 96).toFixed(3)}`), ''].join('\r\n');
}

export function bareXy({ twoTheta, counts }: ModelPattern = model): string {
  return [...counts.map((count, row) => `${twoTheta[row]!.toFixed(6)} ${count.toFixed(6)}`), ''].join('\n');
}

export function commentedXye({ twoTheta, counts }: ModelPattern = model): string {
  const head = [
    '/* beam line',
    '# Temp (K) =              300.03',
    '# Start 2theta (deg) =    20.0',
    '# Calibrated wavelength = 0.414581',
    '# */ ',
  ];
  const rows = counts.map(
    (count, row) => ` ${twoTheta[row]!.toFixed(10)} ${(count / 3).toFixed(6)} ${(Math.sqrt(count + 1) / 3).toFixed(6)}`,
  );
  return [...head, ...rows, ''].join('\n');
}

export function namedXy({ twoTheta, counts }: ModelPattern = model): string {
  return [
    '2theta,intensity',
    ...counts.map((count, row) => `${twoTheta[row]!.toFixed(4)},${(count / 7).toFixed(3)}`),
    '',
  ].join('\n');
}

export function pdCif({ twoTheta, counts }: ModelPattern = model): string {
  const rows = counts.map(
    (count, row) => `${twoTheta[row]!.toFixed(3)} ${count}(${Math.ceil(Math.sqrt(count))}) 150. ${count - 1}.5`,
  );
  return [
    'data_pellet',
    "_diffrn_radiation_type 'Cu K\\a~1~'",
    '_diffrn_radiation_probe x-ray',
    '_diffrn_ambient_temperature 293',
    'loop_',
    '_diffrn_radiation_wavelength',
    '_diffrn_radiation_wavelength_wt',
    '1.540593 1.0',
    '1.544427 0.5',
    'loop_',
    '_pd_meas_2theta_scan',
    '_pd_proc_intensity_total',
    '_pd_proc_intensity_bkg_calc',
    '_pd_calc_intensity_total',
    ...rows,
    '',
  ].join('\n');
}
