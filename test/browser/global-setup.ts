/** Before all tests in the browser, and once: the workbench is built where it is out of date, and a Chromium found. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../built.js';
import { type FoundChromium, findChromium } from './find-chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    chromium: FoundChromium;
  }
}

export default async function setUp(project: TestProject): Promise<void> {
  buildWorkbench();
  project.provide('chromium', await findChromium());
}

/** @throws an Error when it cannot be built */
export function buildWorkbench(): void {
  for (const script of ['setup.mjs', 'build-app.mjs']) {
    const path = join(root, 'scripts', script);
    const { status } = spawnSync(process.execPath, [path], { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`the workbench could not be built: node scripts/${script} failed`);
  }
}
