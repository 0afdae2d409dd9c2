/** Folders opened before, by the handles that the browser gave for them; they stay on this computer. */
import { get, set } from 'idb-keyval';

export interface RecentFolder {
  readonly name: string;
  readonly handle: FileSystemDirectoryHandle;
}

/** Permission to read is asked of the user again in every session. Not in the types of the DOM yet. */
interface AskedHandle extends FileSystemDirectoryHandle {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

const KEY = 'interphase-recent-folders';
const MOST = 6;

/** The latest first; none where the browser keeps nothing (private windows). */
export async function recentFolders(): Promise<readonly RecentFolder[]> {
  try {
    return (await get<readonly RecentFolder[]>(KEY)) ?? [];
  } catch {
    return [];
  }
}

export async function rememberFolder(handle: FileSystemDirectoryHandle): Promise<void> {
  const others: RecentFolder[] = [];
  for (const recent of await recentFolders()) {
    if (!(await recent.handle.isSameEntry(handle))) others.push(recent);
  }
  try {
    await set(KEY, [{ name: handle.name, handle }, ...others].slice(0, MOST));
  } catch {
    // Where nothing can be kept there are no recent folders.
  }
}

/** Asks the user to allow reading; must follow a click. False when it was refused. */
export async function mayRead(handle: AskedHandle): Promise<boolean> {
  if ((await handle.queryPermission?.({ mode: 'read' })) === 'granted') return true;
  return (await handle.requestPermission?.({ mode: 'read' })) !== 'denied';
}
