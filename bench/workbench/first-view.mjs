import { pageProcessor } from './page-processor.mjs';

/**
 * How long a first visit waits: from the start of the navigation until the first figure is drawn and numbers with their
 * uncertainties stand there. Nothing is in the cache.
 *
 * @param at place in the workbench: `#/analysis/conductivity`
 * @returns ms, and of it processorMs that the page's thread worked
 */
export async function firstView(harness, at) {
  const { page, close } = await harness.open({ at });
  try {
    const processor = await pageProcessor(page);
    const shown = await page.waitForFunction(whenShown, undefined, { polling: 'raf', timeout: 30_000 });
    return { processorMs: await processor(), ms: await shown.jsonValue() };
  } finally {
    await close();
  }
}

/** In the page, once a frame: its clock when both are there, else false. The clock starts with the navigation. */
function whenShown() {
  const figure = document.querySelector('main [role=application][data-drawn]');
  const numbers = [...document.querySelectorAll('main td')].some((cell) => /\d\(\d+\)/.test(cell.textContent));
  return figure !== null && numbers ? performance.now() : false;
}
