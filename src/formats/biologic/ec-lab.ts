/** What EC-Lab's binary and text files share: the preferred column of a kind. */
import type { Column } from '../recording.js';
import { oneColumnPerKind } from '../text/named-table.js';

/**
 * EC-Lab may store a quantity both as instantaneous value and as mean, and charge in two units. The instantaneous
 * working-electrode potential and current are the raw ones; the first of this list that is there carries the kind.
 */
const PREFERRED = ['Ewe', '<Ewe>', 'Ecell', 'I', '<I>', '(Q-Qo)'];

export function withEcLabKinds(columns: readonly Column[]): Column[] {
  return oneColumnPerKind(columns, PREFERRED);
}
