import { isMap } from 'yaml';
import { type Change, changed } from './change-text.js';
import { behind, entryEnd } from './insert-pair.js';
import { analysisPath, checkNewName } from './named-parts.js';
import { columnOf, keyText, nodeAt, openText, pairEnd } from './open-text.js';
import { contentOf, partOf } from './same-value.js';
import { inline } from './write-value.js';

/**
 * The text of study.yaml with a copy of an analysis right after it, comments included.
 *
 * @param as name of the copy
 * @throws `invalid-study` for a text that is no YAML or has no such analysis, and for a name that is taken or no name
 */
export function duplicateAnalysis(text: string, id: string, as: string): string {
  const path = analysisPath(text, id);
  checkNewName(text, 'analyses', as);
  const open = openText(text);
  const map = nodeAt(open, ['analyses']);
  if (!isMap(map)) return text;
  const index = map.items.findIndex((pair) => keyText(pair) === id);
  const pair = map.items[index]!;
  const key = pair.key as { range: [number, number, number] };
  const rest = (end: number) => inline(as, 'flow') + text.slice(key.range[1], end);
  let change: Change;
  if (map.flow === true) {
    const end = pairEnd(pair, text);
    change = { from: end, to: end, text: `, ${rest(end)}` };
  } else {
    const margin = ' '.repeat(columnOf(text, map));
    const lines = (margin + rest(entryEnd(open, map, index))).split(/\r?\n/);
    change = behind(open, map, index, lines);
  }
  return changed(open, ['analyses', as], partOf(contentOf(open.document), path), [change]);
}
