import { Switch, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import classes from './parameter-table.module.css';

export interface ParameterFinderProps {
  readonly text: string;
  readonly onlySet: boolean;
  readonly found: number;
  readonly of: number;
  readonly onChange: (filter: { readonly text: string; readonly onlySet: boolean }) => void;
}

/** Above a long list of parameters: what of it is looked for. */
export function ParameterFinder({ text, onlySet, found, of, onChange }: ParameterFinderProps) {
  return (
    <div className={classes.finder}>
      <TextInput
        aria-label="Find a parameter"
        placeholder="Find a parameter, e.g. uIso"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value, onlySet })}
      />
      <div className={classes.finderLine}>
        <Switch
          label="Only what is set here"
          checked={onlySet}
          onChange={(event) => onChange({ text, onlySet: event.currentTarget.checked })}
        />
        <Text size="xs" c="dimmed" role="status">
          {found === of ? `${of} parameters` : `${found} of ${of}`}
        </Text>
      </div>
    </div>
  );
}
