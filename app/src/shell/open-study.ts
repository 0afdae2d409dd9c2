/** The ways to open a study: the reference study, a folder, files, what was dropped. Each tells its own trouble. */
import { fail } from '../../../src/errors.js';
import { directoryFolder } from '../platform/directory-folder.js';
import { droppedFolder } from '../platform/dropped-folder.js';
import { openExampleFolder } from '../platform/example-folder.js';
import type { Folder } from '../platform/folder.js';
import { go, openFolder, tellTrouble } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { isUnsaved } from '../state/study-status.js';
import { showDialog } from './dialogs.js';
import { nameOfFiles } from './name-of-files.js';
import { mayRead, type RecentFolder, rememberFolder } from './recent-folders.js';

/** Not in the types of the DOM yet. */
interface PickerWindow {
  showDirectoryPicker?(options: { readonly id: string; readonly mode: 'read' }): Promise<FileSystemDirectoryHandle>;
}

/** True where the browser can write into a folder that the user chose. */
export function canPickFolder(): boolean {
  return (globalThis as PickerWindow).showDirectoryPicker !== undefined;
}

export function openExample(): void {
  leaveFor('the reference study', openExampleFolder);
}

/** Asks for a folder; where the browser cannot open one to write, its files are read as if they had been dropped. */
export async function chooseFolder(): Promise<void> {
  const { showDirectoryPicker } = globalThis as PickerWindow;
  if (showDirectoryPicker === undefined) {
    openPicked(await pickWithInput(true));
    return;
  }
  try {
    const handle = await showDirectoryPicker.call(globalThis, { id: 'interphase', mode: 'read' });
    leaveFor(handle.name, async () => {
      await rememberFolder(handle);
      return directoryFolder(handle);
    });
  } catch (error) {
    // The user closed the browser's window.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    tellTrouble('the folder was not opened', error);
  }
}

export async function chooseFiles(): Promise<void> {
  openPicked(await pickWithInput(false));
}

export function openRecent({ name, handle }: RecentFolder): void {
  leaveFor(name, async () => {
    if (!(await mayRead(handle))) {
      throw fail('cannot-read', 'reading it was not allowed', 'open the folder again and allow it', { file: name });
    }
    await rememberFolder(handle);
    return directoryFolder(handle);
  });
}

/** Opens dropped files as a study of their own. @param name of the study, as shown */
export function openFiles(name: string, files: ReadonlyMap<string, File>): void {
  leaveFor(name, async () => {
    const folder = droppedFolder(name, files);
    if ((await folder.list()).length === 0) {
      throw fail('empty-file', 'there are no files in it', 'drop raw files of an instrument, or their folder', {
        file: name,
      });
    }
    return folder;
  });
}

function openPicked(files: ReadonlyMap<string, File>): void {
  if (files.size > 0) openFiles(nameOfFiles([...files.keys()]), files);
}

/** Edits that are not saved are worth a question. */
function leaveFor(opening: string, makeFolder: () => Promise<Folder>): void {
  const proceed = () => {
    makeFolder()
      .then((folder) => {
        go({ view: 'study' });
        return openFolder(folder);
      })
      .catch((error: unknown) => tellTrouble(`${opening} was not opened`, error));
  };
  if (isUnsaved(useWorkbench.getState())) showDialog({ kind: 'leave', opening, proceed });
  else proceed();
}

function pickWithInput(folder: boolean): Promise<Map<string, File>> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = folder;
  return new Promise((resolve) => {
    const done = () =>
      resolve(new Map([...(input.files ?? [])].map((file) => [file.webkitRelativePath || file.name, file])));
    input.addEventListener('change', done);
    input.addEventListener('cancel', done);
    input.click();
  });
}
