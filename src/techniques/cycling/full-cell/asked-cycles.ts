/** Cycles that the user named and the test does not have. */
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { FullCycle } from './full-cycles.js';

export function askedFindings({ options, label }: CyclingTest, cycles: readonly FullCycle[]): Finding[] {
  const findings: Finding[] = [];
  const absent = options.show.filter((asked) => cycles.every(({ number }) => number !== asked));
  if (absent.length > 0) {
    const drawn = absent.length === options.show.length ? ' No profile is drawn.' : '';
    const message = `There is no cycle ${absent.join(', ')} to show (--show): the test has ${cycles.length} cycle${cycles.length === 1 ? '' : 's'}.${drawn}`;
    findings.push({ code: 'no-such-cycle', severity: 'warning', message, where: label });
  }
  const formation = options.formationCycles ?? 0;
  const whole = cycles.filter((cycle) => cycle.whole);
  if (whole.length > 0 && whole.every(({ number }) => number <= formation)) {
    const message = `All ${whole.length} whole cycle${whole.length === 1 ? ' is' : 's are'} formation (--formation-cycles ${formation}): none is left for efficiency, potentials and retention.`;
    findings.push({ code: 'all-formation', severity: 'warning', message, where: label });
  }
  return findings;
}
