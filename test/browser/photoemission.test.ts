/** What somebody with a deposition series does: the file, a line by pressing its peak, a second one tied to it, a peak dragged, trends. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../built.js';
import { checkAccessibility } from './check-accessibility.js';
import { exportedJson, figureNamed, openAnalysis, savedStudy, treeRow, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';
import { openWorkbench, type WorkbenchPage } from './workbench-page.js';

const series = join(root, 'examples', 'reference-study', 'raw', 'photoemission', 'sodium-series.vms');

const tests = useWorkbenchTests();
let scratch: string;
let workbench: WorkbenchPage;
let id: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'interphase-photoemission-'));
  workbench = await openWorkbench(tests.browser, tests.host);
  await workbench.waitUntilRunEnds();
  await workbench.drop(series);
  await treeRow(workbench.page, basename(series)).waitFor();
  [id] = Object.keys(parse(await savedStudy(workbench.page)).analyses) as [string];
  await openAnalysis(workbench.page, id);
  await workbench.waitUntilRunEnds();
});

afterAll(async () => {
  await workbench?.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function options(): Promise<Record<string, unknown>> {
  return parse(await savedStudy(workbench.page)).analyses[id];
}

/** The figure of a region, in view. */
async function regionFigure(name: string): Promise<Locator> {
  const button = workbench.page
    .getByRole('region', { name: 'Figures', exact: true })
    .getByRole('button', { name: new RegExp(`^${name.replaceAll('-', ' ')}$`, 'i') });
  await button.click();
  const figure = figureNamed(workbench.page, name);
  await waitUntilDrawn(figure, { black: name.startsWith('region') });
  return figure;
}

const add = () => workbench.page.getByRole('form', { name: 'Add a component' });

describe('a deposition series', () => {
  it('gets its lines by pressing a peak and by typing an energy, in all steps at once', async () => {
    const { page } = workbench;
    expect(await options()).toMatchObject({ technique: 'photoemission' });
    const figure = await regionFigure('region-ti-2p');
    await page.getByRole('button', { name: 'Add a line', exact: true }).click();
    const box = (await figure.boundingBox())!;
    // Between 470 and 450 eV from left to right: 2p3/2 stands right of the middle.
    await page.mouse.click(box.x + 0.6 * box.width, box.y + 0.6 * box.height);
    await add().getByLabel('Line', { exact: true }).waitFor();
    const energy = Number(await add().getByLabel('Energy / eV').inputValue());
    expect(energy).toBeGreaterThan(455);
    expect(energy).toBeLessThan(462);
    expect(await add().getByLabel('Line', { exact: true }).inputValue()).toBe('Ti 2p');
    await add().getByLabel('Energy / eV').fill('458.5');
    await add().getByLabel('Name', { exact: true }).fill('Ti4+');
    await add().getByRole('button', { name: 'Add', exact: true }).click();
    await workbench.waitUntilRunEnds();
    expect((await options()).component).toEqual(['Ti4+ = Ti 2p @ 458.5']);

    // By keys alone.
    await add().getByLabel('Energy / eV').focus();
    await page.keyboard.type('456.7');
    await add().getByLabel('Line', { exact: true }).fill('Ti 2p');
    await add().getByLabel('Name', { exact: true }).fill('Ti3+');
    await page.keyboard.press('Enter');
    await workbench.waitUntilRunEnds();
    expect((await options()).component).toEqual(['Ti4+ = Ti 2p @ 458.5', 'Ti3+ = Ti 2p @ 456.7']);
  }, 60_000);

  it('is the series of the command line, to the last number', async () => {
    const { page } = workbench;
    const folder = mkdtempSync(join(scratch, 'study-'));
    cpSync(series, join(folder, basename(series)));
    writeFileSync(join(folder, 'study.yaml'), await savedStudy(page));
    await promisify(execFile)(process.execPath, [join(root, 'bin', 'interphase'), 'run', folder, '--jobs', '1']);
    const json = JSON.parse(readFileSync(join(folder, 'results', 'analyses', `${id}.json`), 'utf8'));
    expect(await exportedJson(page)).toEqual(json);
    expect(json.series).toHaveLength(7);
    expect(json.series[4].quantities['Ti3+.fraction'].value).toBeCloseTo(0.704, 1);
    expect(json.quantities.bandBending.value).toBeCloseTo(0.55, 1);
  }, 60_000);

  it('takes a dragged peak and a tie, and shows trends', async () => {
    const { page } = workbench;
    const figure = await regionFigure('region-ti-2p');
    const before = (await options()).component;
    const handle = figure.getByRole('slider', { name: 'Ti4+ (start)' });
    const { x, y, width, height } = (await handle.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 8, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await options()).component).not.toEqual(before);
    expect(String((await options()).component)).toMatch(/^Ti4\+ = Ti 2p @ 4(?:58\.[6-9]|59|60|61)[.\d]*,Ti3\+/);
    await workbench.waitUntilRunEnds();
    await page.getByRole('button', { name: /^Undo: / }).click();
    await workbench.waitUntilRunEnds();
    expect((await options()).component).toEqual(before);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /Ti3\+\.position/ }) });
    await row.first().waitFor();
    // A field with suggestions.
    const tie = page.getByRole('combobox', { name: 'parameter that Ti3+.position is tied to' });
    await tie.fill('Ti4+.position-1.8');
    await tie.press('Enter');
    await workbench.waitUntilRunEnds();
    expect((await options()).tie).toEqual(['Ti3+.position=Ti4+.position-1.8']);
    await regionFigure('shares');
    await regionFigure('shifts');
    expect(await checkAccessibility(page)).toEqual([]);
  }, 60_000);
});
