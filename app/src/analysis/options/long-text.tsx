import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { OptionControlProps } from './option-control.js';
import { defaultWords, optionOfText, optionText, optionTextMistake } from './option-text.js';

/** Several lines; applied when the field is left, or with Ctrl or Cmd and Enter. */
export function LongText({ id, state, mistake, onChange }: OptionControlProps) {
  const { field, value } = state;
  const set = optionText(field, value);
  const [draft, setDraft] = useState<string | null>(null);
  const error = draft === null || draft === set ? mistake : optionTextMistake(field, draft);
  const commit = () => {
    if (draft === null || (draft !== set && error !== undefined)) return;
    setDraft(null);
    if (draft !== set) onChange(optionOfText(field, draft));
  };
  return (
    <Textarea
      id={id}
      aria-description={field.description}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      placeholder={defaultWords(state)}
      value={draft ?? set}
      error={error}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          // Elsewhere on the page it runs the study again; what is applied here runs by itself.
          event.stopPropagation();
          commit();
        } else if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
