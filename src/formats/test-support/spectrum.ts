import { isNumberColumn, type Recording, type Table } from '../recording.js';

/** A spectrum with its own signs, as columns. */
export interface Spectrum {
  readonly f: readonly number[];
  readonly re: readonly number[];
  readonly im: readonly number[];
}

/** Resistor in series with a resistor and a capacitor in parallel, with a small inductance: both signs of Im Z occur. */
export function modelSpectrum(points = 25): Spectrum {
  const f = Array.from({ length: points }, (_, k) => 10 ** (6 - (k * 6) / (points - 1)));
  const re: number[] = [];
  const im: number[] = [];
  for (const hertz of f) {
    const w = 2 * Math.PI * hertz;
    const x = w * 120 * 2e-6;
    re.push(15 + 120 / (1 + x * x));
    im.push(w * 1e-6 - (120 * x) / (1 + x * x));
  }
  return { f, re, im };
}

/** The spectrum in a table by the meaning of its columns; Im Z with its own sign. */
export function spectrumOf(table: Table): Spectrum {
  const column = (kind: string): number[] | undefined => {
    const found = table.columns.filter(isNumberColumn).find((candidate) => candidate.kind === kind);
    return found === undefined ? undefined : [...found.values];
  };
  const negated = column('impedance-imaginary-negated');
  return {
    f: column('frequency') ?? [],
    re: column('impedance-real') ?? [],
    im: column('impedance-imaginary') ?? negated?.map((value) => -value) ?? [],
  };
}

/** The table of a recording that holds a spectrum. */
export function spectrumTable(recording: Recording): Table {
  const table = recording.tables.find(({ columns }) =>
    columns.some((column) => isNumberColumn(column) && column.kind === 'frequency'),
  );
  if (table === undefined) throw new Error(`${recording.name}: no table with a frequency`);
  return table;
}

/** Largest deviation of a spectrum from another, relative to the modulus of each point (and to each frequency). */
export function largestDeviation(a: Spectrum, b: Spectrum): number {
  if (a.f.length !== b.f.length) return Number.POSITIVE_INFINITY;
  return a.f.reduce((worst, f, k) => {
    const modulus = Math.hypot(b.re[k]!, b.im[k]!);
    const deviation = Math.hypot(a.re[k]! - b.re[k]!, a.im[k]! - b.im[k]!) / modulus;
    return Math.max(worst, deviation, Math.abs(f / b.f[k]! - 1));
  }, 0);
}
