/** The samples and analyses of a study.yaml by their names. */
import { isMap } from 'yaml';
import { fail } from '../../errors.js';
import { suggest } from '../../quantity/nearest.js';
import { isName, nameRule } from '../schema.js';
import type { YamlPath } from '../yaml-source.js';
import { keyText, nodeAt, type OpenText, openText } from './open-text.js';

type Part = 'samples' | 'analyses';

/** @throws `invalid-study` for a text that is no YAML or has no such analysis */
export function analysisPath(text: string, id: string): YamlPath {
  return checkedPath(openText(text), 'analyses', id);
}

/** @throws `invalid-study` for a text that is no YAML or has no such sample */
export function samplePath(text: string, name: string): YamlPath {
  return checkedPath(openText(text), 'samples', name);
}

/** @throws `invalid-study` where a new sample or analysis cannot have this name */
export function checkNewName(text: string, part: Part, name: string): void {
  if (!isName(name)) throw fail('invalid-study', `"${name}" cannot be a name here: ${nameRule}`, 'choose another name');
  if (name in Object.prototype) {
    throw fail('invalid-study', `"${name}" is a reserved word`, 'choose another name');
  }
  if (namesIn(openText(text), part).includes(name)) {
    throw fail('invalid-study', `there is ${noun[part]} "${name}" already`, 'choose another name');
  }
}

const noun = { samples: 'a sample', analyses: 'an analysis' } as const;

export function namesIn(open: OpenText, part: Part): string[] {
  const node = nodeAt(open, [part]);
  return isMap(node) ? node.items.map(keyText) : [];
}

function checkedPath(open: OpenText, part: Part, name: string): YamlPath {
  const names = namesIn(open, part);
  if (names.includes(name)) return [part, name];
  throw fail('invalid-study', `there is no ${noun[part].split(' ')[1]} "${name}"`, suggest(name, names), {
    path: part,
  });
}
