import { type Browser, chromium } from 'playwright-core';
import type { FoundChromium } from './find-chromium.js';

/** Nothing that a browser does of its own accord: every request that is seen was made by the page. */
const flags = [
  '--disable-gpu',
  // WebGL by the processor, where the test machine has no graphics card; asked for, since content could be hostile.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever is not on this machine has no address: a request that escapes the record still goes nowhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Starts the Chromium of the tests; one for each file of tests, closed at its end. */
export async function launchChromium({ executablePath, env }: FoundChromium): Promise<Browser> {
  const launch = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      chromiumSandbox,
      args: flags,
      timeout: 30_000,
      env: { ...(process.env as Record<string, string>), ...env },
    });
  // Chromium does not start isolated as root, and containers of test services often forbid what the isolation needs.
  const isRoot = process.getuid?.() === 0;
  if (isRoot || process.env.CI !== undefined) return launch(false);
  try {
    return await launch(true);
  } catch (error) {
    if (!(error instanceof Error) || !/sandbox/i.test(error.message)) throw error;
    process.stderr.write('Chromium cannot isolate its processes on this system; the tests run it without\n');
    return launch(false);
  }
}
