import { isMap, isScalar, type Node } from 'yaml';
import type { Change } from './change-text.js';
import { nodeAt, type OpenText, pairOf } from './open-text.js';
import { inlineLike } from './write-value.js';

/** The change of a name of a sample or an analysis where it is a key. */
export function renamedKey(open: OpenText, part: 'samples' | 'analyses', name: string, to: string): Change {
  const map = nodeAt(open, [part]);
  const key = (isMap(map) ? pairOf(map, name)?.key : undefined) as Node;
  return { from: key.range![0], to: key.range![1], text: inlineLike(key, to, 'flow') };
}

/** The change of a text that is this name; none for any other. */
export function renamedText(node: unknown, name: string, to: string): Change[] {
  if (!isScalar(node) || node.value !== name) return [];
  return [{ from: node.range![0], to: node.range![1], text: inlineLike(node, to, 'flow') }];
}
