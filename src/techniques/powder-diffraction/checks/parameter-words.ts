/** What a parameter is, in words a reader of the message knows. */

const GLOBAL: Readonly<Record<string, string>> = {
  zero: 'zero of the circle',
  displacement: 'displacement of the sample',
  transparency: 'transparency of the sample',
  U: 'width term U',
  V: 'width term V',
  W: 'width term W',
  X: 'Lorentzian width X',
  Y: 'Lorentzian width Y',
  asymmetry: 'asymmetry',
};

const OF_PHASE: Readonly<Record<string, string>> = {
  scale: 'scale',
  sizeBroadening: 'size broadening',
  strainBroadening: 'strain broadening',
  strainMixing: 'Lorentzian share of the strain',
  marchDollase: 'preferred orientation',
};

const CELL = new Set(['a', 'b', 'c', 'alpha', 'beta', 'gamma']);

export type ParameterKind =
  | 'shift'
  | 'width'
  | 'asymmetry'
  | 'background'
  | 'scale'
  | 'cell'
  | 'size'
  | 'strain'
  | 'orientation'
  | 'position'
  | 'displacement'
  | 'occupancy';

/** Which part of the model a parameter belongs to. */
export function parameterKind(name: string): ParameterKind {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (name === 'zero' || name === 'displacement' || name === 'transparency') return 'shift';
  if (name === 'asymmetry') return 'asymmetry';
  if (name === 'X') return 'size';
  if (name === 'Y') return 'strain';
  if (name in GLOBAL) return 'width';
  if (/^(?:background|hump\d+)\./.test(name)) return 'background';
  if (last === 'scale') return 'scale';
  if (CELL.has(last)) return 'cell';
  if (last === 'sizeBroadening') return 'size';
  if (last === 'strainBroadening' || last === 'strainMixing' || /^S\d{3}$/.test(last)) return 'strain';
  if (last === 'marchDollase') return 'orientation';
  if (last === 'occupancy') return 'occupancy';
  return /^U(?:iso|\d\d)$|^uIso$/.test(last) ? 'displacement' : 'position';
}

/** `size broadening of fap`, `z of Ca1 in fap`, `displacement of the sample`. */
export function parameterWords(name: string): string {
  const global = GLOBAL[name];
  if (global !== undefined) return global;
  const parts = name.split('.');
  const last = parts[parts.length - 1];
  if (parts[0] === 'background') return `background term ${last}`;
  if (/^hump\d+$/.test(parts[0])) return `${last} of ${parts[0]}`;
  if (parts.length === 2) {
    return CELL.has(last) ? `cell ${last} of ${parts[0]}` : `${OF_PHASE[last] ?? last} of ${parts[0]}`;
  }
  return `${last === 'occupancy' ? 'occupancy' : last} of ${parts.slice(1, -1).join('.')} in ${parts[0]}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
