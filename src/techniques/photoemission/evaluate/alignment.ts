/** The option `alignment`: the bands of film and substrate from their core levels. */
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding } from '../../technique.js';
import type { BandAlignment } from '../analysed.js';
import { bandAlignment, checkGap } from '../derive/band-alignment.js';
import { type Given, numberAt, selectNumbers } from '../derive/propagate-numbers.js';
import type { PhotoemissionOptions } from '../options.js';
import type { SeriesFit } from '../series-fit.js';
import type { Measurement } from '../spectrum.js';
import { twoComponents } from './auger.js';
import type { ReferencedSeries } from './energy-reference.js';

/** Core levels to valence bands of pure materials are rarely known better than this, eV. */
const USUAL_LEVEL_SIGMA = 0.1;

export interface AlignmentResult {
  readonly alignment: BandAlignment | undefined;
  readonly findings: readonly Finding[];
}

export function alignmentOf(
  options: Pick<
    PhotoemissionOptions,
    'alignment' | 'filmLevel' | 'substrateLevel' | 'filmGap' | 'substrateGap' | 'filmMaterial' | 'substrateMaterial'
  >,
  fit: SeriesFit,
  { positions, numbers }: ReferencedSeries,
  measurement: Measurement,
): AlignmentResult {
  if (options.alignment === undefined) return { alignment: undefined, findings: [] };
  const [film, substrate] = twoComponents(options.alignment, ' on ', fit, 'alignment', 'Ti4+ on Zr4+');
  const { filmLevel, substrateLevel, filmGap, substrateGap } = options;
  if (filmLevel?.value == null || substrateLevel?.value == null) {
    const missing = filmLevel?.value == null ? 'filmLevel' : 'substrateLevel';
    return {
      alignment: undefined,
      findings: [
        {
          code: 'alignment-incomplete',
          severity: 'warning',
          message: `No band alignment without ${missing}: give the core level of the pure material less its valence-band maximum, measured on a thick film or a bare substrate.`,
        },
      ],
    };
  }
  const placeOf = (name: string, step: number): number =>
    positions.findIndex((one) => one.step === step && fit.components[one.component]!.name === name);
  const steps = measurement.steps.flatMap((_, step) => {
    const pair = { step, film: placeOf(film, step), substrate: placeOf(substrate, step) };
    return pair.film < 0 || pair.substrate < 0 ? [] : [pair];
  });
  const used = steps.flatMap((pair) => [pair.film, pair.substrate]);
  const levels = selectNumbers(numbers, used);
  const found = bandAlignment({
    levels,
    film: steps.map((_, k) => 2 * k),
    substrate: steps.map((_, k) => 2 * k + 1),
    filmLevelEv: given(filmLevel),
    substrateLevelEv: given(substrateLevel),
    filmGapEv: filmGap?.value == null ? undefined : { value: filmGap.value, sigma: filmGap.sigma ?? 0 },
    substrateGapEv:
      substrateGap?.value == null ? undefined : { value: substrateGap.value, sigma: substrateGap.sigma ?? 0 },
  });
  if (found === undefined) {
    return {
      alignment: undefined,
      findings: [
        {
          code: 'alignment-incomplete',
          severity: 'warning',
          message: `No step shows both ${film} and ${substrate}, so that the bands cannot be aligned.`,
        },
      ],
    };
  }
  const n = steps.length;
  const findings: Finding[] = [[film, filmGap, 0] as const, [substrate, substrateGap, n] as const].flatMap(
    ([name, gap, first]) => {
      if (gap?.value == null) return [];
      const places = steps.map((_, k) => first + k);
      const worst = checkGap(selectNumbers(found.valenceMaxima, places), { value: gap.value, sigma: gap.sigma ?? 0 })
        .map((check, k) => ({ ...check, label: measurement.steps[steps[k]!.step]!.label }))
        .filter(({ aboveGap }) => aboveGap);
      return worst.map(
        ({ excessEv, label }): Finding => ({
          code: 'fermi-level-above-gap',
          severity: 'error',
          message: `The valence-band maximum of ${name} lies ${excessEv.toFixed(2)} eV further below the Fermi level than its gap allows: the Fermi level would stand in the conduction band. Check the energy reference of this step.`,
          where: label,
        }),
      );
    },
  );
  return {
    alignment: {
      filmName: formulaOf(options.filmMaterial) ?? film,
      substrateName: formulaOf(options.substrateMaterial) ?? substrate,
      film,
      substrate,
      valenceBandOffsetEv: found.valenceOffsetEv,
      conductionBandOffsetEv: found.conductionOffsetEv,
      filmGapEv: filmGap?.value ?? undefined,
      substrateGapEv: substrateGap?.value ?? undefined,
      steps: steps.map(({ step }, k) => ({
        step,
        filmEv: numberAt(found.valenceMaxima, k),
        substrateEv: numberAt(found.valenceMaxima, n + k),
      })),
    },
    findings,
  };
}

/** `TiO2` of `TiO2 3.7 g/cm^3 gap 3.4 eV`. */
function formulaOf(material: string | undefined): string | undefined {
  return material?.trim().split(/\s+/)[0];
}

function given({ value, sigma }: Quantity): Given {
  return { value: value!, sigma: sigma ?? USUAL_LEVEL_SIGMA };
}
