import { printUnit } from '../../quantity/print-unit.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const MINUS = '\u2212';

/** `-12` as superscript characters: `⁻¹²`. Arimo draws all of them at one height and width. */
export function superscript(integer: number): string {
  const digits = String(Math.abs(Math.round(integer)));
  const raised = Array.from(digits, (digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return integer < 0 ? `⁻${raised}` : raised;
}

const SUBSCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ'.matchAll(/(.)(.)/gu), ([, plain, low]) => [
    plain!,
    low!,
  ]),
);

/** `R_int` as `Rᵢₙₜ`, where Unicode has every character of the index; names with underscores stay names. */
function lowerIndex(whole: string, symbol: string, index: string): string {
  const low = Array.from(index, (character) => SUBSCRIPTS[character]);
  return low.every((character) => character !== undefined) ? symbol + low.join('') : whole;
}

/**
 * Typography of text that people wrote on a keyboard: true minus signs before numbers and symbols (`-Z″` but not
 * `Na-ion`), exponents raised (`cm^-1`), indices of single-letter symbols lowered (`R_int`), characters that Arimo
 * lacks replaced by their twins.
 */
export function typeset(text: string): string {
  return text
    .replace(/(^|[\s(=/[,×·])-(?=[\p{L}\d.])/gu, `$1${MINUS}`)
    .replace(/\^\(?([-+\u2212]?\d+)\)?/g, (_, power: string) => superscript(Number(power.replace(MINUS, '-'))))
    .replace(/(?<![\p{L}\d_])(\p{L})_([a-z\d]+)(?![\p{L}\d_])/gu, lowerIndex)
    .replaceAll('\u22c5', '·');
}

/**
 * A unit as journals print it beside an axis: as `printUnit` has it, with `a/b` turned into `a b⁻¹`, because a slash
 * inside the unit would be read twice beside the slash of `title / unit`. Longer fractions keep the author's form.
 */
export function typesetUnit(unit: string): string {
  const printed = printUnit(unit.trim());
  const fraction = /^([^/()]+)\/\s*(\p{L}+)([¹²³⁴-⁹]?)$/u.exec(printed);
  if (fraction === null) return typeset(printed);
  const [, above, symbol, power] = fraction;
  return `${above!.trim() === '1' ? '' : `${above!.trim()} `}${symbol}⁻${power === '' ? '¹' : power}`;
}

/**
 * The words beside an axis: `title / unit`, with a power of ten that was taken out of the tick labels in front of the
 * unit (`Z′ / 10³ Ω`).
 */
export function axisTitle(title: string, unit: string, powerOfTen = 0): string {
  const factor = powerOfTen === 0 ? '' : `10${superscript(powerOfTen)}`;
  const below = [factor, typesetUnit(unit)].filter((part) => part !== '').join(' ');
  const words = typeset(title);
  if (below === '') return words;
  return words === '' ? below : `${words} / ${below}`;
}

/** A number with `decimals` digits after the point and a true minus sign; never a negative zero. */
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}
