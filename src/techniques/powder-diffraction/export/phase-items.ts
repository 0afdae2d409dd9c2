/** What a CIF says about one phase: its structure with uncertainties, its attenuation, and how well it is described. */

import { printCifNumber } from '../../../crystal/cif/print-cif-number.js';
import { structureBlock } from '../../../crystal/cif/structure-block.js';
import type { CifWriter } from '../../../crystal/cif/write-cif.js';
import { type ScatteringTable, scattererFor } from '../../../crystal/scattering/scatterer-for.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { phaseAgreement } from '../derive/agreement.js';
import { phaseAttenuation } from '../derive/corrected-fractions.js';
import { findParameter } from '../derive/find-parameter.js';
import { siteQuantities } from '../derive/site-quantities.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import type { PowderCifFacts } from './powder-cif.js';

export function phaseBlock(
  writer: CifWriter,
  refinement: Refinement,
  phase: RefinedPhase,
  { temperature, scattering = 'waasmaier-kirfel-chantler' }: PowderCifFacts,
): void {
  const { free, covariance, radiation } = refinement;
  const kelvin = temperature === undefined ? '?' : kelvinText(temperature);
  writer
    .gap()
    .item('_chemical_name_systematic', '?')
    .item('_cell_measurement_temperature', kelvin)
    .item('_pd_char_colour', '?');
  const attenuation = phaseAttenuation(refinement, phase);
  writer
    .item('_exptl_absorpt_coefficient_mu', attenuation === undefined ? '?' : printCifNumber(attenuation / 10, null, 4))
    .item('_exptl_absorpt_correction_type', 'none');
  const wavelength = radiation.lines[0]?.wavelengthAngstrom;
  const sigmas = siteSigmas(refinement, phase);
  structureBlock(writer, phase.structure, {
    covariance: { parameters: { names: free, covariance, prefix: `${phase.name}.` } },
    sigmaOf: (name) => sigmas.get(name),
    ...(radiation.kind === 'neutron' || wavelength === undefined
      ? {}
      : {
          dispersionOf: (element: string) => dispersion(element, wavelength, scattering),
          dispersionSource: SOURCES[scattering],
        }),
    geometry: refinement.method === 'rietveld',
  });
}

const SOURCES: Readonly<Record<ScatteringTable, string>> = {
  'waasmaier-kirfel-chantler': 'Chantler, J. Phys. Chem. Ref. Data 29 (2000) 597',
  'it92-cromer-liberman': 'International Tables Vol. C (1992)',
};

/** f' and f'' as they were used; undefined where the table has none, and zero was taken. */
function dispersion(
  element: string,
  wavelengthAngstrom: number,
  table: ScatteringTable,
): { readonly real: number; readonly imaginary: number } | undefined {
  const { scatterer, anomalous } = scattererFor(element, 0, { wavelengthAngstrom, table });
  return anomalous === 'none' ? undefined : { real: scatterer.fPrime, imaginary: scatterer.fDoublePrime };
}

function kelvinText(temperature: Quantity): string {
  const { value, sigma } = convert(temperature, 'K');
  return printCifNumber(value, sigma, 5);
}

/** Esds by the names that the writer of structures asks for; those of ties and of shared sites are among them. */
function siteSigmas(refinement: Refinement, phase: RefinedPhase): Map<string, number> {
  const found = new Map<string, number>();
  for (const { site, ...quantities } of siteQuantities(refinement, phase)) {
    for (const [name, { sigma }] of Object.entries(quantities)) {
      if (sigma !== null) found.set(`${site.label}.${name}`, sigma);
    }
  }
  return found;
}

/** R factors of the phase (fractions, as CIFs have them), its reflections in the range, and its texture. */
export function phaseRefinementItems(writer: CifWriter, refinement: Refinement, phase: RefinedPhase): void {
  const agreement = phaseAgreement(refinement.agreement, phase.name);
  const { reflections, name } = phase;
  writer.gap();
  if (agreement !== undefined) {
    writer
      .item('_refine_ls_R_I_factor', printCifNumber(agreement.rBragg / 100, null, 4))
      .item('_refine_ls_R_factor_all', printCifNumber(agreement.rF / 100, null, 4));
  }
  const texture = findParameter(refinement, `${name}.marchDollase`);
  const oriented = texture !== undefined && (texture.state !== 'fixed' || texture.value !== 1);
  writer.item(
    '_pd_proc_ls_pref_orient_corr',
    oriented ? `March-Dollase, r = ${printCifNumber(texture.value, texture.sigma, 5)}` : 'none',
  );
  if (refinement.method !== 'rietveld') {
    writer.item(
      '_refine_special_details',
      'Intensities are not calculated from atoms: the atoms listed are those of the structure that gave the starting cell and the symmetry.',
    );
  }
  writer.item('_reflns_number_total', reflections.length);
  if (reflections.length === 0) return;
  for (const index of ['h', 'k', 'l'] as const) {
    const values = reflections.map((one) => one[index]);
    writer
      .item(`_reflns_limit_${index}_min`, Math.min(...values))
      .item(`_reflns_limit_${index}_max`, Math.max(...values));
  }
  const spacings = reflections.map(({ dAngstrom }) => dAngstrom);
  writer
    .item('_reflns_d_resolution_high', printCifNumber(Math.min(...spacings), null, 5))
    .item('_reflns_d_resolution_low', printCifNumber(Math.max(...spacings), null, 5));
}
