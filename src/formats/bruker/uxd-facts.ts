/** What the keys of a UXD file say under the names that techniques ask for. */
import { type FoundSettings, inAngstrom, scanAxisFromWord } from '../diffraction/uniform-settings.js';

export function uxdFacts(keys: ReadonlyMap<string, string>): FoundSettings {
  const length = (name: string): number | undefined => inAngstrom(positive(keys, name), keys.get('WL_UNIT') ?? 'A');
  const codes = ['MONOCHROMATOR', 'ANALYZER_CODE'].map((name) => keys.get(name));
  const known = codes.every((code) => code !== undefined);
  return {
    wavelengthKalpha1: length('WL1'),
    wavelengthKalpha2: length('WL2'),
    wavelengthKbeta: length('WL3'),
    ratioKalpha2: numberOf(keys, 'WLRATIO'),
    anode: keys.get('ANODE'),
    radiation: 'x-ray',
    scanAxis: scanAxisFromWord(keys.get('DRIVE')),
    countTimeS: positive(keys, 'STEPTIME'),
    goniometerRadiusMm: positive(keys, 'GONIOMETER_RADIUS'),
    monochromator: known && codes.every((code) => code === '0') ? 'none' : codesInWords(codes),
    sampleName: keys.get('SAMPLE'),
    tubeVoltageKv: positive(keys, 'KV'),
    tubeCurrentMa: positive(keys, 'MA'),
  };
}

function codesInWords([incident, diffracted]: readonly (string | undefined)[]): string | undefined {
  const words = [
    incident === undefined || incident === '0' ? '' : `incident beam (code ${incident})`,
    diffracted === undefined || diffracted === '0' ? '' : `diffracted beam (code ${diffracted})`,
  ].filter((word) => word !== '');
  return words.length === 0 ? undefined : words.join('; ');
}

/** The value of a key, where it is a number. */
export function numberOf(keys: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = keys.get(name);
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
}

function positive(keys: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = numberOf(keys, name);
  return value !== undefined && value > 0 ? value : undefined;
}
