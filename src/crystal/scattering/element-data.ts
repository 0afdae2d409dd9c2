import { fail } from '../../errors.js';
import { tableLines } from './table-lines.js';

/** Symbols in the order of atomic numbers with the mean mass in g/mol: XrayDB (public domain), hydrogen the IUPAC standard 1.008. */
const masses = `
H 1.008, He 4.0026, Li 6.94, Be 9.0122, B 10.81, C 12.011, N 14.007, O 15.999, F 18.9984, Ne 20.1797,
Na 22.9898, Mg 24.305, Al 26.9815, Si 28.085, P 30.9738, S 32.06, Cl 35.453, Ar 39.948, K 39.0983, Ca 40.078,
Sc 44.9559, Ti 47.867, V 50.9415, Cr 51.996, Mn 54.938, Fe 55.845, Co 58.9332, Ni 58.6934, Cu 63.546, Zn 65.38,
Ga 69.72, Ge 72.63, As 74.9216, Se 78.971, Br 79.904, Kr 83.798, Rb 85.4678, Sr 87.62, Y 88.9058, Zr 91.224,
Nb 92.9064, Mo 95.95, Tc 97.907, Ru 101.07, Rh 102.906, Pd 106.42, Ag 107.868, Cd 112.414, In 114.818,
Sn 118.71, Sb 121.76, Te 127.6, I 126.905, Xe 131.293, Cs 132.905, Ba 137.327, La 138.905, Ce 140.116,
Pr 140.908, Nd 144.242, Pm 145, Sm 150.36, Eu 151.96, Gd 157.25, Tb 158.925, Dy 162.5, Ho 164.93, Er 167.259,
Tm 168.934, Yb 173.045, Lu 174.967, Hf 178.49, Ta 180.948, W 183.84, Re 186.207, Os 190.23, Ir 192.217,
Pt 195.084, Au 196.967, Hg 200.592, Tl 204.383, Pb 207.2, Bi 208.98, Po 209, At 210, Rn 222, Fr 223, Ra 226,
Ac 227, Th 232.038, Pa 231.036, U 238.029, Np 237.048, Pu 239.052, Am 243, Cm 247, Bk 247, Cf 251`;

interface Element {
  readonly number: number;
  readonly mass: number;
}

const DEUTERIUM_MASS = 2.0141;

let elements: ReadonlyMap<string, Element> | undefined;

/** Number of protons of `Zr`, `D`. `invalid-structure` for what is no element up to californium. */
export function atomicNumber(element: string): number {
  return elementOf(element).number;
}

/** Mean mass in g/mol; deuterium has its own. `invalid-structure` for what is no element up to californium. */
export function atomicMass(element: string): number {
  return elementOf(element).mass;
}

/** True for the symbols that `atomicNumber` and `atomicMass` know: H to Cf, and D. */
export function isElement(symbol: string): boolean {
  return known().has(symbol);
}

function elementOf(symbol: string): Element {
  const element = known().get(symbol);
  if (element !== undefined) return element;
  throw fail(
    'invalid-structure',
    `"${symbol.slice(0, 20)}" is no chemical element`,
    'write the symbol as in the periodic table, e.g. Zr, and D for deuterium',
  );
}

function known(): ReadonlyMap<string, Element> {
  elements ??= read();
  return elements;
}

function read(): Map<string, Element> {
  const out = new Map<string, Element>();
  for (const [symbol, [mass]] of tableLines(masses)) out.set(symbol, { number: out.size + 1, mass: mass! });
  out.set('D', { number: 1, mass: DEUTERIUM_MASS });
  return out;
}
