/** The structures that options name, as phases of the model. */
import { readStructures } from '../../crystal/cif/read-structures.js';
import { anomalousOf } from '../../crystal/scattering/anomalous.js';
import { atomicNumber } from '../../crystal/scattering/element-data.js';
import { type ChosenScatterer, scattererFor } from '../../crystal/scattering/scatterer-for.js';
import type { CrystalStructure } from '../../crystal/structure.js';
import { createStructureFactors } from '../../crystal/structure-factors/create-structure-factors.js';
import { strainInvariants } from '../../crystal/symmetry/strain-invariants.js';
import { fail, isInterphaseError } from '../../errors.js';
import { decodeText } from '../../formats/text/text-lines.js';
import { suggest } from '../../quantity/nearest.js';
import { fileOfText, splitNamedPath } from '../file-field.js';
import type { Finding, OptionFile } from '../technique.js';
import { cellParameters } from './model/cell-parameters.js';
import type { Radiation } from './model/radiation.js';
import type { PhaseSetup, StrainSetup } from './model/setup.js';
import type { PowderDiffractionOptions } from './options.js';
import { strainTerm } from './strain-term.js';

export interface NamedStructure {
  /** Unique; the first part of the names of its parameters. */
  readonly name: string;
  readonly structure: CrystalStructure;
  /** Path of its file as typed. */
  readonly path: string;
}

/** No pattern tells more apart; each keeps some columns as long as the pattern. */
const MOST_STRUCTURES: Readonly<Record<string, number>> = { phase: 50, candidate: 300 };
const LONGEST_NAME = 60;

/**
 * All structures of the files that an option names, with unique names.
 *
 * @param option `phase` or `candidate`, for messages
 * @param known structures of other options, whose names are taken
 * @throws `invalid-structure` and what reading a CIF throws, with the file; `invalid-option` for a name given twice and for more
 *   structures than a pattern can be asked about
 */
export function readPhases(
  texts: readonly string[],
  option: 'phase' | 'candidate',
  files: ReadonlyMap<string, OptionFile> | undefined,
  findings: Finding[],
  known: readonly NamedStructure[] = [],
): NamedStructure[] {
  const phases: NamedStructure[] = [];
  for (const text of texts) {
    const { name: given, path } = splitNamedPath(text);
    const file = fileOfText(files, text, { named: true });
    if (file === undefined)
      throw fail('file-not-found', `${option} "${text}": the file was not read`, 'give the path of a CIF', {
        path: option,
      });
    const { structures, findings: own } = readStructures(decodeText(file.bytes).text, file.name);
    findings.push(...own.map((finding) => ({ ...finding, where: file.name })));
    if (phases.length + structures.length > MOST_STRUCTURES[option]!)
      throw fail(
        'invalid-option',
        `${option}: more than ${MOST_STRUCTURES[option]} structures`,
        'give those that can be in the sample',
        { path: option },
      );
    structures.forEach((structure, k) => {
      const base =
        given === undefined
          ? structures.length === 1
            ? baseName(file.name)
            : structure.name
          : structures.length === 1
            ? given
            : `${given}${k + 1}`;
      const name = uniqueName(cleanName(base), [...known, ...phases], given !== undefined, option);
      phases.push({ name, structure: { ...structure, name }, path });
    });
  }
  return phases;
}

function baseName(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '');
}

/** A letter first, then letters, digits, `_` and `-`: so that it can stand in the name of a parameter. */
function cleanName(text: string): string {
  const clean = text.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  const named = /^[A-Za-z]/.test(clean) ? clean : `phase-${clean}`.replace(/-$/, '');
  return named.slice(0, LONGEST_NAME);
}

function uniqueName(name: string, phases: readonly NamedStructure[], given: boolean, option: string): string {
  if (!phases.some((phase) => phase.name === name)) return name;
  if (given)
    throw fail('invalid-option', `two phases are called ${name}`, 'give each a name of its own', { path: option });
  for (let k = 2; ; k++) {
    const other = `${name}-${k}`;
    if (!phases.some((phase) => phase.name === other)) return other;
  }
}

type PhaseOptions = Pick<
  PowderDiffractionOptions,
  'method' | 'scattering' | 'preferredOrientation' | 'anisotropicStrain'
>;

/**
 * The phases as the model takes them, with scattering factors for this radiation.
 *
 * @throws `invalid-option` for words about phases that are not there or cannot be read
 */
export function phaseSetups(
  phases: readonly NamedStructure[],
  radiation: Radiation,
  options: PhaseOptions,
  findings: Finding[],
): PhaseSetup[] {
  const axes = readAxes(options.preferredOrientation, phases);
  for (const name of options.anisotropicStrain) knownPhase(name, phases, 'anisotropicStrain');
  return phases.map(({ name, structure }): PhaseSetup => {
    const { operations } = structure.spaceGroup;
    const axis = axes.get(name);
    const strain = options.anisotropicStrain.includes(name) ? strainSetup(structure) : undefined;
    return {
      name,
      structure,
      cell: cellParameters(operations),
      factors:
        options.method === 'rietveld' ? factorsOf(structure, name, radiation, options.scattering, findings) : null,
      ...(axis === undefined ? {} : { axis }),
      ...(strain === undefined ? {} : { strain }),
    };
  });
}

function factorsOf(
  structure: CrystalStructure,
  name: string,
  radiation: Radiation,
  table: PhaseOptions['scattering'],
  findings: Finding[],
) {
  const wavelengthAngstrom = radiation.lines[0]!.wavelengthAngstrom;
  const chosen = structure.sites.map(({ element, charge = 0 }) => {
    try {
      return scattererFor(element, charge, { wavelengthAngstrom, table, radiation: radiation.kind });
    } catch (error) {
      if (!isInterphaseError(error)) throw error;
      throw fail(error.code, `${name}: ${error.message}`, error.hint, { path: 'phase' });
    }
  });
  const without = elementsWhere(structure, chosen, ({ anomalous }) => anomalous === 'none');
  const missed = without.filter((element) => !isFarFromEdges(element, wavelengthAngstrom));
  if (missed.length > 0) {
    findings.push({
      code: 'no-anomalous',
      severity: 'warning',
      message: `No anomalous scattering is known for ${missed.join(', ')} at ${wavelengthAngstrom} Å: f' and f'' are taken as zero, which biases displacement parameters and weight fractions near an absorption edge.`,
      where: name,
    });
  } else if (without.length > 0) {
    findings.push({
      code: 'no-anomalous',
      severity: 'info',
      message: `Anomalous scattering of ${without.join(', ')} is not tabulated at ${wavelengthAngstrom} Å; so far above their edges it is below 1 % of their electrons, and taken as zero.`,
      where: name,
    });
  }
  return createStructureFactors(
    structure,
    chosen.map(({ scatterer }) => scatterer),
  );
}

const SILVER_KALPHA1 = 0.5594;
/** Of the electrons of an atom: what a displacement parameter takes up without harm. */
const NEGLIGIBLE = 0.01;

/**
 * Beyond the shortest line of the tables f' and f'' fall with the wavelength, at least with its square, unless another edge
 * comes: an atom whose edge lies there has much of them at that line already.
 */
function isFarFromEdges(element: string, wavelengthAngstrom: number): boolean {
  if (wavelengthAngstrom > SILVER_KALPHA1) return false;
  const { fPrime, fDoublePrime, origin } = anomalousOf(element, SILVER_KALPHA1);
  const shorter = wavelengthAngstrom / SILVER_KALPHA1;
  const most = Math.max(Math.abs(fPrime), Math.abs(fDoublePrime)) * shorter * shorter;
  return origin !== 'none' && most < NEGLIGIBLE * atomicNumber(element);
}

function elementsWhere(
  { sites }: CrystalStructure,
  chosen: readonly ChosenScatterer[],
  test: (one: ChosenScatterer) => boolean,
): string[] {
  return [...new Set(sites.flatMap(({ element }, k) => (test(chosen[k]!) ? [element] : [])))];
}

function strainSetup(structure: CrystalStructure): StrainSetup {
  const { terms } = strainInvariants(structure.spaceGroup.operations);
  return {
    names: terms.map(({ name }) => name),
    term: (index, h, k, l) => strainTerm(terms[index]!.polynomial, h, k, l),
  };
}

/** `anatase=0 0 1`. */
function readAxes(texts: readonly string[], phases: readonly NamedStructure[]): Map<string, readonly number[]> {
  const axes = new Map<string, readonly number[]>();
  for (const text of texts) {
    const match = /^\s*([A-Za-z][\w-]*)\s*=\s*(-?\d{1,2})[\s,]+(-?\d{1,2})[\s,]+(-?\d{1,2})\s*$/.exec(text);
    if (match === null)
      throw fail('invalid-option', `preferredOrientation "${text}" cannot be read`, 'write it as anatase=0 0 1', {
        path: 'preferredOrientation',
      });
    knownPhase(match[1]!, phases, 'preferredOrientation');
    if (axes.has(match[1]!))
      throw fail('invalid-option', `preferredOrientation "${text}": ${match[1]} has one already`, 'keep one of them', {
        path: 'preferredOrientation',
      });
    const axis = match.slice(2).map(Number);
    if (axis.every((index) => index === 0))
      throw fail('invalid-option', `preferredOrientation "${text}": 0 0 0 is no direction`, 'give h k l of the axis', {
        path: 'preferredOrientation',
      });
    axes.set(match[1]!, axis);
  }
  return axes;
}

/** @throws `invalid-option` with the nearest name for a phase that is not there */
export function knownPhase(name: string, phases: readonly { readonly name: string }[], option: string): void {
  if (phases.some((phase) => phase.name === name)) return;
  throw fail(
    'invalid-option',
    `${option}: there is no phase ${name}`,
    suggest(
      name,
      phases.map((phase) => phase.name),
    ),
    {
      path: option,
    },
  );
}
