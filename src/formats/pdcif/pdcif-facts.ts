/** What a powder CIF says of the radiation and the instrument under the names that techniques ask for. */
import { type CifBlock, cifNumber } from '../../crystal/cif/parse-cif.js';
import { type FoundSettings, scanAxisFromWord } from '../diffraction/uniform-settings.js';

/** Facts of the block of a pattern; what it does not say is taken from the other blocks where these agree. */
export function factsOfBlock(block: CifBlock, blocks: readonly CifBlock[]): FoundSettings {
  const text = (...tags: readonly string[]): string | undefined => {
    for (const tag of tags) {
      const own = block.item(tag);
      if (own !== undefined) return own;
      const others = new Set(blocks.flatMap((other) => other.item(tag) ?? []));
      if (others.size === 1) return [...others][0];
    }
    return undefined;
  };
  const number = (...tags: readonly string[]): number | undefined => {
    const found = text(...tags);
    return found === undefined ? undefined : cifNumber(found)?.value;
  };
  const waves = wavelengthsOf(block) ?? blocks.map(wavelengthsOf).find((found) => found !== undefined);
  const [first, second] = waves ?? [];
  const source = text('_diffrn_radiation_type', '_diffrn_radiation_xray_symbol');
  return {
    wavelengthKalpha1: first?.wavelength ?? number('_instr_wavelength'),
    wavelengthKalpha2: second?.wavelength,
    ratioKalpha2:
      first?.weight !== undefined && second?.weight !== undefined ? second.weight / first.weight : undefined,
    anode: text('_diffrn_source_target') ?? /^([A-Z][a-z]?)\s*K/.exec(source ?? '')?.[1],
    radiation: radiationOf(text('_diffrn_radiation_probe', '_expt_type_radiation_probe'), source),
    scanAxis: scanAxisFromWord(text('_pd_meas_scan_axis')),
    countTimeS: number('_pd_meas_step_count_time'),
    goniometerRadiusMm: number('_pd_instr_dist_spec/detc', '_pd_instr_dist_spec/anal'),
    monochromator: text('_diffrn_radiation_monochromator', '_pd_instr_monochr_pre_spec', '_pd_instr_monochr_post_spec'),
    temperatureK: number('_diffrn_ambient_temperature', '_cell_measurement_temperature'),
    sampleName: text('_pd_spec_id', '_pd_phase_name'),
  };
}

interface Wave {
  readonly wavelength: number;
  readonly weight: number | undefined;
}

/** The wavelengths of a block, the heaviest (Kalpha1) first; undefined where it has none. */
function wavelengthsOf(block: CifBlock): Wave[] | undefined {
  const loop = block.loop('_diffrn_radiation_wavelength') ?? block.loop('_diffrn_radiation_wavelength_wavelength');
  const wavelengths =
    loop?.numbers('_diffrn_radiation_wavelength') ?? loop?.numbers('_diffrn_radiation_wavelength_wavelength');
  if (loop === undefined || wavelengths === undefined || loop.rowCount > 10) return undefined;
  const weights = loop.numbers('_diffrn_radiation_wavelength_wt')?.values;
  const waves = Array.from(wavelengths.values, (wavelength, row): Wave => {
    const weight = weights?.[row];
    return { wavelength, weight: weight === undefined || !(weight > 0) ? undefined : weight };
  }).filter(({ wavelength }) => wavelength > 0);
  return waves.length === 0 ? undefined : waves.toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
}

function radiationOf(probe: string | undefined, type: string | undefined): 'x-ray' | 'neutron' | undefined {
  const words = `${probe ?? ''} ${type ?? ''}`;
  if (/neutron/i.test(words)) return 'neutron';
  return /x-?ray|synchrotron|K\\a/i.test(words) ? 'x-ray' : undefined;
}
