/** Steps that many stories take on the page, by what is written on it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A row of the tree, by the name printed in it. */
export function treeRow(page: Page, name: string): Locator {
  return page.getByRole('treeitem').filter({ has: page.getByText(name, { exact: true }) });
}

/** The row of an analysis, by its name and the sign of its state; samples and folders may have the same name. */
export function analysisRow(page: Page, id: string): Locator {
  return treeRow(page, id).filter({
    has: page.getByRole('img', { name: /^(?:done|failed|waiting|running|cancelled)/ }),
  });
}

/** Opens an analysis from the tree. */
export async function openAnalysis(page: Page, id: string): Promise<void> {
  await analysisRow(page, id).click();
  await page.getByRole('heading', { level: 1, name: id, exact: true }).waitFor();
}

/** A figure of an analysis that is in view: `nyquist`. */
export function figureNamed(page: Page, name: string): Locator {
  return page.getByRole('application', { name, exact: true });
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Share of the pixels that are not paper. */
  readonly ink: number;
  /** Share of the pixels with a hue: points and curves, while axes and letters are grey. */
  readonly colour: number;
}

/** What is on the canvas of a figure, as the browser painted it. */
export function pixelsOf(figure: Locator): Promise<Pixels> {
  return figure.getByRole('img').evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
    let [ink, colour] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
      // The corner of a figure is paper.
      if (red !== data[0] || green !== data[1] || blue !== data[2]) ink++;
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 48) colour++;
    }
    const all = width * height;
    return { width, height, ink: ink / all, colour: colour / all };
  });
}

/**
 * Waits until a figure is drawn: letters and axes, and data in their colours.
 *
 * @param black the data are drawn in black, too, and told by how much is drawn
 */
export async function waitUntilDrawn(figure: Locator, { black = false } = {}): Promise<void> {
  await figure.scrollIntoViewIfNeeded();
  const isDrawn = ({ ink, colour }: Pixels) => ink > 0.01 && (black ? ink > 0.04 : colour > 0.0002);
  await expect.poll(async () => isDrawn(await pixelsOf(figure))).toBe(true);
  const { width, height } = await pixelsOf(figure);
  expect(Math.min(width, height)).toBeGreaterThan(100);
}

export interface DownloadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A file that the page hands to the browser's downloads. @param ask what makes the page do so */
export async function downloaded(page: Page, ask: () => Promise<void>): Promise<DownloadedFile> {
  const begun = page.waitForEvent('download');
  await ask();
  const download = await begun;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Chooses an entry of a menu. */
export async function chooseFrom(page: Page, menu: Locator, entry: string | RegExp): Promise<void> {
  await menu.click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** The JSON that the page exports of the analysis in view. */
export async function exportedJson(page: Page): Promise<unknown> {
  const { bytes } = await downloaded(page, () =>
    chooseFrom(page, page.getByRole('button', { name: 'Export', exact: true }), 'Analysis as JSON'),
  );
  return JSON.parse(bytes.toString('utf8'));
}

/** study.yaml as the page gives it: what `Save` downloads where the folder cannot be written. */
export async function savedStudy(page: Page): Promise<string> {
  const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: /^Save, / }).click());
  expect(name).toBe('study.yaml');
  return bytes.toString('utf8');
}

/** Text of the cell that follows a row's name, in the table of that name. */
export function valueIn(page: Page, table: string | RegExp, row: string): Locator {
  return page
    .getByRole('table', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell')
    .first();
}
