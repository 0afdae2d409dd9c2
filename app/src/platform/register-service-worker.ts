/** Name of the event on `window` that tells that a newer workbench is there; it is used from the next load on. */
export const NEW_VERSION_EVENT = 'interphase:new-version';

/**
 * Lets the workbench open without a network after the first visit. For static hosts only: in development and behind
 * `interphase open` files must come fresh, so there it does nothing.
 *
 * @param behindServer the page was opened by `interphase open`
 */
export async function registerServiceWorker(behindServer: boolean): Promise<void> {
  if (!import.meta.env.PROD || behindServer || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of all replaces nothing.
    if (controlled) window.dispatchEvent(new Event(NEW_VERSION_EVENT));
    controlled = true;
  });
  try {
    await serviceWorker.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
  } catch {
    // Private windows and some settings refuse it. The workbench works as well, but needs the network.
  }
}
