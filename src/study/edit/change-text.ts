import { parseDocument } from 'yaml';
import { fail } from '../../errors.js';
import type { YamlPath } from '../yaml-source.js';
import type { OpenText } from './open-text.js';
import { asMaps, contentOf, sameValue, withPart } from './same-value.js';

/** The characters from `from` up to `to` become `text`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The text with all changes done; they do not overlap. */
export function changeText(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce((next, { from, to, text: words }) => next.slice(0, from) + words + next.slice(to), text);
}

/**
 * The changed text, once it is proven that it means what was wanted: the value at the path (none where undefined), and
 * everything else as before. Where a rare layout defeats the changes, the whole text is written anew, which keeps its
 * comments but not its line breaks.
 *
 * @throws `invalid-study` where neither can be done, as for a value that an alias shares
 */
export function changed(open: OpenText, path: YamlPath, value: unknown, changes: readonly Change[]): string {
  const part = value === undefined ? undefined : asMaps(value);
  const wanted = withPart(contentOf(open.document), path, part);
  for (const attempt of [() => changeText(open.text, changes), () => rewritten(open.text, path, value)]) {
    const next = attempt();
    if (next !== undefined && means(next, wanted)) return next;
  }
  throw fail(
    'invalid-study',
    `${path.map(String).join('.')} cannot be changed from here`,
    'change it in the text of study.yaml',
    { path: path.map(String).join('.') },
  );
}

function means(text: string, wanted: unknown): boolean {
  try {
    const document = parseDocument(text, { prettyErrors: false });
    return document.errors.length === 0 && sameValue(contentOf(document), wanted);
  } catch {
    // An alias without its anchor.
    return false;
  }
}

function rewritten(text: string, path: YamlPath, value: unknown): string | undefined {
  const document = parseDocument(text);
  try {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
    return document.toString({ lineWidth: 0 });
  } catch {
    return undefined;
  }
}
