/** What comment lines (`# Calibrated wavelength = 0.413909`, `Anode: "Cu"`) say under the names that techniques ask for. */
import type { Setting } from '../recording.js';
import { type FoundSettings, inAngstrom, scanAxisFromWord } from './uniform-settings.js';

const WAVELENGTH =
  /^(?:calibrated |used |x-?ray )?(?:wave ?length|lambda|λ)(?: ?\(?1\)?)?\s*(?:[([]\s*(\S+?)\s*[)\]])?$/i;
const TEMPERATURE = /^(?:sample )?temp(?:erature)?\.?\s*(?:[([]\s*(K|°?C|deg ?C|celsius|kelvin)\s*[)\]])?$/i;

export function factsFromComments(settings: Readonly<Record<string, Setting>>): FoundSettings {
  const find = (pattern: RegExp): { value: Setting; match: RegExpExecArray } | undefined => {
    for (const [name, value] of Object.entries(settings)) {
      const match = name.length > 80 ? null : pattern.exec(name.trim());
      if (match !== null) return { value, match };
    }
    return undefined;
  };
  const numberOf = (pattern: RegExp): number | undefined => leadingNumber(find(pattern)?.value);
  const wordOf = (pattern: RegExp): string | undefined => {
    const value = find(pattern)?.value;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const wavelength = find(WAVELENGTH);
  const temperature = find(TEMPERATURE);
  return {
    wavelengthKalpha1:
      numberOf(/^(?:k-?alpha-?1|k ?α ?1|wavelength ?1|alpha ?1)$/i) ??
      inAngstrom(leadingNumber(wavelength?.value), wavelength?.match[1]),
    wavelengthKalpha2: numberOf(/^(?:k-?alpha-?2|k ?α ?2|wavelength ?2|alpha ?2)$/i),
    ratioKalpha2: numberOf(/^(?:k-?alpha-?2 ?\/ ?k-?alpha-?1|(?:k-?)?alpha-?2[ /]+(?:k-?)?alpha-?1 ratio)$/i),
    anode: anodeOf(wordOf(/^(?:anode(?: material)?|target|x-?ray target)$/i)),
    scanAxis: scanAxisFromWord(wordOf(/^(?:scan ?type|scan ?axis)$/i)),
    countTimeS: numberOf(
      /^(?:time ?per ?step|step ?time|count(?:ing)? ?time)\s*(?:[([]\s*s(?:ec(?:onds)?)?\.?\s*[)\]])?$/i,
    ),
    goniometerRadiusMm: numberOf(/^gonio(?:meter)?\.?[_ ]*radius\s*[([]\s*mm\s*[)\]]$/i),
    monochromator: wordOf(/^monochromator$/i),
    temperatureK: inKelvin(leadingNumber(temperature?.value), temperature?.match[1]),
    sampleName: wordOf(/^(?:sample(?: ?name| ?id)?|user sample name)$/i),
  };
}

/** `298.0`, and `0.983 ` or `1.5406 A` too. */
function leadingNumber(value: Setting | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const match =
    typeof value === 'string' ? /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)(?:\s|$)/.exec(value) : null;
  return match === null ? undefined : Number(match[1]);
}

/** A number without a unit is no temperature. */
function inKelvin(value: number | undefined, unit: string | undefined): number | undefined {
  if (value === undefined || unit === undefined) return undefined;
  return /^k/i.test(unit) ? value : value + 273.15;
}

function anodeOf(word: string | undefined): string | undefined {
  const match = word === undefined ? null : /^"?([A-Z][a-z]?)\b/.exec(word);
  return match === null ? undefined : match[1];
}
