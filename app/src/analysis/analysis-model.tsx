import { useMemo } from 'react';
import { formFields } from '../../../src/techniques/option-form.js';
import { mistakeAt } from './edits/mistake-at.js';
import type { AnalysisEdits } from './edits/use-analysis-edits.js';
import { optionTextMistake } from './options/option-text.js';
import { ModelChoice } from './parameters/model-choice.js';
import { ModelEditor } from './parameters/model-editor.js';
import { modelSuggestions } from './parameters/model-suggestions.js';
import type { ShownAnalysis } from './use-analysis.js';

/** The text of the fitted model, for techniques that have one. */
export function AnalysisModel({ shown, edits }: { readonly shown: ShownAnalysis; readonly edits: AnalysisEdits }) {
  const { result, technique, typed } = shown;
  const model = result?.model;
  const field = useMemo(
    () => formFields(technique).find(({ name }) => name === model?.option),
    [technique, model?.option],
  );
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
