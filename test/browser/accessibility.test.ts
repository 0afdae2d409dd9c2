/** axe-core on every view, light and dark: nothing serious or critical. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { figureNamed, openAnalysis, treeRow, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();

const goTo = (page: Page, view: string) => page.getByRole('link', { name: view, exact: true }).click();

/** How each view is come to, and when it is there. All of them on one page, one after the other. */
const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  study: async (page) => {
    const figures = page.getByRole('region', { name: 'Figures and tables' });
    // Figures are made when they come into view.
    await figures.scrollIntoViewIfNeeded();
    await waitUntilDrawn(figures.getByRole('application').first());
  },
  'study, a sample being edited': async (page) => {
    await page.getByRole('button', { name: 'Edit pellet' }).click();
    await page.getByRole('textbox', { name: 'Thickness' }).waitFor();
  },
  'analysis of impedance': async (page) => {
    await openAnalysis(page, 'conductivity');
    await waitUntilDrawn(figureNamed(page, 'nyquist'));
  },
  'its options': (page) => page.getByRole('tab', { name: 'Options' }).click(),
  'its findings': (page) => page.getByRole('tab', { name: /^Findings/ }).click(),
  'analysis of cycling': async (page) => {
    await openAnalysis(page, 'cycling-bare');
    await waitUntilDrawn(figureNamed(page, 'voltage'), { black: true });
  },
  'command palette': async (page) => {
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('dialog').getByRole('textbox').fill('coated');
    await page.getByRole('dialog').getByText('coated.nyquist').waitFor();
  },
  dialog: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Analysis', exact: true }).click();
    await page.getByRole('dialog', { name: 'New analysis' }).waitFor();
  },
  recording: async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await treeRow(page, 'raw').click();
    await treeRow(page, 'cycling').click();
    await treeRow(page, 'full-cell.csv').click();
    await page.getByRole('img', { name: 'Plot of the recording' }).waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
  },
  compare: async (page) => {
    await goTo(page, 'Compare');
    await waitUntilDrawn(page.getByRole('main').getByRole('application').first());
  },
  report: async (page) => {
    await goTo(page, 'Report');
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
  },
  'study.yaml': async (page) => {
    await goTo(page, 'study.yaml');
    await page.getByRole('textbox', { name: 'study.yaml' }).waitFor();
  },
};

/** What fades in is measured when it is there. */
async function waitUntilStill(page: Page): Promise<void> {
  const moving = () =>
    document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0)).length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
}

it('no view has a serious or critical problem of accessibility, in light and in dark', async () => {
  const { page, ...workbench } = await tests.open({ colorScheme: 'light' });
  await workbench.waitUntilRunEnds();
  const problems: Record<string, string[]> = {};
  const check = async (view: string, colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await waitUntilStill(page);
    // In dark the same is on the page, in other colours.
    const found = await workbench.accessibilityProblems(colorScheme === 'light' ? 'everything' : 'colours');
    if (found.length > 0) problems[`${view}, ${colorScheme}`] = found;
  };
  for (const [view, goThere] of Object.entries(views)) {
    await goThere(page);
    await check(view, 'light');
    await check(view, 'dark');
  }
  expect(problems).toEqual({});
}, 120_000);

it('a window as narrow as a tablet has none either', async () => {
  const { page, ...workbench } = await tests.open({ viewport: { width: 820, height: 1180 }, hasTouch: true });
  await workbench.waitUntilRunEnds();
  expect(await workbench.accessibilityProblems()).toEqual([]);
  await page.getByRole('button', { name: 'Show the tree' }).click();
  await page.getByRole('dialog', { name: 'Study' }).waitFor();
  await waitUntilStill(page);
  expect(await workbench.accessibilityProblems()).toEqual([]);
});
