/**
 * The words about single parameters in the options `fix`, `tie`, `bounds` and `start` of a technique: `CPE1.n=0.7:1` is
 * the word `0.7:1` of the parameter `CPE1.n`. A form changes one of them and leaves the others as they were typed. A
 * parameter alone is a word without a right-hand side: `fix: [zro2.Zr1.x]`, held where it starts.
 */

export const parameterWordKinds = ['fix', 'tie', 'bounds', 'start'] as const;

export type ParameterWordKind = (typeof parameterWordKinds)[number];

/** Options of an analysis as typed; those that are no lists of text hold no words. */
type TypedOptions = Readonly<Record<string, unknown>>;

/** The right-hand side of the word about a parameter; undefined where there is none. The last of several counts. */
export function wordOf(options: TypedOptions, kind: ParameterWordKind, parameter: string): string | undefined {
  const word = words(options, kind).findLast((text) => leftOf(text) === parameter);
  return word === undefined || isBare(word) ? undefined : rightOf(word);
}

/** Whether the last word about a parameter is its name alone. */
export function hasBareWord(options: TypedOptions, kind: ParameterWordKind, parameter: string): boolean {
  const word = words(options, kind).findLast((text) => leftOf(text) === parameter);
  return word !== undefined && isBare(word);
}

/**
 * The new value of the option `kind` with the word about a parameter set; undefined where no word is left, so that the
 * option can be removed.
 *
 * @param right the right-hand side: `1`, `2*R1`, `0.7:1`, `150`; undefined or blank takes the word away
 */
export function withWord(
  options: TypedOptions,
  kind: ParameterWordKind,
  parameter: string,
  right: string | undefined,
): readonly string[] | undefined {
  const before = words(options, kind);
  const at = before.findIndex((text) => leftOf(text) === parameter);
  const word = isNothing(right) ? [] : [`${parameter}=${right.trim()}`];
  const after = before.flatMap((text, index) => {
    if (index === at) return word;
    return leftOf(text) === parameter ? [] : [text];
  });
  const all = at < 0 ? [...after, ...word] : after;
  return all.length === 0 ? undefined : all;
}

/**
 * The new values of all four options with the word about a parameter set. A parameter cannot be held and tied at once:
 * setting one of `fix` and `tie` takes the other away.
 */
export function withParameterWords(
  options: TypedOptions,
  parameter: string,
  kind: ParameterWordKind,
  right: string | undefined,
): Readonly<Record<ParameterWordKind, readonly string[] | undefined>> {
  const excluded = isNothing(right) ? undefined : kind === 'fix' ? 'tie' : kind === 'tie' ? 'fix' : undefined;
  const value = (one: ParameterWordKind) => {
    if (one === kind) return withWord(options, one, parameter, right);
    if (one === excluded) return withWord(options, one, parameter, undefined);
    const same = words(options, one);
    return same.length === 0 ? undefined : same;
  };
  return { fix: value('fix'), tie: value('tie'), bounds: value('bounds'), start: value('start') };
}

function words(options: TypedOptions, kind: ParameterWordKind): readonly string[] {
  const list = Object.hasOwn(options, kind) ? options[kind] : undefined;
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
}

/** The name before the first `=`, or alone. */
function leftOf(word: string): string {
  const at = word.indexOf('=');
  return (at < 0 ? word : word.slice(0, at)).trim();
}

function isBare(word: string): boolean {
  return !word.includes('=');
}

function rightOf(word: string): string {
  return word.slice(word.indexOf('=') + 1).trim();
}

function isNothing(right: string | undefined): right is undefined {
  return right === undefined || right.trim() === '';
}
