import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launchChromium } from './launch-chromium.js';
import { type OpenServer, startOpenServer } from './start-open-server.js';
import { type RunningServer, startStaticServer } from './start-static-server.js';
import { type OpenOptions, openWorkbench, type WorkbenchPage } from './workbench-page.js';

export interface WorkbenchTests {
  /** Of this file of tests. */
  readonly browser: Browser;
  /** The built workbench on a static host. */
  readonly host: RunningServer;
  /**
   * A fresh page for the test that runs, closed after it. The test fails for whatever the page did wrong unseen: a
   * console error, a violation of the security policy, a request off the origin.
   */
  open(options?: OpenOptions & { readonly server?: RunningServer }): Promise<WorkbenchPage>;
  /**
   * One page for all tests of a describe, which leave it as they found it; called where they stand. Loading a page takes
   * longer than most of what is done on it.
   *
   * @param begin brings the page to where they start
   * @returns what gives the page to a test
   */
  share(begin: (workbench: WorkbenchPage) => Promise<void>, options?: OpenOptions): () => WorkbenchPage;
  /** `interphase open` on a copy of a study, ended after the test and its pages. */
  serve(study: string): Promise<OpenServer>;
}

const unseen = 'what the page did wrong unseen';

/** One Chromium and one static host for all tests of a file. */
export function useWorkbenchTests(): WorkbenchTests {
  let browser: Browser | undefined;
  let host: RunningServer | undefined;
  let pages: WorkbenchPage[] = [];
  let servers: OpenServer[] = [];
  beforeAll(async () => {
    browser = await launchChromium(inject('chromium'));
    host = await startStaticServer();
  });
  afterEach(async () => {
    const problems = pages.flatMap(({ record }) => record.problems);
    await Promise.all(pages.map((page) => page.close()));
    pages = [];
    await Promise.all(servers.map((server) => server.close()));
    servers = [];
    expect(problems, unseen).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
  });
  return {
    get browser() {
      return browser!;
    },
    get host() {
      return host!;
    },
    async open({ server, ...options } = {}) {
      const page = await openWorkbench(browser!, server ?? host!, options);
      pages.push(page);
      return page;
    },
    share(begin, options) {
      let shared: WorkbenchPage | undefined;
      beforeAll(async () => {
        shared = await openWorkbench(browser!, host!, options);
        await begin(shared);
      });
      afterEach(() => expect(shared?.record.problems, unseen).toEqual([]));
      afterAll(() => shared?.close());
      return () => shared!;
    },
    async serve(study) {
      const server = await startOpenServer(study);
      servers.push(server);
      return server;
    },
  };
}
