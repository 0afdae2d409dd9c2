/** The user's words about single parameters (`R1=150`, `CPE1.n=0.7:1`, `CPE2.n=CPE1.n`) as constraints of the fit. */
import { fail } from '../../../errors.js';
import { type Circuit, parameterIndex } from '../circuit/circuit.js';
import { checkConstraints } from './check-constraints.js';
import type { ParameterConstraints } from './circuit-model.js';

interface ConstraintTexts {
  readonly fix: readonly string[];
  readonly tie: readonly string[];
  readonly bounds: readonly string[];
  readonly start: readonly string[];
}

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';

/**
 * @throws `invalid-option` naming the option, the text and what it should look like; also for a parameter that is named
 *   twice in one option, and for constraints that contradict each other.
 */
export function readConstraints(circuit: Circuit, texts: ConstraintTexts): ParameterConstraints {
  const nameOf = (option: string, text: string, name: string, named?: Set<string>): string => {
    const index = parameterIndex(circuit, name);
    if (index < 0) {
      throw fail(
        'invalid-option',
        `${option} "${text}": ${name} is not a parameter of ${circuit.text}`,
        `its parameters are ${circuit.parameters.map((p) => p.name).join(', ')}`,
        {
          path: option,
        },
      );
    }
    const full = circuit.parameters[index].name;
    if (named?.has(full)) {
      throw fail('invalid-option', `${option} "${text}": ${full} has been given before`, 'keep one of them', {
        path: option,
      });
    }
    named?.add(full);
    return full;
  };
  const split = (option: string, text: string, right: RegExp, shape: string): RegExpExecArray => {
    const match = new RegExp(`^\\s*([A-Za-z]+\\d*(?:[._]\\w+)?)\\s*=\\s*${right.source}\\s*$`).exec(text);
    if (!match)
      throw fail('invalid-option', `${option} "${text}" cannot be read`, `write it as ${shape}`, { path: option });
    return match;
  };
  const seen = { fix: new Set<string>(), start: new Set<string>(), bounds: new Set<string>(), tie: new Set<string>() };
  const fixed: Record<string, number> = {};
  for (const text of texts.fix) {
    const [, name, value] = split('fix', text, new RegExp(`(${NUMBER})`), 'CPE1.n=1');
    fixed[nameOf('fix', text, name, seen.fix)] = Number(value);
  }
  const start: Record<string, number> = {};
  for (const text of texts.start) {
    const [, name, value] = split('start', text, new RegExp(`(${NUMBER})`), 'R1=150000');
    start[nameOf('start', text, name, seen.start)] = Number(value);
  }
  const bounds: Record<string, readonly [number, number]> = {};
  for (const text of texts.bounds) {
    const [, name, low, high] = split('bounds', text, new RegExp(`(${NUMBER})\\s*:\\s*(${NUMBER})`), 'CPE1.n=0.7:1');
    bounds[nameOf('bounds', text, name, seen.bounds)] = [Number(low), Number(high)];
  }
  const tied: Record<string, { to: string; factor: number }> = {};
  for (const text of texts.tie) {
    const [, name, factor, to] = split(
      'tie',
      text,
      new RegExp(`(?:(${NUMBER})\\s*\\*\\s*)?([A-Za-z]+\\d*(?:[._]\\w+)?)`),
      'CPE2.n=CPE1.n or R2=2*R1',
    );
    tied[nameOf('tie', text, name, seen.tie)] = {
      to: nameOf('tie', text, to),
      factor: factor === undefined ? 1 : Number(factor),
    };
  }
  const constraints = { fixed, start, bounds, tied };
  checkConstraints(circuit, constraints);
  return constraints;
}
