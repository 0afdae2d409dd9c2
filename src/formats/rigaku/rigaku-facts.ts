/** What the settings of Rigaku's formats say under the names that techniques ask for. */
import { anodeOfAtomicNumber, type FoundSettings, scanAxisFromWord } from '../diffraction/uniform-settings.js';

/** The same facts, by whatever names a format has for them; each is undefined where the file does not say. */
export interface RigakuWords {
  readonly wavelength1: number | undefined;
  readonly wavelength2: number | undefined;
  readonly wavelengthBeta: number | undefined;
  readonly target: string | undefined;
  readonly targetNumber: number | undefined;
  /** `Ka`, `Ka1`, `Kb`. */
  readonly waveType: string | undefined;
  readonly axis: string | undefined;
  readonly step: number | undefined;
  readonly speed: number | undefined;
  readonly speedUnit: string | undefined;
  readonly radius: number | undefined;
  readonly monochromators: readonly (readonly [name: string | undefined, beam: string])[];
  readonly sample: string | undefined;
  readonly kv: number | undefined;
  readonly ma: number | undefined;
}

export function rigakuFacts(words: RigakuWords): FoundSettings {
  const pure = /^K-?(?:a|alpha|α)-?1$/i.test(words.waveType ?? '');
  return {
    wavelengthKalpha1: words.wavelength1,
    wavelengthKalpha2: pure ? undefined : words.wavelength2,
    wavelengthKbeta: words.wavelengthBeta,
    ratioKalpha2: pure ? 0 : undefined,
    anode: words.target ?? anodeOfAtomicNumber(words.targetNumber),
    radiation: 'x-ray',
    scanAxis: scanAxisFromWord(words.axis),
    countTimeS: secondsPerStep(words),
    goniometerRadiusMm: words.radius,
    monochromator: inWords(words.monochromators),
    sampleName: words.sample,
    tubeVoltageKv: words.kv,
    tubeCurrentMa: words.ma,
  };
}

function secondsPerStep({ step, speed, speedUnit }: RigakuWords): number | undefined {
  if (speed === undefined || !(speed > 0) || speedUnit === undefined) return undefined;
  const unit = speedUnit.toLowerCase().replace(/[\s.]/g, '');
  if (/^(?:sec|s)(?:\/step)?$/.test(unit)) return speed;
  if (step === undefined || !(step > 0)) return undefined;
  if (/^deg\/min$/.test(unit)) return (step / speed) * 60;
  return /^deg\/s(?:ec)?$/.test(unit) ? step / speed : undefined;
}

function inWords(found: RigakuWords['monochromators']): string | undefined {
  const told = found.filter(([name]) => name !== undefined && name !== '');
  if (told.length === 0) return undefined;
  const there = told.filter(([name]) => !/^(?:none|unknown|0|0\.0+|-)(?:\||$)/i.test(name!));
  return there.length === 0 ? 'none' : there.map(([name, beam]) => `${name}, ${beam}`).join('; ');
}

/** A number, where a text is one. */
export function numberOf(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
