/**
 * The known truth of simulated impedance recordings: a circuit whose parameters are numbers or follow a physical law in
 * temperature or time. The reference study and the coverage measurements are made from it.
 */

import { z } from 'zod';
import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { boltzmannEvPerK, zeroCelsiusK } from '../../../quantity/constants.js';
import type { Circuit } from '../circuit/circuit.js';
import { positiveRange } from '../fit/circuit-model.js';

const LARGEST = 1e20;
const positive = z.number().min(1e-22).max(LARGEST);
const slope = z.number().min(-LARGEST).max(LARGEST);
const hertz = z.number().min(1e-9).max(1e15);

/** Law of one parameter; a bare number is a constant. */
const parameterTruth = z.union([
  z.number().min(0).max(LARGEST),
  /** Thermally activated resistance: R T₀/T... = at25C (T/T₀) exp(Ea/k (1/T - 1/T₀)), i.e. Arrhenius in ln(σT); `sigma` form without T/T₀. */
  z.strictObject({
    at25C: positive,
    activationEnergyEv: z.number().min(-10).max(10),
    form: z.enum(['sigmaT', 'sigma']).default('sigmaT'),
  }),
  /** Parabolic growth: initial + perRootHour √t. */
  z.strictObject({ initial: positive, perRootHour: slope }),
  /** Linear growth: initial + perHour t. */
  z.strictObject({ initial: positive, perHour: slope }),
  /** CPE coefficient that gives the arc this effective (Hsu-Mansfeld) capacitance: Q = Cⁿ Rⁿ⁻¹, with n of the same element. */
  z.strictObject({ capacitance: positive, with: z.string() }),
]);

export const impedanceTruth = z.strictObject({
  circuit: z.string(),
  parameters: z.record(z.string(), parameterTruth),
  /** Hz, highest first as instruments sweep. */
  frequency: z.strictObject({ from: hertz, to: hertz, pointsPerDecade: z.number().positive() }),
  /** Relative standard deviation of Re and Im, each a share of |Z|. */
  noise: z.number().min(0).max(1),
  format: z.enum(['biologic-mpt', 'gamry-dta', 'zplot', 'csv']).default('csv'),
  files: z.array(
    z.strictObject({
      name: z.string(),
      temperatureC: z.number().gt(-zeroCelsiusK).max(5000).default(25),
      timeH: z.number().min(0).max(1e9).default(0),
      /** Parameters of this file alone. */
      parameters: z.record(z.string(), parameterTruth).default({}),
      /** Relative change of a resistance over the sweep, proportional to the time elapsed: breaks Kramers-Kronig. */
      drift: z.strictObject({ parameter: z.string(), relative: z.number().gt(-1).max(100) }).optional(),
    }),
  ),
});

type ParameterTruth = z.output<typeof parameterTruth>;

/**
 * Natural parameters of a circuit at one temperature and time.
 *
 * @throws `invalid-option` for a parameter without a value, or with one that no such parameter can have
 */
export function truthParameters(
  circuit: Circuit,
  laws: Readonly<Record<string, ParameterTruth>>,
  temperatureC: number,
  timeH: number,
): Float64Array {
  const values = new Map<string, number>();
  const evaluate = (name: string, asked: readonly string[]): number => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const law = laws[name];
    if (law === undefined || asked.includes(name)) {
      throw fail(
        'invalid-option',
        `the truth gives no value for ${name}`,
        `parameters of ${circuit.text}: ${circuit.parameters.map((p) => p.name).join(', ')}`,
      );
    }
    const value = apply(law, (other) => evaluate(other, [...asked, name]), name, temperatureC, timeH);
    values.set(name, value);
    return value;
  };
  return Float64Array.from(circuit.parameters, ({ name, scale, bounds }) => {
    const value = evaluate(name, []);
    const [low, high] = scale === 'log' ? positiveRange : bounds!;
    if (value >= low && value <= high) return value;
    throw fail(
      'invalid-option',
      `the truth gives ${name} the value ${value.toPrecision(4)} at ${temperatureC} degC and ${timeH} h`,
      `it must lie between ${low} and ${high}`,
      { path: `parameters.${name}` },
    );
  });
}

function apply(
  law: ParameterTruth,
  of: (name: string) => number,
  name: string,
  temperatureC: number,
  timeH: number,
): number {
  if (typeof law === 'number') return law;
  if ('at25C' in law) {
    const kelvin = temperatureC + zeroCelsiusK;
    const reference = 25 + zeroCelsiusK;
    const activated = law.at25C * exp((law.activationEnergyEv / boltzmannEvPerK) * (1 / kelvin - 1 / reference));
    return law.form === 'sigmaT' ? (activated * kelvin) / reference : activated;
  }
  if ('perRootHour' in law) return law.initial + law.perRootHour * Math.sqrt(timeH);
  if ('perHour' in law) return law.initial + law.perHour * timeH;
  const n = of(name.replace(/\.Q$/, '.n'));
  return pow(law.capacitance, n) * pow(of(law.with), n - 1);
}
