/** Which radiation was used: as the user says, else the instrument parameters, else the pattern file, else Cu with a finding. */
import { nearestTube, type Tube, tubes } from '../../crystal/scattering/radiation-lines.js';
import { fail } from '../../errors.js';
import type { PatternSettings } from '../../formats/diffraction/uniform-settings.js';
import type { InstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import type { Finding } from '../technique.js';
import type { Radiation } from './model/radiation.js';
import type { PowderDiffractionOptions } from './options.js';
import { wavelengthContradictions } from './wavelength-findings.js';

const USUAL_RADIUS_MM = 200;
/** Of a goniometer, mm: smaller or larger ones are a mistake in the unit. */
const RADII_MM = [20, 20_000] as const;
/** In angstrom: what diffracts from crystals. */
const WAVELENGTHS = [0.05, 20] as const;
/** Of the second line in the first; Kalpha2 has half. */
const MOST_RATIO = 1;
const LONGEST_SHOWN = 60;
const NUMBER = /^\d*\.?\d+$/;

type Wanted = Pick<PowderDiffractionOptions, 'radiation' | 'geometry' | 'radius' | 'polarization'>;

/**
 * @param settings what the pattern file says
 * @throws `invalid-option` for a radiation that cannot be read, or a wavelength nothing diffracts with
 */
export function resolveRadiation(
  options: Wanted,
  settings: PatternSettings,
  instrument: InstrumentParameters | undefined,
): { readonly radiation: Radiation; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const lines = linesOf(options, settings, instrument, findings);
  const kind = isNeutron(options, settings, instrument) ? 'neutron' : 'x-ray';
  const single = lines.length === 1;
  const tube = nearestTube(lines[0]!.wavelengthAngstrom);
  const synchrotron = kind === 'x-ray' && single && tube === undefined;
  const geometry = options.geometry ?? (kind === 'neutron' || synchrotron ? 'debye-scherrer' : 'bragg-brentano');
  const given = options.polarization ?? instrument?.polarizationK;
  const polarizationK = kind === 'neutron' ? 0 : (given ?? (synchrotron ? 0 : 1));
  if (
    kind === 'x-ray' &&
    given === undefined &&
    !synchrotron &&
    settings.monochromator !== undefined &&
    !/none|^$/i.test(settings.monochromator)
  ) {
    findings.push({
      code: 'polarization-assumed',
      severity: 'info',
      message: `The file names a monochromator (${settings.monochromator}); the polarization is calculated without one. Give --polarization, e.g. 0.80 for graphite and Cu: displacement parameters depend on it.`,
    });
  }
  const name =
    kind === 'neutron'
      ? `neutrons, ${lines[0]!.wavelengthAngstrom} Å`
      : tube === undefined
        ? `X-rays, ${lines[0]!.wavelengthAngstrom} Å`
        : `${tube.anode} Kα${single ? '1' : ''}`;
  return {
    radiation: {
      name,
      kind,
      lines,
      polarizationK,
      geometry,
      radiusMm: radiusOf(options, settings),
      given: options.radiation !== undefined || instrument !== undefined,
    },
    findings,
  };
}

function radiusOf({ radius }: Wanted, { goniometerRadiusMm }: PatternSettings): number {
  const given = radius?.value;
  if (given === undefined || given === null) return goniometerRadiusMm ?? USUAL_RADIUS_MM;
  if (given >= RADII_MM[0] && given <= RADII_MM[1]) return given;
  throw fail('invalid-option', `radius: no goniometer has ${given} mm`, `give ${RADII_MM.join(' to ')} mm`, {
    path: 'radius',
  });
}

function linesOf(
  options: Wanted,
  settings: PatternSettings,
  instrument: InstrumentParameters | undefined,
  findings: Finding[],
): Radiation['lines'] {
  if (options.radiation !== undefined) {
    const lines = typedLines(options.radiation);
    findings.push(...wavelengthContradictions(lines, settings, 'option radiation', options.radiation));
    return lines;
  }
  if (instrument !== undefined) {
    if (!isWavelength(instrument.wavelength1))
      throw fail(
        'invalid-option',
        `instrument: a wavelength of ${instrument.wavelength1} angstrom is not used`,
        'mend the file, or leave it out and give the option radiation',
        { path: 'instrument' },
      );
    const lines = pair(instrument.wavelength1, instrument.wavelength2, instrument.ratio ?? 0.5);
    findings.push(...wavelengthContradictions(lines, settings, 'file of instrument parameters'));
    return lines;
  }
  const { wavelengthKalpha1, wavelengthKalpha2, anode } = settings;
  if (wavelengthKalpha1 !== undefined) {
    const tube = nearestTube(wavelengthKalpha1);
    const second =
      wavelengthKalpha2 ??
      (settings.ratioKalpha2 === 0 || settings.radiation === 'neutron' ? undefined : tube?.kAlpha2);
    return pair(wavelengthKalpha1, second, settings.ratioKalpha2 ?? 0.5);
  }
  const tube = anode === undefined ? undefined : tubeNamed(anode);
  if (tube !== undefined) return pair(tube.kAlpha1, tube.kAlpha2, 0.5);
  const copper = tubeNamed('Cu')!;
  findings.push({
    code: 'assumed-radiation',
    severity: 'warning',
    message:
      'The file does not say its wavelength; Cu Kα is assumed. Give --radiation if it was another: every cell parameter is proportional to it.',
  });
  return pair(copper.kAlpha1, copper.kAlpha2, 0.5);
}

function tubeNamed(anode: string): Tube | undefined {
  return tubes.find((tube) => tube.anode === anode);
}

function isWavelength(value: number): boolean {
  return value > WAVELENGTHS[0] && value < WAVELENGTHS[1];
}

/** The two lines of a tube lie close together. */
function isNear(second: number, first: number): boolean {
  return Math.abs(second / first - 1) < 0.05;
}

function pair(first: number, second: number | undefined, ratio: number): Radiation['lines'] {
  const lines = [{ wavelengthAngstrom: first, ratio: 1 }];
  const isPair = second !== undefined && second !== first && isNear(second, first) && ratio > 0 && ratio <= MOST_RATIO;
  return !isPair ? lines : [...lines, { wavelengthAngstrom: second, ratio }];
}

/** `CuKa`, `CuKa1`, `Mo`, `1.5406`, `1.5405 1.5443 0.5`, `neutron 1.494`. */
function typedLines(text: string): Radiation['lines'] {
  const words = text
    .replace(/neutrons?|x-?rays?|angstrom|Å|\bA\b/gi, ' ')
    .trim()
    .split(/[\s,;]+/);
  if (words.every((word) => NUMBER.test(word)) && words.length <= 3) {
    const [first, second, ratio] = words.map(Number);
    if (ratio !== undefined && ratio > MOST_RATIO)
      throw unreadable(text, `the second line has at most ${MOST_RATIO} times the intensity of the first`);
    if (isWavelength(first!) && (second === undefined || isNear(second, first!))) {
      return pair(first!, second, ratio ?? 0.5);
    }
    throw unreadable(text, 'no such wavelengths are used');
  }
  const match = /^([A-Z][a-z]?)(?:[-_ ]?[kK](?:[aα](?:lpha)?)?[-_ ]?([12]?))?$/.exec(words.join(' '));
  const tube: Tube | undefined = match === null ? undefined : tubeNamed(match[1]!);
  if (tube === undefined) throw unreadable(text, 'it is neither a tube nor a wavelength');
  return match![2] === '1' ? pair(tube.kAlpha1, undefined, 0) : pair(tube.kAlpha1, tube.kAlpha2, 0.5);
}

function isNeutron(options: Wanted, settings: PatternSettings, instrument: InstrumentParameters | undefined): boolean {
  if (options.radiation !== undefined) return /neutron/i.test(options.radiation);
  return instrument?.radiation === 'neutron' || settings.radiation === 'neutron';
}

function unreadable(text: string, why: string) {
  return fail(
    'invalid-option',
    `radiation "${text.slice(0, LONGEST_SHOWN)}" cannot be read: ${why}`,
    'write CuKa, CuKa1, MoKa, 1.5406, "1.5405 1.5443" or "neutron 1.494"',
    {
      path: 'radiation',
    },
  );
}
