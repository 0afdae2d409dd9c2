import { openExampleFolder } from '../platform/example-folder.js';
import { openServerFolder } from '../platform/server-folder.js';
import { refusalOf } from '../platform/server-request.js';
import { openFolder, tellTrouble } from './actions.js';
import { placeFromHash } from './place.js';
import { forgetToken, takeToken } from './session-token.js';
import { useWorkbench } from './store.js';

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
    // Whatever else is the matter may be mended, and the page loaded again.
    if (refusalOf(error).status === 401) forgetToken();
    tellTrouble('nothing could be opened', error);
  }
}
