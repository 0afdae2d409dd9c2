import { Anchor, Group, UnstyledButton } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import type { Result } from '../../../../src/execution/task.js';
import { go } from '../../state/actions.js';
import { inputOf } from './input-of.js';
import classes from './recording-head.module.css';

/** A recording's name, which opens its file, and where there are figures a button that marks it in them. */
export function RecordingHead({
  label,
  inputs,
  marked = false,
  onMark,
}: {
  readonly label: string;
  readonly inputs: Result['provenance']['inputs'];
  readonly marked?: boolean;
  readonly onMark?: () => void;
}) {
  const input = inputOf(label, inputs);
  return (
    <Group gap={4} wrap="nowrap">
      {onMark !== undefined && (
        <UnstyledButton
          className={classes.mark}
          aria-label={`Mark ${label} in the figures`}
          aria-pressed={marked}
          onClick={onMark}
        >
          <IconTarget size={14} aria-hidden />
        </UnstyledButton>
      )}
      {input === undefined ? (
        label
      ) : (
        <Anchor
          component="button"
          type="button"
          inherit
          title={`Open ${input.path}`}
          onClick={() => go({ view: 'recording', path: input.path })}
        >
          {label}
        </Anchor>
      )}
    </Group>
  );
}
