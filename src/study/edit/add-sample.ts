import { isMap } from 'yaml';
import { checkNewName } from './named-parts.js';
import { nodeAt, openText } from './open-text.js';
import { setAt } from './set-at.js';

/**
 * The text of study.yaml with one more sample, after the others; written on one line, or line by line where the last one
 * is.
 *
 * @param fields composition, thickness, diameter, ... as they stand in study.yaml: `1.00(2) mm`; undefined ones are left
 *   out
 * @throws `invalid-study` for a text that is no YAML, and for a name that is taken or no name
 */
export function addSample(text: string, name: string, fields: Readonly<Record<string, unknown>>): string {
  checkNewName(text, 'samples', name);
  const samples = nodeAt(openText(text), ['samples']);
  const last = isMap(samples) ? samples.items.at(-1)?.value : undefined;
  return setAt(text, ['samples', name], fields, isMap(last) && last.flow !== true ? 1 : 0);
}
