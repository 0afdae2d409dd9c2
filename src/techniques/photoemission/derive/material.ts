/** Solids as the user types them: `TiO2 3.7 g/cm^3 gap 3.2 eV`. */
import { fail, isInterphaseError } from '../../../errors.js';
import { convert } from '../../../quantity/convert.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Material } from '../material.js';
import { molarMassOf, parseMaterialFormula, valenceElectronsOf } from './material-formula.js';

const HOW = 'write it as "TiO2 3.7 g/cm^3 gap 3.2 eV"';
const LONGEST_TEXT = 300;
/** Osmium has 22.6. */
const LARGEST_DENSITY_G_PER_CM3 = 23;
/** LiF has 13.6, solid neon some 21. */
const LARGEST_GAP_EV = 22;

const GAP = /(?:^|\s)gap\s*=?\s*(\S+(?:\s+m?eV)?)(?=\s|$)/i;
const DENSITY = /(?:^|\s)(\S+?)\s*(kg\/m\^?3|g\/cm\^?3|g\s+cm\^?-3|g\/cc)(?=\s|$)/i;

/** Elements that make no metal by themselves, nor, most often, in compounds. */
const nonMetals = new Set('H D He B C N O F Ne Si P S Cl Ar Ge As Se Br Kr Te I Xe'.split(' '));

/**
 * Reads formula, density and gap in any order. Without a gap the solid is taken for a metal: see `materialRemark`.
 *
 * @param option name of the option, for messages
 * @throws `invalid-option` for a formula that cannot be read, a missing or impossible density, an impossible gap and elements
 * whose valence electrons are not tabulated
 */
export function readMaterial(text: string, option = 'filmMaterial'): Material {
  const wrong = (what: string, hint = HOW) =>
    fail('invalid-option', `${option} "${text.slice(0, 100)}": ${what}`, hint, { path: option });
  if (text.length > LONGEST_TEXT) throw wrong('it is too long for a material');
  const plain = text.replaceAll('³', '^3').replaceAll(',', ' ');
  const gapText = GAP.exec(plain);
  const withoutGap = gapText === null ? plain : plain.replace(gapText[0], ' ');
  const densityText = DENSITY.exec(withoutGap);
  if (densityText === null) throw wrong('the density is missing');
  const formula = withoutGap.replace(densityText[0], ' ').trim();
  if (formula === '') throw wrong('the formula is missing');
  const atoms = parseMaterialFormula(formula.replace(/\s+/g, ''));
  if (atoms === undefined) throw wrong(`${formula} is no chemical formula`);

  const read = (words: string, unit: string): number => {
    try {
      return convert(parseQuantity(words, unit, { bareUnit: unit }), unit).value ?? Number.NaN;
    } catch (error) {
      if (isInterphaseError(error)) throw wrong(error.message);
      throw error;
    }
  };
  const unit = /kg/i.test(densityText[2]!) ? 'kg/m^3' : 'g/cm^3';
  const densityGPerCm3 = read(`${densityText[1]} ${unit}`, 'g/cm^3');
  if (!(densityGPerCm3 > 0 && densityGPerCm3 <= LARGEST_DENSITY_G_PER_CM3)) {
    throw wrong(`no solid has a density of ${densityGPerCm3} g/cm^3`);
  }
  const gapEv = gapText === null ? 0 : read(gapText[1]!, 'eV');
  if (!(gapEv >= 0 && gapEv <= LARGEST_GAP_EV)) throw wrong(`no solid has a band gap of ${gapEv} eV`);

  const valence = valenceElectronsOf(atoms);
  if ('unknown' in valence) {
    throw wrong(`TPP-2M has no number of valence electrons for ${valence.unknown}`, 'give attenuation lengths instead');
  }
  return {
    formula,
    atoms,
    molarMassGPerMol: molarMassOf(atoms),
    densityGPerCm3,
    gapEv,
    valenceElectrons: valence.count,
  };
}

/** What a user should know of a material as it was typed: a gap of zero in what is hardly a metal. */
export function materialRemark({ formula, atoms, gapEv }: Material): string | undefined {
  if (gapEv > 0 || !Object.keys(atoms).some((element) => nonMetals.has(element))) return undefined;
  return `no band gap is given for ${formula}, so it is taken for a metal; if it is none, add the gap, e.g. "gap 3 eV": path lengths come out some per cent longer`;
}
