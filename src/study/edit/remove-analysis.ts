import { isScalar, isSeq } from 'yaml';
import { itemsOf, valueAt, valuesOf } from './child-nodes.js';
import { analysisPath } from './named-parts.js';
import { nodeAt, openText } from './open-text.js';
import { removeAt } from './remove-at.js';
import { contentOf, partOf } from './same-value.js';
import { setAt } from './set-at.js';

/**
 * The text of study.yaml without an analysis, its panels in the document and the checks of it. Captions and options of
 * other analyses that name its numbers keep their text; reading the study tells where they are.
 *
 * @throws `invalid-study` for a text that is no YAML or has no such analysis
 */
export function removeAnalysis(text: string, id: string): string {
  let next = removeAt(text, analysisPath(text, id), 'with comments');
  next = withoutItems(next, ['checks'], (check) =>
    valuesOf(check).some((roles) => valuesOf(roles).some((role) => isScalar(role) && role.value === id)),
  );
  const isPanel = (panel: unknown) => isScalar(panel) && String(panel.value).startsWith(`${id}.`);
  next = withoutItems(next, ['document', 'items'], (item) => {
    const panels = itemsOf(valueAt(item, 'panels'));
    return panels.length > 0 && panels.every(isPanel);
  });
  const items = itemsOf(nodeAt(openText(next), ['document', 'items']));
  for (let index = 0; index < items.length; index++) {
    next = withoutItems(next, ['document', 'items', index, 'panels'], isPanel);
  }
  return next;
}

/** One after the other, so that those between them stay as they stand; a list that loses its last goes with its key. */
function withoutItems(text: string, path: readonly (string | number)[], isGone: (item: unknown) => boolean): string {
  const open = openText(text);
  const list = nodeAt(open, path);
  if (!isSeq(list)) return text;
  const index = list.items.findLastIndex(isGone);
  if (index < 0) return text;
  if (list.items.length === 1) return removeAt(text, path);
  const values = partOf(contentOf(open.document), path) as readonly unknown[];
  return withoutItems(setAt(text, path, values.toSpliced(index, 1)), path, isGone);
}
