import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../built.js';
import {
  chooseFrom,
  downloaded,
  figureNamed,
  openAnalysis,
  pixelsOf,
  treeRow,
  valueIn,
  waitUntilDrawn,
} from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();
const title = 'TiO2-coated Na3Zr2Si2PO12 against sodium metal';

/** What the recording's plot says of itself: which columns, and how far they are seen. */
const plotWords = async (page: Page): Promise<string> => {
  const plot = page.getByRole('img', { name: 'Plot of the recording' });
  const id = await plot.getAttribute('aria-describedby');
  return (await page.locator(`[id="${id}"]`).textContent()) ?? '';
};

/** Seconds at the two ends of the time axis, as the plot says them. */
async function timeShown(page: Page): Promise<[number, number]> {
  const found = /against time in s \((\S+) to ([^)]+)\)/.exec(await plotWords(page))!;
  const [from, to] = found
    .slice(1)
    .map((text) =>
      Number(
        text
          .replace('−', '-')
          .replace(
            /×10(.*)$/,
            (_, power: string) => `e${[...power].map((sign) => superscripts[sign] ?? sign).join('')}`,
          ),
      ),
    );
  return [from!, to!];
}

const superscripts: Readonly<Record<string, string>> = Object.fromEntries(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [sign, String(digit)] as const).concat([['⁻', '-']]),
);

describe('comparing', () => {
  it('lays the bare and the coated cell over each other, and says how far apart their numbers are', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await page.getByRole('link', { name: 'Compare' }).click();
    const chosen = page.getByRole('group', { name: 'Analyses to compare' });
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    for (const id of ['conductivity', 'ageing']) {
      const isChosen = await chosen.getByRole('checkbox', { name: id }).isChecked();
      if (isChosen) await chosen.getByText(id, { exact: true }).click();
    }
    for (const id of ['bare', 'coated'])
      expect(await chosen.getByRole('checkbox', { name: id }).isChecked()).toBe(true);
    await expect.poll(() => figure.getByRole('img').getAttribute('aria-label')).toMatch(/bare and coated/);
    await waitUntilDrawn(figure);

    const row = page.getByRole('row').filter({ hasText: /interface ?resistance/i });
    const [bare, coated, apart] = await row.getByRole('cell').allTextContents();
    expect(Number.parseFloat(bare!)).toBeGreaterThan(10 * Number.parseFloat(coated!));
    expect(Number.parseFloat(apart!)).toBeGreaterThan(10);
    // The choice is in the address: it can be kept, and come back to.
    await page.reload();
    await workbench.waitUntilRunEnds();
    await waitUntilDrawn(figure);
    await expect.poll(() => figure.getByRole('img').getAttribute('aria-label')).toMatch(/bare and coated/);
  });
});

describe('the report', () => {
  const oneCell = `title: One cell
analyses:
  bare: { technique: impedance, recordings: bare.DTA, circuit: "L0-R0-p(R1,CPE1)-p(R2,CPE2)" }
document:
  items:
    - figure: S1
      panels: [bare.nyquist]
      caption: The cell.
`;
  let folder: string;
  beforeAll(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'interphase-cell-')), 'one-cell');
    cpSync(join(root, 'examples/reference-study/raw/symmetric/bare.DTA'), join(folder, 'bare.DTA'));
    writeFileSync(join(folder, 'study.yaml'), oneCell);
  });
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is shown as it will be', async () => {
    const { page, ...workbench } = await tests.open({ at: '#/report' });
    await workbench.waitUntilRunEnds();
    const preview = page.frameLocator('iframe');
    await preview.getByRole('heading', { level: 1 }).waitFor();
    expect(await preview.getByRole('heading', { level: 1 }).textContent()).toContain(title);
    const [first] = await preview.locator('figure svg').evaluateAll((figures) =>
      figures.map((figure) => {
        const { width, height } = figure.getBoundingClientRect();
        return { width, height, marks: figure.querySelectorAll('path').length };
      }),
    );
    expect(first!.width).toBeGreaterThan(200);
    expect(first!.marks).toBeGreaterThan(10);
  });

  it('is taken along whole, with what it is made of', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await workbench.drop(folder);
    await page.getByRole('heading', { level: 1, name: 'One cell' }).waitFor();
    await workbench.waitUntilRunEnds();
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    const { name, bytes } = await downloaded(page, () =>
      chooseFrom(page, page.getByRole('button', { name: 'Download' }), /The whole study/),
    );
    expect(name).toBe('one-cell.zip');
    const files = unzipSync(bytes);
    expect(strFromU8(files['one-cell/study.yaml']!)).toBe(oneCell);
    expect(strFromU8(files['one-cell/results/report.html']!)).toContain('One cell');
    expect(Buffer.from(files['one-cell/results/figures/S1.png']!).subarray(1, 4).toString()).toBe('PNG');
    expect(Buffer.compare(Buffer.from(files['one-cell/bare.DTA']!), readFileSync(join(folder, 'bare.DTA')))).toBe(0);
  });
});

describe('a recording', () => {
  it('of 12,000 rows is zoomed, moved and read, and shows what the instrument was set to', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await treeRow(page, 'raw').click();
    await treeRow(page, 'cycling').click();
    await treeRow(page, 'coated.mpt').click();
    await page.getByRole('heading', { level: 1, name: 'coated.mpt' }).waitFor();
    await expect.poll(() => plotWords(page)).toMatch(/Ewe in V .* against time in s .*12,000 rows/);
    const plot = page.getByRole('group', { name: /^Plot\. / });
    await expect.poll(async () => (await pixelsOf(plot)).colour).toBeGreaterThan(0.01);
    const [start, end] = await timeShown(page);

    const box = (await plot.boundingBox())!;
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await expect.poll(() => page.getByRole('main').textContent()).toMatch(/Row [\d,]+/);
    for (let times = 0; times < 5; times++) await page.mouse.wheel(0, -240);
    await expect
      .poll(async () => (await timeShown(page))[1] - (await timeShown(page))[0])
      .toBeLessThan((end - start) / 2);

    const zoomed = await timeShown(page);
    await page.mouse.down();
    await page.mouse.move(middle.x - 200, middle.y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => (await timeShown(page))[0]).toBeGreaterThan(zoomed[0]);
    await expect.poll(async () => (await pixelsOf(plot)).colour).toBeGreaterThan(0.001);
    await page.getByRole('button', { name: /^Show all/ }).click();
    await expect.poll(() => timeShown(page)).toEqual([start, end]);

    await page.getByRole('textbox', { name: 'Jump to row' }).fill('9000');
    await page.getByRole('button', { name: 'Go' }).click();
    await expect.poll(() => page.getByRole('rowheader', { name: /^9,?000$/ }).count()).toBe(1);
    await page.getByRole('tab', { name: 'Settings' }).click();
    const settings = page.getByRole('complementary', { name: 'About the recording' });
    await expect.poll(() => settings.textContent()).toMatch(/\d+ settings, as stored in the file/);
    expect(await settings.textContent()).toMatch(/SHA-256/i);
  });
});

describe('the page', () => {
  it('stays dark when it was made dark', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    const brightness = () =>
      page.evaluate(() => {
        const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number);
        return (red! + green! + blue!) / 3;
      });
    expect(await brightness()).toBeGreaterThan(200);
    await chooseFrom(page, page.getByRole('button', { name: 'Light or dark' }), /^Dark/);
    await expect.poll(brightness).toBeLessThan(60);
    await page.reload();
    await workbench.waitUntilRunEnds();
    expect(await brightness()).toBeLessThan(60);
    // Figures are dark too: their paper is not white.
    await openAnalysis(page, 'bare');
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    const [paper] = await figure
      .getByRole('img')
      .evaluate((canvas) => [...(canvas as HTMLCanvasElement).getContext('2d')!.getImageData(2, 2, 1, 1).data]);
    expect(paper).toBeLessThan(80);
  });

  it('works on a tablet: the tree and the panel come when they are called', async () => {
    const { page, ...workbench } = await tests.open({ viewport: { width: 820, height: 1180 }, hasTouch: true });
    await workbench.waitUntilRunEnds();
    expect(await page.getByRole('tree').count()).toBe(0);
    await page.getByRole('button', { name: 'Show the tree' }).tap();
    await page.getByRole('dialog', { name: 'Study' }).waitFor();
    await treeRow(page, 'bare').tap();
    await page.getByRole('heading', { level: 1, name: 'bare', exact: true }).waitFor();
    await expect.poll(() => page.getByRole('tree').count()).toBe(0);
    await waitUntilDrawn(figureNamed(page, 'nyquist'));
    expect(await valueIn(page, 'Quantities of the analysis.', 'interface resistance').isVisible()).toBe(true);

    await page.getByRole('button', { name: 'Open the panel' }).tap();
    const panel = page.getByRole('complementary', { name: /^Parameters, options/ });
    await panel.getByRole('tab', { name: 'Options' }).tap();
    await panel.getByRole('textbox', { name: 'Find an option' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => panel.count()).toBe(0);
    // Nothing sticks out at the side.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(820);
    const small = await page
      .getByRole('banner')
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons
          .map((button) => button.getBoundingClientRect())
          .filter(({ width, height }) => width > 0 && Math.min(width, height) < 24),
      );
    expect(small).toEqual([]);
  });
});
