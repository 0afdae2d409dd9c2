import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../built.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();

describe('the built workbench on a static host', () => {
  it('shows the reference study, run to its end, from its own origin alone', async () => {
    const workbench = await tests.open({ kept: true });
    await workbench.waitUntilRunEnds();
    await expect.poll(() => workbench.page.getByRole('treeitem').count()).toBeGreaterThan(5);
    expect(workbench.record.requests.length).toBeGreaterThan(5);
    // The results are from the build: nothing is computed on a first visit.
    const refits = await workbench.page.evaluate(() => performance.getEntriesByName('workbench:refit').length);
    expect(refits).toBe(0);
  });

  it('is bound to its policy: neither a script in the page nor code made from text runs', async () => {
    const workbench = await tests.open();
    const ran = await workbench.page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.head.append(script);
      // The debugger, by which this came here, has leave to make code from text; what runs later has not.
      await new Promise((later) => setTimeout(later));
      let evaluated = true;
      try {
        new Function('return 1')();
      } catch {
        evaluated = false;
      }
      return { script: 'inlineRan' in globalThis, evaluated };
    });
    expect(ran).toEqual({ script: false, evaluated: false });
    await expect.poll(() => workbench.record.problems.join('\n')).toContain('script-src-elem forbids inline');
    await expect.poll(() => workbench.record.problems.join('\n')).toContain('script-src forbids eval');
    workbench.record.forgive();
  });

  it('sees a request off the origin', async () => {
    const workbench = await tests.open();
    const answer = await workbench.page.evaluate(() => fetch('https://example.org/').then(String, String));
    expect(answer).toContain('TypeError');
    await expect.poll(() => workbench.record.problems.join('\n')).toContain('connect-src forbids https://example.org');
    workbench.record.forgive();
  });

  it('carries the licences of what it is made of', () => {
    const notices = readFileSync(join(root, 'dist-app', 'third-party-notices.txt'), 'utf8');
    const named = [...notices.matchAll(/^(\S+) .*\([^)]+\)$/gm)].map((match) => match[1]);
    // Of the page, of a part that is loaded later, of the workers, of the fonts.
    expect(named).toEqual(expect.arrayContaining(['react', '@mantine/core', 'vega', 'hyparquet', 'Arimo']));
  });
});

describe('the built workbench behind `interphase open`', () => {
  it('shows the study of the folder, and keeps nothing in the browser', async () => {
    const server = await tests.serve(join(root, 'examples', 'reference-study'));
    const workbench = await tests.open({ server, kept: true });
    await workbench.waitUntilRunEnds();
    await expect.poll(() => workbench.page.getByText('on disk').count()).toBeGreaterThan(0);
    // The next study behind the same port must not find this one's page.
    const kept = await workbench.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
    expect(kept).toBe(0);
  });
});
