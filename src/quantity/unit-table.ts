/**
 * The units Interphase knows, as factors of the SI. A dimension is a map from base dimension to power. Units that are no
 * physical dimension (counts, pixels, weight percent) are a base of their own: they convert to nothing else, which is
 * what keeps `wt%` from being taken for `at%`.
 */
import { elementaryChargeC, zeroCelsiusK } from './constants.js';

/** Base dimension to power; absent means zero. Bases: `length`, `mass`, `time`, `current`, `temperature`, `amount`, `angle` and the opaque ones. */
export type Dimension = Readonly<Record<string, number>>;

export interface UnitDefinition {
  /** SI value = (number in this unit) * factor + offset. */
  readonly factor: number;
  readonly offset: number;
  readonly dimension: Dimension;
  /** Takes SI prefixes. */
  readonly prefixes: boolean;
}

const length: Dimension = { length: 1 };
const time: Dimension = { time: 1 };
const energy: Dimension = { mass: 1, length: 2, time: -2 };
const pressure: Dimension = { mass: 1, length: -1, time: -2 };
const charge: Dimension = { current: 1, time: 1 };
const resistance: Dimension = { mass: 1, length: 2, time: -3, current: -2 };
const temperature: Dimension = { temperature: 1 };

const units = new Map<string, UnitDefinition>();

function define(names: string, factor: number, dimension: Dimension, prefixes = false, offset = 0): void {
  for (const name of names.split(' ')) units.set(name, { factor, offset, dimension, prefixes });
}

define('1', 1, {});
define('% percent', 1e-2, {});
define('‰', 1e-3, {});
define('ppm', 1e-6, {});
define('ppb', 1e-9, {});

define('m metre meter', 1, length, true);
define('Å angstrom Angstrom Ang', 1e-10, length);
define('micron microns', 1e-6, length);
define('in inch', 0.0254, length);
define('g gram grams', 1e-3, { mass: 1 }, true);
define('u Da', 1.66053906892e-27, { mass: 1 });
define('s', 1, time, true);
define('sec secs second seconds', 1, time);
define('min mins minute minutes', 60, time);
define('h hr hrs hour hours', 3600, time);
define('d day days', 86400, time);
define('A', 1, { current: 1 }, true);
define('amp amps ampere amperes', 1, { current: 1 });
define('K kelvin', 1, temperature, true);
define('degC °C celsius Celsius', 1, temperature, false, zeroCelsiusK);
define('degF °F fahrenheit Fahrenheit', 5 / 9, temperature, false, zeroCelsiusK - (32 * 5) / 9);
define('mol', 1, { amount: 1 }, true);
define('rad radian radians', 1, { angle: 1 }, true);
define('deg ° degree degrees', Math.PI / 180, { angle: 1 });
define('sr', 1, { angle: 2 });

define('V', 1, { mass: 1, length: 2, time: -3, current: -1 }, true);
define('volt volts', 1, { mass: 1, length: 2, time: -3, current: -1 });
define('Ohm ohm Ω OHM', 1, resistance, true);
define('Ohms ohms', 1, resistance, true);
define('S', 1, { mass: -1, length: -2, time: 3, current: 2 }, true);
define('siemens', 1, { mass: -1, length: -2, time: 3, current: 2 });
define('F farad farads', 1, { mass: -1, length: -2, time: 4, current: 2 }, true);
define('H henry', 1, { mass: 1, length: 2, time: -2, current: -2 }, true);
define('Hz hz HZ', 1, { time: -1 }, true);
define('C coulomb', 1, charge, true);
define('Ah', 3600, charge, true);
define('J', 1, energy, true);
define('eV', elementaryChargeC, energy, true);
define('Wh', 3600, energy, true);
define('cal', 4.184, energy, true);
define('W', 1, { mass: 1, length: 2, time: -3 }, true);
define('N', 1, { mass: 1, length: 1, time: -2 }, true);
define('Pa', 1, pressure, true);
define('bar', 1e5, pressure, true);
define('Torr torr', 101325 / 760, pressure, true);
define('atm', 101325, pressure);
define('L l litre liter', 1e-3, { length: 3 }, true);
define('T', 1, { mass: 1, time: -2, current: -1 }, true);

for (const opaque of ['wt%', 'at%', 'mol%', 'vol%', 'counts', 'px', 'a.u.']) define(opaque, 1, { [opaque]: 1 });
define('count cts', 1, { counts: 1 });
define('cps', 1, { counts: 1, time: -1 }, true);
define('pixel pixels', 1, { px: 1 });

const prefixes: readonly (readonly [string, number])[] = [
  ['da', 1e1],
  ['E', 1e18],
  ['P', 1e15],
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['h', 1e2],
  ['d', 1e-1],
  ['c', 1e-2],
  ['m', 1e-3],
  ['µ', 1e-6],
  ['u', 1e-6],
  ['n', 1e-9],
  ['p', 1e-12],
  ['f', 1e-15],
  ['a', 1e-18],
];

/** The definition of one unit symbol with or without prefix, undefined when it is not known. A whole symbol wins over prefix + unit: `min` is minutes, `Pa` pascal. */
export function lookUpUnit(symbol: string): UnitDefinition | undefined {
  const whole = units.get(symbol);
  if (whole !== undefined) return whole;
  for (const [prefix, factor] of prefixes) {
    if (!symbol.startsWith(prefix)) continue;
    const stem = units.get(symbol.slice(prefix.length));
    if (stem?.prefixes) return { ...stem, factor: stem.factor * factor };
  }
  return undefined;
}

/** Every symbol without prefix, and the prefixed ones people write; to suggest from. */
export function knownUnitSymbols(): string[] {
  const common =
    'mm cm um µm nm pm mg µg kg mA uA µA nA mV kV mS uS µS kOhm MOhm mOhm mF uF µF nF pF mH uH µH nH kHz MHz mHz';
  const more = 'mAh uAh µAh meV keV kJ mW MPa kPa GPa mbar mL ms us µs ns mN mJ mmol';
  return [...units.keys(), ...common.split(' '), ...more.split(' ')];
}

const dimensionNames: readonly (readonly [string, Dimension])[] = [
  ['a pure number', {}],
  ['a length', length],
  ['an area', { length: 2 }],
  ['a volume', { length: 3 }],
  ['a mass', { mass: 1 }],
  ['a density', { mass: 1, length: -3 }],
  ['a mass per area', { mass: 1, length: -2 }],
  ['a time', time],
  ['a frequency', { time: -1 }],
  ['a temperature', temperature],
  ['an amount of substance', { amount: 1 }],
  ['an angle', { angle: 1 }],
  ['a current', { current: 1 }],
  ['a current density', { current: 1, length: -2 }],
  ['a charge', charge],
  ['a charge per area', { current: 1, time: 1, length: -2 }],
  ['a charge per mass', { current: 1, time: 1, mass: -1 }],
  ['a voltage', { mass: 1, length: 2, time: -3, current: -1 }],
  ['a resistance', resistance],
  ['a resistance times area', { ...resistance, length: 4 }],
  ['a resistivity', { ...resistance, length: 3 }],
  ['a conductance', { mass: -1, length: -2, time: 3, current: 2 }],
  ['a conductivity', { mass: -1, length: -3, time: 3, current: 2 }],
  ['a capacitance', { mass: -1, length: -2, time: 4, current: 2 }],
  ['a capacitance per area', { mass: -1, length: -4, time: 4, current: 2 }],
  ['an inductance', { mass: 1, length: 2, time: -2, current: -2 }],
  ['an energy', energy],
  ['an energy per area', { mass: 1, time: -2 }],
  ['an energy per amount', { ...energy, amount: -1 }],
  ['a power', { mass: 1, length: 2, time: -3 }],
  ['a force', { mass: 1, length: 1, time: -2 }],
  ['a pressure', pressure],
];

/** True when both are the same powers of the same bases (powers may be fractions, so to 1e-9). */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  for (const base of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (Math.abs((a[base] ?? 0) - (b[base] ?? 0)) > 1e-9) return false;
  }
  return true;
}

/** The dimension in words: `a conductivity`; for rare ones the powers of its bases. */
export function nameDimension(dimension: Dimension): string {
  for (const [name, known] of dimensionNames) if (sameDimension(known, dimension)) return name;
  const powers = Object.entries(dimension).filter(([, power]) => power !== 0);
  return powers.map(([base, power]) => (power === 1 ? base : `${base}^${power}`)).join(' ');
}
