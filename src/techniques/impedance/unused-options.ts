/** Options that change nothing in this analysis: said, since whoever gave them expected something. */
import type { Conditions, Finding } from '../technique.js';
import type { ImpedanceOptions } from './options.js';
import { temperatureK } from './series/temperature-series.js';
import { timeH } from './series/time-series.js';

interface Entry {
  readonly conditions: Conditions;
}

/** @param fitted whether a circuit was fitted */
export function unusedOptions(entries: readonly Entry[], options: ImpedanceOptions, fitted: boolean): Finding[] {
  const none = (read: (conditions: Conditions) => number | undefined) =>
    entries.every((entry) => read(entry.conditions) === undefined);
  const withoutTemperature = none(temperatureK) ? 'no recording has a temperature' : undefined;
  const withoutCircuit = fitted ? undefined : 'no circuit is fitted; name one with the option circuit';
  const unused: [keyof ImpedanceOptions, boolean, string | undefined][] = [
    ['lambda', options.lambda !== undefined, options.drt ? undefined : 'it rules the distribution (option drt)'],
    [
      'interface',
      options.interface !== undefined,
      withoutCircuit ?? (options.cell === 'symmetric' ? undefined : 'a pellet has no interface (option cell)'),
    ],
    ['track', options.track !== undefined, withoutCircuit ?? (none(timeH) ? 'no recording has a time' : undefined)],
    ['dropOutliers', options.dropOutliers, options.kramersKronig ? undefined : 'the test that finds them is off'],
    [
      'share',
      options.share.length > 0,
      withoutCircuit ?? (entries.length > 1 ? undefined : 'a single spectrum has none to share with'),
    ],
    ['temperatureError', options.temperatureError > 0, withoutTemperature],
    ['temperatureOffsetError', options.temperatureOffsetError > 0, withoutTemperature],
    ...(['fix', 'tie', 'bounds', 'start', 'electrolyte'] as const).map(
      (name): [keyof ImpedanceOptions, boolean, string | undefined] => [name, options[name].length > 0, withoutCircuit],
    ),
  ];
  return unused.flatMap(([name, given, why]) =>
    given && why !== undefined
      ? [
          {
            code: 'option-without-effect',
            severity: 'info' as const,
            message: `The option ${name} has no effect here: ${why}.`,
          },
        ]
      : [],
  );
}
