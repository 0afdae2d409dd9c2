import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { root } from '../built.js';
import { type AccessibilityScope, checkAccessibility } from './check-accessibility.js';
import { type PageRecord, recordPages } from './page-record.js';
import type { RunningServer } from './start-static-server.js';

/** The workbench in a browser, as a user sees and works it: by what is written on it, never by how it is made. */
export interface WorkbenchPage {
  readonly page: Page;
  readonly record: PageRecord;
  /** Waits until the study is read and every analysis has ended, however it ended. After a drop, first see what is open now. */
  waitUntilRunEnds(timeoutMs?: number): Promise<void>;
  /** Files and folders of this machine, dropped onto the page as from a file manager. */
  drop(...paths: readonly string[]): Promise<void>;
  /** Answers the browser's dialog for files or a folder. @param ask what makes the page ask: a click on a button */
  choose(ask: () => Promise<void>, ...paths: readonly string[]): Promise<void>;
  /** What axe-core finds serious or critical, as lines; empty when all is well. */
  accessibilityProblems(scope?: AccessibilityScope): Promise<string[]>;
  /** The whole window as `results/screenshots/<name>.png`. @returns its path */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** What is added to the address: `#/analysis/conductivity`. */
  readonly at?: string;
  /** `false`: as in a browser that cannot open folders to write (Firefox, Safari), whatever this one can. @default true */
  readonly folderAccess?: boolean;
  /** Whether the page is kept for visits without a network: each keeps all 16 MB of the build. @default false */
  readonly kept?: boolean;
}

/** Longest wait for a study to run to its end on a slow machine. */
const RUN_MS = 45_000;

/** Opens the workbench that a server serves, in a browser profile of its own. */
export async function openWorkbench(
  browser: Browser,
  server: RunningServer,
  { at = '', folderAccess = true, kept = false, ...context }: OpenOptions = {},
): Promise<WorkbenchPage> {
  const profile = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: kept ? 'allow' : 'block',
    ...context,
  });
  const record = await recordPages(profile, server.origin);
  if (!folderAccess) await profile.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
  const page = await profile.newPage();
  // Behind the token of the local server, the place has no mark of its own.
  await page.goto(server.url + (server.url.includes('#') ? at.replace(/^#/, '') : at));
  return workbenchPage(profile, page, record);
}

function workbenchPage(profile: BrowserContext, page: Page, record: PageRecord): WorkbenchPage {
  return {
    page,
    record,
    async waitUntilRunEnds(timeoutMs = RUN_MS) {
      // The button in the head of the page that begins a run stands where the one that ends it stood.
      await page.getByRole('button', { name: 'Run all again' }).waitFor({ timeout: timeoutMs });
    },
    async drop(...paths) {
      const debuggerOfPage = await profile.newCDPSession(page);
      const files = paths.map((path) => resolve(path));
      const { width, height } = page.viewportSize()!;
      const at = { x: width / 2, y: height / 2, data: { items: [], files, dragOperationsMask: 1 } };
      const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
        debuggerOfPage.send('Input.dispatchDragEvent', { type, ...at });
      await send('dragEnter');
      await send('dragOver');
      // Nobody lets go before the page says that it takes what is dragged.
      await page.getByText('Drop raw files or a folder', { exact: true }).waitFor();
      await send('drop');
      await debuggerOfPage.detach();
    },
    async choose(ask, ...paths) {
      const asked = page.waitForEvent('filechooser');
      await ask();
      await (await asked).setFiles(paths.map((path) => resolve(path)));
    },
    accessibilityProblems: (scope) => checkAccessibility(page, scope),
    async screenshot(name) {
      const folder = join(root, 'results', 'screenshots');
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      return path;
    },
    close: () => profile.close(),
  };
}
