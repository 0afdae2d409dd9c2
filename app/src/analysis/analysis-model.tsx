import { useMemo } from 'react';
import { formFields } from '../../../src/techniques/option-form.js';
import type { PointedPeak } from '../spectra/component-form.js';
import { ComponentsEditor } from '../spectra/components-editor.js';
import { mistakeAt } from './edits/mistake-at.js';
import { listOf } from './edits/options-in-text.js';
import type { AnalysisEdits } from './edits/use-analysis-edits.js';
import { optionTextMistake } from './options/option-text.js';
import { ModelChoice } from './parameters/model-choice.js';
import { ModelEditor } from './parameters/model-editor.js';
import { modelSuggestions } from './parameters/model-suggestions.js';
import type { ShownAnalysis } from './use-analysis.js';

/** The text of the fitted model, for techniques that have one. */
export function AnalysisModel({
  shown,
  edits,
  peak,
}: {
  readonly shown: ShownAnalysis;
  readonly edits: AnalysisEdits;
  /** Pointed at in a figure. */
  readonly peak: PointedPeak | null;
}) {
  const { id, result, technique, typed } = shown;
  const model = result?.model;
  const field = useMemo(
    () => formFields(technique).find(({ name }) => name === model?.option),
    [technique, model?.option],
  );
  if (Object.hasOwn(technique.options.shape, 'component')) {
    return (
      <ComponentsEditor
        analysis={id}
        components={listOf(typed.component)}
        peak={peak}
        excitationEv={excitationOf(typed.excitation)}
        mistake={mistakeAt(shown, 'component')}
      />
    );
  }
  if (model === undefined || field === undefined) return null;
  const given = typed[model.option];
  if (field.kind === 'choice') {
    return (
      <ModelChoice
        field={field}
        value={given}
        fitted={model.text}
        mistake={mistakeAt(shown, model.option)}
        onChange={(next) => edits.setOption(model.option, next)}
      />
    );
  }
  return (
    <ModelEditor
      option={model.option}
      text={typeof given === 'string' ? given : ''}
      fitted={model.text}
      suggestions={modelSuggestions(technique, model.option)}
      check={(draft) => optionTextMistake(field, draft)}
      mistake={mistakeAt(shown, model.option)}
      onChange={(next) => edits.setOption(model.option, next === '' ? undefined : next)}
    />
  );
}

/** Photon energy where it is typed in eV; what the file says of it is not known here. */
function excitationOf(typed: unknown): number | undefined {
  const found = typeof typed === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*eV\s*$/.exec(typed) : null;
  return found === null ? undefined : Number(found[1]);
}
