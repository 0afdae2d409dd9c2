/**
 * `npm run screenshots`: the pictures of the workbench in `docs/images`, made from the reference study in a real browser;
 * `npm run screenshots -- study report` makes only those. Look at them before you commit them: nothing overlaps, nothing is
 * cut.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startHarness } from '../bench/workbench/harness.mjs';
import { root } from './freshness.mjs';

/** Where each is taken, and the part of the page that is to be seen where that is not its top. */
const views = {
  study: { at: '#/study' },
  impedance: { at: '#/analysis/ageing' },
  cycling: { at: '#/analysis/cycling-coated' },
  diffraction: { at: '#/analysis/structure' },
  structure: { at: '#/analysis/structure', region: 'Structure' },
  recording: { at: `#/recording/${encodeURIComponent('raw/cycling/coated.mpt')}` },
  compare: { at: '#/compare?figure=nyquist&analysis=bare&analysis=coated' },
  report: { at: '#/report' },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in views));
if (unknown.length > 0)
  throw new Error(`no such view: ${unknown.join(', ')}; there are ${Object.keys(views).join(', ')}`);

const folder = join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });
const harness = await startHarness();
try {
  for (const colorScheme of ['light', 'dark']) {
    for (const [name, { at, region }] of Object.entries(views)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      const workbench = await harness.open({ at, colorScheme });
      const { page } = workbench;
      await workbench.waitUntilRunEnds();
      if (name === 'report') await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
      const show = async () => {
        if (region === undefined) return;
        await page.getByRole('region', { name: region, exact: true }).evaluate((part) => part.scrollIntoView());
      };
      // Figures, structures and recordings are drawn when they are near and the page has settled; what is above grows.
      await show();
      await page.waitForTimeout(3000);
      await show();
      await page.screenshot({ path: join(folder, `workbench-${name}-${colorScheme}.png`), animations: 'disabled' });
      await workbench.close();
      process.stderr.write(`docs/images/workbench-${name}-${colorScheme}.png\n`);
    }
  }
} finally {
  await harness.close();
}
