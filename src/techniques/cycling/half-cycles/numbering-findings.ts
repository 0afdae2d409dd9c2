/** The count of half cycles and cycles made here, beside what the instrument and its program count. */
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { HalfCycle } from './half-cycle.js';

type Counted = Pick<CyclingTest, 'label' | 'halfCycles' | 'cycles'> & {
  readonly options: Pick<CyclingTest['options'], 'halfCycles'>;
};

const counting = {
  current: 'the sign of the current',
  step: 'the steps of the program',
  instrument: 'the numbers of the instrument',
} as const;

/** `numbering`: where the counts differ; all of them are in the tables. */
export function numberingFindings({ label, halfCycles, cycles, options }: Counted): Finding[] {
  const by = counting[options.halfCycles];
  const messages: string[] = [];
  const halves = numbersOf(halfCycles, 'halfCycle');
  const stored = new Set(halves);
  if (halves.length > 0 && (stored.size !== halfCycles.length || !consecutive(halves))) {
    const [low, high] = [Math.min(...halves), Math.max(...halves)];
    messages.push(
      `${halfCycles.length} half cycles by ${by}; the instrument stores ${stored.size} numbers from ${low} to ${high}${consecutive(halves) ? '' : ', some of them missing'}.`,
    );
  }
  const steps = numbersOf(halfCycles, 'step');
  const changes = steps.filter((step, k) => k === 0 || step !== steps[k - 1]).length;
  // A program that repeats two steps changes with every half cycle; one that counts none of them stays on one number.
  if (steps.length > 0 && changes > 1 && changes !== halfCycles.length) {
    messages.push(
      `The program step changes ${changes - 1} times between the ${halfCycles.length} half cycles by ${by}, so that it does not tell them apart.`,
    );
  }
  const numbers = cycles.map(({ instrumentNumber }) => instrumentNumber).filter((n) => n !== null);
  const distinct = new Set(numbers);
  if (numbers.length > 0 && distinct.size > 1 && distinct.size !== cycles.length) {
    messages.push(`${cycles.length} cycles by ${by}, ${distinct.size} by the instrument.`);
  }
  const end = `${by[0]!.toUpperCase()}${by.slice(1)} ${options.halfCycles === 'current' ? 'counts' : 'count'} here; the other numbers stand beside it in the tables.`;
  return messages.map((message) => ({
    code: 'numbering',
    severity: 'info',
    where: label,
    message: `${message} ${end}`,
  }));
}

function numbersOf(halfCycles: readonly HalfCycle[], kind: keyof HalfCycle['instrument']): number[] {
  return halfCycles.map(({ instrument }) => instrument[kind]).filter((n) => n !== null);
}

function consecutive(numbers: readonly number[]): boolean {
  return numbers.every((n, k) => k === 0 || n - numbers[k - 1]! <= 1);
}
