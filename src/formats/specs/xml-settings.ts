/** What a SpecsLab XML says of a region, its analyser and its source. */
import type { XmlNode } from '../diffraction/xml-tree.js';
import type { FoundSpectrumSettings } from '../photoemission/spectrum-settings.js';
import type { Setting } from '../recording.js';
import { settingFromText } from '../settings.js';
import { items, member, memberNumber, memberText, parameters, scalars } from './serialized.js';

export interface RegionFacts {
  readonly uniform: FoundSpectrumSettings;
  /** The file's own, with where they stand: `region: ...`, `source: ...`, `detector 2: ...`. */
  readonly own: readonly (readonly [string, Setting])[];
}

/** Members of the region that are among the uniform settings. */
const UNIFORM = new Set([
  'analysis_method',
  'analyzer_lens',
  'excitation_energy',
  'pass_energy',
  'effective_workfunction',
  'dwell_time',
]);

/** `FAT` and `FRR`, or the word of the file. */
export function scanMode(region: XmlNode): string {
  const mode = memberText(member(region, 'scan_mode'), 'name') ?? '';
  if (mode === 'FixedAnalyzerTransmission') return 'FAT';
  return mode === 'FixedRetardingRatio' ? 'FRR' : mode;
}

/** What holds for all scans of a region. */
export function regionFacts(data: XmlNode, region: XmlNode): RegionFacts {
  const analyser = member(data, 'analyzer_info');
  const source = member(data, 'source_info');
  const ofSource = parameters(source);
  const anode = ofSource.find(([key]) => key === 'Anode')?.[1];
  const own: [string, Setting][] = [];
  const put = (place: string, found: readonly (readonly [string, string])[]): void => {
    for (const [name, value] of found) if (value !== '') own.push([`${place}: ${name}`, settingFromText(value)]);
  };
  put(
    'region',
    scalars(region).filter(([name]) => !UNIFORM.has(name)),
  );
  for (const name of ['mcd_head', 'mcd_tail']) own.push([name, memberNumber(data, name) ?? 0]);
  put('source', ofSource);
  for (const [index, detector] of items(analyser, 'detectors').entries())
    put(`detector ${index + 1}`, scalars(detector));
  put('parameter', parameters(data));
  return {
    uniform: {
      regionName: memberText(data, 'name'),
      method: memberText(region, 'analysis_method'),
      source: anode ?? memberText(source, 'name'),
      excitationEnergyEv: memberNumber(region, 'excitation_energy'),
      passEnergyEv: memberNumber(region, 'pass_energy'),
      analyserMode: scanMode(region),
      analyser: memberText(analyser, 'name'),
      lensMode: memberText(region, 'analyzer_lens'),
      workFunctionEv: memberNumber(region, 'effective_workfunction'),
      dwellTimeS: memberNumber(region, 'dwell_time'),
      scans: 1,
      stepEv: Math.abs(memberNumber(region, 'scan_delta') ?? Number.NaN),
    },
    own,
  };
}
