/**
 * The order in which numbers are released, and why: first what decides where intensity is looked for, then how it is shaped,
 * then what shares it out among reflections. (R. A. Young, ed., The Rietveld Method, Oxford 1993, chapter 1; L. B. McCusker et
 * al., J. Appl. Cryst. 32 (1999) 36, doi:10.1107/S0021889898009856.)
 */
import { atomicNumber } from '../../../crystal/scattering/element-data.js';
import { at, type ModelParameter } from '../model/model-parameters.js';

export interface Stage {
  /** What is released with it, in words. */
  readonly released: string;
  readonly reason: string;
  /** Parameters released with it. */
  readonly parameters: readonly number[];
}

/** Elements from here on scatter enough to be moved before the light ones. */
const HEAVY = 14;

/** @param wanted all that is to be refined in the end */
export function planStages(parameters: readonly ModelParameter[], wanted: ReadonlySet<number>): Stage[] {
  const pick = (test: (one: ModelParameter, n: number) => boolean): number[] =>
    parameters.flatMap((one, n) => (wanted.has(n) && test(one, n) ? [n] : []));
  const isHeavy = ({ element }: ModelParameter) => element !== undefined && atomicNumber(element) >= HEAVY;
  const stages: Stage[] = [
    {
      released: 'background and scales',
      reason: 'they enter linearly and are solved exactly',
      parameters: pick(({ group }) => group === 'background' || group === 'scale' || group === 'hump'),
    },
    {
      released: 'cell and shift of the pattern',
      reason: 'lines must stand in the right places before anything else can be told from them',
      parameters: pick(({ group }) => group === 'cell' || group === 'shift'),
    },
    {
      released: 'common width W',
      reason: 'one width for all lines before it may depend on the angle',
      parameters: pick((_, n) => n === at.W),
    },
    {
      released: 'Lorentzian width',
      reason: 'tails before the course of the widths',
      parameters: pick(({ group }, n) => n === at.X || group === 'size'),
    },
    {
      released: 'widths by angle',
      reason: 'U, V and Y follow the lines over the whole range; the squared width is kept positive everywhere',
      parameters: pick(({ group }, n) => n === at.U || n === at.V || n === at.Y || group === 'strain'),
    },
    {
      released: 'asymmetry',
      reason: 'axial divergence shifts lines at low angles as the cell and the displacement do',
      parameters: pick((_, n) => n === at.asymmetry),
    },
    {
      released: 'preferred orientation',
      reason: 'it shares intensity out by direction, before atoms try to',
      parameters: pick(({ group }) => group === 'orientation'),
    },
    {
      released: 'positions of heavy atoms',
      reason: 'they make most of each intensity',
      parameters: pick((one) => one.group === 'position' && isHeavy(one)),
    },
    {
      released: 'positions of light atoms',
      reason: 'the heavy ones are in place',
      parameters: pick((one) => one.group === 'position' && !isHeavy(one)),
    },
    {
      released: 'displacement parameters',
      reason: 'they act most at high angles, once positions are right',
      parameters: pick(({ group }) => group === 'displacement'),
    },
    {
      released: 'occupancies',
      reason: 'they correlate with displacement parameters and scale, so they come last',
      parameters: pick(({ group }) => group === 'occupancy'),
    },
  ];
  return stages.filter((stage) => stage.parameters.length > 0);
}
