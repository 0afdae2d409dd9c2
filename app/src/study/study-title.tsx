import { ActionIcon, TextInput, Title, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { setTitle } from '../../../src/study/edit/set-title.js';
import { edit } from '../state/actions.js';
import classes from './study-title.module.css';

/** The title of the study, edited where it stands. */
export function StudyTitle({ title }: { readonly title: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed === null) {
    return (
      <div className={classes.line}>
        <Title order={1} className={classes.words ?? ''}>
          {title}
        </Title>
        <Tooltip label="Edit the title">
          <ActionIcon className={classes.edit ?? ''} aria-label="Edit the title" onClick={() => setTyped(title)}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
    );
  }
  const plain = typed.trim();
  const commit = () => {
    setTyped(null);
    if (plain !== '' && plain !== title) edit('title', (text) => setTitle(text, plain));
  };
  return (
    <TextInput
      className={classes.field ?? ''}
      size="md"
      aria-label="Title of the study"
      autoFocus
      value={typed}
      error={plain === '' && 'a study needs a title'}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
