/** What is demanded of single parameters must be possible and must not contradict itself: nothing is overruled in silence. */
import { fail, type InterphaseError } from '../../../errors.js';
import { type Circuit, parameterIndex } from '../circuit/circuit.js';
import { type ParameterConstraints, positiveRange } from './circuit-model.js';

/** A multiple beyond this (or below its inverse) is a slip of the pen. */
const LARGEST_FACTOR = 1e12;

/** @throws `invalid-option` with `where.path` naming the option */
export function checkConstraints(circuit: Circuit, constraints: ParameterConstraints): void {
  const { fixed = {}, start = {}, bounds = {}, tied = {} } = constraints;
  const natural = (name: string) => {
    const parameter = circuit.parameters[parameterIndex(circuit, name)];
    return parameter.scale === 'log' ? positiveRange : parameter.bounds!;
  };
  const isPositive = (name: string) => circuit.parameters[parameterIndex(circuit, name)].scale === 'log';

  for (const [name, value] of Object.entries(fixed)) {
    const [low, high] = natural(name);
    if (!(value >= low && value <= high)) {
      throw refuse('fix', `${name} cannot be fixed at ${value}`, `give a value between ${low} and ${high}`);
    }
    const [from, to] = bounds[name] ?? [low, high];
    if (!(value >= from && value <= to)) {
      throw refuse(
        'fix',
        `${name} is fixed at ${value}, outside its bounds ${from}:${to}`,
        'give the value or the bounds, not both',
      );
    }
  }
  for (const [name, [from, to]] of Object.entries(bounds)) {
    const [low, high] = natural(name);
    // Zero as the lower bound of something positive is plain speech.
    const possible = (from >= low || (from === 0 && isPositive(name))) && to <= high;
    if (!possible) {
      throw refuse(
        'bounds',
        `bounds ${from}:${to} of ${name} reach beyond what it can be`,
        `stay between ${low} and ${high}`,
      );
    }
    if (!(from < to)) {
      throw refuse('bounds', `bounds ${from}:${to} of ${name} leave nothing between them`, 'give lower:upper');
    }
  }
  for (const [name, value] of Object.entries(start)) {
    if (isPositive(name) && !(value > 0)) {
      throw refuse('start', `start "${name}=${value}": the value must be positive`, 'give a positive start value');
    }
    const [low, high] = natural(name);
    const [from, to] = bounds[name] ?? [low, high];
    if (!(value >= low && value <= high && value >= from && value <= to)) {
      throw refuse(
        'start',
        `the start value ${value} of ${name} is not between ${from} and ${to}`,
        'give a start value that the fit may take',
      );
    }
  }
  for (const [name, { to, factor }] of Object.entries(tied)) checkTie(name, to, factor);

  function checkTie(name: string, to: string, factor: number): void {
    const [one, other] = [name, to].map((text) => circuit.parameters[parameterIndex(circuit, text)]);
    if (one === other || one.scale !== other.scale || !(factor > 0)) {
      throw refuse('tie', `${name} cannot be tied to ${to}`, 'tie a parameter to another one of the same kind');
    }
    if (one.scale === 'exponent' && factor !== 1) {
      throw refuse('tie', `exponent ${name} can only be tied as equal`, `write ${name}=${to}`);
    }
    if (!(factor <= LARGEST_FACTOR && factor >= 1 / LARGEST_FACTOR)) {
      throw refuse(
        'tie',
        `${name} is tied to ${factor} times ${to}`,
        `give a factor between ${1 / LARGEST_FACTOR} and ${LARGEST_FACTOR}`,
      );
    }
    if (tied[to] !== undefined) {
      throw refuse('tie', `${name} is tied to ${to}, which is itself tied`, `tie ${name} to ${tied[to].to}`);
    }
    if (fixed[name] !== undefined) throw refuse('tie', `${name} is both fixed and tied to ${to}`, `fix ${to} alone`);
    if (bounds[name] !== undefined) {
      throw refuse('bounds', `${name} has bounds and is tied to ${to}`, `give the bounds of ${to} instead`);
    }
    if (start[name] !== undefined && start[to] === undefined) {
      throw refuse('start', `${name} has a start value and is tied to ${to}`, `give the start value of ${to} instead`);
    }
  }
}

function refuse(path: string, message: string, hint: string): InterphaseError {
  return fail('invalid-option', message, hint, { path });
}
