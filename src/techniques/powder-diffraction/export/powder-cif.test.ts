import { describe, expect, it } from 'vitest';
import { parseCif } from '../../../crystal/cif/parse-cif.js';
import { readStructures } from '../../../crystal/cif/read-structures.js';
import {
  anatase,
  freeParameter,
  handMadeRefinement,
  parameter,
  zincite,
} from '../test-support/hand-made-refinement.js';
import { powderCif } from './powder-cif.js';

const parameters = [
  freeParameter('zero', 0.012, 0.0004, { unit: 'deg' }),
  parameter('displacement', 0.05, { unit: 'mm' }),
  freeParameter('W', 0.0123, 0.0004, { unit: 'deg^2' }),
  freeParameter('background.0', 200, 1.2, { unit: 'counts' }),
  freeParameter('anatase.scale', 1e-4, 1e-6),
  freeParameter('anatase.a', 3.785, 0.00012, { unit: 'angstrom' }),
  freeParameter('anatase.O1.z', 0.2084, 0.0003),
  freeParameter('anatase.Ti1.uIso', 0.005, 0.0006, { unit: 'angstrom^2' }),
  parameter('anatase.O1.uIso', 0.006, { state: 'tied', sigma: 0.0007, unit: 'angstrom^2' }),
];

/** What a demand for powder data asks for, in one block or another. */
const asked =
  `_pd_block_id _audit_creation_method _computing_structure_refinement _chemical_formula_sum _chemical_formula_weight
_cell_length_a _cell_length_b _cell_length_c _cell_angle_alpha _cell_angle_beta _cell_angle_gamma _cell_volume
_cell_formula_units_Z _cell_measurement_temperature _space_group_name_H-M_alt _space_group_crystal_system
_exptl_crystal_density_diffrn _exptl_crystal_F_000 _exptl_absorpt_coefficient_mu _exptl_absorpt_correction_type
_diffrn_ambient_temperature _diffrn_radiation_probe _diffrn_radiation_type _diffrn_measurement_device_type _diffrn_source
_pd_meas_scan_method _pd_meas_number_of_points _pd_meas_2theta_range_min _pd_meas_2theta_range_max _pd_meas_2theta_range_inc
_pd_proc_2theta_range_min _pd_proc_2theta_range_max _pd_proc_info_excluded_regions _pd_proc_ls_profile_function
_pd_proc_ls_background_function _pd_proc_ls_pref_orient_corr _pd_proc_ls_prof_R_factor _pd_proc_ls_prof_wR_factor
_pd_proc_ls_prof_wR_expected _pd_proc_ls_special_details _pd_calib_2theta_offset _pd_calc_method _pd_instr_geometry
_pd_spec_mount_mode _pd_spec_shape _refine_ls_matrix_type _refine_ls_structure_factor_coef _refine_ls_weighting_scheme
_refine_ls_weighting_details _refine_ls_number_parameters _refine_ls_number_restraints _refine_ls_number_constraints
_refine_ls_goodness_of_fit_all _refine_ls_shift/su_max _refine_ls_R_I_factor _reflns_number_total _reflns_d_resolution_high`.split(
    /\s+/,
  );

describe('powderCif', () => {
  const refinement = handMadeRefinement({ phases: [{ structure: anatase }], parameters });
  const text = powderCif(refinement, { temperature: { value: 25, sigma: 2, unit: 'degC' } });
  const { blocks, diagnostics } = parseCif(text);
  const [block] = blocks;

  it('is one block for one phase, without a fault of grammar', () => {
    expect(diagnostics).toEqual([]);
    expect(blocks.map(({ name }) => name)).toEqual(['anatase']);
    expect(text).toMatch(/^[\n\r\t -~]*$/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  });

  it('has every item that is asked for, each once', () => {
    expect(asked.filter((tag) => !block.has(tag))).toEqual([]);
    const tags = text.split('\n').flatMap((line) => /^(_\S+)/.exec(line)?.[1] ?? []);
    expect(tags.filter((tag, k) => tags.indexOf(tag) !== k)).toEqual([]);
  });

  it('has numbers with their uncertainties', () => {
    expect(block.item('_cell_length_a')).toBe('3.78500(12)');
    expect(block.item('_cell_length_b')).toBe('3.78500(12)');
    expect(block.item('_cell_angle_gamma')).toBe('90');
    expect(block.item('_cell_measurement_temperature')).toBe('298(2)');
    expect(block.item('_pd_calib_2theta_offset')).toBe('0.0120(4)');
    expect(block.item('_pd_proc_ls_prof_wR_factor')).toBe(
      String(Number((refinement.agreement.rwp / 100).toPrecision(4))),
    );
    expect(block.item('_refine_ls_number_constraints')).toBe('1');
    expect(block.item('_pd_proc_ls_profile_function')).toContain('W = 0.0123(4) deg^2');
    expect(block.item('_pd_calibration_special_details')).toContain('0.05 mm');
    const atoms = block.loop('_atom_site_label')!;
    expect(atoms.column('_atom_site_fract_z')).toEqual(['0', '0.2084(3)']);
    expect(atoms.column('_atom_site_U_iso_or_equiv')).toEqual(['0.0050(6)', '0.0060(7)']);
  });

  it('holds pattern and reflections so that Rwp can be computed from it', () => {
    const points = block.loop('_pd_calc_intensity_total')!;
    const column = (tag: string) => points.column(tag)!.map(Number);
    const [y, w, yc] = ['_pd_meas_counts_total', '_pd_proc_ls_weight', '_pd_calc_intensity_total'].map(column);
    expect(y).toHaveLength(refinement.pattern.observed.length);
    const misfit = y.reduce((sum, value, i) => sum + w[i] * (value - yc[i]) ** 2, 0);
    const total = y.reduce((sum, value, i) => sum + w[i] * value ** 2, 0);
    expect(100 * Math.sqrt(misfit / total)).toBeCloseTo(refinement.agreement.rwp, 3);
    const reflections = block.loop('_refln_index_h')!;
    expect(reflections.rowCount).toBe(refinement.phases[0].reflections.length);
    expect(reflections.has('_pd_refln_phase_id')).toBe(false);
  });

  it('is read back as the structure that it is', () => {
    const { structures } = readStructures(text, 'refinement.cif');
    expect(structures).toHaveLength(1);
    const [structure] = structures;
    expect(structure.cell.c).toBeCloseTo(9.514, 10);
    expect(structure.sites.map(({ label, multiplicity }) => [label, multiplicity]).length).toBe(2);
  });

  it('gives points that are left out the weight 0 and names the regions', () => {
    const { pattern } = refinement;
    const used = pattern.used.slice();
    used.fill(0, 0, 10);
    used.fill(0, 1000, 1100);
    const [made] = parseCif(powderCif({ ...refinement, pattern: { ...pattern, used } })).blocks;
    const weights = made.loop('_pd_proc_ls_weight')!.column('_pd_proc_ls_weight')!;
    expect(weights.filter((value) => value === '0')).toHaveLength(110);
    expect(made.item('_pd_proc_info_excluded_regions')).toBe('below 20.200; 40.000 to 41.980 degrees in 2\\q');
    expect(made.item('_pd_proc_2theta_range_min')).toBe('20.2');
  });

  it('has a block for the pattern and one for each phase where there are several', () => {
    const several = handMadeRefinement({
      phases: [{ structure: anatase }, { structure: zincite }],
      parameters: [...parameters, freeParameter('zincite.scale', 1e-4, 1e-6)],
    });
    const file = parseCif(powderCif(several));
    expect(file.diagnostics).toEqual([]);
    expect(file.blocks.map(({ name }) => name)).toEqual(['pattern_mixture', 'anatase', 'zincite']);
    const [pattern, first, second] = file.blocks;
    const phases = pattern.loop('_pd_phase_id')!;
    expect(phases.column('_pd_phase_block_id')).toEqual([first.item('_pd_block_id'), second.item('_pd_block_id')]);
    expect(phases.column('_pd_phase_mass_%')![0]).toMatch(/^\d+\.\d+\(\d+\)$/);
    expect(first.item('_pd_block_diffractogram_id')).toBe(pattern.item('_pd_block_id'));
    expect(first.item('_pd_block_id')).toBe('mixture_anatase|Interphase');
    const dated = parseCif(powderCif(several, { measured: '2024-05-01T10:00:00' })).blocks[1];
    expect(dated.item('_pd_block_id')).toBe('2024-05-01T10:00:00|mixture_anatase|Interphase');
    expect(new Set(pattern.loop('_refln_index_h')!.column('_pd_refln_phase_id'))).toEqual(new Set(['1', '2']));
    expect(asked.filter((tag) => !file.blocks.some((one) => one.has(tag)))).toEqual([]);
    expect(readStructures(powderCif(several), 'x.cif').structures).toHaveLength(2);
  });

  it('says of a Le Bail fit that atoms were not refined', () => {
    const leBail = { ...refinement, method: 'le-bail' as const, agreement: { ...refinement.agreement, byPhase: {} } };
    const [made] = parseCif(powderCif(leBail)).blocks;
    expect(made.item('_refine_special_details')).toContain('not calculated from atoms');
    expect(
      made
        .loop('_refln_index_h')!
        .column('_refln_F_squared_calc')!
        .every((value) => value === ''),
    ).toBe(true);
    expect(made.has('_geom_bond_distance')).toBe(false);
  });

  it('says which dispersion was used', () => {
    const real = (made: string) =>
      parseCif(made).blocks[0].loop('_atom_type_symbol')!.column('_atom_type_scat_dispersion_real')![0];
    expect(real(text)).toBe('0.163');
    expect(real(powderCif(refinement, { scattering: 'it92-cromer-liberman' }))).not.toBe(real(text));
  });

  it('writes neutrons, esds of the file and angles without a common step', () => {
    const { pattern, radiation } = refinement;
    const twoThetaDeg = pattern.twoThetaDeg.map((x) => x + 0.002 * x * x);
    const neutrons = {
      ...refinement,
      radiation: {
        ...radiation,
        kind: 'neutron' as const,
        geometry: 'debye-scherrer' as const,
        lines: radiation.lines.slice(0, 1),
      },
      pattern: { ...pattern, twoThetaDeg, weights: 'file' as const, observed: pattern.observed.map((y) => y + 0.25) },
    };
    const [made] = parseCif(powderCif(neutrons)).blocks;
    expect(made.item('_diffrn_radiation_probe')).toBe('neutron');
    expect(made.has('_pd_meas_2theta_range_inc')).toBe(false);
    expect(made.has('_pd_meas_intensity_total')).toBe(true);
    expect(made.has('_atom_type_scat_dispersion_real')).toBe(false);
  });
});
