/** The browser and hosts of the tests in the browser, for the bench: TypeScript, which Node 20 does not load by itself. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function load(name) {
  const { module } = await runnerImport(join(root, 'test', 'browser', name), { root, configFile: false });
  return module;
}

/** Builds the workbench where it is out of date, starts its host and a browser; `close` ends both. */
export async function startHarness() {
  const { buildWorkbench } = await load('global-setup.ts');
  const { findChromium } = await load('find-chromium.ts');
  const { launchChromium } = await load('launch-chromium.ts');
  const { startStaticServer } = await load('start-static-server.ts');
  const { openWorkbench } = await load('workbench-page.ts');
  buildWorkbench();
  const browser = await launchChromium(await findChromium());
  const host = await startStaticServer();
  return {
    browser,
    /** A page with nothing in its cache. */
    open: (options) => openWorkbench(browser, host, options),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}
