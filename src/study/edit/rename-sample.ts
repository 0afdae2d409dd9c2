import { changeText } from './change-text.js';
import { valueAt, valuesOf } from './child-nodes.js';
import { checkNewName, samplePath } from './named-parts.js';
import { nodeAt, openText } from './open-text.js';
import { renamedKey, renamedText } from './renamed-text.js';

/**
 * The text of study.yaml with a sample called by another name, also in the analyses that name it.
 *
 * @throws `invalid-study` for a text that is no YAML or has no such sample, and for a name that is taken or no name
 */
export function renameSample(text: string, name: string, to: string): string {
  if (name === to) return text;
  samplePath(text, name);
  checkNewName(text, 'samples', to);
  const open = openText(text);
  return changeText(text, [
    renamedKey(open, 'samples', name, to),
    ...valuesOf(nodeAt(open, ['analyses'])).flatMap((analysis) => renamedText(valueAt(analysis, 'sample'), name, to)),
  ]);
}
