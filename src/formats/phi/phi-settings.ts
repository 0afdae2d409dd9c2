import { spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { Setting } from '../recording.js';
import { numberFromText } from '../text/number-parsing.js';
import type { PhiHeader, PhiRegion } from './header.js';

const LAST_ELEMENT = 103;

/** What is known of one cycle of a region. */
export function phiSettings(
  { keys }: PhiHeader,
  region: PhiRegion,
  place: { readonly cycle: number | undefined; readonly etchTimeS: number | undefined },
): Record<string, Setting> {
  const first = (key: string): number | undefined => {
    const value = numberFromText((keys.get(key) ?? '').split(/\s+/)[0] ?? '');
    return Number.isNaN(value) ? undefined : value;
  };
  // `Al 1486.6 mono`
  const source = keys.get('XraySource') ?? '';
  const energy = /^\D*?([\d.]+)/.exec(source)?.[1];
  // `Sn3d5`: the j of a doublet without its half.
  const line = region.atomicNumber > LAST_ELEMENT ? null : /^([A-Z][a-z]?)(\d[spdf])(\d?)$/.exec(region.name);
  return spectrumEntries({
    regionName: region.name,
    // `(1, SnO2_10nm)`
    sampleName: /^\(\d+,\s*(.*)\)$/.exec(keys.get('FileDesc') ?? '')?.[1] ?? keys.get('FileDesc'),
    species: line?.[1],
    transition: line === null ? undefined : `${line[2]}${line[3] === '' ? '' : `${line[3]}/2`}`,
    method: keys.get('Technique'),
    source,
    excitationEnergyEv: energy === undefined ? undefined : numberFromText(energy),
    analyserMode: keys.get('AnalyserMode'),
    passEnergyEv: region.passEnergyEv,
    workFunctionEv: first('AnalyserWorkFcn'),
    collectionTimeS: region.collectionTimeS,
    stepEv: Math.abs(region.stepEv),
    cycle: place.cycle,
    etchTimeS: place.etchTimeS,
  });
}
