/** One small file of each format of photoelectron spectra, all with the spectrum of `modelSpectrum`. */
import { igorWave, phi } from './photoemission-binary.js';
import {
  casaResults,
  casaText,
  DETECTOR_STEPS,
  DWELL_S,
  irregularVamas,
  namedSpectrum,
  npl,
  SCANS,
  scientaText,
  specsXml,
  specsXy,
  vamas,
} from './photoemission-text.js';

export interface PhotoemissionSample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  /** Names of the tables with a spectrum. */
  readonly tables: readonly string[];
  readonly scale: 'kinetic-energy' | 'binding-energy';
  readonly measured: 'counts' | 'intensity';
  readonly unit: string;
  /** Counts of the model over the values of the first table. */
  readonly factor: number;
}

const total = DWELL_S * SCANS;

export const photoemissionSamples: readonly PhotoemissionSample[] = [
  sample('regular.vms', 'vamas', vamas(), ['Ti 2p, pellet 1', 'Ti 2p, pellet 2']),
  sample('irregular.vms', 'vamas', irregularVamas(), ['Ti 2p']),
  sample('rate.npl', 'vamas', npl(), ['Ti 2p'], { scale: 'binding-energy', rate: total }),
  sample(
    'prodigy.xy',
    'specs-xy',
    specsXy(),
    ['Ti2p, cycle 0, scan 0', 'Ti2p, cycle 0, scan 1', 'Ti2p, cycle 1, scan 0', 'Ti2p, cycle 1, scan 1'],
    {
      scale: 'binding-energy',
      rate: DWELL_S,
    },
  ),
  sample('specslab.xml', 'specs-xml', specsXml(), ['Ti 2p, scan 1', 'Ti 2p, scan 2'], {
    measured: 'intensity',
    unit: 'counts',
    factor: 1 / DETECTOR_STEPS.length,
  }),
  sample('spectrum.spe', 'phi-multipak', phi(), ['Ti2p3', 'O1s'], { scale: 'binding-energy', rate: 2 }),
  sample(
    'profile.pro',
    'phi-multipak',
    phi({ cycles: 3, etchS: 30, wide: true }),
    ['Ti2p3, cycle 1', 'Ti2p3, cycle 2', 'Ti2p3, cycle 3', 'O1s, cycle 1', 'O1s, cycle 2', 'O1s, cycle 3'],
    { scale: 'binding-energy', rate: 2 },
  ),
  sample('ses.txt', 'scienta-text', scientaText(), ['Ti 2p'], {
    scale: 'binding-energy',
    measured: 'intensity',
    unit: '',
  }),
  sample('ses.ibw', 'igor-wave', igorWave(), ['Ti 2p'], { scale: 'binding-energy', measured: 'intensity', unit: '' }),
  sample('casa.txt', 'casaxps-text', casaText(), ['Ti 2p', 'Zr 3d']),
  sample('named.csv', 'photoemission-text', namedSpectrum(), ['data']),
];

/** A table of results, which holds no spectrum. */
export const casaResultsSample = { name: 'results.csv', bytes: new TextEncoder().encode(casaResults()) };

interface Traits {
  readonly scale?: PhotoemissionSample['scale'];
  readonly measured?: PhotoemissionSample['measured'];
  readonly unit?: string;
  readonly factor?: number;
  /** The file holds a rate over so many seconds. */
  readonly rate?: number;
}

function sample(
  name: string,
  format: string,
  content: string | Uint8Array,
  tables: readonly string[],
  { rate, scale = 'kinetic-energy', ...given }: Traits = {},
): PhotoemissionSample {
  const isRate = rate !== undefined;
  return {
    name,
    format,
    bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    tables,
    scale,
    measured: given.measured ?? (isRate ? 'intensity' : 'counts'),
    unit: given.unit ?? (isRate ? 'counts/s' : 'counts'),
    factor: given.factor ?? rate ?? 1,
  };
}
