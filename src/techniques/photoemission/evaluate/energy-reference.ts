/** The option `reference` followed step by step, and all positions on the scale it makes. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { EnergyReference, Position, StepEdges } from '../analysed.js';
import { applyReference, assignedEnergy, type ChargeReference } from '../derive/charge-reference.js';
import { isSignificant } from '../derive/one-sided-limit.js';
import {
  independentNumbers,
  joinNumbers,
  numberAt,
  takeNumbers,
  type UncertainNumbers,
} from '../derive/propagate-numbers.js';
import type { NumberAt, SeriesFit } from '../series-fit.js';

export interface ReferenceRule {
  readonly text: string;
  readonly rule: ChargeReference;
  readonly component?: string;
}

const FORM = 'write it as "C-C @ 284.8(2)", "C-C by work function 4.5(1)", "fermi edge" or none';
/** A reference line that stands out by fewer sigmas than this is no reference. */
const LEAST_SIGNIFICANCE = 3;

/** @throws `invalid-option` for a text that is no rule or names no component */
export function readReference(text: string, components: readonly string[]): ReferenceRule {
  const trimmed = text.trim();
  if (/^none$/i.test(trimmed) || trimmed === '') return { text: 'none', rule: { kind: 'none' } };
  if (/^fermi[\s-]?(?:edge|level)?$/i.test(trimmed)) {
    return { text: 'the Fermi edge', rule: { kind: 'fermi-edge' } };
  }
  const byWork = /^(.+?)\s+by\s+work\s*function\s+(.+)$/i.exec(trimmed);
  const atEnergy = /^(.+?)\s*(?:@|=)\s*(.+)$/.exec(trimmed);
  const found = byWork ?? atEnergy;
  const component = found?.[1]?.trim();
  if (found === null || component === undefined) throw unreadable(text, FORM);
  if (!components.includes(component)) {
    throw unreadable(text, `there is no component ${component}; ${suggest(component, components)}; ${FORM}`);
  }
  const { value, sigma } = parseQuantity(found[2]!, 'eV', { bareUnit: 'eV' });
  const given = { value: value!, sigma: sigma ?? 0 };
  return byWork === null
    ? {
        text: `${component} at ${found[2]!.replace(/\s*eV$/, '')} eV`,
        rule: { kind: 'line', assignedEv: given },
        component,
      }
    : {
        text: `${component} by a work function of ${found[2]!.replace(/\s*eV$/, '')} eV`,
        rule: { kind: 'work-function', workFunctionEv: given },
        component,
      };
}

function unreadable(text: string, hint: string) {
  return fail('invalid-option', `reference "${text}" cannot be followed`, hint, { path: 'reference' });
}

export interface ReferencedSeries {
  readonly reference: EnergyReference;
  readonly positions: readonly Position[];
  /** The same positions in the same order with their covariance, eV. */
  readonly numbers: UncertainNumbers;
}

/** Steps that show no reference keep the scale of the file. */
export function referenceSeries(
  { text, rule, component }: ReferenceRule,
  fit: SeriesFit | undefined,
  edges: readonly StepEdges[],
  stepCount: number,
): ReferencedSeries {
  const at: (NumberAt & { readonly component: number })[] = (fit?.components ?? []).flatMap(({ name }, c) =>
    Array.from({ length: stepCount }, (_, step) => ({ name: `${name}.position`, step, component: c })).filter(
      (one) => fit!.numbers.find(one.name, one.step) !== undefined,
    ),
  );
  const measured = at.length === 0 ? undefined : takeNumbers(fit!.numbers, at);
  const fermi = edges.filter(({ kind, edge }) => kind === 'fermi' && edge !== undefined);
  const edgeNumbers = independentNumbers(
    fermi.map(({ edge }) => ({
      value: edge!.valueEv,
      sigma: Math.sqrt(edge!.sigmaEv ** 2 + (edge!.windowSpreadEv ?? 0) ** 2),
    })),
  );
  const all = measured === undefined ? edgeNumbers : joinNumbers(measured, edgeNumbers);
  const steps = [...at.map(({ step }) => step), ...fermi.map(({ step }) => step)];
  const places = new Map<number, number>();
  if (rule.kind === 'fermi-edge') {
    for (const [k, { step }] of fermi.entries()) places.set(step, at.length + k);
  } else if (component !== undefined && fit !== undefined) {
    at.forEach(({ name, step }, place) => {
      if (name === `${component}.position` && stands(fit, component, step)) places.set(step, place);
    });
  }
  const kept = steps.flatMap((step, place) => (rule.kind === 'none' || places.has(step) ? [place] : []));
  const order = new Map(kept.map((place, k) => [place, k]));
  const n = steps.length;
  const subset = {
    values: Float64Array.from(kept, (place) => all.values[place]!),
    covariance: Float64Array.from(kept.flatMap((a) => kept.map((b) => all.covariance[a * n + b]!))),
  };
  const referenced = applyReference(
    subset,
    kept.map((place) => steps[place]!),
    new Map([...places].map(([step, place]) => [step, order.get(place)!])),
    rule,
  );
  const numbers = merged(all, at.length, order, referenced?.positions);
  const positions = at.map(({ component: c, step, name }, place): Position => {
    const { value, sigma } = numberAt(numbers, place);
    const held = fit!.numbers.find(name, step)!.state === 'held' && (rule.kind === 'none' || !order.has(place));
    return { component: c, step, valueEv: value, sigmaEv: held ? null : sigma, measuredEv: all.values[place]! };
  });
  const assigned = assignedEnergy(rule);
  return {
    reference: {
      kind: rule.kind,
      text,
      ...(component === undefined ? {} : { component }),
      ...(assigned === undefined ? {} : { assignedEv: assigned }),
      correctionsEv: Array.from({ length: stepCount }, (_, step) => {
        if (rule.kind === 'none') return { value: 0, sigma: 0 };
        const found = referenced?.corrections.get(step);
        if (found === undefined) return undefined;
        const { sigma = 0 } = assigned ?? {};
        return {
          // Adding 0 keeps a minus from a zero.
          value: 0 - found.correctionEv,
          sigma: found.measuredSigmaEv === null ? null : Math.sqrt(found.measuredSigmaEv ** 2 + sigma ** 2),
        };
      }),
    },
    positions,
    numbers,
  };
}

/** The first `count` of all numbers, those that were referenced in place of those measured. */
function merged(
  all: UncertainNumbers,
  count: number,
  order: ReadonlyMap<number, number>,
  referenced: UncertainNumbers | undefined,
): UncertainNumbers {
  const n = all.values.length;
  const m = referenced?.values.length ?? 0;
  const values = new Float64Array(count);
  const covariance = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    const ka = referenced === undefined ? undefined : order.get(a);
    values[a] = ka === undefined ? all.values[a]! : referenced!.values[ka]!;
    for (let b = 0; b < count; b++) {
      const kb = referenced === undefined ? undefined : order.get(b);
      if (ka !== undefined && kb !== undefined) covariance[a * count + b] = referenced!.covariance[ka * m + kb]!;
      else if (ka === undefined && kb === undefined) covariance[a * count + b] = all.covariance[a * n + b]!;
    }
  }
  return { values, covariance };
}

/** Whether the reference line is seen in the step at all: carbon that was cleaned away is no reference. */
function stands(fit: SeriesFit, component: string, step: number): boolean {
  const { shape } = fit.components.find(({ name }) => name === component)!;
  const amplitude = fit.numbers.find(`${component}.${shape.amplitude}`, step);
  return amplitude?.sigma != null && isSignificant(amplitude.value, amplitude.sigma, LEAST_SIGNIFICANCE);
}
