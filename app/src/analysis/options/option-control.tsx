import { Checkbox, Group, NativeSelect, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { CommitField } from '../fields/commit-field.js';
import type { OptionState } from './option-states.js';
import { defaultWords, optionOfText, optionText, optionTextMistake, stepOptionText } from './option-text.js';

export interface OptionControlProps {
  readonly id: string;
  readonly state: OptionState;
  readonly mistake: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** The control of an option, by the kind of its field. */
export function OptionControl(props: OptionControlProps) {
  const { id, state, mistake, onChange } = props;
  const { field, value } = state;
  // Mantine's inputs point `aria-describedby` at their own error and nothing else.
  const described = { 'aria-description': state.field.description };
  switch (field.kind) {
    case 'switch':
      return field.undecided ? (
        <NativeSelect
          id={id}
          {...described}
          error={mistake}
          value={value === undefined ? '' : String(value)}
          data={[
            { value: '', label: 'as the data say' },
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? undefined : currentTarget.value === 'true')
          }
        />
      ) : (
        <Switch
          id={id}
          {...described}
          error={mistake}
          checked={(value ?? field.default) === true}
          onChange={({ currentTarget: { checked } }) => onChange(checked === field.default ? undefined : checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          id={id}
          {...described}
          error={mistake}
          value={value === undefined ? '' : String(value)}
          data={[
            { value: '', label: defaultWords(state) },
            ...field.choices.map((choice) => ({ value: String(choice), label: String(choice) })),
          ]}
          onChange={({ currentTarget }) =>
            onChange(field.choices.find((choice) => String(choice) === currentTarget.value))
          }
        />
      );
    case 'choices':
      return <ChoicesControl {...props} />;
    case 'list':
    case 'yaml':
      return <LongText {...props} />;
    default:
      return (
        <CommitField
          id={id}
          name={field.label}
          description={field.description}
          value={optionText(field, value)}
          placeholder={defaultWords(state)}
          check={(text) => optionTextMistake(field, text)}
          mistake={mistake}
          {...(field.kind === 'number' || field.kind === 'integer'
            ? {
                step: (text: string, direction: 1 | -1) => stepOptionText(field, text, direction),
                stepFrom: optionText(field, field.default),
              }
            : {})}
          onCommit={(text) => onChange(optionOfText(field, text))}
        />
      );
  }
}

function ChoicesControl({ id, state: { field, value }, mistake, onChange }: OptionControlProps) {
  const chosen = (Array.isArray(value) ? value : Array.isArray(field.default) ? field.default : []).map(String);
  return (
    <Checkbox.Group
      id={id}
      aria-description={field.description}
      error={mistake}
      value={chosen}
      onChange={(next) => {
        const kept = field.choices.filter((choice) => next.includes(String(choice)));
        onChange(kept.length === 0 ? undefined : kept);
      }}
    >
      <Group gap="sm">
        {field.choices.map((choice) => (
          <Checkbox key={choice} value={String(choice)} label={String(choice)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** Several lines; applied when the field is left, or with Ctrl or Cmd and Enter. */
function LongText({ id, state, mistake, onChange }: OptionControlProps) {
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
