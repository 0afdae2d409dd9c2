import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { setSampleField } from '../../../src/study/edit/set-sample-field.js';
import { edit } from '../state/actions.js';
import { presentText } from '../state/history.js';
import { useWorkbench } from '../state/store.js';
import { fieldTrouble, fieldValue, layersOf, type SampleDraft, type SampleField, sampleDraft } from './sample-draft.js';
import classes from './sample-form.module.css';
import { StackDrawing } from './stack-drawing.js';

interface FieldWords {
  readonly field: SampleField;
  readonly label: string;
  readonly placeholder: string;
  readonly description?: string;
}

const FIELDS: readonly FieldWords[] = [
  { field: 'composition', label: 'Composition', placeholder: 'e.g. Na3Zr2Si2PO12' },
  { field: 'thickness', label: 'Thickness', placeholder: 'e.g. 1.00(2) mm' },
  { field: 'diameter', label: 'Diameter', placeholder: 'e.g. 12.0(1) mm' },
  { field: 'area', label: 'Area', placeholder: 'e.g. 1.131(19) cm^2', description: 'In place of the diameter' },
  { field: 'mass', label: 'Mass', placeholder: 'e.g. 3.27(2) mg', description: 'Active material, or pellet' },
  { field: 'density', label: 'Density', placeholder: 'e.g. 3.26 g/cm^3' },
];

/**
 * Geometry and composition of a sample, each field a step of undo once it is left. What the library would not take is
 * said at the field and stays there.
 */
export function SampleForm({ name }: { readonly name: string }) {
  const text = useWorkbench(({ history }) => presentText(history));
  const draft = sampleDraft(text, name);
  if (draft === undefined) return null;
  return (
    <div className={classes.form}>
      <div className={classes.fields}>
        {FIELDS.map((words) => (
          <Field key={`${name} ${words.field}`} sample={name} words={words} draft={draft} />
        ))}
      </div>
      <StackField key={name} sample={name} draft={draft} />
    </div>
  );
}

/** What is typed until it is taken over or put back; null while the field shows what stands in study.yaml. */
function useTyping(sample: string, field: SampleField, draft: SampleDraft) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? draft[field];
  const trouble = typed === null ? undefined : fieldTrouble({ ...draft, [field]: typed }, field);
  const commit = () => {
    if (typed === null || trouble !== undefined) return;
    setTyped(null);
    if (typed.trim() === draft[field]) return;
    edit(`${field} of ${sample}`, (text) => setSampleField(text, sample, field, fieldValue(field, typed)));
  };
  return { shown, trouble, setTyped, commit, putBack: () => setTyped(null) };
}

function Field({
  sample,
  words: { field, label, placeholder, description },
  draft,
}: {
  readonly sample: string;
  readonly words: FieldWords;
  readonly draft: SampleDraft;
}) {
  const { shown, trouble, setTyped, commit, putBack } = useTyping(sample, field, draft);
  return (
    <TextInput
      label={label}
      {...(description !== undefined && { description })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={placeholder}
      value={shown}
      error={trouble}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') putBack();
      }}
    />
  );
}

function StackField({ sample, draft }: { readonly sample: string; readonly draft: SampleDraft }) {
  const { shown, trouble, setTyped, commit, putBack } = useTyping(sample, 'stack', draft);
  return (
    <div className={classes.stack}>
      <Textarea
        label="Stack"
        description="One layer a line, from one current collector to the other; the thickest is the pellet"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={'e.g.\nNa\nNZSP 0.60(1) mm\nNa'}
        autosize
        minRows={2}
        value={shown}
        error={trouble}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') putBack();
        }}
      />
      <StackDrawing layers={layersOf(shown)} />
    </div>
  );
}
