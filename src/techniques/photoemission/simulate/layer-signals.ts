/** What a stack of layers sends into the analyser: electrons on straight ways, weakened by e^(-t/(L cos angle)). */
import { exp } from '../../../numerics/elementary/exp.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { cos } from '../../../numerics/elementary/sin.js';
import {
  type LineTruth,
  type MaterialTruth,
  type PhotoemissionTruth,
  type StepTruth,
  VALENCE_BAND,
} from './spectra-truth.js';

/** One state of an element in one layer as its line is seen. */
export interface LineSignal {
  /** Key of the line: `Ti 2p`. */
  readonly line: string;
  /** Name of the state: `Ti4+`. */
  readonly state: string;
  /** Index of the layer, from the surface. */
  readonly layer: number;
  /** Binding energy of the major line against the Fermi level, with all shifts of the step. */
  readonly positionEv: number;
  /** Of both lines of a doublet, counts/s times eV at gain 1. */
  readonly areaPerS: number;
  readonly gaussianEv: number;
  readonly lorentzianEv: number;
  readonly doublet: LineTruth['doublet'];
}

/** The valence band of one layer as it is seen. */
export interface BandSignal {
  readonly layer: number;
  /** Valence-band maximum, eV, with all shifts of the step. */
  readonly vbmEv: number;
  readonly areaPerS: number;
  readonly band: NonNullable<MaterialTruth['band']>;
}

export interface StackSignals {
  readonly lines: readonly LineSignal[];
  readonly bands: readonly BandSignal[];
}

/** @param step of one of the files of the truth */
export function stackSignals(truth: PhotoemissionTruth, step: StepTruth): StackSignals {
  const { instrument } = truth;
  const cosine = cos((instrument.emissionAngleDeg * Math.PI) / 180);
  const shift = sampleShiftEv(step);
  const layers = step.layers.map((layer) => {
    const material = truth.materials[layer.material]!;
    const unitsPerNm3 = layer.unitsPerNm2 === undefined ? material.unitsPerNm3 : layer.unitsPerNm2 / layer.thicknessNm!;
    return { ...layer, material, name: layer.material, unitsPerNm3 };
  });
  /** Counts/s times eV for one emitter of cross-section 1 in a formula unit of the layer. */
  const seen = (index: number, key: string, kineticEv: number): number => {
    const { material, x, thicknessNm, unitsPerNm3 } = layers[index]!;
    const own = attenuationNm(truth, material, key, kineticEv, x) * cosine;
    let left = 1;
    for (const above of layers.slice(0, index)) {
      left *= exp(-above.thicknessNm! / (attenuationNm(truth, above.material, key, kineticEv, above.x) * cosine));
    }
    const depth = thicknessNm === undefined ? own : own * (1 - exp(-thicknessNm / own));
    return instrument.intensity * transmission(truth, kineticEv) * unitsPerNm3 * depth * left;
  };
  const lines: LineSignal[] = [];
  const bands: BandSignal[] = [];
  for (const [key, line] of Object.entries(truth.lines)) {
    const kineticEv = nominalKineticEv(truth, key);
    for (const [index, { material, name, x }] of layers.entries()) {
      const atoms = atX(material.atoms[line.element] ?? 0, x);
      const states = line.states.filter((state) => state.material === name);
      if (atoms === 0 || states.length === 0) continue;
      const perAtom = atoms * line.crossSection * seen(index, key, kineticEv);
      for (const state of states) {
        lines.push({
          line: key,
          state: state.name,
          layer: index,
          positionEv: state.positionEv + shift,
          areaPerS: perAtom * atX(state.share, x),
          gaussianEv: state.gaussianEv ?? line.gaussianEv,
          lorentzianEv: state.lorentzianEv ?? line.lorentzianEv,
          doublet: line.doublet,
        });
      }
    }
  }
  for (const [index, { material }] of layers.entries()) {
    const { band } = material;
    if (band === undefined) continue;
    const areaPerS = band.crossSection * seen(index, VALENCE_BAND, nominalKineticEv(truth, VALENCE_BAND));
    bands.push({ layer: index, vbmEv: band.vbmEv + shift, areaPerS, band });
  }
  return { lines, bands };
}

/** How far all lines and bands of the sample lie from where they were without any field, charge and mistake. */
export function sampleShiftEv({ shiftEv, chargingEv, axisEv }: StepTruth): number {
  return shiftEv + chargingEv + axisEv;
}

/** Of the analyser at a kinetic energy, relative to that at 1 keV. */
export function transmission({ instrument }: PhotoemissionTruth, kineticEv: number): number {
  const { transmissionExponent } = instrument;
  return transmissionExponent === 0 ? 1 : pow(Math.max(kineticEv, 1) / 1000, transmissionExponent);
}

/** A number that may depend on x. */
function atX(value: number | readonly [number, number], x: number): number {
  return typeof value === 'number' ? value : value[0] + (value[1] - value[0]) * x;
}

/** Of a line as a whole: its states, moved or not, are taken to be weakened alike. */
function nominalKineticEv({ instrument, lines }: PhotoemissionTruth, key: string): number {
  return instrument.excitationEv - (key === VALENCE_BAND ? 0 : lines[key]!.states[0]!.positionEv);
}

/** The length given for the line, or one on the straight line between (or beyond) those of its neighbours in energy. */
function attenuationNm(
  truth: PhotoemissionTruth,
  { attenuationNm: given }: MaterialTruth,
  key: string,
  kineticEv: number,
  x: number,
): number {
  const own = given[key];
  if (own !== undefined) return atX(own, x);
  const points = Object.entries(given)
    .map(([name, length]) => ({ kineticEv: nominalKineticEv(truth, name), length: atX(length, x) }))
    .sort((a, b) => a.kineticEv - b.kineticEv);
  if (points.length === 1) return points[0]!.length;
  const above = points.findIndex((point) => point.kineticEv >= kineticEv);
  const upper = Math.min(Math.max(above < 0 ? points.length - 1 : above, 1), points.length - 1);
  const [low, high] = [points[upper - 1]!, points[upper]!];
  if (high.kineticEv === low.kineticEv) return low.length;
  const slope = (high.length - low.length) / (high.kineticEv - low.kineticEv);
  return Math.max(low.length + slope * (kineticEv - low.kineticEv), MIN_LENGTH_NM);
}

/** No electron comes from nearer than an atom away. */
const MIN_LENGTH_NM = 0.1;
