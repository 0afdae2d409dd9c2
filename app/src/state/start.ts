import { isInterphaseError } from '../../../src/errors.js';
import { openExampleFolder } from '../platform/example-folder.js';
import { openServerFolder } from '../platform/server-folder.js';
import { openFolder, tellTrouble } from './actions.js';
import { placeFromHash } from './place.js';
import { useWorkbench } from './store.js';

const tokenKey = 'interphase-token';

/** Opens what the address asks for: the study of the local server where there is a token, the reference study elsewhere. */
export async function startWorkbench(): Promise<void> {
  const token = takeToken();
  useWorkbench.setState({ place: placeFromHash(location.hash) });
  globalThis.addEventListener('popstate', () => useWorkbench.setState({ place: placeFromHash(location.hash) }));
  try {
    await openFolder(
      token === null ? await openExampleFolder() : await openServerFolder(new URL('.', document.baseURI).href, token),
    );
  } catch (error) {
    // A token of a server that has ended: the page is of no use without it.
    if (isInterphaseError(error)) sessionStorage.removeItem(tokenKey);
    tellTrouble('nothing could be opened', error);
  }
}

/** The token is in the fragment once, which no server sees and no log keeps; afterwards this tab remembers it. */
function takeToken(): string | null {
  const match = /^#token=([\w-]+)(.*)$/.exec(location.hash);
  if (match === null) return sessionStorage.getItem(tokenKey);
  sessionStorage.setItem(tokenKey, match[1]!);
  history.replaceState(null, '', `${location.pathname}${match[2] === '' ? '' : `#${match[2]}`}`);
  return match[1]!;
}
