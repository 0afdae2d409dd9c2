import { printQuantity } from '../quantity/print.js';
import { parseUnit, sameDimension } from '../quantity/units.js';
import type { Conditions, Finding, SeriesEntry } from '../techniques/technique.js';
import { agreement, impossible } from './agreement.js';
import { interfaceArealResistance } from './cell-resistances.js';
import type { CheckedAnalysis, StudyCheck } from './checks.js';
import { compareConditions } from './conditions.js';

const name = 'interface-against-interface';

/**
 * Two symmetric cells with the same interface must give the same resistance of one interface wherever their conditions
 * (time, temperature) are the same: replicate cells, or one cell read in two analyses. It fails when a factor of two, an
 * area or a label is wrong in one of them.
 */
export const interfaceAgainstInterface: StudyCheck = {
  name,
  summary:
    'The resistance of one interface in two analyses of symmetric cells, wherever their conditions are the same.',
  roles: {
    first: { technique: 'impedance', meaning: 'an analysis of a symmetric cell' },
    second: { technique: 'impedance', meaning: 'an analysis of a symmetric cell with the same interface' },
  },
  compare({ first, second }): readonly Finding[] {
    return compare(first!, second!);
  },
};

function compare(first: CheckedAnalysis, second: CheckedAnalysis): readonly Finding[] {
  const findings: Finding[] = [];
  let compared = 0;
  for (const entry of first.result.series) {
    const twin = second.result.series.find((other) => sameConditions(entry, other));
    if (twin === undefined) continue;
    compared += 1;
    const [a, b] = [interfaceArealResistance(entry), interfaceArealResistance(twin)];
    if (a === undefined || b === undefined) {
      const missing = a === undefined ? `${first.id} (${entry.label})` : `${second.id} (${twin.label})`;
      findings.push(
        impossible(
          name,
          `${missing} gives no resistance of one interface; it needs "cell: symmetric" and the area of its sample, and the spectrum must show the interface`,
        ),
      );
      continue;
    }
    findings.push(
      agreement(
        name,
        `one interface${describeConditions(entry.conditions)}`,
        { quantity: a, source: first.id },
        { quantity: b, source: second.id },
        'Check the areas, the conditions in the file names, and that both count one interface of two.',
      ),
    );
  }
  if (compared === 0)
    findings.push(impossible(name, `${first.id} and ${second.id} have no recording under the same conditions`));
  return findings;
}

function sameConditions(a: SeriesEntry, b: SeriesEntry): boolean {
  const names = Object.keys(a.conditions);
  if (names.length !== Object.keys(b.conditions).length) return false;
  for (const condition of names) {
    const [left, right] = [a.conditions[condition]!, b.conditions[condition]];
    if (right === undefined || left.value === null || right.value === null) return false;
    if (!sameDimension(parseUnit(left.unit).dimension, parseUnit(right.unit).dimension)) return false;
  }
  return compareConditions(a.conditions, b.conditions, names) === 0;
}

function describeConditions(conditions: Conditions): string {
  const words = Object.entries(conditions).map(([condition, value]) => `${condition} ${printQuantity(value)}`);
  return words.length === 0 ? '' : ` at ${words.join(', ')}`;
}
