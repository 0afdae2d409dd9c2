/** What can be done to an analysis from its room: each edit as a function from the text of study.yaml to the next. */
import type { Handle } from '../../../../src/figure/figure.js';
import { setOption } from '../../../../src/study/edit/set-option.js';
import { type BrushedPoint, withExcluded } from '../../../../src/techniques/excluded-rows.js';
import type { FormField } from '../../../../src/techniques/option-form.js';
import { parameterWordKinds, withParameterWords } from '../../../../src/techniques/parameter-words.js';
import type { ModelParameter } from '../../../../src/techniques/technique.js';
import { type ParameterTexts, textsOf, wordFor } from '../parameters/parameter-texts.js';
import { shortNumber } from '../parameters/step-number.js';
import { listOf, optionsInText } from './options-in-text.js';

/** As the action `edit` takes it. */
export interface Edit {
  /** What is done, for undo. */
  readonly label: string;
  readonly change: (text: string) => string;
  /** Edits with the same mark that follow each other are undone together. */
  readonly mark?: string;
}

/** @param value undefined goes back to the default */
export function optionEdit(analysis: string, option: string, value: unknown): Edit {
  return {
    label: value === undefined ? `${option} of ${analysis} by default` : `${option} of ${analysis}`,
    change: (text) => setOption(text, analysis, option, value),
  };
}

/**
 * A field of the parameter table.
 *
 * @param stepped with an arrow key: steps of the same field that follow each other are undone together
 */
export function parameterEdit(
  analysis: string,
  parameter: Pick<ModelParameter, 'name' | 'bounds'>,
  field: keyof ParameterTexts,
  value: string,
  stepped = false,
): Edit {
  const { name } = parameter;
  return {
    label: parameterLabel(name, field, value),
    ...(stepped && { mark: `${analysis} ${name} ${field}` }),
    change: (text) => {
      const typed = optionsInText(text, analysis);
      const { kind, right } = wordFor(parameter, textsOf(typed, parameter), field, value);
      const next = withParameterWords(typed, name, kind, right);
      return parameterWordKinds.reduce((changed, one) => {
        const same = JSON.stringify(next[one] ?? []) === JSON.stringify(listOf(typed[one]));
        return same ? changed : setOption(changed, analysis, one, next[one]);
      }, text);
    },
  };
}

function parameterLabel(name: string, field: keyof ParameterTexts, value: string): string {
  const gone = value.trim() === '';
  if (field === 'fix') return gone ? `free ${name}` : `fix ${name}`;
  if (field === 'tie') return gone ? `untie ${name}` : `tie ${name}`;
  return field === 'start' ? `start of ${name}` : `bounds of ${name}`;
}

/** Points are left out, or taken back. */
export function excludeEdit(analysis: string, points: readonly BrushedPoint[], excluded: boolean): Edit {
  const recordings = [...new Set(points.map(({ recording }) => recording))];
  const what = `${points.length} ${points.length === 1 ? 'point' : 'points'} of ${recordings.length === 1 ? recordings[0] : analysis}`;
  return {
    label: excluded ? `leave out ${what}` : `take back ${what}`,
    change: (text) => {
      const next = withExcluded(listOf(optionsInText(text, analysis).exclude), points, excluded);
      return setOption(text, analysis, 'exclude', next.length === 0 ? undefined : next);
    },
  };
}

/** One entry of the option `exclude` is taken back; all without one. */
export function takeBackEdit(analysis: string, entry?: string): Edit {
  return {
    label: entry === undefined ? `take back all points of ${analysis}` : `take back ${entry}`,
    change: (text) => {
      const texts = listOf(optionsInText(text, analysis).exclude);
      const next = entry === undefined ? [] : texts.filter((one) => one !== entry);
      return setOption(text, analysis, 'exclude', next.length === 0 ? undefined : next);
    },
  };
}

/**
 * A handle was dragged to a value: the start of a parameter, or an option. Undefined where the technique has no such
 * option.
 */
export function dragEdit(
  analysis: string,
  { sets, unit }: Pick<Handle, 'sets' | 'unit'>,
  value: number,
  fields: readonly FormField[],
): Edit | undefined {
  const rounded = Number(value.toPrecision(4));
  if ('parameter' in sets) {
    if (!fields.some(({ name }) => name === 'start')) return undefined;
    const parameter = { name: sets.parameter, bounds: [null, null] } as const;
    return parameterEdit(analysis, parameter, 'start', shortNumber(rounded));
  }
  const field = fields.find(({ name }) => name === sets.option);
  if (field === undefined) return undefined;
  const whole = field.kind === 'integer' ? Math.round(value) : rounded;
  const typed = field.kind === 'quantity' ? `${rounded} ${unit}`.trim() : whole;
  return optionEdit(analysis, sets.option, typed);
}
