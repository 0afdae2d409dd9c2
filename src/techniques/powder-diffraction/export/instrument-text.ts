/** The widths of a diffractometer as a file of instrument parameters, for the patterns that are measured on it. */
import { findParameter, numberOf } from '../derive/find-parameter.js';
import type { Refinement } from '../refinement.js';
import { FULL_WIDTH_SQUARED } from '../start-values.js';

/**
 * The refined profile as GSAS-II writes it (`name:value`, widths in centidegrees), which the option `instrument` reads: with a
 * pattern of a standard that has no broadening of its own it is that of the diffractometer. Undefined where there are several
 * phases, whose sizes the widths hold, or where no width was refined.
 */
export function instrumentText(refinement: Refinement): string | undefined {
  const { phases, radiation } = refinement;
  const [phase] = phases;
  const refined = ['W', 'X', 'Y'].some((name) => (findParameter(refinement, name)?.sigma ?? null) !== null);
  if (phase === undefined || phases.length > 1 || !refined) return undefined;
  const value = (name: string) => (findParameter(refinement, name) === undefined ? 0 : numberOf(refinement, name));
  const own = (name: string) => value(`${phase.name}.${name}`);
  const [first, second] = radiation.lines;
  const words: [string, string | number][] = [
    ['Type', radiation.kind === 'neutron' ? 'PNC' : 'PXC'],
    ['Bank', 1],
    ...(second === undefined
      ? ([['Lam', first!.wavelengthAngstrom]] as [string, number][])
      : ([
          ['Lam1', first!.wavelengthAngstrom],
          ['Lam2', second.wavelengthAngstrom],
          ['I(L2)/I(L1)', second.ratio],
        ] as [string, number][])),
    ['Zero', value('zero')],
    ['Polariz.', 1 / (1 + radiation.polarizationK)],
    ['Azimuth', 0],
    ['U', value('U') / FULL_WIDTH_SQUARED],
    ['V', value('V') / FULL_WIDTH_SQUARED],
    ['W', value('W') / FULL_WIDTH_SQUARED],
    ['X', 100 * (value('X') + own('sizeBroadening'))],
    ['Y', 100 * (value('Y') + own('strainBroadening'))],
    ['Z', 0],
    ['SH/L', value('asymmetry')],
  ];
  const lines = words.map(([name, word]) => `${name}:${typeof word === 'number' ? Number(word.toPrecision(8)) : word}`);
  return `#GSAS-II instrument parameter file; widths of ${refinement.pattern.label.replace(/\s+/g, ' ')}, refined by Interphase\n${lines.join('\n')}\n`;
}
