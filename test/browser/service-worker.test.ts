import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../built.js';
import { type RunningServer, startStaticServer } from './start-static-server.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();

let folder: string;
let host: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-host-'));
  cpSync(join(root, 'dist-app'), folder, { recursive: true });
  host = await startStaticServer({ folder });
});

afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the first build and each later one keeps in the browser. */
const cacheNames = (page: Page) => page.evaluate(() => caches.keys());

/** Empty for the page as it was built. */
const buildOf = (page: Page) =>
  page.locator('meta[name=build]').evaluateAll((found) => found.map((meta) => meta.getAttribute('content')).join());

const isControlled = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller !== null);

/** Another build on the host: another digest, and a page that can be told from the former. @returns its cache */
function publish(formerCache: string, digest: string): string {
  const edit = (file: string, change: (text: string) => string) =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
  edit('sw.js', (text) => text.replace(formerCache.slice('interphase-build-'.length), digest));
  edit('index.html', (text) => text.replace('</head>', `<meta name="build" content="${digest}" /></head>`));
  return `interphase-build-${digest}`;
}

describe('the service worker', () => {
  it('opens the workbench without a network after the first visit', async () => {
    const workbench = await tests.open({ server: host, kept: true });
    await workbench.waitUntilRunEnds();
    await expect.poll(() => isControlled(workbench.page)).toBe(true);
    // Figures are made when they come into view.
    await workbench.page.getByRole('region', { name: 'Figures and tables' }).scrollIntoViewIfNeeded();
    await workbench.page.locator('[data-drawn]').first().waitFor();
    await host.close();
    // What was still on its way when the host went away is no fault of the page.
    workbench.record.forgive();
    await workbench.page.reload();
    await workbench.waitUntilRunEnds();
  });

  it('tells of a new build, uses it from the next load on, and forgets builds that no page can need', async () => {
    const { page } = await tests.open({ server: host, kept: true });
    await expect.poll(() => isControlled(page)).toBe(true);
    const [first] = await cacheNames(page);
    await page.evaluate(() => {
      const told = globalThis as unknown as { newVersions: number };
      told.newVersions = 0;
      addEventListener('interphase:new-version', () => told.newVersions++);
    });
    const update = () => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    const newVersions = () => page.evaluate(() => (globalThis as unknown as { newVersions: number }).newVersions);

    const second = publish(first!, 'second');
    await update();
    await expect.poll(newVersions).toBe(1);
    expect(await buildOf(page)).toBe('');
    // This page is of the first build and may still load parts of it.
    expect(await cacheNames(page)).toEqual([first, second]);
    await page.reload();
    expect(await buildOf(page)).toBe('second');

    const third = publish(second, 'third');
    await update();
    await expect.poll(() => cacheNames(page)).toEqual([second, third]);
  });

  it('leaves everything alone that is not of the build', async () => {
    const workbench = await tests.open({ server: host, kept: true });
    await expect.poll(() => isControlled(workbench.page)).toBe(true);
    writeFileSync(join(folder, 'later.json'), '"first"');
    const fetchLater = () => workbench.page.evaluate(() => fetch('later.json').then((answer) => answer.text()));
    expect(await fetchLater()).toBe('"first"');
    writeFileSync(join(folder, 'later.json'), '"second"');
    expect(await fetchLater()).toBe('"second"');
    const api = () => workbench.page.evaluate(() => fetch('api/info').then((answer) => answer.status));
    expect(await api()).toBe(404);
    workbench.record.forgive();
  });
});
