import type { TreeRow } from './tree-rows.js';

/** What a key does in a tree, as the WAI-ARIA pattern has it. */
export type TreeMove =
  | { readonly do: 'focus'; readonly key: string }
  | { readonly do: 'open' | 'close'; readonly key: string }
  | { readonly do: 'activate'; readonly key: string }
  | { readonly do: 'menu'; readonly key: string };

export interface TreeKey {
  readonly key: string;
  readonly shift: boolean;
}

/**
 * The move that a key makes from the row that has the focus; undefined where the key is not the tree's.
 *
 * @param rows in sight, from top to bottom
 * @param at key of the focused row
 */
export function treeMove(rows: readonly TreeRow[], at: string, { key, shift }: TreeKey): TreeMove | undefined {
  const index = rows.findIndex((row) => row.key === at);
  const row = rows[index];
  if (row === undefined) return undefined;
  const focus = (target: TreeRow | undefined): TreeMove | undefined =>
    target === undefined ? undefined : { do: 'focus', key: target.key };
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (row.expanded === undefined) return undefined;
      return row.expanded ? focus(rows[index + 1]) : { do: 'open', key: at };
    case 'ArrowLeft':
      if (row.expanded === true) return { do: 'close', key: at };
      return focus(rows.find((other) => other.key === row.parent));
    case 'Enter':
    case ' ':
      return { do: 'activate', key: at };
    case 'ContextMenu':
      return { do: 'menu', key: at };
    case 'F10':
      return shift ? { do: 'menu', key: at } : undefined;
    default:
      return undefined;
  }
}

/** The next row, from the one after `at` round to it, whose label begins with what was typed. */
export function typedAhead(rows: readonly TreeRow[], at: string, typed: string): string | undefined {
  const start = rows.findIndex((row) => row.key === at);
  // One letter again and again goes from one match to the next; more letters may stay where they are.
  const first = typed.length === 1 ? start + 1 : start;
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(first + step + rows.length) % rows.length]!;
    if (row.label.toLowerCase().startsWith(typed.toLowerCase())) return row.key;
  }
  return undefined;
}
