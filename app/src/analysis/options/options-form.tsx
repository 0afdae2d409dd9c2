import { Stack, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formFields } from '../../../../src/techniques/option-form.js';
import { EmptyNote } from '../../kit/empty-note.js';
import { mistakeAt } from '../edits/mistake-at.js';
import type { AnalysisEdits } from '../edits/use-analysis-edits.js';
import type { Errand } from '../panel/panel-state.js';
import type { ShownAnalysis } from '../use-analysis.js';
import { OptionField } from './option-field.js';
import { hasOwnControl, inOrder, matches, optionStates } from './option-states.js';

export interface OptionsFormProps {
  readonly shown: ShownAnalysis;
  readonly edits: AnalysisEdits;
  readonly errand: Errand | null;
}

/** Every option of the technique as a form made from its schema; what is set stands first. */
export function OptionsForm({ shown, edits, errand }: OptionsFormProps) {
  const { technique, typed, result } = shown;
  const [filter, setFilter] = useState('');
  const [all, setAll] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const fields = useMemo(() => formFields(technique), [technique]);
  const states = optionStates(fields, { typed, ...(result && { provenance: result.provenance }) });
  // As it was when the form was opened: a field that is being filled in does not move.
  const [order] = useState(() => inOrder(states));
  const sentTo = errand?.kind === 'option' ? errand.name : undefined;

  useEffect(() => {
    if (sentTo === undefined || errand === null) return;
    setFilter('');
    const field = form.current?.querySelector(`[data-option="${CSS.escape(sentTo)}"]`);
    field?.scrollIntoView({ block: 'center' });
    field?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
  }, [errand, sentTo]);

  const own = (name: string) => hasOwnControl(name, result?.model);
  const shownStates = order
    .flatMap((name) => states.find(({ field }) => field.name === name) ?? [])
    .filter((state) => {
      const { name } = state.field;
      if (name === sentTo) return true;
      return filter.trim() === '' ? all || !own(name) : matches(state, filter.trim());
    });
  return (
    <Stack gap="sm" ref={form}>
      <TextInput
        aria-label="Find an option"
        placeholder="Find an option"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {fields.some(({ name }) => own(name)) && (
        <Switch
          label="Also those set on the figure or with the parameters"
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      )}
      {shownStates.length === 0 && <EmptyNote title="No such option">Look for another word.</EmptyNote>}
      {shownStates.map((state) => (
        <OptionField
          key={state.field.name}
          state={state}
          mistake={mistakeAt(shown, state.field.name)}
          onChange={(value) => edits.setOption(state.field.name, value)}
        />
      ))}
    </Stack>
  );
}
