/** One small file of each format of powder patterns, all with the pattern of `modelPattern`. */
import { brml, rasx, raw1, raw2, raw4, raw101 } from './diffraction-binary.js';
import {
  asc,
  bareXy,
  commentedXye,
  evaXy,
  gsasEsd,
  gsasFxye,
  gsasStd,
  namedXy,
  pdCif,
  ras,
  uxd,
  uxdRange,
  xrdml,
} from './diffraction-text.js';

export interface DiffractionSample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  /** Kind of the column that was counted. */
  readonly measured: 'counts' | 'intensity';
  /** What the counts of the model were divided by, and how finely they are printed. */
  readonly divisor: number;
  readonly precision: number;
}

export const diffractionSamples: readonly DiffractionSample[] = [
  text('std.gsas', 'gsas-powder', gsasStd()),
  text('esd.gsas', 'gsas-powder', gsasEsd(), 'intensity', 1, 0.51),
  text('pattern.fxye', 'gsas-powder', gsasFxye(), 'intensity', 4, 1e-3),
  text('pattern.xrdml', 'panalytical-xrdml', xrdml()),
  bytes('raw101.raw', 'bruker-raw', raw101()),
  bytes('raw4.raw', 'bruker-raw', raw4()),
  bytes('raw2.raw', 'bruker-raw', raw2()),
  bytes('raw1.raw', 'bruker-raw', raw1()),
  bytes('pattern.brml', 'bruker-brml', brml()),
  text('pairs.uxd', 'bruker-uxd', uxd()),
  text('counts.uxd', 'bruker-uxd', uxd([uxdRange(1, '_COUNTS')])),
  text('pattern.ras', 'rigaku-ras', ras()),
  bytes('pattern.rasx', 'rigaku-rasx', rasx()),
  text('pattern.asc', 'rigaku-asc', asc()),
  text('eva.xy', 'powder-text', evaXy(), 'intensity', 96, 1e-3),
  text('bare.xy', 'powder-text', bareXy()),
  text('beamline.xye', 'powder-text', commentedXye(), 'intensity', 3, 1e-5),
  text('named.csv', 'powder-text', namedXy(), 'intensity', 7, 1e-3),
  text('pattern.cif', 'pdcif', pdCif(), 'intensity'),
];

function text(
  name: string,
  format: string,
  content: string,
  measured: DiffractionSample['measured'] = 'counts',
  divisor = 1,
  precision = 0,
): DiffractionSample {
  return { name, format, bytes: new TextEncoder().encode(content), measured, divisor, precision };
}

function bytes(name: string, format: string, content: Uint8Array): DiffractionSample {
  return { name, format, bytes: content, measured: 'counts', divisor: 1, precision: 0 };
}
