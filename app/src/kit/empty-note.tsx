import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-note.module.css';

/** What stands where there is nothing to show: why, and what to do about it. */
export function EmptyNote({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes.note}>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text component="div" size="sm" c="dimmed">
          {children}
        </Text>
      )}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
