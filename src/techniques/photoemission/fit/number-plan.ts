/**
 * Which numbers of which spectra vary together: every number of every spectrum as a constant plus multiples of variables.
 * A variable may belong to the series (a width), to a step (its shift) or to one spectrum (an area).
 */
import type { Component } from '../component.js';
import type { ModelNumber } from '../model/model-numbers.js';
import type { SpectrumModel } from '../model/spectrum-model.js';
import type { PositionRule } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import type { NumberConstraints } from './number-texts.js';

export interface Variable {
  readonly name: string;
  readonly unit: string;
  readonly lower: number;
  readonly upper: number;
  /** NaN where the data have to say. */
  readonly usual: number;
  readonly limit: number;
}

export interface Dependence {
  readonly constant: number;
  readonly terms: readonly { readonly variable: number; readonly factor: number }[];
  /** A relation the user or the technique made, and no number of its own. */
  readonly tied: boolean;
}

export interface NumberPlan {
  readonly variables: readonly Variable[];
  /** Per spectrum, for each number of its model. */
  readonly dependences: readonly (readonly Dependence[])[];
  /** Per spectrum: variables that no other spectrum uses; then those used in several. */
  readonly locals: readonly (readonly number[])[];
  readonly shared: readonly number[];
  /** Variables that are shifts of a step, by step and (for the rule `lines`) region. */
  readonly shifts: ReadonlyMap<string, number>;
}

/** A position may move this far from where it was typed, eV. */
const POSITION_ROOM_EV = 1.5;
/** No step shifts its lines by more, eV. */
const MOST_SHIFT_EV = 12;
/** No core hole lives long enough for a narrower line, eV; a fit that wants to go below says so by its bound. */
const LEAST_LORENTZIAN_EV = 0.02;
/** Largest change of a position in one step of the fit, eV: lines must not jump over each other. */
const POSITION_LIMIT_EV = 0.5;

/** The key of a step's shift in `NumberPlan.shifts`. */
export function shiftKey(step: number, region: string, rule: PositionRule): string {
  return rule === 'lines' ? `${step}/${region}` : String(step);
}

export interface PlanInput {
  readonly spectra: readonly Spectrum[];
  readonly models: readonly SpectrumModel[];
  /** Components of each spectrum, in the order of its model, as indices into `components`. */
  readonly componentsOf: readonly (readonly number[])[];
  readonly components: readonly Component[];
  readonly constraints: NumberConstraints;
  readonly positions: PositionRule;
  /** Typed or found position of each component, eV. */
  readonly basePositionsEv: Float64Array;
  /** How far the first step that shows each component seems to be moved from there (charging), eV. */
  readonly firstMovesEv: Float64Array;
}

export function planNumbers(input: PlanInput): NumberPlan {
  const { spectra, models, componentsOf, components, constraints, positions, basePositionsEv, firstMovesEv } = input;
  const variables: Variable[] = [];
  const known = new Map<string, number>();
  const shifts = new Map<string, number>();
  const variable = (key: string, make: () => Variable): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    variables.push(make());
    known.set(key, variables.length - 1);
    return variables.length - 1;
  };
  /** The step to which base positions refer: the first that is fitted, of each region or of all. */
  const firstStep = (region: string): number =>
    spectra.reduce(
      (least, spectrum) =>
        positions === 'common' || spectrum.region === region ? Math.min(least, spectrum.step) : least,
      Number.POSITIVE_INFINITY,
    );
  const several = new Set(spectra.map(({ step }) => step)).size > 1;

  const leader = (component: number, role: string, parameter: string): string | undefined => {
    const { line, shape, name } = components[component]!;
    if (role === 'amplitude' || role === 'position' || constraints.untied.has(`${name}.${parameter}`)) return undefined;
    const first = components.findIndex(
      (other, c) =>
        c < component &&
        other.line.title === line.title &&
        other.shape === shape &&
        !constraints.untied.has(`${other.name}.${parameter}`) &&
        Object.entries(other.shapeValues).every(([key, value]) => components[component]!.shapeValues[key] === value),
    );
    return first < 0 ? undefined : `${components[first]!.name}.${parameter}`;
  };

  const resolve = (spectrum: number, number: ModelNumber): Dependence => {
    const { name } = number;
    const { step, region } = spectra[spectrum]!;
    const { fixed, ties, bounds, start, freed, perStep } = constraints;
    const held = fixed.get(name);
    const usual = start.get(name) ?? number.usual;
    if (held !== undefined) return { constant: Number.isNaN(held) ? usual : held, terms: [], tied: false };
    const tie = ties.get(name);
    if (tie !== undefined) {
      const target = findNumber(input, spectrum, tie.to);
      if (target === undefined) return { constant: usual, terms: [], tied: true };
      const to = resolve(target.spectrum, target.number);
      return {
        constant: tie.constant + tie.factor * to.constant,
        terms: to.terms.map((term) => ({ ...term, factor: term.factor * tie.factor })),
        tied: true,
      };
    }
    if (number.role !== 'background') {
      const own = componentsOf[spectrum]![number.component]!;
      const parameter = name.slice(components[own]!.name.length + 1);
      const lead = freed.has(name) || bounds.has(name) ? undefined : leader(own, number.role, parameter);
      const followed = lead === undefined ? undefined : findNumber(input, spectrum, lead);
      if (followed !== undefined) return { ...resolve(followed.spectrum, followed.number), tied: true };
    }
    if (number.heldByDefault && !freed.has(name)) return { constant: usual, terms: [], tied: false };
    const [lower, upper] = bounds.get(name) ?? [number.lower, number.upper];
    if (number.role === 'position') {
      const own = componentsOf[spectrum]![number.component]!;
      const base = start.get(name) ?? basePositionsEv[own]!;
      const typed = bounds.get(name);
      const make = (): Variable => ({
        name,
        unit: 'eV',
        lower: typed?.[0] ?? base + Math.min(0, firstMovesEv[own]!) - POSITION_ROOM_EV,
        upper: typed?.[1] ?? base + Math.max(0, firstMovesEv[own]!) + POSITION_ROOM_EV,
        usual: base,
        limit: POSITION_LIMIT_EV,
      });
      if (positions === 'free' && several) {
        const wide = (): Variable => ({
          ...make(),
          lower: typed?.[0] ?? base - MOST_SHIFT_EV,
          upper: typed?.[1] ?? base + MOST_SHIFT_EV,
        });
        return one(variable(`${name}@${spectrum}`, wide));
      }
      const terms = [{ variable: variable(name, make), factor: 1 }];
      if (several && step !== firstStep(region)) {
        const key = shiftKey(step, region, positions);
        const shift = variable(`shift@${key}`, () => ({
          name: 'shift',
          unit: 'eV',
          lower: -MOST_SHIFT_EV,
          upper: MOST_SHIFT_EV,
          usual: 0,
          limit: POSITION_LIMIT_EV,
        }));
        shifts.set(key, shift);
        terms.push({ variable: shift, factor: 1 });
      }
      return { constant: 0, terms, tied: false };
    }
    const ofSpectrum = number.role === 'amplitude' || number.role === 'background' || perStep.has(name);
    return one(
      variable(ofSpectrum ? `${name}@${spectrum}` : name, () => ({
        name,
        unit: number.unit,
        lower: leastOf(number, several, bounds.has(name), lower),
        upper,
        usual,
        limit: Number.POSITIVE_INFINITY,
      })),
    );
  };

  const dependences = models.map(({ numbers }, s) => numbers.numbers.map((number) => resolve(s, number)));
  const users = variables.map(() => new Set<number>());
  dependences.forEach((list, s) => {
    for (const { terms } of list) for (const term of terms) users[term.variable]!.add(s);
  });
  const locals = models.map((_, s) =>
    variables.flatMap((_, v) => (users[v]!.size === 1 && users[v]!.has(s) ? [v] : [])),
  );
  const shared = variables.flatMap((_, v) => (users[v]!.size > 1 ? [v] : []));
  return { variables, dependences, locals, shared, shifts };
}

/** Areas of a single state cannot be negative; in a series, noise about zero must not be cut off. */
function leastOf({ role, name }: ModelNumber, several: boolean, bounded: boolean, lower: number): number {
  if (bounded) return lower;
  if (role === 'amplitude') return several ? lower : 0;
  return name.endsWith('.lorentzian') ? Math.max(lower, LEAST_LORENTZIAN_EV) : lower;
}

function one(variable: number): Dependence {
  return { constant: 0, terms: [{ variable, factor: 1 }], tied: false };
}

/** A number by name: in the same spectrum, else in the same step, else (for what the series shares) anywhere. */
function findNumber(
  { spectra, models }: PlanInput,
  spectrum: number,
  name: string,
): { readonly spectrum: number; readonly number: ModelNumber } | undefined {
  const inside = (s: number) => {
    const number = models[s]!.numbers.numbers.find((candidate) => candidate.name === name);
    return number === undefined ? undefined : { spectrum: s, number };
  };
  const { step } = spectra[spectrum]!;
  const order = [spectrum, ...spectra.flatMap((other, s) => (other.step === step ? [s] : [])), ...spectra.keys()];
  for (const s of order) {
    const found = inside(s);
    if (found !== undefined) return found;
  }
  return undefined;
}
