import { Button, Group, Text } from '@mantine/core';
import classes from './left-out.module.css';
import { leftOutRows } from './left-out-rows.js';

export interface LeftOutProps {
  /** Texts of the option `exclude`. */
  readonly texts: readonly string[];
  /** Without a text all are taken back. */
  readonly onTakeBack: (text?: string) => void;
}

/** What is left out by hand, for each recording, with the way back. Nothing where nothing is. */
export function LeftOut({ texts, onTakeBack }: LeftOutProps) {
  if (texts.length === 0) return null;
  return (
    <section className={classes.box} aria-label="Left out by hand">
      <Group justify="space-between" gap={6}>
        <Text size="sm" fw={600}>
          Left out by hand
        </Text>
        {texts.length > 1 && (
          <Button size="compact-xs" variant="subtle" onClick={() => onTakeBack()}>
            Take all back
          </Button>
        )}
      </Group>
      <ul className={classes.list}>
        {texts.map((text) => {
          const { recording, rows } = leftOutRows(text);
          return (
            <li key={text}>
              <Text size="sm" span>
                {recording}
                {rows === undefined ? ', all of it' : `, ${rows}`}
              </Text>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={`Take back ${recording}${rows === undefined ? '' : `, ${rows}`}`}
                onClick={() => onTakeBack(text)}
              >
                Take back
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
