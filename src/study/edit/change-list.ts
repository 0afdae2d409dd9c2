import { isNode, isScalar, type Node, type YAMLSeq } from 'yaml';
import type { Change } from './change-text.js';
import { lineEnd, lineStart, nextLine, nodeEnd, type OpenText } from './open-text.js';
import { asMaps, sameValue } from './same-value.js';
import { inline, inlineLike } from './write-value.js';

/**
 * A list that is there, changed only between the entries that it and the new one have in common at their beginnings and
 * ends. Undefined where it is to be written as a whole.
 */
export function changedList(
  open: OpenText,
  list: YAMLSeq,
  before: unknown,
  after: readonly unknown[],
): Change[] | undefined {
  const old = Array.isArray(before) ? before : [];
  const wanted = after.map(asMaps);
  const items = list.items.filter(isNode);
  if (old.length === 0 || wanted.length === 0 || items.length !== old.length) return undefined;
  const most = Math.min(old.length, wanted.length);
  let head = 0;
  while (head < most && sameValue(old[head], wanted[head])) head++;
  let tail = 0;
  while (tail < most - head && sameValue(old.at(-1 - tail), wanted.at(-1 - tail))) tail++;
  const added = after.slice(head, after.length - tail);
  const end = items.length - tail;
  const one = items[head];
  if (added.length === 1 && end - head === 1 && one !== undefined && (isScalar(one) || isFlow(one))) {
    const within = list.flow === true ? 'flow' : 'block';
    if (!isBlockScalar(one))
      return [{ from: one.range![0], to: one.range![1], text: inlineLike(one, added[0], within) }];
  }
  return [(list.flow === true ? inFlow : inBlock)(open, list, items, head, end, added)];
}

type Splice = (
  open: OpenText,
  list: YAMLSeq,
  items: readonly Node[],
  head: number,
  end: number,
  added: readonly unknown[],
) => Change;

const inFlow: Splice = (_, __, items, head, end, added) => {
  const words = added.map((item) => inline(item, 'flow')).join(', ');
  const start = (index: number) => items[index]!.range![0];
  const stop = (index: number) => items[index]!.range![1];
  if (words === '') {
    return head > 0
      ? { from: stop(head - 1), to: stop(end - 1), text: '' }
      : { from: start(0), to: start(end), text: '' };
  }
  if (end > head) return { from: start(head), to: stop(end - 1), text: words };
  return head > 0
    ? { from: stop(head - 1), to: stop(head - 1), text: `, ${words}` }
    : { from: start(0), to: start(0), text: `${words}, ` };
};

const inBlock: Splice = ({ text, newline }, list, items, head, end, added) => {
  const first = dashOf(list, 0);
  const margin = ' '.repeat(first - lineStart(text, first));
  const lines = added.map((item) => `${margin}- ${inline(item)}`);
  if (head > 0) {
    const from = lineEnd(text, nodeEnd(items[head - 1]!, text));
    const to = end > head ? lineEnd(text, nodeEnd(items[end - 1]!, text)) : from;
    return { from, to, text: lines.map((line) => `${newline}${line}`).join('') };
  }
  const from = lineStart(text, first);
  const last = end > head ? nodeEnd(items[end - 1]!, text) : undefined;
  // Where all are replaced, the last line may be one without a line end.
  const words = lines.join(newline);
  if (last !== undefined && end === items.length) return { from, to: lineEnd(text, last), text: words };
  return {
    from,
    to: last === undefined ? from : nextLine(text, last),
    text: lines.length === 0 ? '' : words + newline,
  };
};

/** Where the `-` of an entry stands. */
function dashOf(list: YAMLSeq, index: number): number {
  const token = list.srcToken?.type === 'block-seq' ? list.srcToken.items[index] : undefined;
  return token?.start.find(({ type }) => type === 'seq-item-ind')?.offset ?? list.range![0];
}

function isFlow(node: Node): boolean {
  return (node as { flow?: boolean }).flow === true;
}

function isBlockScalar(node: Node): boolean {
  return /^BLOCK/.test((node as { type?: string }).type ?? '');
}
