/** From an option's value to the text of its field and back; what stands there when nothing is set. */
import { type FormField, fieldText, readFieldText } from '../../../../src/techniques/option-form.js';
import { stepNumber } from '../parameters/step-number.js';
import { isReference, type OptionState } from './option-states.js';

/** A reference stands as it was typed, whatever the kind of the field. */
export function optionText(field: FormField, value: unknown): string {
  return isReference(value) || value === 'none' ? String(value) : fieldText(field, value);
}

/** The value for study.yaml of a text that has no mistake; undefined for an empty one. */
export function optionOfText(field: FormField, text: string): unknown {
  if (takesWords(field, text)) return text.trim();
  const read = readFieldText(field, text);
  return 'value' in read ? read.value : undefined;
}

/** What is wrong with a text, in the words of the schema. */
export function optionTextMistake(field: FormField, text: string): string | undefined {
  if (takesWords(field, text)) return undefined;
  const read = readFieldText(field, text);
  return 'mistake' in read ? read.mistake : undefined;
}

/** What study.yaml takes in place of a quantity: a number of another analysis, or `none` for one that would be taken. */
function takesWords({ kind, takenFrom }: FormField, text: string): boolean {
  if (kind === 'quantity' && isReference(text)) return true;
  return takenFrom !== undefined && text.trim() === 'none';
}

/** What holds where nothing is set, in words. */
export function defaultWords({ field, source, used }: OptionState): string {
  if (source !== undefined && source.missing === undefined) return used ?? `from ${source.analysis}`;
  const text = field.default === undefined ? '' : fieldText(field, field.default);
  if (text !== '') return `${text} (default)`;
  if (field.kind === 'list') return 'none (one on each line)';
  if (field.kind === 'quantity') return `not set; with its unit, such as ${field.unit}`;
  return field.required ? 'needed' : 'not set';
}

/** One step on with an arrow key; undefined where there is none. */
export function stepOptionText(field: FormField, text: string, direction: 1 | -1): string | undefined {
  if (field.kind === 'integer') {
    const next = Number(text) + direction;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field;
    if (text.trim() === '' || !Number.isInteger(next) || next < minimum || next > maximum) return undefined;
    return String(next);
  }
  return stepNumber(text, direction, [field.minimum ?? null, field.maximum ?? null]);
}
