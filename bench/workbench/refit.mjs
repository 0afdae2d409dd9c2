import { pageProcessor } from './page-processor.mjs';

const EDITS = 21;
/** The engine still compiles in these. */
const WARM_UP = 6;

/**
 * How long a scientist waits for the answer to an edit of one spectrum: from the edit until the frame with the new outcome,
 * as the workbench itself measures it (`workbench:refit`). Each edit is another start value, so that none is answered from
 * the cache.
 *
 * @returns of each edit, ms, and of it processorMs that the page's thread worked
 */
export async function refits(harness, analysis = 'bare') {
  const { page, waitUntilRunEnds, close } = await harness.open({ at: `#/analysis/${analysis}` });
  try {
    await waitUntilRunEnds();
    const processor = await pageProcessor(page);
    const start = page.getByRole('textbox', { name: /^start value of R/ }).first();
    const edits = [];
    for (let edit = 0; edit < EDITS; edit++) {
      await page.evaluate(() => performance.clearMeasures('workbench:refit'));
      await start.fill(String(100 + edit));
      const before = await processor();
      await start.press('Enter');
      const took = await page.waitForFunction(
        (id) => performance.getEntriesByName('workbench:refit').find(({ detail }) => detail.analysis === id)?.duration,
        analysis,
        { polling: 'raf', timeout: 30_000 },
      );
      edits.push({ processorMs: (await processor()) - before, ms: await took.jsonValue() });
      await waitUntilRunEnds();
    }
    return edits.slice(WARM_UP);
  } finally {
    await close();
  }
}
