import type { Command, Option } from 'commander';
import { fail } from '../errors.js';

const mayRepeat = new WeakSet<Option>();

/** Marks an option whose values add up when it is given several times; all others may be given once. */
export function repeatable(option: Option): Option {
  mayRepeat.add(option);
  return option;
}

/**
 * Refuses what would otherwise be taken silently: the next flag as the value of one whose value was forgotten
 * (`--out --json`), and a second value that would replace the first.
 */
export function guardOptions(command: Command): void {
  for (const option of command.options) {
    if (!option.required && !option.optional) continue;
    const flag = option.long ?? option.flags;
    let times = 0;
    command.on(`option:${option.name()}`, (value: unknown) => {
      if (typeof value === 'string' && value.startsWith('--')) {
        throw fail('usage', `${flag} takes a value, but "${value}" follows it`, `write it like ${option.flags}`);
      }
      times += 1;
      if (times > 1 && !mayRepeat.has(option)) {
        throw fail('usage', `${flag} is given twice`, 'give it once');
      }
    });
  }
}
