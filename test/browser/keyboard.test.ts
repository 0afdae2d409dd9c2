/** Everything without a mouse, and at every step it can be seen where one is. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { downloaded } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();

/** More stops than any part of the page has. */
const MOST_STOPS = 70;

/** How often an analysis was computed on this page. */
const refits = (page: Page, analysis: string) =>
  page.evaluate(
    (id) =>
      performance
        .getEntriesByName('workbench:refit')
        .filter((entry) => (entry as PerformanceMeasure).detail.analysis === id).length,
    analysis,
  );

/** Role and name of what has the focus: `button "Export"`. */
async function focused(page: Page): Promise<string> {
  if ((await page.locator(':focus').count()) === 0) return 'nothing';
  const lines = await page.locator(':focus').ariaSnapshot();
  return /^- '?([\w]+(?: "(?:[^"\\]|\\.)*")?)/.exec(lines)?.[1] ?? lines;
}

/** True when what has the focus looks other than it would without: an outline, a shadow, a field's border in colour. */
function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body || !element.matches(':focus-visible')) return false;
    const { width, height } = element.getBoundingClientRect();
    // Boxes and switches that are drawn by the element after them have the ring there.
    return [element, element.nextElementSibling].some((drawn) => {
      if (drawn === null || (drawn === element && Math.min(width, height) < 4)) return false;
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor } = getComputedStyle(drawn);
      const isSeen = (colour: string) => !/^transparent$|, 0\)$/.test(colour);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && isSeen(outlineColor)) return true;
      if (boxShadow !== 'none') return true;
      const [red, green, blue] = (borderTopColor.match(/\d+/g) ?? []).map(Number);
      return (
        element.matches('input, textarea, select') && Math.max(red!, green!, blue!) - Math.min(red!, green!, blue!) > 48
      );
    });
  });
}

/** Presses a key and looks where the focus is then. */
async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  await expect.poll(async () => (await isFocusSeen(page)) || `${await focused(page)} after ${key}`).toBe(true);
  return focused(page);
}

/** Presses a key until what has the focus is called so. */
async function pressUntil(page: Page, key: string, wanted: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const here = await press(page, key);
    if (here.startsWith(wanted)) return;
    passed.push(here);
  }
  throw new Error(`${key} never came to ${wanted}, but to ${passed.join(', ')}`);
}

/** study.yaml as the shortcut for saving downloads it. */
async function savedStudy(page: Page) {
  const { bytes } = await downloaded(page, () => page.keyboard.press('ControlOrMeta+S'));
  return parse(bytes.toString('utf8'));
}

describe('with the keyboard alone', () => {
  it('an analysis is opened, an option changed and taken back, and the report reached', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    expect(await press(page, 'Tab')).toBe('button "Skip to the view"');
    await pressUntil(page, 'Tab', 'treeitem');
    await press(page, 'ArrowDown');
    expect(await focused(page)).toMatch(/conductivity/);
    await press(page, 'b');
    expect(await focused(page)).toMatch(/^treeitem ".*\bbare\b/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'bare', exact: true }).waitFor();

    await pressUntil(page, 'F6', 'complementary "Parameters');
    await pressUntil(page, 'Tab', 'tab "Parameters"');
    await pressUntil(page, 'ArrowRight', 'tab "Options"');
    await pressUntil(page, 'Tab', 'textbox "Starts"');
    await page.keyboard.type('5');
    await press(page, 'Enter');
    await expect.poll(() => refits(page, 'bare')).toBe(1);
    await workbench.waitUntilRunEnds();
    expect((await savedStudy(page)).analyses.bare.starts).toBe(5);
    await press(page, 'ControlOrMeta+Enter');
    await expect.poll(() => refits(page, 'bare')).toBe(2);
    await workbench.waitUntilRunEnds();

    // In a field it takes back what was typed there; anywhere else, the last edit of the study.
    await pressUntil(page, 'Shift+Tab', 'button "Starts back to the default"');
    await page.keyboard.press('ControlOrMeta+Z');
    await expect.poll(() => page.getByRole('textbox', { name: 'Starts' }).inputValue()).toBe('');
    expect((await savedStudy(page)).analyses.bare).not.toHaveProperty('starts');

    await page.keyboard.press('ControlOrMeta+K');
    // The cursor blinks in its field, which is all there is to see of it in a palette.
    await expect.poll(() => focused(page)).toBe('textbox "Search or run a command"');
    await page.keyboard.type('coated');
    const found = page.getByRole('dialog').getByRole('button');
    await expect.poll(() => found.first().textContent()).toMatch(/^coated/);
    await expect.poll(() => found.first().getAttribute('data-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'coated', exact: true }).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: 'Report', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Download' }).waitFor();
  });

  it('a point of a figure is found, heard, left out and taken back', async () => {
    const { page, ...workbench } = await tests.open({ at: '#/analysis/bare' });
    await workbench.waitUntilRunEnds();
    await page.getByRole('heading', { level: 1, name: 'bare', exact: true }).waitFor();
    await pressUntil(page, 'F6', 'main');
    await pressUntil(page, 'Tab', 'application "nyquist"');
    await press(page, 'n');
    const spoken = page.getByRole('status').filter({ hasText: /Ω|Hz/ });
    await expect.poll(() => spoken.first().textContent()).toMatch(/bare/);
    await press(page, 'n');
    await press(page, 'Delete');
    const leftOut = page.getByRole('region', { name: 'Left out by hand' });
    await leftOut.waitFor();
    await workbench.waitUntilRunEnds();
    await press(page, 'ControlOrMeta+Z');
    await expect.poll(() => leftOut.count()).toBe(0);
  });

  it('a start value is moved on the Nyquist plot, and let go with Escape', async () => {
    const { page, ...workbench } = await tests.open({ at: '#/analysis/bare' });
    await workbench.waitUntilRunEnds();
    await page.getByRole('heading', { level: 1, name: 'bare', exact: true }).waitFor();
    await pressUntil(page, 'F6', 'main');
    await pressUntil(page, 'Tab', 'slider "R2 (start)"');
    const handle = page.getByRole('slider', { name: 'R2 (start)' });
    const before = Number(await handle.getAttribute('aria-valuenow'));
    await press(page, 'Shift+ArrowLeft');
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBeCloseTo(0.9 * before, 6);
    await press(page, 'Escape');
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBe(before);
    // Not out of the frame, where it would be lost.
    for (let times = 0; times < 3; times++) await press(page, 'Shift+ArrowRight');
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBeLessThan(1.2 * before);
    await press(page, 'Enter');
    await expect
      .poll(async () => (await savedStudy(page)).analyses.bare.start)
      .toEqual([expect.stringMatching(/^R2=/)]);
  });

  it('dialogs take the focus, keep it, and give it back', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await pressUntil(page, 'Tab', 'button "Keyboard shortcuts"');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    for (let stop = 0; stop < 4; stop++) {
      await page.keyboard.press('Tab');
      expect(await dialog.locator(':focus').count()).toBe(1);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.count()).toBe(0);
    await expect.poll(() => focused(page)).toBe('button "Keyboard shortcuts"');
  });
});
