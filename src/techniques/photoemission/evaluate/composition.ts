/** Atomic fractions of each step from the areas of all fitted lines that have a sensitivity. */
import { log } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { Finding } from '../../technique.js';
import type { StepComposition } from '../analysed.js';
import { type CommonError, type CountedLine, composition, errorsByLine } from '../derive/composition.js';
import { isSignificant, upperLimit } from '../derive/one-sided-limit.js';
import { takeNumbers } from '../derive/propagate-numbers.js';
import { readSensitivities, sensitivityOf } from '../derive/sensitivity.js';
import type { PhotoemissionOptions } from '../options.js';
import type { NumberAt, SeriesFit } from '../series-fit.js';
import type { Measurement, Spectrum } from '../spectrum.js';
import { comparable } from './collected.js';

/** Relative error of a cross-section, of each line by itself. */
const CROSS_SECTION_SIGMA = 0.05;
/** Path lengths grow with the kinetic energy to this power; the error of the power is common to all lines. */
const PATH_POWER = 0.75;
const PATH_POWER_SIGMA = 0.05;

export interface CompositionResult {
  readonly steps: readonly StepComposition[];
  readonly findings: readonly Finding[];
}

export function compositionOf(
  fit: SeriesFit,
  measurement: Measurement,
  options: Pick<PhotoemissionOptions, 'sensitivity' | 'transmission'>,
): CompositionResult {
  const typed = readSensitivities(options.sensitivity);
  const findings: Finding[] = [];
  const without = new Map<string, string>();
  let timed = true;
  const steps = measurement.steps.flatMap((_, step): StepComposition[] => {
    const lines: WeighedLine[] = [];
    const at: NumberAt[] = [];
    const here = fit.spectra.filter(({ spectrum }) => spectrum.step === step);
    const { factors, known } = comparable(here.map(({ spectrum }) => spectrum));
    timed &&= known;
    for (const [k, { spectrum, curves }] of here.entries()) {
      const excitation = measurement.excitationEv(spectrum);
      for (const { component } of curves) {
        const { name, line, shape } = fit.components[component]!;
        if (line.kind === 'auger' || shape.amplitude !== 'area') continue;
        const found = sensitivityOf(line, excitation, typed);
        if (found.value === undefined) {
          without.set(name, found.reason);
          continue;
        }
        const position = fit.numbers.find(`${name}.position`, step)!.value;
        const kinetic = (excitation ?? 0) - position;
        const path = kinetic > 0 ? pow(kinetic / 1000, PATH_POWER) : 1;
        const through = options.transmission === 'file' ? transmissionAt(spectrum, position) : 1;
        lines.push({
          species: line.element,
          step,
          // An area per second is compared: what was counted longer counts for more here.
          sensitivity: (found.value * path * through) / factors[k]!,
          title: line.title,
          component: name,
          rsf: found.value,
          logEnergy: kinetic > 0 ? log(kinetic / 1000) : 0,
        });
        at.push({ name: `${name}.area`, step });
      }
    }
    const kept = mainLines(lines);
    for (const { component, title, species } of lines) {
      if (!kept.some((line) => line.title === title)) without.set(component, `${species} is counted from another line`);
    }
    const places = kept.map((line) => lines.indexOf(line));
    return compose(
      step,
      kept,
      fit,
      places.map((place) => at[place]!),
    );
  });
  if (without.size > 0 && steps.length > 0) {
    const list = [...without].map(([name, reason]) => `${name} (${reason})`);
    findings.push({
      code: 'not-counted',
      severity: 'info',
      message: `Not part of the composition: ${list.join('; ')}.`,
    });
  }
  if (!timed && steps.length > 0) {
    findings.push({
      code: 'collecting-time-unknown',
      severity: 'warning',
      message:
        'The composition compares areas as the file has them: not all regions say how long they were counted. If they were counted for different times, it is wrong.',
    });
  }
  return { steps, findings };
}

interface WeighedLine extends CountedLine {
  readonly title: string;
  readonly component: string;
  readonly rsf: number;
  readonly logEnergy: number;
}

/** Of each element the line with the largest cross-section: a second one would count its atoms twice. */
function mainLines(lines: readonly WeighedLine[]): WeighedLine[] {
  const best = new Map<string, WeighedLine>();
  for (const line of lines) {
    if (line.rsf > (best.get(line.species)?.rsf ?? 0)) best.set(line.species, line);
  }
  return lines.filter((line) => best.get(line.species)!.title === line.title);
}

function compose(
  step: number,
  lines: readonly WeighedLine[],
  fit: SeriesFit,
  at: readonly NumberAt[],
): StepComposition[] {
  const elements = [...new Set(lines.map(({ species }) => species))];
  const areas = elements.length < 2 ? undefined : takeNumbers(fit.numbers, at);
  if (areas === undefined) return [];
  const errors: CommonError[] = [
    ...errorsByLine(
      lines.map(({ title }) => title),
      new Map(lines.map(({ title }) => [title, CROSS_SECTION_SIGMA])),
    ),
    { name: 'path length', relative: lines.map(({ logEnergy }) => PATH_POWER_SIGMA * logEnergy) },
  ];
  const made = composition(lines, areas, errors);
  if (made === undefined) return [];
  return [
    {
      step,
      elements: made.fractions.map(({ species, fraction, sigma }) => {
        const own = lines.filter((line) => line.species === species);
        return {
          element: species,
          fraction: { value: fraction, sigma },
          atMost: sigma === null || isSignificant(fraction, sigma) ? null : upperLimit(fraction, sigma, 1),
          components: own.map(({ component }) => component),
          sensitivity: own[0]!.rsf,
        };
      }),
    },
  ];
}

/** The transmission at an energy, from the file; 1 where the file has none. */
function transmissionAt({ energiesEv, transmission }: Spectrum, energyEv: number): number {
  if (transmission === undefined) return 1;
  const above = energiesEv.findIndex((energy) => energy >= energyEv);
  const at = above < 0 ? energiesEv.length - 1 : above;
  const value = transmission[at]!;
  return value > 0 ? value : 1;
}
