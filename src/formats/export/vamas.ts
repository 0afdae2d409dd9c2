/** Photoelectron spectra as a VAMAS file (ISO 14976), which every program of the field reads. */

export interface VamasSpectrum {
  readonly sample: string;
  /** Element and transition: `Ti` and `2p`. A survey has its name in the first and nothing in the second. */
  readonly species: string;
  readonly transition: string;
  readonly excitationEnergyEv: number;
  /** Anode: `Al`. */
  readonly source: string;
  readonly passEnergyEv: number;
  readonly workFunctionEv: number;
  /** Seconds at one energy in one scan. */
  readonly dwellTimeS: number;
  readonly scans: number;
  readonly scale: 'kinetic' | 'binding';
  /** Energy of the first point and signed distance of the next, in eV. */
  readonly startEv: number;
  readonly stepEv: number;
  readonly values: ArrayLike<number>;
  /** `counts` of all scans together, or `counts/s`. */
  readonly unit: 'counts' | 'counts/s';
  /** Of the analyser, at the same energies. @default none */
  readonly transmission?: ArrayLike<number>;
  /** Values of the variables of the experiment, in their order. @default none */
  readonly variables?: readonly number[];
  /** `2025-03-14T09:26:53`; what follows the seconds is not written. @default not known */
  readonly startTime?: string;
  /** Lines. @default none */
  readonly comments?: readonly string[];
}

export interface VamasFile {
  readonly institution?: string;
  readonly instrument?: string;
  readonly operator?: string;
  readonly experiment?: string;
  readonly comments?: readonly string[];
  /** What changes from spectrum to spectrum: a dose, a time of etching. */
  readonly variables?: readonly { readonly label: string; readonly unit: string }[];
  readonly spectra: readonly VamasSpectrum[];
}

const UNKNOWN = '1E+37';
const NOTHING = 'Not Specified';

/** The file as text with CR LF; energies in equal steps, one block for each spectrum, every block complete. */
export function vamasText(file: VamasFile): string {
  const { comments = [], variables = [], spectra } = file;
  const lines = [
    'VAMAS Surface Chemical Analysis Standard Data Transfer Format 1988 May 4',
    ...[file.institution, file.instrument, file.operator, file.experiment].map((text) => oneLine(text ?? NOTHING)),
    ...list(comments.map(oneLine)),
    'NORM',
    'REGULAR',
    new Set(spectra.map(regionOf)).size,
    ...list(variables, ({ label, unit }) => [oneLine(label), oneLine(unit)]),
    // Nothing is left out, entered by hand, or of a later version of the standard.
    ...[0, 0, 0, 0],
    spectra.length,
  ].map(String);
  for (const spectrum of spectra) writeBlock(lines, spectrum, variables.length);
  lines.push('end of experiment', '');
  return lines.join('\r\n');
}

function writeBlock(lines: string[], spectrum: VamasSpectrum, variables: number): void {
  const { values, transmission } = spectrum;
  const columns = transmission === undefined ? [values] : [values, transmission];
  const items: (string | number)[] = [
    regionOf(spectrum),
    oneLine(spectrum.sample),
    ...dateLines(spectrum.startTime),
    ...list((spectrum.comments ?? []).map(oneLine)),
    'XPS',
    ...Array.from({ length: variables }, (_, index) => spectrum.variables?.[index] ?? UNKNOWN),
    oneLine(spectrum.source),
    spectrum.excitationEnergyEv,
    // Strength, width (two), angles of the source.
    ...unknown(5),
    'FAT',
    spectrum.passEnergyEv,
    UNKNOWN,
    spectrum.workFunctionEv,
    // Bias, analysed width (two), angles of the analyser (two).
    ...unknown(5),
    oneLine(spectrum.species),
    oneLine(spectrum.transition),
    -1,
    spectrum.scale === 'kinetic' ? 'kinetic energy' : 'binding energy',
    'eV',
    spectrum.startEv,
    spectrum.stepEv,
    columns.length,
    'intensity',
    spectrum.unit === 'counts' ? 'd' : 'c/s',
    ...(transmission === undefined ? [] : ['transmission', 'd']),
    'pulse counting',
    spectrum.dwellTimeS,
    spectrum.scans,
    0,
    // Tilt (two) and rotation of the sample.
    ...unknown(3),
    0,
    columns.length * values.length,
    ...columns.flatMap(ends),
  ];
  for (const item of items) lines.push(String(item));
  for (let row = 0; row < values.length; row++) for (const column of columns) lines.push(String(column[row]!));
}

function regionOf({ species, transition }: VamasSpectrum): string {
  return oneLine(`${species} ${transition}`);
}

/** How many there are, then each of them. */
function list<Item>(items: readonly Item[], written?: (item: Item) => readonly string[]): (string | number)[] {
  return [items.length, ...items.flatMap((item) => written?.(item) ?? [String(item)])];
}

function unknown(count: number): string[] {
  return new Array<string>(count).fill(UNKNOWN);
}

/** Year to second and the hours before Greenwich, which nobody knows. */
function dateLines(time: string | undefined): (string | number)[] {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2}))?/.exec(time ?? '');
  if (match === null) return [...unknown(6), 0];
  return [...match.slice(1).map((part) => (part === undefined ? 0 : Number(part))), 0];
}

function ends(values: ArrayLike<number>): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    least = Math.min(least, values[row]!);
    most = Math.max(most, values[row]!);
  }
  return values.length === 0 ? [0, 0] : [least, most];
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim();
}
