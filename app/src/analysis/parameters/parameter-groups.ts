/** Long lists of parameters: by what they belong to, and found by their name. */
import type { ModelParameter } from '../../../../src/techniques/technique.js';

/** More than these are no list to be read through. */
const MOST_IN_ONE_LIST = 16;

/** Parameters of one thing: `zro2.a` and `zro2.Zr1.x` are of `zro2`. */
export interface ParameterGroup {
  /** Empty for those that belong to nothing in particular. */
  readonly name: string;
  readonly members: readonly ModelParameter[];
}

export interface ParameterFilter {
  /** Words that must all be in a name. */
  readonly text: string;
  /** Only those that an option says something about. */
  readonly onlySet: boolean;
  readonly isSet: (parameter: ModelParameter) => boolean;
  /** One that somebody was sent to is there, whatever the filter. */
  readonly sentTo: string | undefined;
}

export function isLongList(parameters: readonly ModelParameter[]): boolean {
  return parameters.length > MOST_IN_ONE_LIST;
}

/** The parameters that pass the filter in groups, in the order of the model; no group is empty. */
export function parameterGroups(
  parameters: readonly ModelParameter[],
  { text, onlySet, isSet, sentTo }: ParameterFilter,
): readonly ParameterGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = (parameter: ModelParameter) => {
    const name = parameter.name.toLowerCase();
    return words.every((word) => name.includes(word)) && (!onlySet || isSet(parameter));
  };
  const groups = new Map<string, ModelParameter[]>();
  for (const parameter of parameters) {
    const group = groupOf(parameter.name);
    const members = groups.get(group) ?? [];
    groups.set(group, members);
    if (passes(parameter) || parameter.name === sentTo) members.push(parameter);
  }
  return Array.from(groups, ([name, members]) => ({ name, members })).filter(({ members }) => members.length > 0);
}

/** `zro2` of `zro2.Zr1.x`; empty for `displacement`. */
function groupOf(name: string): string {
  return name.includes('.') ? name.slice(0, name.indexOf('.')) : '';
}

/** The name within its group: `Zr1.x`. */
export function nameInGroup(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
