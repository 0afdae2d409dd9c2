/** What a CIF says about the measurement: diffractometer, radiation, range, and what was done to the points. */
import { printCifNumber } from '../../../crystal/cif/print-cif-number.js';
import type { CifWriter } from '../../../crystal/cif/write-cif.js';
import { convert } from '../../../quantity/convert.js';
import { findParameter, isRefined } from '../derive/find-parameter.js';
import { backgroundWords, profileWords, usedRanges } from '../methods.js';
import type { Pattern, RefinedParameter, Refinement } from '../refinement.js';
import type { PowderCifFacts } from './powder-cif.js';

export function instrumentItems(
  writer: CifWriter,
  { radiation }: Refinement,
  { temperature, instrument }: PowderCifFacts,
): void {
  const { kind, lines, name, geometry, radiusMm, polarizationK } = radiation;
  const isFlat = geometry === 'bragg-brentano';
  writer
    .gap()
    .item(
      '_diffrn_ambient_temperature',
      temperature === undefined ? '?' : printCifNumber(convert(temperature, 'K').value, null, 5),
    )
    .item('_diffrn_source', '?')
    .item('_diffrn_radiation_probe', kind)
    .item('_diffrn_radiation_type', kind === 'neutron' ? 'neutron' : name)
    .item('_diffrn_radiation_monochromator', '?')
    .item('_diffrn_measurement_device_type', instrument ?? '?')
    .item('_diffrn_detector', '?')
    .item('_pd_instr_geometry', isFlat ? 'Bragg-Brentano' : 'Debye-Scherrer')
    .item('_pd_instr_dist_spec/detc', isFlat ? printCifNumber(radiusMm, null, 5) : '?')
    .item('_pd_spec_mounting', '?')
    .item('_pd_spec_mount_mode', isFlat ? 'reflection' : 'transmission')
    .item('_pd_spec_shape', isFlat ? 'flat_sheet' : 'cylinder');
  if (kind === 'x-ray') {
    writer.item(
      '_pd_instr_special_details',
      `Polarization factor 1 + K cos^2^(2\\q) with K = ${printCifNumber(polarizationK, null, 4)}.`,
    );
  }
  writer.loop(
    ['_diffrn_radiation_wavelength_id', '_diffrn_radiation_wavelength', '_diffrn_radiation_wavelength_wt'],
    lines.map(({ wavelengthAngstrom, ratio }, k) => [
      k + 1,
      printCifNumber(wavelengthAngstrom),
      printCifNumber(ratio, null, 4),
    ]),
  );
}

export function measurementItems(writer: CifWriter, { pattern }: Refinement): void {
  const { twoThetaDeg } = pattern;
  writer.gap().item('_pd_meas_scan_method', 'step').item('_pd_meas_number_of_points', twoThetaDeg.length);
  rangeItems(writer, '_pd_meas', twoThetaDeg);
}

/** Limits, and the step where it is one. */
function rangeItems(writer: CifWriter, tag: string, angles: ArrayLike<number>): void {
  const last = angles.length - 1;
  if (last < 0) return;
  writer
    .item(`${tag}_2theta_range_min`, printCifNumber(angles[0], null, 8))
    .item(`${tag}_2theta_range_max`, printCifNumber(angles[last], null, 8));
  const step = uniformStep(angles);
  if (step !== undefined) writer.item(`${tag}_2theta_range_inc`, printCifNumber(step, null, 6));
}

/** A part of the step by which rounded angles in a file may differ. */
const ROUNDING = 0.05;

function uniformStep(angles: ArrayLike<number>): number | undefined {
  const count = angles.length;
  if (count < 2) return undefined;
  const step = (angles[count - 1] - angles[0]) / (count - 1);
  for (let i = 1; i < count; i++) {
    if (Math.abs(angles[i] - angles[i - 1] - step) > ROUNDING * step) return undefined;
  }
  return step;
}

const PROFILE = ['U', 'V', 'W', 'X', 'Y', 'asymmetry'] as const;

export function processingItems(writer: CifWriter, refinement: Refinement): void {
  const { pattern, agreement } = refinement;
  const { range, excluded } = usedRanges(pattern);
  const zero = findParameter(refinement, 'zero');
  const parameters = refinement.parameters.filter(
    ({ name, value }) =>
      value !== 0 &&
      (PROFILE.some((own) => own === name) || /\.(?:sizeBroadening|strainBroadening|S\d{3}|strainMixing)$/.test(name)),
  );
  writer
    .gap()
    .item('_pd_proc_2theta_range_min', printCifNumber(range[0], null, 8))
    .item('_pd_proc_2theta_range_max', printCifNumber(range[1], null, 8))
    .item('_pd_proc_number_of_points', agreement.pointCount)
    .item('_pd_proc_info_excluded_regions', excludedText(pattern, excluded))
    .item('_pd_calib_2theta_offset', zero === undefined ? '0' : printCifNumber(zero.value, zero.sigma, 6));
  const details = shiftText(refinement);
  if (details !== '') writer.item('_pd_calibration_special_details', details);
  writer
    .item(
      '_pd_proc_ls_profile_function',
      `${capital(profileWords(refinement))}. Full widths: Gaussian H_G^2^ = U tan^2^ \\q + V tan \\q + W (degrees^2^), Lorentzian H_L = X/cos \\q + Y tan \\q (degrees), sizeBroadening and strainBroadening of a phase added to X and Y; asymmetry is (S + H)/L.\n${parameters.map(assignment).join('\n')}`,
    )
    .item(
      '_pd_proc_ls_background_function',
      `${capital(backgroundWords(refinement))}, first to last point used from -1 to 1.\n${refinement.parameters
        .filter(({ name }) => name.startsWith('background.') || /^hump\d+\./.test(name))
        .map(assignment)
        .join('\n')}`,
    )
    .item('_pd_proc_ls_peak_cutoff', '?')
    .item('_pd_proc_ls_prof_R_factor', printCifNumber(agreement.rp / 100, null, 4))
    .item('_pd_proc_ls_prof_wR_factor', printCifNumber(agreement.rwp / 100, null, 4))
    .item('_pd_proc_ls_prof_wR_expected', printCifNumber(agreement.rexp / 100, null, 4));
}

function assignment({ name, value, sigma, unit }: RefinedParameter): string {
  const printed = printCifNumber(value, sigma, 7);
  return `${name} = ${printed}${unit === '1' ? '' : ` ${unit}`}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function excludedText(pattern: Pattern, excluded: readonly (readonly [number, number])[]): string {
  const { twoThetaDeg, used } = pattern;
  const first = used.indexOf(1);
  const last = used.lastIndexOf(1);
  if (first < 0) return 'all';
  const regions = excluded.map(([low, high]) => `${low.toFixed(3)} to ${high.toFixed(3)}`);
  if (first > 0) regions.unshift(`below ${twoThetaDeg[first].toFixed(3)}`);
  if (last < used.length - 1) regions.push(`above ${twoThetaDeg[last].toFixed(3)}`);
  return regions.length === 0 ? 'none' : `${regions.join('; ')} degrees in 2\\q`;
}

/** Displacement and transparency, which no item of the dictionary has. */
function shiftText(refinement: Refinement): string {
  const words: string[] = [];
  for (const [name, meaning] of [
    ['displacement', 'displacement of the sample, below the axis positive'],
    ['transparency', 'penetration depth 1/\\m'],
  ] as const) {
    const one = findParameter(refinement, name);
    if (one !== undefined && (isRefined(one) || one.value !== 0)) {
      words.push(`${capital(meaning)}: ${printCifNumber(one.value, one.sigma, 6)} mm.`);
    }
  }
  return words.join(' ');
}
