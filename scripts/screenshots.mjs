/**
 * `npm run screenshots`: the pictures of the workbench in `docs/images`, made from the reference study in a real browser.
 * Look at them before you commit them: nothing overlaps, nothing is cut.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startHarness } from '../bench/workbench/harness.mjs';
import { root } from './freshness.mjs';

const views = {
  study: '#/study',
  impedance: '#/analysis/ageing',
  cycling: '#/analysis/cycling-coated',
  recording: `#/recording/${encodeURIComponent('raw/cycling/coated.mpt')}`,
  compare: '#/compare?figure=nyquist&analysis=bare&analysis=coated',
  report: '#/report',
};

const folder = join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });
const harness = await startHarness();
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, at] of Object.entries(views)) {
      const workbench = await harness.open({ at, colorScheme });
      const { page } = workbench;
      await workbench.waitUntilRunEnds();
      if (name === 'report') await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
      // Figures and recordings are drawn when the page has settled.
      await page.waitForTimeout(3000);
      await page.screenshot({ path: join(folder, `workbench-${name}-${colorScheme}.png`), animations: 'disabled' });
      await workbench.close();
      process.stderr.write(`docs/images/workbench-${name}-${colorScheme}.png\n`);
    }
  }
} finally {
  await harness.close();
}
