import { Button, Group, Modal, Text } from '@mantine/core';
import { save } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { addToStudy } from './add-to-study.js';
import { closeDialog, type Dialog } from './dialogs.js';
import { openFiles } from './open-study.js';

type Of<Kind extends Dialog['kind']> = Extract<Dialog, { readonly kind: Kind }>;

/** Files were dropped while a study is open: they may belong to it. */
export function DroppedDialog({ dialog: { files, name } }: { readonly dialog: Of<'dropped'> }) {
  const title = useWorkbench(({ study }) => study?.title) ?? 'A study';
  const folder = useWorkbench((state) => state.folder);
  const one = files.size === 1;
  const what = one ? 'the file' : `the ${files.size} files`;
  const takes = folder?.kind === 'dropped';
  return (
    <Modal opened onClose={closeDialog} title={`${name} ${/^\d+ files$/.test(name) ? 'were' : 'was'} dropped`}>
      {takes ? (
        <Text size="sm">
          {title} is open. Add {what} to it, with analyses for what is recognised, or open {what} as a study of{' '}
          {one ? 'its' : 'their'} own?
        </Text>
      ) : (
        <Text size="sm">
          {title} is the folder <b>{folder?.name}</b> on disk, and raw files are never written from here. To add {what},
          copy {one ? 'it' : 'them'} into that folder
          {folder?.watch === undefined ? ' and open it again.' : '; the tree shows what is in it at once.'} Or open{' '}
          {what} as a study of {one ? 'its' : 'their'} own.
        </Text>
      )}
      <Group justify="flex-end" mt="md" gap="xs">
        {!takes && (
          <Button variant="subtle" color="gray" data-autofocus onClick={closeDialog}>
            Stay
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => {
            closeDialog();
            openFiles(name, files);
          }}
        >
          Open as a new study
        </Button>
        {takes && (
          <Button
            data-autofocus
            onClick={() => {
              closeDialog();
              void addToStudy(files);
            }}
          >
            Add to this study
          </Button>
        )}
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
