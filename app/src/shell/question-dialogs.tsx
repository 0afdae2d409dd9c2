import { Button, Group, Modal, Text } from '@mantine/core';
import { addFiles, save } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { closeDialog, type Dialog } from './dialogs.js';
import { openFiles } from './open-study.js';

type Of<Kind extends Dialog['kind']> = Extract<Dialog, { readonly kind: Kind }>;

/** Files were dropped while dropped files are open: they may belong together. */
export function DroppedDialog({ dialog: { files, name } }: { readonly dialog: Of<'dropped'> }) {
  const title = useWorkbench(({ study }) => study?.title);
  const what = files.size === 1 ? 'the file' : `the ${files.size} files`;
  return (
    <Modal opened onClose={closeDialog} title={`${name} was dropped`}>
      <Text size="sm">
        {title ?? 'A study'} is open. Add {what} to it, with analyses for what is recognised, or open {what} as a study
        of {files.size === 1 ? 'its' : 'their'} own?
      </Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button
          variant="default"
          onClick={() => {
            closeDialog();
            openFiles(name, files);
          }}
        >
          Open as a new study
        </Button>
        <Button
          data-autofocus
          onClick={() => {
            closeDialog();
            void addFiles(Array.from(files, ([path, file]) => ({ path, file })));
          }}
        >
          Add to this study
        </Button>
      </Group>
    </Modal>
  );
}

/** Something else is to be opened, and the edits of what is open are not saved. */
export function LeaveDialog({ dialog: { opening, proceed } }: { readonly dialog: Of<'leave'> }) {
  const leave = () => {
    closeDialog();
    proceed();
  };
  return (
    <Modal opened onClose={closeDialog} title={`Open ${opening}?`}>
      <Text size="sm">The edits of the study that is open are not saved.</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="subtle" color="gray" onClick={closeDialog}>
          Stay
        </Button>
        <Button variant="default" onClick={leave}>
          Open without saving
        </Button>
        <Button
          data-autofocus
          onClick={() => void save().then(() => useWorkbench.getState().trouble === null && leave())}
        >
          Save, then open
        </Button>
      </Group>
    </Modal>
  );
}
