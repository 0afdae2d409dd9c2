import { ActionIcon, Anchor, Group, Text, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useId } from 'react';
import { go } from '../../state/actions.js';
import { OptionControl } from './option-control.js';
import classes from './option-field.module.css';
import type { OptionState } from './option-states.js';

export interface OptionFieldProps {
  readonly state: OptionState;
  /** What study.yaml or the last run has against it. */
  readonly mistake: string | undefined;
  /** @param value undefined goes back to the default */
  readonly onChange: (value: unknown) => void;
}

/** One option: its control, where its value comes from, the way back to the default, and what it does. */
export function OptionField({ state, mistake, onChange }: OptionFieldProps) {
  const { field, value, source, used } = state;
  const id = useId();
  const set = value !== undefined;
  return (
    <div className={classes.field} data-option={field.name} data-set={set || undefined}>
      <Group justify="space-between" wrap="nowrap" gap={6} className={classes.head}>
        <label htmlFor={id} className={classes.label}>
          {field.label}
          {field.unit !== undefined && field.kind !== 'quantity' && (
            <span className={classes.unit}> / {field.unit}</span>
          )}
        </label>
        {set && (
          <Tooltip label="Back to the default">
            <ActionIcon size="sm" aria-label={`${field.label} back to the default`} onClick={() => onChange(undefined)}>
              <IconArrowBackUp size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <OptionControl id={id} state={state} mistake={mistake} onChange={onChange} />
      {source !== undefined && (
        <Text size="xs">
          {source.missing === undefined ? `${used ?? ''} from ` : 'To be taken from '}
          <Anchor
            component="button"
            type="button"
            size="xs"
            onClick={() => go({ view: 'analysis', id: source.analysis })}
          >
            {source.analysis}.{source.quantity}
          </Anchor>
          {source.assumed !== undefined && `, ${source.assumed}`}
          {source.missing !== undefined && `: ${source.missing}`}
        </Text>
      )}
      {field.description !== '' && (
        <Text size="xs" c="dimmed" className={classes.description}>
          {field.description}
        </Text>
      )}
    </div>
  );
}
