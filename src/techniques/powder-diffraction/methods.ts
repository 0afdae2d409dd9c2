/** Sentences for the methods section: what was done, with every choice that a referee asks for. */
import { printNumber, printQuantity } from '../../quantity/print.js';
import { listed, type ParameterKind, parameterKind } from './checks/parameter-words.js';
import { esdFactorWords } from './derive/esd-factor.js';
import { findParameter, isRefined, numberOf } from './derive/find-parameter.js';
import { describeSizeStrain, type SizeStrainOptions } from './derive/size-strain.js';
import type { Refinement } from './refinement.js';

/** What the refinement itself does not say. */
export interface MethodFacts {
  /** Which tables of scattering factors; the option of that name. */
  readonly scattering: 'waasmaier-kirfel-chantler' | 'it92-cromer-liberman';
  /** Where sizes or strains are told. */
  readonly sizeStrain?: SizeStrainOptions | undefined;
  /** Grain diameters were given and microabsorption corrected. */
  readonly microabsorption?: boolean | undefined;
  /** Name of the internal standard and its weighed fraction, as printed. */
  readonly standard?: string | undefined;
  /** How many patterns were refined alike. @default 1 */
  readonly patternCount?: number;
}

/** The sentences, of the first pattern of a series. */
export function methodsOf(refinement: Refinement, facts: MethodFacts): string[] {
  return [
    what(refinement, facts),
    radiationOf(refinement),
    linesOf(refinement),
    parametersOf(refinement),
    ...scatteringOf(refinement, facts),
    uncertaintyOf(refinement),
    ...amountsOf(refinement, facts),
    ...(facts.sizeStrain === undefined ? [] : [sizesOf(facts.sizeStrain)]),
  ];
}

const METHODS = {
  rietveld: 'refined by the Rietveld method',
  pawley: 'fitted after Pawley, with the intensities as parameters',
  'le-bail': 'fitted after Le Bail, with the intensities shared out from the data',
} as const;

const WEIGHTS = {
  counts: 'weights are 1/counts',
  intensities: 'weights are 1/intensity, the scale of which is not known',
  file: 'weights are 1/σ² with the σ of the file',
} as const;

function what({ method, pattern, agreement }: Refinement, { patternCount = 1 }: MethodFacts): string {
  const subject = patternCount === 1 ? 'The pattern was' : `${patternCount} patterns were each`;
  const weights = WEIGHTS[pattern.weights];
  return `${subject} ${METHODS[method]} with Interphase: ${agreement.pointCount} points ${rangesText(pattern)}; ${weights}.`;
}

/** Gaps narrower than this are single points, not regions. */
const REGION_DEG = 0.3;

/** The range that was used, and the regions within it that were not. */
export function usedRanges({ twoThetaDeg, used }: Refinement['pattern']): {
  readonly range: readonly [number, number];
  readonly excluded: readonly (readonly [number, number])[];
} {
  const excluded: [number, number][] = [];
  let first = -1;
  let last = -1;
  for (let i = 0; i < used.length; i++) {
    if (used[i] === 0) continue;
    if (first < 0) first = i;
    else if (i > last + 1 && twoThetaDeg[i] - twoThetaDeg[last] > REGION_DEG) {
      excluded.push([twoThetaDeg[last + 1], twoThetaDeg[i - 1]]);
    }
    last = i;
  }
  return { range: first < 0 ? [0, 0] : [twoThetaDeg[first], twoThetaDeg[last]], excluded };
}

function rangesText(pattern: Refinement['pattern']): string {
  const { range, excluded } = usedRanges(pattern);
  const text = `from ${angle(range[0])} to ${angle(range[1])}° 2θ`;
  if (excluded.length === 0) return text;
  return `${text} without ${listed(excluded.map(([low, high]) => `${angle(low)} to ${angle(high)}°`))}`;
}

function angle(deg: number): string {
  return printNumber(deg, 5);
}

function radiationOf({ radiation }: Refinement): string {
  const { name, kind, lines, polarizationK, geometry, radiusMm } = radiation;
  const wavelengths = `${lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom).join(' and ')} Å`;
  const ratio = lines.length === 2 ? `, intensity ratio ${lines[1].ratio}` : '';
  const setting =
    geometry === 'bragg-brentano'
      ? `Bragg-Brentano geometry, goniometer radius ${radiusMm} mm`
      : 'Debye-Scherrer geometry';
  const polarization =
    kind === 'neutron' ? '' : `; polarization 1 + K cos² 2θ with K = ${printNumber(polarizationK, 3)}`;
  // A name like `neutrons, 1.494 Å` holds the wavelength already.
  const where = name.includes('Å') ? name : `${name} (${wavelengths}${ratio})`;
  return `Radiation: ${where}, ${setting}${polarization}.`;
}

function linesOf(refinement: Refinement): string {
  return `Lines are ${profileWords(refinement)}. The background is ${backgroundWords(refinement)}.`;
}

/** The function that describes lines, with what of it is in use, in words. */
export function profileWords(refinement: Refinement): string {
  const { parameters } = refinement;
  const has = (name: string): boolean => isRefined(findParameter(refinement, name)) || numberOf(refinement, name) !== 0;
  const gaussian = ['U', 'V', 'W'].filter(has);
  const lorentzian = [
    ['X', 'X/cos θ'],
    ['Y', 'Y tan θ'],
  ].flatMap(([name, word]) => (has(name) ? [word] : []));
  const widths = [
    ...(gaussian.length === 0 ? [] : [`Gaussian widths after Caglioti (${gaussian.join(', ')})`]),
    ...(lorentzian.length === 0 ? [] : [`Lorentzian widths ${listed(lorentzian)}`]),
  ];
  const own = [
    parameters.some(({ name, state }) => name.endsWith('.sizeBroadening') && state === 'free') ? 'size' : '',
    parameters.some(({ name, state }) => name.endsWith('.strainBroadening') && state === 'free') ? 'strain' : '',
    parameters.some(({ name }) => /\.S\d{3}$/.test(name)) ? 'anisotropic strain (Stephens)' : '',
  ].filter((words) => words !== '');
  return [
    'pseudo-Voigt functions after Thompson, Cox and Hastings',
    widths.length === 0 ? '' : ` with ${listed(widths)}`,
    own.length === 0 ? '' : `, and broadening by ${listed(own)} for each phase`,
    has('asymmetry') ? '; asymmetry by axial divergence after Finger, Cox and Jephcoat' : '',
  ].join('');
}

export function backgroundWords({ parameters }: Refinement): string {
  const terms = parameters.filter(({ name }) => name.startsWith('background.')).length;
  const humps = parameters.filter(({ name }) => /^hump\d+\.height$/.test(name)).length;
  return `a Chebyshev polynomial of ${terms} terms${humps === 0 ? '' : ` and ${humps} broad hump${humps === 1 ? '' : 's'}`}`;
}

const KIND_WORDS: Readonly<Record<ParameterKind, string>> = {
  background: 'background',
  scale: 'scales',
  cell: 'cells',
  shift: 'shift of the pattern',
  width: 'Gaussian widths',
  size: 'Lorentzian size widths',
  strain: 'strain widths',
  asymmetry: 'asymmetry',
  orientation: 'preferred orientation',
  position: 'atomic positions',
  displacement: 'displacement parameters',
  occupancy: 'occupancies',
};

function parametersOf(refinement: Refinement): string {
  const { agreement, parameters } = refinement;
  const counts = new Map<ParameterKind, number>();
  let tied = 0;
  for (const { name, state } of parameters) {
    if (state === 'tied') tied += 1;
    if (state !== 'free' && state !== 'bound' && state !== 'singular') continue;
    const kind = parameterKind(name);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = (Object.keys(KIND_WORDS) as ParameterKind[]).filter((kind) => counts.has(kind));
  const list = kinds.map((kind) => `${KIND_WORDS[kind]} (${counts.get(kind)})`);
  const shifts = ['displacement', 'zero', 'transparency'].flatMap((name) => {
    const one = findParameter(refinement, name);
    return one !== undefined && isRefined(one) ? [`${name} ${printQuantity(one)}`] : [];
  });
  const constraints = `Symmetry constrains cells, positions and displacements${tied === 0 ? '' : `, and ${tied} parameter${tied === 1 ? ' is' : 's are'} tied by hand`}.`;
  return `${agreement.parameterCount} parameters were refined: ${listed(list)}${shifts.length === 0 ? '' : `; ${listed(shifts)}`}. ${constraints}`;
}

function scatteringOf({ method, radiation }: Refinement, { scattering }: MethodFacts): string[] {
  if (method !== 'rietveld') return [];
  if (radiation.kind === 'neutron') return ['Coherent scattering lengths of neutrons are those of bound nuclei.'];
  return scattering === 'waasmaier-kirfel-chantler'
    ? [
        'Scattering factors are those of Waasmaier and Kirfel, Acta Cryst. A51 (1995) 416, anomalous terms those of Chantler, J. Phys. Chem. Ref. Data 29 (2000) 597, at the first line.',
      ]
    : [
        'Scattering factors are those of International Tables C (1992), anomalous terms those of Cromer and Liberman, at the first line.',
      ];
}

function uncertaintyOf({ agreement, pattern }: Refinement): string {
  return `Standard deviations follow from the covariance of the fit, multiplied by ${esdFactorWords(pattern)}; serial correlation of the differences (Berar and Lelann, J. Appl. Cryst. 24 (1991) 1) would multiply them by another ${agreement.berarLelann.toFixed(2)}. Agreement factors are defined as by Toby, Powder Diffr. 21 (2006) 67.`;
}

function amountsOf({ phases, method }: Refinement, { microabsorption, standard }: MethodFacts): string[] {
  if (phases.length < 2 || method !== 'rietveld') return [];
  const corrected =
    microabsorption === true
      ? ' They are also given corrected for microabsorption (Brindley, Phil. Mag. 36 (1945) 347; spherical grains of the diameters given).'
      : '';
  const absolute =
    standard === undefined ? '' : ` The amorphous part follows from the internal standard (${standard}).`;
  return [
    `Weight fractions follow from scales, masses and volumes of the cells (Hill and Howard, J. Appl. Cryst. 20 (1987) 467), with the covariance of all of them.${corrected}${absolute}`,
  ];
}

function sizesOf(options: SizeStrainOptions): string {
  const known = options.instrumentKnown
    ? ' The widths of the instrument were given and held.'
    : ' The widths of the instrument are not known and are part of them.';
  return `${describeSizeStrain(options)}${known}`;
}
