import { fail, withPlace } from '../errors.js';
import type { AnalysisTask, OptionSource } from '../execution/task.js';
import { printExact } from '../quantity/print-exact.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Finding } from '../techniques/technique.js';
import { numberAt } from './fill-text.js';
import type { OptionReference, StudyAnalysis } from './study.js';
import type { AnalysisOutcome } from './study-result.js';
import { quantityAtTemperature, temperatureOfTask } from './taken-quantity.js';

/** A reference once the other analysis has run: where it leads, and the number when there is one. */
interface Filled {
  readonly source: OptionSource;
  readonly quantity?: Quantity;
}

/**
 * The task with the options filled that are numbers of other analyses, all of which have run. An optional one that is
 * not there (its analysis failed, or its value is not determined) is left out, and the origin says why.
 *
 * @throws `invalid-option` when an option that is needed is not there, `invalid-study` for a quantity that the other
 * analysis does not have, with the nearest; `where.path` is the option
 */
export function fillReferences(
  analysis: StudyAnalysis,
  task: AnalysisTask,
  outcomeOf: (analysis: string) => AnalysisOutcome | undefined,
): AnalysisTask {
  const options: Record<string, unknown> = { ...task.options };
  const references: Record<string, OptionSource> = {};
  for (const reference of analysis.references) {
    const filled =
      reference.kind === 'typed' ? fillTyped(reference, outcomeOf) : fillAutomatic(reference, task, outcomeOf);
    if (filled === undefined) continue;
    const { option } = reference;
    references[option] = filled.source;
    if (filled.quantity !== undefined) options[option] = printExact(filled.quantity);
    else if (reference.kind === 'typed' && !reference.optional) {
      const { text, analysis: other } = reference.placeholder;
      throw fail(
        'invalid-option',
        `"${option}" is needed and is to be {${text}}, but ${filled.source.missing}`,
        `correct ${other}, or give the value`,
        { path: option },
      );
    }
  }
  return Object.keys(references).length === 0 ? task : { ...task, options, references };
}

/** Options that more than one analysis could give, so that none is taken. */
export function ambiguousReferences({ id, references }: StudyAnalysis): Finding[] {
  return references.flatMap((reference): Finding[] => {
    if (reference.kind !== 'automatic' || reference.analyses.length < 2) return [];
    const { option, technique, analyses, quantities } = reference;
    return [
      {
        code: 'reference-ambiguous',
        severity: 'info',
        message: `${id}: ${option} could be taken from ${analyses.join(', ')}, which are all analyses by ${technique} of the same sample, so it is taken from none. Choose one, e.g. ${option}: "{${analyses[0]}.${quantities[0]}}", or write "${option}: none"`,
        where: id,
      },
    ];
  });
}

function fillTyped(
  { option, placeholder }: Extract<OptionReference, { kind: 'typed' }>,
  outcomeOf: (analysis: string) => AnalysisOutcome | undefined,
): Filled {
  const { analysis, path: name } = placeholder;
  const source = { analysis, quantity: name };
  const outcome = outcomeOf(analysis);
  if (outcome?.result === undefined) return { source: { ...source, missing: whyNoResult(analysis, outcome) } };
  let quantity: Quantity;
  try {
    quantity = numberAt(outcome.result, placeholder);
  } catch (error) {
    throw withPlace(error, { path: option });
  }
  if (quantity.value === null || !Number.isFinite(quantity.value)) {
    const note = quantity.note === undefined ? '' : ` (${quantity.note})`;
    return { source: { ...source, missing: `its value is not determined${note}` } };
  }
  return { source, quantity };
}

/** Undefined when it is not to be taken at all. */
function fillAutomatic(
  { technique, quantities, analyses }: Extract<OptionReference, { kind: 'automatic' }>,
  task: AnalysisTask,
  outcomeOf: (analysis: string) => AnalysisOutcome | undefined,
): Filled | undefined {
  const [analysis, ...others] = analyses;
  if (analysis === undefined || others.length > 0) return undefined;
  const source = { analysis, quantity: quantities[0]!, onlyAnalysisBy: technique };
  const outcome = outcomeOf(analysis);
  if (outcome?.result === undefined) return { source: { ...source, missing: whyNoResult(analysis, outcome) } };
  const temperature = temperatureOfTask(task);
  if ('obstacle' in temperature) return { source: { ...source, missing: temperature.obstacle } };
  const found = quantityAtTemperature(outcome.result, quantities, temperature.celsius);
  if (found === undefined) {
    const at = `${Number(temperature.celsius.toFixed(1))} degC${temperature.given ? '' : ', which is assumed since its recordings have no temperature'}`;
    return { source: { ...source, missing: `it gives no ${quantities.join(' or ')} at ${at}` } };
  }
  return {
    source: {
      ...source,
      quantity: found.path,
      ...(temperature.given ? {} : { assumed: 'at 25 degC, since the recordings have no temperature' }),
    },
    quantity: found.quantity,
  };
}

function whyNoResult(analysis: string, outcome: AnalysisOutcome | undefined): string {
  if (outcome?.failure === undefined) return `the analysis ${analysis} was not run`;
  return `the analysis ${analysis} failed: ${outcome.failure.message}`;
}
