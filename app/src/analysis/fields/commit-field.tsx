import { TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { redo, undo } from '../../state/actions.js';
import classes from './commit-field.module.css';

function isUndo({ ctrlKey, metaKey, altKey, key }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'z';
}

export interface CommitFieldProps {
  readonly name: string;
  /** What is set now; empty where nothing is. */
  readonly value: string;
  readonly placeholder?: string;
  /** What is wrong with a text, in the library's words; undefined where nothing is. */
  readonly check?: (text: string) => string | undefined;
  /** What is wrong with the value that is set. */
  readonly mistake?: string | undefined;
  /** @param stepped with an arrow key: one of many small changes */
  readonly onCommit: (text: string, stepped: boolean) => void;
  /** Where stepping begins in an empty field. */
  readonly stepFrom?: string;
  /** The next text up or down; arrow keys then change the field and apply it at once. */
  readonly step?: (text: string, direction: 1 | -1) => string | undefined;
  /** Messages in a bubble over the field, where there is no room below it. @default false */
  readonly bubble?: boolean;
  readonly monospace?: boolean;
  readonly id?: string;
  /** What explains it, for those who do not see it beside the field. */
  readonly description?: string;
  /** Id of a list of suggestions. */
  readonly list?: string;
  readonly size?: 'xs' | 'sm';
  /** It has come because somebody asked for it. @default false */
  readonly takesFocus?: boolean;
}

/**
 * A text field that judges while you type and applies on Enter or when it is left. Escape brings back what is set; a text
 * that is wrong is never applied and stays to be mended.
 */
export function CommitField(props: CommitFieldProps) {
  const { name, value, placeholder, check, mistake, onCommit, step, bubble = false } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const messageId = useId();
  const input = useRef<HTMLInputElement>(null);
  const takesFocus = props.takesFocus ?? false;
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  const shown = draft ?? value;
  const error = draft === null || draft === value ? mistake : check?.(draft);

  const commit = () => {
    if (draft === null || (draft !== value && error !== undefined)) return;
    setDraft(null);
    if (draft !== value) onCommit(draft, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isUndo(event) && (draft === null || draft === value)) {
      // Browsers keep one undo for all fields of a page; of a field without a draft it would undo typing elsewhere.
      event.preventDefault();
      event.stopPropagation();
      (event.shiftKey ? redo : undo)();
    } else if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const next = step?.(shown === '' ? (props.stepFrom ?? '') : shown, event.key === 'ArrowUp' ? 1 : -1);
      if (next === undefined) return;
      event.preventDefault();
      const wrong = check?.(next);
      if (wrong === undefined) {
        setDraft(null);
        onCommit(next, true);
      } else setDraft(next);
    }
  };
  const field = (
    <TextInput
      ref={input}
      id={props.id}
      list={props.list}
      aria-label={name}
      aria-invalid={error !== undefined}
      aria-describedby={bubble && error !== undefined ? messageId : undefined}
      aria-description={props.description}
      size={props.size ?? 'xs'}
      value={shown}
      placeholder={placeholder}
      error={bubble ? error !== undefined : error}
      classNames={{
        input: `${classes.input} ${props.monospace ? classes.monospace : bubble ? classes.tight : ''}`,
        error: `${classes.error} ${props.monospace ? classes.monospace : ''}`,
      }}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={() => setFocused(true)}
      onBlur={() => {
        setFocused(false);
        commit();
      }}
      onKeyDown={onKeyDown}
    />
  );
  if (!bubble) return field;
  return (
    <>
      <Tooltip label={error} opened={error !== undefined && focused} multiline maw={280} position="bottom">
        <div>{field}</div>
      </Tooltip>
      <VisuallyHidden id={messageId} role="alert">
        {error}
      </VisuallyHidden>
    </>
  );
}
