import type { Conditions, Finding } from '../../technique.js';
import type { ImpedanceOptions } from '../options.js';
import { temperatureK } from './temperature-series.js';
import { timeH } from './time-series.js';

interface Analysed {
  readonly conditions: Conditions;
}

/** Why a series that looks like one of temperature or time was not analysed as such; silence would look like a mistake. */
export function shortSeriesFindings(
  entries: readonly Analysed[],
  found: { readonly temperature: boolean; readonly time: boolean },
  options: Pick<ImpedanceOptions, 'track'>,
): Finding[] {
  const findings: Finding[] = [];
  const temperatures = distinct(entries, temperatureK);
  const measured = entries.filter((entry) => temperatureK(entry.conditions) !== undefined).length;
  if (!found.temperature && (temperatures >= 2 || measured >= 3)) {
    findings.push({
      code: 'no-activation-energy',
      severity: 'warning',
      message:
        temperatures === 1
          ? `No activation energy: all ${measured} recordings have the same temperature; three different ones at least are needed.`
          : temperatures < 3
            ? `No activation energy: ${temperatures} temperatures make no line that can be judged; three at least are needed.`
            : 'No activation energy: fewer than three temperatures have a resistance of the electrolyte that the window determines.',
    });
  }
  const times = distinct(entries, timeH);
  if (!found.time && (options.track !== undefined || times >= 2)) {
    const why =
      times === 0
        ? 'no recording has a time; say where it stands in the file names, e.g. --conditions "aged-{time}h"'
        : times < 3
          ? `${times} time${times === 1 ? ' is' : 's are'} too few; three at least are needed`
          : `fewer than three times have a value of ${options.track ?? 'the slowest resistance'} that the window determines`;
    findings.push({ code: 'no-growth-law', severity: 'warning', message: `No growth law: ${why}.` });
  }
  return findings;
}

function distinct(entries: readonly Analysed[], read: (conditions: Conditions) => number | undefined): number {
  return new Set(entries.map((entry) => read(entry.conditions)).filter((value) => value !== undefined)).size;
}
