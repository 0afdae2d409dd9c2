/** What the options say of one parameter, as it stands in the fields of the table, and back into the words of the options. */
import { hasBareWord, type ParameterWordKind, wordOf } from '../../../../src/techniques/parameter-words.js';
import type { ModelParameter } from '../../../../src/techniques/technique.js';
import { shortNumber } from './step-number.js';

/** Empty where the options say nothing. */
export interface ParameterTexts {
  readonly fix: string;
  readonly tie: string;
  readonly low: string;
  readonly high: string;
  readonly start: string;
}

/** Bounds have two ends; what nothing in nature reaches stands for one that is open, and is shown as none. */
const OPEN = 1e20;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** Names hold what the labels of sites may, and what components are called: `nzsp.O1'.uIso`, `C-O.area`, `Ti 2p.background`. */
const TIE = /^(?:([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*\*\s*)?([A-Za-z][^*]*)$/;
/** What may follow a name: `Ti3+.position=Ti4+.position-1.8`. */
const CONSTANT = /^\s*[-+]\s*(?:\d+\.?\d*|\.\d+)$/;
/** Names that a message lists. */
const MOST_NAMES = 12;
/** What stands for the value of a parameter that is held where it starts: `fix: [zro2.Zr1.x]`. */
const AT_START = 'start';

/**
 * @param typed options of the analysis as they stand in study.yaml
 * @param parameter bounds that hold anyway are shown as none
 */
export function textsOf(
  typed: Readonly<Record<string, unknown>>,
  { name, bounds: [least, most] }: Pick<ModelParameter, 'name' | 'bounds'>,
): ParameterTexts {
  const [low = '', high = ''] = (wordOf(typed, 'bounds', name) ?? '').split(':').map((end) => end.trim());
  return {
    fix: wordOf(typed, 'fix', name) ?? (hasBareWord(typed, 'fix', name) ? AT_START : ''),
    tie: wordOf(typed, 'tie', name) ?? '',
    low: isOpen(low, least) ? '' : low,
    high: isOpen(high, most) ? '' : high,
    start: wordOf(typed, 'start', name) ?? '',
  };
}

function isOpen(end: string, natural: number | null): boolean {
  return end !== '' && (Math.abs(Number(end)) >= OPEN || Number(end) === natural);
}

/** Whether the options say anything about a parameter. */
export function isAnySet(texts: ParameterTexts): boolean {
  return Object.values(texts).some((text) => text !== '');
}

/** The word of the options that a change of one field makes; without a right-hand side it is taken away. */
export function wordFor(
  { bounds: [least, most] }: Pick<ModelParameter, 'bounds'>,
  texts: ParameterTexts,
  field: keyof ParameterTexts,
  text: string,
): { readonly kind: ParameterWordKind; readonly right: string | undefined } {
  const trimmed = text.trim();
  if (field !== 'low' && field !== 'high') return { kind: field, right: trimmed === '' ? undefined : trimmed };
  const { low, high }: ParameterTexts = { ...texts, [field]: trimmed };
  if ((low === '' || isOpen(low, least)) && (high === '' || isOpen(high, most)))
    return { kind: 'bounds', right: undefined };
  return { kind: 'bounds', right: `${low || shortNumber(least ?? -OPEN)}:${high || shortNumber(most ?? OPEN)}` };
}

/**
 * What is wrong with a text before it is applied: no number, outside what the parameter can be or its bounds, bounds in
 * the wrong order, a tie to nothing. What only the fit can judge, it says itself.
 *
 * @param names of all parameters of the model
 */
export function textMistake(
  { name, bounds: [least, most] }: Pick<ModelParameter, 'name' | 'bounds'>,
  texts: ParameterTexts,
  field: keyof ParameterTexts,
  text: string,
  names: readonly string[],
): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (field === 'tie') return tieMistake(name, trimmed, names);
  if (!NUMBER.test(trimmed)) return `"${trimmed}" is no number; write it like 150 or 1.2e-7`;
  const value = Number(trimmed);
  if ((least !== null && value < least) || (most !== null && value > most)) {
    return `${name} ${rangeText(least, most)}`;
  }
  if (least === 0 && value === 0 && field !== 'low') return `${name} must be above 0`;
  const { low, high }: ParameterTexts = { ...texts, [field]: trimmed };
  if (field === 'low' || field === 'high') {
    return low !== '' && high !== '' && !(Number(low) < Number(high))
      ? `bounds ${low}:${high} of ${name} leave nothing between them`
      : undefined;
  }
  if ((low !== '' && value < Number(low)) || (high !== '' && value > Number(high))) {
    return `${trimmed} is outside the bounds of ${name}, ${low === '' ? '…' : low} to ${high === '' ? '…' : high}`;
  }
  return undefined;
}

function tieMistake(name: string, text: string, names: readonly string[]): string | undefined {
  const match = TIE.exec(text);
  const example = names.find((other) => other !== name) ?? name;
  if (match === null) return `"${text}" cannot be read; write ${example} or 2*${example}`;
  const right = match[2]!.trim();
  // Looked up rather than parsed: names may hold signs and spaces.
  const to = names.find((other) => other === right || CONSTANT.test(afterName(right, other)));
  if (to === name) return `${name} cannot be tied to itself`;
  if (to !== undefined) return undefined;
  const listed = names.length > MOST_NAMES ? `${names.slice(0, MOST_NAMES).join(', ')} ...` : names.join(', ');
  return `there is no parameter ${right}; there are ${listed}`;
}

function afterName(text: string, name: string): string {
  return text.startsWith(name) ? text.slice(name.length) : '';
}

function rangeText(least: number | null, most: number | null): string {
  if (least === null) return `can be at most ${most}`;
  return most === null ? `cannot be below ${least}` : `lies between ${least} and ${most}`;
}
