import { notifications } from '@mantine/notifications';
import { joinDropped } from '../platform/dropped-folder.js';
import { addFiles, openFolder } from '../state/actions.js';
import { useWorkbench } from '../state/store.js';
import { addedText } from './added-text.js';
import { isEmptyProposal } from './empty-proposal.js';

/** Adds files to the study that was dropped, by their path in it, and says what came of it. */
export async function addToStudy(files: ReadonlyMap<string, File>): Promise<void> {
  const names = () => useWorkbench.getState().study?.analyses.map(({ id }) => id) ?? [];
  const { folder } = useWorkbench.getState();
  if (folder !== null && isEmptyProposal(useWorkbench.getState())) {
    // There is no study yet to be added to: one is proposed for all of them.
    await openFolder(joinDropped(folder, files));
    return;
  }
  const before = new Set(names());
  const placed = await addFiles(Array.from(files, ([path, file]) => ({ path, file })));
  if (useWorkbench.getState().trouble !== null) return;
  const added = names().filter((id) => !before.has(id));
  notifications.show({
    title: files.size === 1 ? 'The file was added' : `${files.size} files were added`,
    message: addedText(added, placed),
  });
}
