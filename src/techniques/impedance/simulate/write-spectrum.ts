/** Spectra as the text files that instruments export, so that a simulated study goes through the same readers as a real one. */
import { atan2 } from '../../../numerics/elementary/atan.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { Spectrum } from '../spectrum.js';

export type SpectrumFormat = 'biologic-mpt' | 'gamry-dta' | 'zplot' | 'csv';

/** Seconds since the start of the sweep at each point: two periods and 50 ms a point. */
function times(spectrum: Spectrum): number[] {
  let elapsed = 0;
  return Array.from(spectrum.frequencyHz, (f) => {
    elapsed += 2 / f + 0.05;
    return elapsed;
  });
}

const scientific = (value: number) => value.toExponential(7);

/** The text of a file in the given format; numbers carry eight digits, as instruments print them. */
export function writeSpectrum(spectrum: Spectrum, format: SpectrumFormat, comment: string): string {
  switch (format) {
    case 'biologic-mpt':
      return writeMpt(spectrum, comment);
    case 'gamry-dta':
      return writeDta(spectrum, comment);
    case 'zplot':
      return writeZPlot(spectrum, comment);
    case 'csv':
      return writeCsv(spectrum);
  }
}

function writeCsv({ frequencyHz, real, imaginary }: Spectrum): string {
  const rows = Array.from(frequencyHz, (f, i) => [f, real[i], imaginary[i]].map(scientific).join(','));
  return `${['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', ...rows].join('\n')}\n`;
}

function writeMpt(spectrum: Spectrum, comment: string): string {
  const { frequencyHz, real, imaginary } = spectrum;
  const time = times(spectrum);
  const header = [
    'EC-Lab ASCII FILE',
    '', // the count of header lines goes here
    '',
    'Potentio Electrochemical Impedance Spectroscopy',
    '',
    `Comments : ${comment}`,
    '',
    ['freq/Hz', 'Re(Z)/Ohm', '-Im(Z)/Ohm', '|Z|/Ohm', 'Phase(Z)/deg', 'time/s', '<Ewe>/V', 'cycle number'].join('\t'),
  ];
  header[1] = `Nb header lines : ${header.length}`;
  const rows = Array.from(frequencyHz, (f, i) =>
    [
      f,
      real[i],
      -imaginary[i],
      hypot(real[i], imaginary[i]),
      (atan2(imaginary[i], real[i]) * 180) / Math.PI,
      time[i],
      0,
      1,
    ]
      .map(scientific)
      .join('\t'),
  );
  return `${[...header, ...rows].join('\r\n')}\r\n`;
}

function writeDta(spectrum: Spectrum, comment: string): string {
  const { frequencyHz, real, imaginary } = spectrum;
  const time = times(spectrum);
  const names = ['Pt', 'Time', 'Freq', 'Zreal', 'Zimag', 'Zsig', 'Zmod', 'Zphz', 'Idc', 'Vdc'];
  const units = ['#', 's', 'Hz', 'ohm', 'ohm', 'V', 'ohm', '\u00b0', 'A', 'V'];
  const rows = Array.from(frequencyHz, (f, i) =>
    [
      '',
      i,
      ...[
        time[i],
        f,
        real[i],
        imaginary[i],
        1,
        hypot(real[i], imaginary[i]),
        (atan2(imaginary[i], real[i]) * 180) / Math.PI,
        0,
        0,
      ].map(scientific),
    ].join('\t'),
  );
  const lines = [
    'EXPLAIN',
    'TAG\tEISPOT',
    'TITLE\tLABEL\tPotentiostatic EIS\tTest &Identifier',
    `NOTES\tNOTES\t1\t&Notes...`,
    `\t${comment}`,
    'AREA\tQUANT\t1.13100E+000\tSample Area (cm^2)',
    `ZCURVE\tTABLE`,
    `\t${names.join('\t')}`,
    `\t${units.join('\t')}`,
    ...rows,
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function writeZPlot(spectrum: Spectrum, comment: string): string {
  const { frequencyHz, real, imaginary } = spectrum;
  const time = times(spectrum);
  const rows = Array.from(frequencyHz, (f, i) =>
    [f, 0.01, 0, time[i], real[i], imaginary[i], 0, 0, 0].map(scientific).join('\t'),
  );
  const lines = [
    'ZPLOT2 ASCII',
    `  Comment: ${comment}`,
    "Freq(Hz)\tAmpl\tBias\tTime(Sec)\tZ'(a)\tZ''(b)\tGD\tErr\tRange",
    'End Comments',
    ...rows,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
