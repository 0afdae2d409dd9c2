import { NativeSelect, Text } from '@mantine/core';
import type { FormField } from '../../../../src/techniques/option-form.js';
import { modelFieldId } from './model-editor.js';
import classes from './model-editor.module.css';

export interface ModelChoiceProps {
  /** The option that names the model, one of its `choices`. */
  readonly field: FormField;
  /** As set; undefined where the default holds. */
  readonly value: unknown;
  /** The model that was fitted. */
  readonly fitted: string;
  readonly mistake: string | undefined;
  /** @param value undefined goes back to the default */
  readonly onChange: (value: unknown) => void;
}

/** The model of an analysis where there are a few to choose from, and in words what was fitted. */
export function ModelChoice({ field, value, fitted, mistake, onChange }: ModelChoiceProps) {
  const { label, description, choices } = field;
  return (
    <div className={classes.editor}>
      <Text component="span" size="sm" fw={600} className={classes.name} aria-hidden>
        {label}
      </Text>
      <NativeSelect
        id={modelFieldId}
        aria-label={label}
        aria-description={description}
        error={mistake}
        value={String(value ?? field.default ?? '')}
        data={choices.map(String)}
        onChange={({ currentTarget }) => {
          const next = choices.find((choice) => String(choice) === currentTarget.value);
          onChange(next === field.default ? undefined : next);
        }}
      />
      <Text component="span" size="sm" c="dimmed" className={classes.fitted}>
        {fitted}
      </Text>
    </div>
  );
}
