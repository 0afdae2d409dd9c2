import { Button, Code, Progress, Text, Title } from '@mantine/core';
import { isInterphaseError, printPlace } from '../../../src/errors.js';
import { EmptyNote } from '../kit/empty-note.js';
import { SeverityIcon } from '../kit/severity-icon.js';
import { printBytes } from './print-bytes.js';
import type { ReadingProgress } from './recording-protocol.js';
import classes from './recording-view.module.css';

/** How far the reader is; a moving bar where nobody knows. */
export function ReadingProgressNote({
  name,
  progress,
  onCancel,
}: {
  readonly name: string;
  readonly progress: ReadingProgress | null;
  readonly onCancel: () => void;
}) {
  const share = progress?.share;
  const doing = progress?.doing ?? 'opening';
  return (
    <div className={classes.note}>
      <div className={classes.reading}>
        <Title order={2}>{name}</Title>
        <Progress
          aria-label={`Reading ${name}`}
          value={share === undefined ? 100 : 100 * share}
          animated={share === undefined}
          striped={share === undefined}
          transitionDuration={100}
        />
        <div className={classes.doing}>
          <Text size="sm" c="dimmed" role="status">
            {doing}
          </Text>
          <Text size="sm" c="dimmed">
            {progress !== null && `${printBytes(progress.bytes)} of ${printBytes(progress.size)}`}
          </Text>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </div>
    </div>
  );
}

export function ReadingCancelled({ name, onAgain }: { readonly name: string; readonly onAgain: () => void }) {
  return (
    <div className={classes.note}>
      <EmptyNote title={`${name} was not read`} action={<Button onClick={onAgain}>Read it</Button>}>
        Reading was cancelled.
      </EmptyNote>
    </div>
  );
}

/** What the reader says of a file that it cannot read: what was expected, where, and what to do. */
export function ReadingFailed({
  name,
  error,
  onAgain,
}: {
  readonly name: string;
  readonly error: Error;
  readonly onAgain: () => void;
}) {
  const known = isInterphaseError(error) ? error : null;
  const place = known === null ? '' : printPlace(known.where);
  return (
    <div className={classes.note} role="alert">
      <div className={classes.failed}>
        <Title order={2} className={classes.failedTitle}>
          <SeverityIcon severity="error" label="" size={18} /> {name} cannot be read
        </Title>
        <Text className={classes.message}>{sentence(error.message)}</Text>
        {known !== null && known.hint !== '' && (
          <Text>
            <strong>What to do:</strong> {known.hint}.
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {place !== '' && place !== name && <>Place: {place}. </>}
          {known === null ? 'This is a mistake of the program, not of the file.' : <Code>{known.code}</Code>}
        </Text>
        <div>
          <Button variant="default" onClick={onAgain}>
            Try again
          </Button>
        </div>
      </div>
    </div>
  );
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
