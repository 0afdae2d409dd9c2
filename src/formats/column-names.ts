/** Header text to name and unit: the many ways people write `frequency / Hz`, in one place. */

export interface ColumnHeader {
  /** Name without its unit, as the file has it. */
  readonly name: string;
  /** Unit as the file has it, but for the kilo in `KHz` and `KOhm` (`kHz`, `kOhm`); `''` where there is none. */
  readonly unit: string;
}

const PREFIX = '(?:[fpnuµμmckMGTPh]|da)?';
const BASE =
  'Hz|hz|Ohms?|ohms?|OHM|Ω|\u2126|K(?:[Hh]z|[Oo]hms?|OHM|Ω|\u2126)|eV|VAr?|V|Ah|AH|A|S|s|F|H|W|Wh|J|C|K|N|Pa|bar|Torr|T|g|mol|m|l|L|rad|B|Bq|Å';
const ALONE =
  '[Ss]ec(?:onds?)?|secs|min(?:utes?|s)?|[Hh]ours?|hrs?|h|days?|d|deg(?:rees?)?(?: ?[CFK])?|°|º|°C|°F|℃|\ufffdC|deg ?C|degC|' +
  '%|ppm|volts?|Volts?|amps?|Amps?|amperes?|Amperes?|counts|cts|cps|bits|#|a\\.?u\\.?|arb\\. ?units?|arb\\.?u\\.?|pixels?|px|°2Th\\.?|rpm|dB|1';
const ATOM = `(?:${ALONE}|${PREFIX}(?:${BASE}))(?:\\^?[-−]?\\d|[²³⁻¹]+)?`;
const UNIT = new RegExp(`^(?:${ATOM})(?: ?[·.*/ ] ?(?:${ATOM})){0,4}$`);
const VOLTS_AGAINST = /^[mµ]?V (?:vs\.?|against) .{1,60}$/i;

/** Units that may follow an underscore (`time_s`, `voltage_V`): the ones that are hardly ever the end of a word. */
const AFTER_UNDERSCORE =
  /^(.*[^_\s])_(dimensionless|second|millisecond|minute|hour|watt|pa|millivolt|volt|milliampere|ampere|celsius|kelvin|hertz|ah|mah|wh|mwh|ohm|s|sec|min|h|ms|Hz|kHz|KHz|MHz|V|mV|A|mA|uA|nA|Ah|mAh|Wh|mWh|W|mW|ohm|Ohm|Ohms|kOhm|KOhm|Kohm|mOhm|deg|degC|C|K|eV|percent|cm2|mg|cps|counts)$/;
const UNIT_WORDS: Readonly<Record<string, string>> = {
  percent: '%',
  dimensionless: '1',
  second: 's',
  millisecond: 'ms',
  minute: 'min',
  hour: 'h',
  millivolt: 'mV',
  volt: 'V',
  milliampere: 'mA',
  watt: 'W',
  pa: 'Pa',
  ampere: 'A',
  celsius: '°C',
  kelvin: 'K',
  hertz: 'Hz',
  ah: 'Ah',
  mah: 'mAh',
  wh: 'Wh',
  mwh: 'mWh',
};

/** True for text that reads as a unit: `mA.h`, `Ohm cm2`, `V vs. Ref.`, `1/s`. */
export function isUnit(text: string): boolean {
  return text.length <= 70 && (UNIT.test(text) || VOLTS_AGAINST.test(text));
}

/** Amount of charge or energy per something is one unit, also where it stands alone as the name of a column. */
const SPECIFIC = /^[mkuµμ]?(?:Ah|Wh|A\.h|W\.h)$/;

/**
 * A capital K before hertz or ohm is the kilo that many programs print; kelvin makes no sense there. The degree sign is lost
 * where a file went through a program that did not know its code page.
 */
function withKilo(unit: string): string {
  return unit
    .replace('\ufffdC', '°C')
    .replace(/^S(?:ec|econd)s?$/, 's')
    .replace(/^Hours?$/, 'h')
    .replace(/(?<![A-Za-z])K(?=(?:hz|ohms?|Ω|\u2126)(?![A-Za-z]))/gi, 'k')
    .replace(/(?<![A-Za-z])khz\b/i, 'kHz');
}

/**
 * Splits a header cell into name and unit. Understood: `freq/Hz`, `Test Time / s`, `Re(Z) (Ohm)`, `Freq.[Hz]`, `E(V)`,
 * `time_s`, `Voltage, V`, `Time in s`. A slash or a bracket that holds no unit stays part of the name (`ox/red`,
 * `Re(Z)`, `Q charge/discharge/mA.h` is `Q charge/discharge` in `mA.h`).
 */
export function splitNameAndUnit(header: string): ColumnHeader {
  const text = header.trim().replace(/\s+/g, ' ');
  if (text.length > 200) return { name: text, unit: '' };
  // EC-Lab prints `<Ewe/V>` for `<Ewe>/V`.
  const slipped = /^<([^<>/]+)\/([^<>]+)>$/.exec(text);
  if (slipped && isUnit(slipped[2]!)) return { name: `<${slipped[1]}>`, unit: slipped[2]! };
  // A rate is one quantity: `counts/s` is not counts in seconds.
  if (/^(?:counts?|cts)\s*\/\s*s(?:ec)?\.?$/i.test(text)) return { name: 'counts/s', unit: '1/s' };
  const { name, unit } = bracketed(text) ?? slashed(text) ?? spoken(text) ?? { name: text, unit: '' };
  return { name, unit: withKilo(unit) };
}

/** Unit of a cell in a row of units: brackets are not part of it. */
export function unitFromCell(cell: string): string {
  const text = cell.trim();
  const inside = /^[([{<](.*)[)\]}>]$/.exec(text);
  return withKilo((inside ? inside[1]! : text).trim());
}

/** What stands before a bracket that holds an argument: `Im(C)` is no imaginary part in coulomb. */
const FUNCTION = /^[-\u2212|]?(?:re|im|real|imag|abs|arg|mod|phase|tan|angle|log|log10|lg|ln|exp|sqrt|mean|std|d)$/i;

function bracketed(text: string): ColumnHeader | undefined {
  const close = text.at(-1);
  const open = close === ')' ? '(' : close === ']' ? '[' : close === '}' ? '{' : undefined;
  if (open === undefined) return undefined;
  const at = text.lastIndexOf(open);
  if (at <= 0) return undefined;
  const unit = text.slice(at + 1, -1).trim();
  const name = text
    .slice(0, at)
    .trim()
    .replace(/\s*\/$/, '');
  if (open === '(' && FUNCTION.test(name) && text[at - 1] !== ' ') return undefined;
  // Square brackets hold nothing but units; round ones also arguments and remarks.
  const certain = open === '[' && unit.length > 0 && unit.length <= 20 && !/\s{2}/.test(unit);
  return isUnit(unit) || certain ? { name, unit } : undefined;
}

function slashed(text: string): ColumnHeader | undefined {
  for (let at = text.indexOf('/'); at !== -1; at = text.indexOf('/', at + 1)) {
    const name = text.slice(0, at).trim();
    const unit = text
      .slice(at + 1)
      .trim()
      .replace(/^\((.*)\)$/, '$1');
    if (SPECIFIC.test(name) && isUnit(text)) return { name: text, unit: text };
    if (name !== '' && isUnit(unit)) return { name, unit };
  }
  return undefined;
}

function spoken(text: string): ColumnHeader | undefined {
  const worded = /^(.{1,80}?)(?:,| in) ([^,]{1,20})$/.exec(text);
  if (worded && isUnit(worded[2]!)) return { name: worded[1]!.trim(), unit: worded[2]! };
  const underscored = AFTER_UNDERSCORE.exec(text);
  if (underscored) return { name: underscored[1]!, unit: UNIT_WORDS[underscored[2]!] ?? underscored[2]! };
  return undefined;
}
