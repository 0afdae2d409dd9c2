import { Text } from '@mantine/core';
import { useId } from 'react';
import { CommitField } from '../fields/commit-field.js';
import classes from './model-editor.module.css';

/** There is one on the page. */
export const modelFieldId = 'analysis-model';

export interface ModelEditorProps {
  /** The option that names the model: `circuit`. */
  readonly option: string;
  /** As set; empty where the technique chooses the model. */
  readonly text: string;
  /** The model that was fitted. */
  readonly fitted: string;
  readonly suggestions: readonly string[];
  readonly check: (text: string) => string | undefined;
  readonly mistake: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The model of an analysis as the text that names it. Enter fits again; empty leaves the choice to the technique. */
export function ModelEditor({ option, text, fitted, suggestions, check, mistake, onChange }: ModelEditorProps) {
  const list = useId();
  const name = option.charAt(0).toUpperCase() + option.slice(1);
  return (
    <div className={classes.editor}>
      <Text component="span" size="sm" fw={600} className={classes.name} aria-hidden>
        {name}
      </Text>
      <div className={classes.field}>
        <CommitField
          id={modelFieldId}
          name={name}
          value={text}
          placeholder={`${fitted} (chosen from the data)`}
          size="sm"
          monospace
          check={(draft) => (draft.trim() === '' ? undefined : check(draft))}
          mistake={mistake}
          onCommit={(draft) => onChange(draft.trim())}
          {...(suggestions.length > 0 && { list })}
        />
        {suggestions.length > 0 && (
          <datalist id={list}>
            {suggestions.map((suggestion) => (
              <option key={suggestion} value={suggestion} />
            ))}
          </datalist>
        )}
      </div>
    </div>
  );
}
