/** One small file of each format, all with the spectrum of `modelSpectrum`, written here and copied from nowhere. */
import { buildMpr, joined } from './mpr-builder.js';
import { modelSpectrum } from './spectrum.js';

export interface Sample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  /** Relative precision of the printed numbers. */
  readonly precision: number;
}

const { f, re, im } = modelSpectrum();
const N = f.length;

export const samples: readonly Sample[] = [
  sample('a.mpr', 'biologic-mpr', mpr(), 1e-7),
  sample('a.mpt', 'biologic-mpt', mpt(), 1e-7),
  sample('bare.txt', 'biologic-mpt', latin1(rowsOf('freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm', '\t', -1)), 1e-7),
  sample('a.DTA', 'gamry-dta', dta(false), 1e-7),
  sample('comma.DTA', 'gamry-dta', dta(true), 1e-7),
  sample('a.z', 'scribner-zplot', zplot(), 1e-7),
  sample('old.z', 'scribner-zplot', z60('ZPlotW Data File: Version 3.2c'), 1e-7),
  sample(
    'a.txt',
    'metrohm-autolab',
    joined([Uint8Array.of(0xef, 0xbb, 0xbf), z60('Z60W Data File: Version 1.1')]),
    1e-7,
  ),
  sample('a.dfr', 'metrohm-dfr', dfr(), 1e-12),
  sample('a.par', 'ametek-versastudio', versaStudio(), 1e-7),
  sample('a.P00', 'ametek-parstat', parstat(), 1e-4),
  sample('powersuite.txt', 'ametek-powersuite', latin1(rowsOf('Frequency\t Zre\t Zimg', '\t', 1, '\r\r\n')), 1e-7),
  sample('chi.txt', 'ch-instruments-text', chi(), 1e-4),
  sample('novocontrol.txt', 'novocontrol-text', novocontrol(), 1e-5),
  sample('relaxis.txt', 'relaxis-export', relaxis(), 1e-12),
  sample('a.idf', 'ivium-idf', idf(), 1e-5),
  sample('a.pssession', 'palmsens-session', pssession(), 1e-12),
  sample('a.i2b', 'elins-i2b', i2b(), 1e-12),
  sample('a.csv', 'text', latin1(rowsOf('frequency/Hz,Re(Z) (Ohm),-Im(Z)/Ohm', ',', -1)), 1e-7),
  sample('comma.csv', 'text', latin1(rowsOf("f [Hz];Z' [ohm];Z'' [ohm]", ';', 1).replaceAll('.', ',')), 1e-7),
  sample('bare.dat', 'text', latin1(rowsOf('', '  ', 1)), 1e-7),
];

function sample(name: string, format: string, bytes: Uint8Array, precision: number): Sample {
  return { name, format, bytes, precision };
}

/** Bytes of a text whose characters are all below 256. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function digits(value: number, count = 8): string {
  return value.toExponential(count);
}

function rowsOf(header: string, separator: string, sign: 1 | -1, lineEnd = '\n'): string {
  const rows = f.map((hertz, k) => [hertz, re[k]!, sign * im[k]!].map((value) => digits(value)).join(separator));
  return [...(header === '' ? [] : [header]), ...rows, ''].join(lineEnd);
}

function mpr(): Uint8Array {
  const zeros = new Array<number>(N).fill(0);
  return buildMpr({
    version: 0,
    ids: [1, 3, 32, 37, 38, 4, 77, 39, 131],
    values: [
      zeros.map(() => 2),
      zeros,
      f,
      re,
      im.map((value) => -value),
      f.map((_, k) => k * 1.5),
      zeros,
      zeros,
      zeros,
    ],
    oleDate: 45792.0547,
  });
}

function mpt(): Uint8Array {
  const names = 'freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\ttime/s\tCs/\u00b5F\tcycle number\t';
  const header = ['', 'Potentio Electrochemical Impedance Spectroscopy', '', 'Device : XY-1 (SN 7)', names];
  const rows = f.map((hertz, k) =>
    [hertz, re[k]!, -im[k]!, k * 1.5, 1e-3, 1].map((value) => digits(value, 8)).join('\t'),
  );
  return latin1(['EC-Lab ASCII FILE', `Nb header lines : ${header.length + 2}`, ...header, ...rows, ''].join('\r\n'));
}

function dta(decimalComma: boolean): Uint8Array {
  const number = (value: number): string => {
    const text = digits(value);
    return decimalComma ? text.replace('.', ',') : text;
  };
  const head = ['EXPLAIN', 'TAG\tEISPOT', 'DATE\tLABEL\t4/23/2018\tDate', 'TIME\tLABEL\t16:43:15\tTime'];
  const notes = ['NOTES\tNOTES\t2\t&Notes...', '\tfirst line', '\tTABLE of nothing'];
  const set = ['PSTAT\tPSTAT\tREF-1\tPotentiostat', `AREA\tQUANT\t${number(0.785)}\t&Area (cm^2)`];
  const ocv = ['OCVCURVE\tTABLE\t2', '\tPt\tT\tVf\tOver', '\t#\ts\tV vs. Ref.\tbits'];
  const ocvRows = [0, 1].map((k) => `\t${k}\t${number(k / 2)}\t${number(0.35)}\t....a`);
  const z = ['EOC\tQUANT\t0\tOpen Circuit (V)', 'ZCURVE\tTABLE'];
  const names = ['\tPt\tTime\tFreq\tZreal\tZimag\tZrealDrCor', '\t#\ts\tHz\tohm\tohm\tohm'];
  const rows = f.map((hertz, k) => `\t${k}\t${k}\t${[hertz, re[k]!, im[k]!, 1].map(number).join('\t')}`);
  return latin1([...head, ...notes, ...set, ...ocv, ...ocvRows, ...z, ...names, ...rows, ''].join('\n'));
}

function nineColumns(separator: string): string[] {
  return f.map((hertz, k) => [hertz, 0.01, 0, k, re[k]!, im[k]!, 0, 0, 4].map((v) => digits(v)).join(separator));
}

function zplot(): Uint8Array {
  const head = ['ZPLOT2 ASCII', '  Date:   12-31-2018', '  Time:   12:32:21', `  Data Points:   ${N}`];
  const names = "  Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange";
  return latin1([...head, names, 'End Comments', ...nineColumns('\t'), ''].join('\r\n'));
}

function z60(signature: string): Uint8Array {
  const names = `"  Freq(Hz)    Ampl     Bias   Time(Sec)   Z'(a)    Z''(b)    GD   Err   Range"`;
  return latin1(
    [`"${signature}"`, '"a remark"', '""', '0,3,0,1,1,2', String(N), names, ...nineColumns(','), ''].join('\n'),
  );
}

function dfr(): Uint8Array {
  const points = f.flatMap((hertz, k) => [hertz, re[k]!, -im[k]!, 0, 0, 0, 0, 0, 0]);
  return latin1(
    ['VERSION8.0', ` ${N}`, ' 1', ...points.map((value) => ` ${value}`), ' 1.0', '13.07.2022', ''].join('\n'),
  );
}

function versaStudio(): Uint8Array {
  const head = ['<Application>', 'Name=VersaStudio', 'Version=1', '</Application>', '', '<Instrument>', 'Type=XYZ'];
  const when = ['</Instrument>', '<Experiment>', 'TimeAcquired=9:40:30 PM', 'DateAcquired=Thursday, July 19, 2018'];
  const open = ['</Experiment>', '<Segment1>', 'Type=2'];
  const names = 'Definition=Segment #, Point #, E(V), Elapsed Time(s), Frequency(Hz), E Real, Z Real, Z Imag, 0';
  const rows = f.map((hertz, k) => [0, k, 0, k, hertz, 1, re[k]!, im[k]!].map((value) => digits(value)).join(','));
  return latin1(
    [...head, ...when, ...open, names, ...rows, '</Segment1>', '<Graph1>', 'Type=Unknown', '</Graph1>', ''].join(
      '\r\n',
    ),
  );
}

function parstat(): Uint8Array {
  const names = " f/Hz       \t Z'/Ohm     \t -Z''/Ohm   \t time/s    \t";
  const rows = f.map((hertz, k) => ` ${[hertz, re[k]!, -im[k]!, k].map((value) => digits(value, 4)).join('\t ')}\t`);
  return latin1(['Procedure : x', '12.07.2022 10:00:00 i(init)= 1', names, ` ${N} `, ...rows, ''].join('\n'));
}

function chi(): Uint8Array {
  const head = ['Feb. 20, 2020   15:55:08', 'A.C. Impedance', 'Instrument Model:  CHI000', 'Init E (V) = 0', ''];
  const rows = f.map((hertz, k) =>
    [hertz, re[k]!, im[k]!, Math.hypot(re[k]!, im[k]!), 0].map((v) => digits(v, 5)).join(', '),
  );
  return latin1([...head, 'Freq/Hz, Z\'/ohm, Z"/ohm, Z/ohm, Phase/deg', '', ...rows, ''].join('\r\n'));
}

function novocontrol(): Uint8Array {
  const rows = f.map((hertz, k) => ` ${[hertz, re[k]!, im[k]!].map((value) => digits(value, 6)).join('\t ')}`);
  const names = "   Freq.[Hz]   \tZs'[ohm]  \tZs''[ohm]";
  return latin1(['pellet', 'Fixed value(s) :  AC Volt  [Vrms]=3.5000e-02  ', names, ...rows, ''].join('\r\n'));
}

function relaxis(): Uint8Array {
  const names = "Data: Frequency\tData: Z'\tData: Z''\tData: |Z|\tData: Theta (Z)";
  const conditions = 'DC=-0.08, TM=33.7, J=-5E-6\tModel: none\tone.mpr\t\t';
  const rows = f.map((hertz, k) => [hertz, re[k]!, im[k]!, Math.hypot(re[k]!, im[k]!), 0].join('\t'));
  return latin1(['RelaxIS 3.0 Spectrum export', 'Date: 1/1/2025', names, conditions, ...rows, ''].join('\r\n'));
}

function idf(): Uint8Array {
  const settings = [
    'Peaks=false',
    '<\u0007',
    'starttime=',
    'Method=Impedance',
    'Technique=Constant E',
    'Data Options=',
    '>\u000c',
  ];
  const rows = f.map((hertz, k) => `${digits(re[k]!, 6)}  ${digits(im[k]!, 6)}\t${digits(hertz, 6)} `);
  const primary = ['2         ', 'Data Objects    ', '0         ', 'primary_data    ', '3         ', `${N}        `];
  const osc = [
    '7         ',
    'osc_data        ',
    '2',
    '3',
    '2',
    '1 2 3',
    '4 5 6',
    '3',
    '2',
    '7 8 9',
    '10 11 12',
    '\0\0',
  ];
  return latin1(['\0\0\0\0H\0', ...settings, ...primary, ...rows, ...osc, ''].join('\r\n'));
}

function pssession(): Uint8Array {
  const array = (type: number, name: string, unit: object, values: readonly number[]): object => ({
    ArrayType: type,
    Description: name,
    Unit: unit,
    DataValues: values.map((V) => ({ V })),
  });
  const ohm = { Type: 'PalmSens.Units.ZRe', S: '\u03a9' };
  const values = [
    array(2, 'Idc', { Type: 'PalmSens.Units.MicroAmpere', S: 'A' }, f),
    array(5, 'Frequency', { Type: 'PalmSens.Units.Hertz', S: 'Hz' }, f),
    array(7, 'ZRe', ohm, re),
    array(
      8,
      'ZIm',
      { ...ohm, Q: "-Z''" },
      im.map((value) => -value),
    ),
    array(6, 'Phase', { S: '\u00b0', Q: '-Phase' }, f),
  ];
  const dataSet = { Values: values };
  const measurement = {
    Title: 'one',
    UTCTimeStamp: 638_282_936_195_322_000,
    DataSet: dataSet,
    EISDataList: [{ Title: 'eis', DataSet: dataSet }],
  };
  const session = {
    Type: 'PalmSens.DataFiles.SessionFile',
    Method: '#x\r\nE_BEGIN=0.5\r\n',
    Measurements: [measurement],
  };
  return utf16(`\ufeff${JSON.stringify(session)}\ufeff`);
}

export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), true);
  return bytes;
}

function i2b(): Uint8Array {
  const rows = f.map((hertz, k) => `${hertz} ${re[k]} ${im[k]}`);
  return latin1(['four', 'free', 'lines', 'here', '', String(N), ...rows, ''].join('\n'));
}
