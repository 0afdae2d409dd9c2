/** What is inside a node of a parsed text; nothing where it is of another kind. */
import { isMap, isSeq } from 'yaml';
import { pairOf } from './open-text.js';

export function valuesOf(node: unknown): unknown[] {
  return isMap(node) ? node.items.map(({ value }) => value) : [];
}

export function valueAt(node: unknown, key: string): unknown {
  return isMap(node) ? pairOf(node, key)?.value : undefined;
}

export function itemsOf(node: unknown): unknown[] {
  return isSeq(node) ? node.items : [];
}
