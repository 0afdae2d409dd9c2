/**
 * Thickness of the overlayer in each step, from the lines below it (against a step that shows them bare) or from those of film
 * and substrate together (against what pure solids would give).
 */
import type { Finding } from '../../technique.js';
import type { StepThickness } from '../analysed.js';
import { readMaterial } from '../derive/material.js';
import { fitStack, relativeIntensities, type StackLine } from '../derive/multiline-thickness.js';
import { emission } from '../derive/overlayer-thickness.js';
import type { UncertainNumbers } from '../derive/propagate-numbers.js';
import { readSensitivities, sensitivityOf } from '../derive/sensitivity.js';
import type { Material } from '../material.js';
import type { PhotoemissionOptions } from '../options.js';
import type { SeriesFit } from '../series-fit.js';
import type { Measurement } from '../spectrum.js';
import { lengthFindings, lengthOf, readLengths } from './attenuation-lengths.js';
import { growthFindings } from './growth-findings.js';
import { areasOf, type Line, linesOf, nameOf, type Overlayer, positionOf } from './overlayer-lines.js';
import { layersOf, stepNamed } from './overlayer-words.js';

export interface ThicknessResult {
  readonly steps: readonly StepThickness[];
  readonly findings: readonly Finding[];
}

const NOTHING: ThicknessResult = { steps: [], findings: [] };

export function thicknessOf(
  fit: SeriesFit,
  measurement: Measurement,
  options: Pick<
    PhotoemissionOptions,
    | 'attenuationLength'
    | 'filmMaterial'
    | 'substrateMaterial'
    | 'substrate'
    | 'film'
    | 'bareStep'
    | 'emissionAngle'
    | 'sensitivity'
    | 'transmission'
  >,
): ThicknessResult {
  if (options.attenuationLength.length === 0 && options.filmMaterial === undefined) return NOTHING;
  const typed = readLengths(options.attenuationLength, fit.components);
  const film = options.filmMaterial === undefined ? undefined : readMaterial(options.filmMaterial);
  const substrate =
    options.substrateMaterial === undefined ? undefined : readMaterial(options.substrateMaterial, 'substrateMaterial');
  const layers = layersOf(options, fit.components);
  const lines = [...linesOf(fit, measurement, layers.substrate, 0), ...linesOf(fit, measurement, layers.film, 1)];
  const angleDeg = { value: options.emissionAngle?.value ?? 0, sigma: options.emissionAngle?.sigma ?? 0 };
  const shared: Overlayer = { fit, measurement, lines, typed, film, angleDeg };
  const findings = lengthFindings(typed, film);
  if (layers.film.length > 0) {
    if (substrate === undefined || film === undefined) {
      findings.push({
        code: 'thickness-incomplete',
        severity: 'warning',
        message:
          'Lines of the film tell a thickness only against those of the substrate: give filmMaterial and substrateMaterial with their densities.',
      });
      return { steps: [], findings };
    }
    return { steps: againstPureSolids(shared, substrate, options), findings };
  }
  const bare = options.bareStep === undefined ? 0 : stepNamed(options.bareStep, measurement.steps, 'bareStep');
  findings.push({
    code: 'bare-step',
    severity: 'info',
    message: `Thicknesses are counted from ${measurement.steps[bare]!.label}: what lies on the substrate there counts as nothing.`,
  });
  findings.push(...growthFindings(shared, bare));
  return { steps: againstBareStep(shared, bare), findings };
}

function againstBareStep(shared: Overlayer, bare: number): StepThickness[] {
  const { measurement, lines, typed, film, fit } = shared;
  const known = lines.flatMap((line) => {
    const length = lengthOf(nameOf(fit.components, line), line.kineticEv, typed, film);
    return length === undefined ? [] : [{ line, length }];
  });
  return measurement.steps.flatMap((_, step): StepThickness[] => {
    const here = known.filter(({ line }) => areasOf(shared, [line], [step, bare]) !== undefined);
    if (here.length === 0) return [];
    const own = here.map(({ line }) => line);
    if (step === bare)
      return [
        zeroThickness(
          step,
          here.map(({ line, length }) => [line.title, length.valueNm] as const),
        ),
      ];
    const areas = areasOf(shared, own, [step, bare])!;
    if (areas.values.some((area) => !(area > 0))) return [];
    const intensities = relativeIntensities(
      areas,
      own.map((_, k) => ({ area: k, reference: own.length + k })),
    );
    return stacked(shared, step, here, intensities, 0);
  });
}

function zeroThickness(step: number, lines: readonly (readonly [string, number])[]): StepThickness {
  const nothing = { value: 0, sigma: 0 };
  return {
    step,
    thicknessNm: nothing,
    fromAttenuationLengthNm: 0,
    agreementP: null,
    lines: lines.map(([component, lengthNm]) => ({ component, thicknessNm: nothing, lengthNm })),
  };
}

/** Film and substrate in one step, over what pure solids give: atoms per volume x cross-section x path length in the solid. */
function againstPureSolids(
  shared: Overlayer,
  substrate: Material,
  options: Pick<PhotoemissionOptions, 'sensitivity'>,
): StepThickness[] {
  const { measurement, lines, typed, film, fit } = shared;
  const sensitivities = readSensitivities(options.sensitivity);
  const known = lines.flatMap((line) => {
    const name = nameOf(fit.components, line);
    const own = line.layer === 0 ? substrate : film!;
    const { line: core } = fit.components[line.components[0]!]!;
    const excitation = (line.kineticEv ?? 0) + positionOf(shared, line);
    const sensitivity = sensitivityOf(core, excitation, sensitivities).value;
    const length = lengthOf(name, line.kineticEv, typed, film);
    // A typed length is that of the film; in its own solid a substrate line needs another.
    const inside = line.layer === 1 ? length : lengthOf(name, line.kineticEv, new Map(), own);
    const atoms = own.atoms[core.element];
    if (length === undefined || inside === undefined || sensitivity === undefined || atoms === undefined) return [];
    const density = (atoms * own.densityGPerCm3) / own.molarMassGPerMol;
    return [{ line, length, pure: density * sensitivity * inside.valueNm }];
  });
  return measurement.steps.flatMap((_, step): StepThickness[] => {
    const here = known.filter(({ line }) => areasOf(shared, [line], [step]) !== undefined);
    if (!here.some(({ line }) => line.layer === 0) || !here.some(({ line }) => line.layer === 1)) return [];
    const areas = areasOf(
      shared,
      here.map(({ line }) => line),
      [step],
    )!;
    const n = here.length;
    // Only ratios count; numbers near one keep the fit well scaled.
    const scale = here.reduce((sum, { pure }, k) => sum + areas.values[k]! / pure, 0) || 1;
    const factors = here.map(({ pure }) => 1 / (pure * scale));
    const intensities = {
      values: areas.values.map((area, k) => area * factors[k]!),
      covariance: areas.covariance.map((c, at) => c * factors[Math.floor(at / n)]! * factors[at % n]!),
    };
    return stacked(shared, step, here, intensities, 'free');
  });
}

function stacked(
  { angleDeg }: Overlayer,
  step: number,
  here: readonly {
    readonly line: Line;
    readonly length: { readonly valueNm: number; readonly relativeSigma: number };
  }[],
  intensities: UncertainNumbers,
  gain: number | 'free',
): StepThickness[] {
  const lines = here.map(
    ({ line, length }): StackLine => ({ name: line.title, layer: line.layer, lengthsNm: [length.valueNm] }),
  );
  const common = Math.max(...here.map(({ length }) => length.relativeSigma));
  const stack = fitStack(lines, intensities, { angleDeg, commonRelativeSigmas: [common], gainSigma: gain });
  const layer = stack?.layers[0];
  if (stack === undefined || layer === undefined) return [];
  const n = here.length;
  const { cosine } = emission(angleDeg);
  return [
    {
      step,
      thicknessNm: { value: layer.thicknessNm, sigma: layer.statisticalNm },
      fromAttenuationLengthNm: Math.sqrt(layer.fromAttenuationLengthNm ** 2 + layer.fromAngleNm ** 2),
      agreementP: stack.pValue,
      lines: stack.lines.flatMap(({ name, aloneNm, intensity }, k) => {
        const length = here[k]!.length.valueNm;
        if (gain === 'free' || aloneNm === null) return [];
        const sigma = (length * cosine * Math.sqrt(intensities.covariance[k * n + k]!)) / intensity;
        return [{ component: name, thicknessNm: { value: aloneNm, sigma }, lengthNm: length }];
      }),
    },
  ];
}
