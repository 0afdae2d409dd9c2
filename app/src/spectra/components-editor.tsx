import { ActionIcon, Text, VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { readComponents } from '../../../src/techniques/photoemission/read-components.js';
import { quotedEntry } from '../analysis/edits/options-in-text.js';
import { CommitField } from '../analysis/fields/commit-field.js';
import { modelFieldId } from '../analysis/parameters/model-editor.js';
import { edit } from '../state/actions.js';
import { addComponentEdit, changeComponentEdit } from './component-edits.js';
import { ComponentForm, type PointedPeak } from './component-form.js';
import { componentLine, componentName } from './component-text.js';
import classes from './components-editor.module.css';

export interface ComponentsEditorProps {
  readonly analysis: string;
  /** As they stand in study.yaml. */
  readonly components: readonly string[];
  readonly peak: PointedPeak | null;
  readonly excitationEv: number | undefined;
  /** What study.yaml or the last run has against one of them. */
  readonly mistake: string | undefined;
}

/** The lines that an analysis fits, each as its text; one is added by pressing a peak in the figure or by its energy. */
export function ComponentsEditor(props: ComponentsEditorProps) {
  const { analysis, components, mistake } = props;
  const [said, setSaid] = useState('');
  const blamed = mistake === undefined ? undefined : (quotedEntry(mistake, components) ?? components.at(-1));
  const apply = ({ label, change }: ReturnType<typeof addComponentEdit>) => edit(label, change);
  return (
    <section className={classes.editor} aria-label="Components">
      {components.length > 0 && (
        <ul className={classes.list}>
          {components.map((text, index) => (
            <li key={componentName(text)} className={classes.entry}>
              <CommitField
                {...(index === 0 && { id: modelFieldId })}
                name={`component ${componentName(text)}`}
                value={text}
                monospace
                check={(draft) => (draft.trim() === '' ? undefined : textMistake(draft, without(components, index)))}
                mistake={text === blamed ? mistake : undefined}
                onCommit={(draft) => apply(changeComponentEdit(analysis, text, draft))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove ${componentName(text)}`}
                onClick={() => {
                  apply(changeComponentEdit(analysis, text, ''));
                  setSaid(`${componentName(text)} removed`);
                }}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {components.length === 0 && mistake !== undefined && (
        <Text size="xs" c="red" role="alert">
          {mistake}
        </Text>
      )}
      <ComponentForm
        peak={props.peak}
        excitationEv={props.excitationEv}
        present={components.map(componentLine)}
        taken={components.map(componentName)}
        check={(text) => textMistake(text, components)}
        onAdd={(text) => {
          apply(addComponentEdit(analysis, text));
          setSaid(`${componentName(text)} added`);
        }}
      />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}

/** What the technique has against a text among those that are there. */
function textMistake(text: string, others: readonly string[]): string | undefined {
  try {
    readComponents([text.trim()]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const name = componentName(text);
  return others.some((other) => componentName(other) === name) ? `there is a component ${name}` : undefined;
}

function without<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index);
}
