/** What a column means, told from its name and unit: the one vocabulary for all formats. */
import type { ColumnKind } from './recording.js';

interface Meaning {
  readonly kind: ColumnKind;
  /** Spellings after `normalise`. */
  readonly names: ReadonlySet<string>;
  /** Spellings that count only together with a unit of the right dimension (`i`, `e`). */
  readonly namesWithUnit?: ReadonlySet<string>;
  /** Units of the right dimension. */
  readonly unit: RegExp;
  /** A number without unit is understood (angles, counts). @default false */
  readonly unitless?: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const OHM = /^[fpnuµμmkMGT]?(?:ohms?|Ω|\u2126)$/i;
const VOLT = /^(?:[nuµμmk]?V(?: (?:vs\.?|against) .*)?|volts?)$/i;
const AMPERE = /^(?:[fpnuµμmk]?A|amp(?:ere)?s?)$/i;
const TIME = /^(?:[nuµμm]?s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?)$/i;
const ANGLE = /^(?:deg|degrees?|°|º|rad|°2Th\.?)$/i;
const CHARGE = /^(?:[nuµμm]?C|[nuµμmk]?A[.·* ]?h)$/i;
const CAPACITY = /^(?:[nuµμm]?C|[nuµμmk]?A[.·* ]?h)(?:[/ ·.](?:[mk]?g|cm\^?2|g\^?-1|cm\^?-2))?$/i;
const DEGREES = /^(?:°C|℃|deg ?C|C|K|°F|deg ?F)$/i;
const NONE = /^(?:#|1|-)?$/;

const MEANINGS: readonly Meaning[] = [
  { kind: 'frequency', names: words('freq frequency frequenz'), namesWithUnit: words('f ν nu'), unit: /^[mkMG]?Hz$/i },
  {
    kind: 'impedance-real',
    names: words("re(z) rez zre zreal realz real(z) z' zs' real re realpart realimpedance"),
    unit: OHM,
  },
  {
    kind: 'impedance-imaginary',
    names: words("im(z) imz zim zimg zimag imagz imag(z) z'' zs'' imag imaginary im imaginarypart imaginaryimpedance"),
    unit: OHM,
  },
  {
    kind: 'impedance-modulus',
    names: words('|z| zmod modz mod(z) abs(z) absz zabs modulus magnitude'),
    namesWithUnit: words('z'),
    unit: OHM,
  },
  {
    kind: 'impedance-phase',
    names: words('phase(z) phase phasez zphz zphase phaseangle arg(z) theta(z)'),
    namesWithUnit: words('theta θ phi φ'),
    unit: ANGLE,
  },
  {
    kind: 'time',
    names: words('time testtime elapsedtime totaltime runtime cumulativetime timeelapsed zeit'),
    namesWithUnit: words('t'),
    unit: TIME,
  },
  { kind: 'step-time', names: words('steptime timeinstep t-step'), unit: TIME },
  {
    kind: 'potential',
    names: words('ewe ecell voltage potential cellvoltage cellpotential spannung'),
    namesWithUnit: words('e u v vf'),
    unit: VOLT,
  },
  { kind: 'current', names: words('current strom'), namesWithUnit: words('i im iwe'), unit: AMPERE },
  { kind: 'charge', names: words('(q-qo) charge'), namesWithUnit: words('q q-qo'), unit: CHARGE },
  { kind: 'capacity', names: words('capacity'), unit: CAPACITY },
  {
    kind: 'charge-capacity',
    names: words('chargecapacity chargingcapacity chargecap chgcap chgcapacity chcapacity'),
    unit: CHARGE,
  },
  {
    kind: 'discharge-capacity',
    names: words(
      'dischargecapacity dischargingcapacity dischargecap dischgcap dischgcapacity dchgcap dchgcapacity dchcapacity',
    ),
    unit: CHARGE,
  },
  {
    kind: 'cycle',
    names: words('cycle cyclenumber cycleindex cycleno cyclenr cycleid cyclecount cyc# cycle#'),
    unit: NONE,
    unitless: true,
  },
  {
    kind: 'step',
    names: words('step stepnumber stepindex stepno stepnr stepid stepcount step#'),
    unit: NONE,
    unitless: true,
  },
  { kind: 'control-mode', names: words('controlmode'), unit: NONE, unitless: true },
  {
    kind: 'temperature',
    names: words('temperature temperatur temp celltemperature ambienttemperature'),
    namesWithUnit: words('t'),
    unit: DEGREES,
  },
  {
    kind: 'two-theta',
    names: words('2theta 2θ twotheta 2-theta 2th tth'),
    namesWithUnit: words('angle pos'),
    unit: ANGLE,
    unitless: true,
  },
  { kind: 'counts', names: words('counts count cts'), unit: /^(?:counts|cts|#|a\.?u\.?)?$/i, unitless: true },
  { kind: 'intensity', names: words('intensity counts/s cps countspersecond'), unit: /.*/, unitless: true },
  { kind: 'omega', names: new Set(), namesWithUnit: words('omega ω'), unit: /^(?:deg|degrees?|°|º)$/i },
  {
    kind: 'intensity-sigma',
    names: words('intensitysigma sigmaintensity intensitysu intensityesd sigma(i) su(i) esd(i)'),
    unit: /.*/,
    unitless: true,
  },
  {
    kind: 'intensity-calculated',
    names: words('intensitycalculated calculatedintensity intensitycalc icalc ycalc'),
    unit: /.*/,
    unitless: true,
  },
  {
    kind: 'intensity-background',
    names: words('intensitybackground backgroundintensity background bkg ybkg'),
    unit: /.*/,
    unitless: true,
  },
  { kind: 'count-time', names: words('counttime countingtime timeperstep'), unit: TIME },
  {
    kind: 'attenuation',
    names: words('attenuation attenuationfactor attenuatorfactor beamattenuationfactor'),
    unit: /^(?:1)?$/,
    unitless: true,
  },
  {
    kind: 'binding-energy',
    names: words('bindingenergy be ebin ebind ebinding'),
    namesWithUnit: words('eb'),
    unit: /^[mk]?eV$/,
  },
  {
    kind: 'kinetic-energy',
    names: words('kineticenergy ke ekin ekinetic'),
    namesWithUnit: words('ek'),
    unit: /^[mk]?eV$/,
  },
  {
    kind: 'transmission',
    names: words('transmission transmissionfunction analysertransmission'),
    unit: /^1?$/,
    unitless: true,
  },
];

/** Names so short that only their exact spelling is understood where no unit helps: `t` is a time, `T` is not. */
const BARE_LETTERS: ReadonlyMap<string, ColumnKind> = new Map([
  ['t', 'time'],
  ['f', 'frequency'],
  ['I', 'current'],
  ['V', 'potential'],
  ['U', 'potential'],
  // Of EC-Lab: line of the sequence, and how the instrument was controlled.
  ['Ns', 'step'],
  ['mode', 'control-mode'],
]);

/** What the instrument was doing, in words. */
const STATE_NAMES = words('state status steptype stepname md command instructionname workmode 工步类型');

/**
 * The meaning of a column, or undefined where name and unit do not say it beyond doubt: a known name in a unit of
 * another dimension (`Re(Z) / Ohm cm2`, `Current / mA cm-2`) means nothing here, so that nobody computes with it
 * unawares.
 */
export function columnKind(name: string, unit: string): ColumnKind | undefined {
  // EC-Lab writes `dq` for the charge of one row and `dQ` for that of a whole step.
  if (name.trim() === 'dq' && CHARGE.test(unit)) return 'charge-increment';
  const { word, negated } = normalise(name);
  for (const meaning of MEANINGS) {
    const known = meaning.names.has(word) || (unit !== '' && meaning.namesWithUnit?.has(word) === true);
    if (!known || !(unit === '' || meaning.unit.test(unit))) continue;
    if (!negated) return meaning.kind;
    return meaning.kind === 'impedance-imaginary' ? 'impedance-imaginary-negated' : undefined;
  }
  return unit === '' ? BARE_LETTERS.get(name.trim()) : undefined;
}

/** The meaning of a column of words. */
export function textColumnKind(name: string): 'state' | undefined {
  return STATE_NAMES.has(normalise(name).word) ? 'state' : undefined;
}

/** True for kinds whose numbers mean nothing without a unit. */
export function needsUnit(kind: ColumnKind): boolean {
  return !MEANINGS.some((meaning) => meaning.kind === kind && meaning.unitless === true);
}

/** Lower case without blanks and decoration; primes in any typography become `'`. A leading minus is told apart. */
function normalise(name: string): { word: string; negated: boolean } {
  let word = name
    .trim()
    .toLowerCase()
    .replace(/[\u2032\u00b4\u2018\u2019\u02b9`]/g, "'")
    .replace(/[\u2033\u201d\u201c"]/g, "''")
    .replace(/[\s_.]/g, '');
  let negated = false;
  const minus = /^(?:[-\u2212\u2013]|neg(?:ative)?|minus)(?=.)/.exec(word);
  if (minus) {
    negated = true;
    word = word.slice(minus[0].length);
  }
  const wrapped = /^<(.+)>$/.exec(word) ?? /^\(((?:im|re)\(z\)|z'{1,2})\)$/.exec(word);
  return { word: wrapped ? wrapped[1]! : word, negated };
}
