import { Text } from '@mantine/core';
import { IconFolderDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { filesOfEntries } from '../platform/files-of-entries.js';
import { tellTrouble } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { showDialog } from './dialogs.js';
import classes from './drop-zone.module.css';
import { nameOfFiles } from './name-of-files.js';
import { openFiles } from './open-study.js';

/** Takes files and folders dropped anywhere on the page; while they hover it says what will happen. */
export function DropZone() {
  const hovering = useFileDrop();
  const kind = useWorkbench(({ folder }) => folder?.kind);
  if (!hovering) return null;
  return (
    <div className={classes.overlay} role="status">
      <div className={classes.card}>
        <IconFolderDown size={40} stroke={1.4} aria-hidden />
        <Text fw={600} size="lg">
          Drop raw files or a folder
        </Text>
        <Text size="sm" c="dimmed" ta="center">
          {kind === undefined || kind === 'example'
            ? 'They open as a study: with its study.yaml where there is one, else with one made from the files.'
            : kind === 'dropped'
              ? 'You will be asked whether they join this study or open as a new one.'
              : 'This study is a folder on disk: you will be asked before anything else is opened.'}{' '}
          Nothing is uploaded.
        </Text>
      </div>
    </div>
  );
}

function useFileDrop(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      // Out of the window; going from one element to the next has a target.
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      filesOfDrop(event.dataTransfer!).then(takeDropped, (error: unknown) =>
        tellTrouble('what was dropped cannot be read', error),
      );
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return hovering;
}

/** The entries must be taken before the event has ended. */
async function filesOfDrop(transfer: DataTransfer): Promise<ReadonlyMap<string, File>> {
  const entries: FileSystemEntry[] = [];
  const loose = new Map<string, File>();
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) entries.push(entry);
    else if (file !== null) loose.set(file.name, file);
  }
  return new Map([...(await filesOfEntries(entries)), ...loose]);
}

function takeDropped(files: ReadonlyMap<string, File>): void {
  const name = nameOfFiles([...files.keys()]);
  const { folder } = useWorkbench.getState();
  const whole = [...files.keys()].some((path) => /(^|\/)study\.ya?ml$/.test(path));
  const asks = folder !== null && folder.kind !== 'example';
  if (asks && !whole && files.size > 0) showDialog({ kind: 'dropped', name, files });
  else openFiles(name, files);
}
