import { type Document, isNode, isScalar, visit } from 'yaml';

/**
 * Offsets of keys that stand twice in a map. The parser's own check compares every key with every other, which takes
 * minutes for a map of many thousand.
 */
export function duplicateKeys(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value) && isNode(key)) offsets.push(key.range?.[0] ?? 0);
        seen.add(key.value);
      }
    },
  });
  return offsets;
}
