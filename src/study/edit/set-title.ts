import { setAt } from './set-at.js';

/**
 * The text of study.yaml with another title.
 *
 * @throws `invalid-study` for a text that is no YAML
 */
export function setTitle(text: string, title: string): string {
  return setAt(text, ['title'], title);
}
