import { isScalar } from 'yaml';
import { type Change, changeText } from './change-text.js';
import { itemsOf, valueAt, valuesOf } from './child-nodes.js';
import { analysisPath, checkNewName } from './named-parts.js';
import { nodeAt, type OpenText, openText } from './open-text.js';
import { renamedKey, renamedText } from './renamed-text.js';
import { inlineLike } from './write-value.js';

/**
 * The text of study.yaml with an analysis called by another name, everywhere: in the panels and captions of the document,
 * in options that are numbers of it (`"{id.quantity}"`), and in checks.
 *
 * @throws `invalid-study` for a text that is no YAML or has no such analysis, and for a name that is taken or no name
 */
export function renameAnalysis(text: string, id: string, to: string): string {
  if (id === to) return text;
  analysisPath(text, id);
  checkNewName(text, 'analyses', to);
  const open = openText(text);
  return changeText(text, [
    renamedKey(open, 'analyses', id, to),
    ...valuesOf(nodeAt(open, ['analyses'])).flatMap((analysis) =>
      valuesOf(analysis).flatMap((option) => placeholdersRenamed(open, option, id, to)),
    ),
    ...itemsOf(nodeAt(open, ['checks'])).flatMap((check) =>
      valuesOf(check).flatMap((roles) => valuesOf(roles).flatMap((role) => renamedText(role, id, to))),
    ),
    ...itemsOf(nodeAt(open, ['document', 'items'])).flatMap((item) => [
      ...itemsOf(valueAt(item, 'panels')).flatMap((panel) => renamedPanel(panel, id, to)),
      ...placeholdersRenamed(open, valueAt(item, 'caption'), id, to),
    ]),
  ]);
}

function renamedPanel(node: unknown, id: string, to: string): Change[] {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.value.startsWith(`${id}.`)) return [];
  const panel = `${to}${node.value.slice(id.length)}`;
  return [{ from: node.range![0], to: node.range![1], text: inlineLike(node, panel, 'flow') }];
}

/** In the text as it stands, so that a caption keeps its lines; a name has no character that is written otherwise there. */
function placeholdersRenamed({ text }: OpenText, node: unknown, id: string, to: string): Change[] {
  if (!isScalar(node) || typeof node.value !== 'string') return [];
  const [from, end] = node.range!;
  return [...text.slice(from, end).matchAll(/\{\{|\}\}|\{(\s*)([^{}.\s]+)(?=\s*\.)/g)].flatMap((match) => {
    if (match[2] !== id) return [];
    const at = from + match.index + 1 + match[1]!.length;
    return [{ from: at, to: at + id.length, text: to }];
  });
}
