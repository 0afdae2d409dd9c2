/** The numbers of one spectrum's model: names, units, bounds, and where each stands in its vector. */
import type { BackgroundPlan } from '../background/background.js';
import type { Component } from '../component.js';
import type { ShapeParameter } from '../shapes/line-shape.js';

export type NumberRole = 'amplitude' | 'position' | 'splitting' | 'ratio' | 'costerKronig' | 'shape' | 'background';

export interface ModelNumber {
  readonly name: string;
  /** `''` for a pure number. */
  readonly unit: string;
  readonly role: NumberRole;
  /** Index of the component; -1 for the background. */
  readonly component: number;
  readonly lower: number;
  readonly upper: number;
  /** Where a fit starts when nothing is known better; NaN where only the data can say. */
  readonly usual: number;
  /** Held at the usual value unless it is freed. */
  readonly heldByDefault: boolean;
}

/** Where the numbers of one component stand; -1 for those that it has not. */
export interface ComponentPlaces {
  readonly amplitude: number;
  readonly position: number;
  readonly splitting: number;
  readonly ratio: number;
  readonly costerKronig: number;
  /** First of the numbers of its shape, which follow each other. */
  readonly shape: number;
}

export interface ModelNumbers {
  readonly numbers: readonly ModelNumber[];
  readonly places: readonly ComponentPlaces[];
  /** Of the background, -1 where it has none. */
  readonly offset: number;
  readonly slope: number;
  readonly step: number;
}

/** Doublets closer than this are not resolved: their splitting is held unless the user frees it. */
const RESOLVED_EV = 1.5;
/** Coster-Kronig decay broadens by at most this, eV. */
const MOST_COSTER_KRONIG_EV = 3;

/** The widths that Coster-Kronig decay adds to, the first that a shape has. */
const BROADENED = ['lorentzian', 'fwhm'] as const;

/**
 * @param intensityUnit of the spectrum, e.g. `counts`
 */
export function modelNumbers(
  components: readonly Component[],
  region: string,
  plan: BackgroundPlan,
  intensityUnit: string,
): ModelNumbers {
  const numbers: ModelNumber[] = [];
  const add = (number: ModelNumber): number => numbers.push(number) - 1;
  const places = components.map((component, c): ComponentPlaces => {
    const own = (
      role: NumberRole,
      parameter: string,
      unit: string,
      lower: number,
      upper: number,
      usual: number,
      heldByDefault: boolean,
    ): number =>
      add({ name: `${component.name}.${parameter}`, unit, role, component: c, lower, upper, usual, heldByDefault });
    const { shape, line, shapeValues } = component;
    const free = Number.POSITIVE_INFINITY;
    const amplitude =
      shape.amplitude === 'area'
        ? own('amplitude', 'area', `${intensityUnit} eV`, -free, free, Number.NaN, false)
        : own('amplitude', 'height', intensityUnit, -free, free, Number.NaN, false);
    const position = own('position', 'position', 'eV', -free, free, component.positionEv ?? Number.NaN, false);
    const { doublet } = line;
    let [splitting, ratio, costerKronig] = [-1, -1, -1];
    if (doublet !== undefined) {
      const [low, high] = doublet.splittingRangeEv;
      splitting = own(
        'splitting',
        'splitting',
        'eV',
        Math.max(0, low - 0.3),
        high + 0.3,
        doublet.splittingEv,
        doublet.splittingEv < RESOLVED_EV,
      );
      ratio = own('ratio', 'ratio', '', 0, 2, doublet.ratio, true);
      if (doublet.costerKronig && broadenedBy(component) >= 0) {
        costerKronig = own('costerKronig', 'costerKronig', 'eV', 0, MOST_COSTER_KRONIG_EV, 0.5, false);
      }
    }
    const first = numbers.length;
    for (const parameter of shape.parameters) {
      own(
        'shape',
        parameter.name,
        parameter.unit === '1' ? '' : parameter.unit,
        parameter.lower,
        parameter.upper,
        shapeValues[parameter.name] ?? parameter.usual,
        parameter.heldByDefault || isTyped(parameter, shapeValues),
      );
    }
    return { amplitude, position, splitting, ratio, costerKronig, shape: first };
  });
  const under = (name: string, unit: string, lower: number): number =>
    add({
      name: `${region}.${name}`,
      unit,
      role: 'background',
      component: -1,
      lower,
      upper: Number.POSITIVE_INFINITY,
      usual: 0,
      heldByDefault: false,
    });
  if (plan.kind === 'static') return { numbers, places, offset: -1, slope: -1, step: -1 };
  return {
    numbers,
    places,
    offset: under('background', intensityUnit, Number.NEGATIVE_INFINITY),
    slope: plan.slope ? under('slope', `${intensityUnit}/eV`, Number.NEGATIVE_INFINITY) : -1,
    step: plan.loss === undefined ? -1 : under('step', plan.stepUnit, 0),
  };
}

/** Index among the parameters of the shape of the width that Coster-Kronig decay adds to; -1 where it has none. */
export function broadenedBy({ shape }: Component): number {
  for (const name of BROADENED) {
    const index = shape.parameters.findIndex((parameter) => parameter.name === name);
    if (index >= 0) return index;
  }
  return -1;
}

function isTyped({ name }: ShapeParameter, values: Readonly<Record<string, number>>): boolean {
  return Object.hasOwn(values, name);
}
