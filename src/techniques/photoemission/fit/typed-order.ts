/** Lines of one shape may change places at the same sum of squares: they are put back in the order in which they were typed. */
import type { Component } from '../component.js';
import type { PreparedFit } from './prepare-fit.js';

/**
 * The values of a minimum with the numbers of exchanged components exchanged back; undefined where all stand as they were typed.
 * Whether that is a minimum too, a descent from there shows.
 */
export function inTypedOrder(
  components: readonly Component[],
  { plan }: Pick<PreparedFit, 'plan'>,
  variables: Float64Array,
): Float64Array | undefined {
  const of = (name: string): number[] => plan.variables.flatMap((one, v) => (one.name === name ? [v] : []));
  let changed: Float64Array | undefined;
  components.forEach((one, a) => {
    components.forEach((other, b) => {
      if (b <= a || one.line.title !== other.line.title || one.shape !== other.shape) return;
      const [typed, typedOther] = [one.positionEv, other.positionEv];
      const [p, q] = [of(`${one.name}.position`), of(`${other.name}.position`)];
      if (typed === undefined || typedOther === undefined || p.length !== 1 || q.length !== 1) return;
      const values = changed ?? variables;
      if ((typed - typedOther) * (values[p[0]!]! - values[q[0]!]!) >= 0) return;
      const next = values.slice();
      for (const { name } of plan.variables) {
        if (!name.startsWith(`${one.name}.`)) continue;
        const own = of(name);
        const theirs = of(`${other.name}${name.slice(one.name.length)}`);
        if (own.length !== theirs.length) continue;
        own.forEach((v, k) => {
          next[v] = values[theirs[k]!]!;
          next[theirs[k]!] = values[v]!;
        });
      }
      changed = next;
    });
  });
  return changed;
}
