import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWorkbench } from '../state/store.js';
import { closeDialog } from './dialogs.js';
import { nameTrouble } from './names.js';

/** Asks for the name of a sample or an analysis; what study.yaml would not take is said while typing. */
export function NameDialog({
  what,
  title,
  initial,
  action,
  onName,
}: {
  readonly what: 'analysis' | 'sample';
  readonly title: string;
  /** Empty for something new. */
  readonly initial: string;
  /** What the button says. */
  readonly action: string;
  readonly onName: (name: string) => void;
}) {
  const [name, setName] = useState(initial);
  const study = useWorkbench((state) => state.study);
  const taken = what === 'sample' ? Object.keys(study?.samples ?? {}) : (study?.analyses ?? []).map(({ id }) => id);
  const trouble = nameTrouble(
    name,
    taken.filter((other) => other !== initial),
  );
  const submit = () => {
    if (trouble !== undefined) return;
    closeDialog();
    if (name !== initial) onName(name);
  };
  return (
    <Modal opened onClose={closeDialog} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label="Name"
          description="In captions and options its numbers are called by this name."
          data-autofocus
          value={name}
          error={name !== '' && trouble}
          onChange={(event) => setName(event.currentTarget.value.trim())}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="subtle" color="gray" onClick={closeDialog}>
            Cancel
          </Button>
          <Button type="submit" disabled={trouble !== undefined}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
