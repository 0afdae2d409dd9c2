import { Button, FileButton } from '@mantine/core';
import { addToStudy } from '../../shell/add-to-study.js';
import { useWorkbench } from '../../state/store.js';

/** Chooses files that join a study of dropped files, and go into the option of the analysis in view that takes them. */
export function AddFiles({ endings }: { readonly endings: readonly string[] }) {
  const takesFiles = useWorkbench(({ folder }) => folder?.kind === 'dropped');
  if (!takesFiles) return null;
  const add = (files: File[]) => {
    if (files.length > 0) void addToStudy(new Map(files.map((file) => [file.name, file])));
  };
  return (
    <FileButton multiple accept={endings.join(',')} onChange={add}>
      {(props) => (
        <Button {...props} size="compact-sm">
          Add files ({endings.join(', ')})
        </Button>
      )}
    </FileButton>
  );
}
