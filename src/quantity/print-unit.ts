export interface PrintUnitOptions {
  /** Only ASCII letters: `Ohm cm^2`, `um`, `degC`. @default false */
  readonly ascii?: boolean;
}

const raised: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '-': '⁻',
  '+': '⁺',
  n: 'ⁿ',
  '/': 'ᐟ',
};

/**
 * A unit as it is printed: `Ω cm²`, `µm`, `°C`, `S cm⁻¹`; `1` prints nothing. The text is only respelled, never
 * interpreted, so units that are not known pass through.
 */
export function printUnit(unit: string, options: PrintUnitOptions = {}): string {
  if (unit === '1') return '';
  return options.ascii ? toAscii(unit) : toTypeset(unit);
}

function toTypeset(unit: string): string {
  return unit
    .replace(/\^\(?([+-]?\d+(?:\/\d+)?|n)\)?(?![.\d])/g, (_, power: string) => raise(power))
    .replace(/([A-Za-zΩµÅ])([+-]?\d+)(?![.\d])/g, (_, letter: string, power: string) => letter + raise(power))
    .replace(/(?<![A-Za-z])([kMGm]?)(?:Ohms?|ohms?|OHM)(?![A-Za-z])/g, '$1Ω')
    .replace(/(?<![A-Za-z])u(?=(?:m|A|V|S|F|H|g|s|L|Ah|Wh|mol|Ω|Ohm)(?![A-Za-z]))/g, 'µ')
    .replace(/(?<![A-Za-z])deg([CF])(?![A-Za-z])/g, '°$1')
    .replace(/(?<![A-Za-z])[Aa]ngstrom(?![A-Za-z])/g, 'Å')
    .replace(/^deg$/, '°')
    .replace(/\*/g, '·');
}

function raise(power: string): string {
  return [...power].map((character) => raised[character] ?? character).join('');
}

function toAscii(unit: string): string {
  const lowered = Object.fromEntries(Object.entries(raised).map(([plain, high]) => [high, plain]));
  return unit
    .replace(/[⁰¹²³⁴-⁹⁻⁺ⁿᐟ]+/gu, (run) => `^${[...run].map((c) => lowered[c]).join('')}`)
    .replace(/[Ω\u2126]/g, 'Ohm')
    .replace(/[µ\u03bc]/g, 'u')
    .replace(/°([CF])/g, 'deg$1')
    .replace(/℃/g, 'degC')
    .replace(/[Å\u212b]/g, 'angstrom')
    .replace(/°/g, 'deg')
    .replace(/[·⋅∙×]/g, ' ')
    .replace(/‰/g, 'permille')
    .replace(/[\u2212\u2013]/g, '-');
}
