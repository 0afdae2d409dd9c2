import { Button, Code, Group, Text } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { isInterphaseError } from '../../../src/errors.js';
import { EmptyNote } from '../kit/empty-note.js';
import { go } from '../state/actions.js';
import classes from './view.module.css';

interface Props {
  /** Another one is another view: what happened in the one before is past. */
  readonly name: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
  readonly failed: boolean;
  readonly name: string;
}

/** Keeps a mistake of the program within the view where it happened, says what it was, and offers to go on. */
export class ViewBoundary extends Component<Props, State> {
  override state: State = { error: undefined, failed: false, name: this.props.name };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps({ name }: Props, state: State): Partial<State> | null {
    return name === state.name ? null : { name, failed: false, error: undefined };
  }

  override render(): ReactNode {
    const { error, failed } = this.state;
    if (!failed) return this.props.children;
    const message = error instanceof Error ? error.message : String(error);
    // A part of the page could not be fetched: the network is away, or a newer version replaced it.
    const notFetched = /dynamically imported module|Importing a module script/i.test(message);
    return (
      <div className={classes.note} role="alert">
        <EmptyNote
          title={notFetched ? 'This view could not be loaded' : 'Something went wrong in this view'}
          action={
            <Group gap="xs">
              <Button onClick={() => this.setState({ failed: false, error: undefined })}>Try again</Button>
              <Button variant="default" onClick={() => go({ view: 'study' })}>
                To the study
              </Button>
              {notFetched && (
                <Button variant="default" onClick={() => location.reload()}>
                  Load the page again
                </Button>
              )}
            </Group>
          }
        >
          <Text size="sm">
            {notFetched
              ? 'The server did not answer, or has a newer version. Your edits are still here; save them before you load the page again.'
              : 'Your study and your edits are still here. If it happens again, please report it with these words:'}
          </Text>
          <Code block mt="xs">
            {message}
            {isInterphaseError(error) && `\n${error.hint}`}
          </Code>
        </EmptyNote>
      </div>
    );
  }
}
