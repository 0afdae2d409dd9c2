import { Checkbox, Group, NativeSelect, Switch } from '@mantine/core';
import { CommitField } from '../fields/commit-field.js';
import { FileControl } from './file-control.js';
import { LongText } from './long-text.js';
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
  if (field.file !== undefined) return <FileControl {...props} file={field.file} />;
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
