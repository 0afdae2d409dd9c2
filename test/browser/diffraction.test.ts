/** What a crystallographer does: a pattern and the CIF of its phases, a refinement, points left out, the structure turned. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { printQuantity } from '../../src/quantity/print.js';
import type { AnalysisJson } from '../../src/report/analysis-json.js';
import { root } from '../built.js';
import { sharedData } from '../shared-data.js';
import {
  chooseFrom,
  downloaded,
  exportedJson,
  figureNamed,
  openAnalysis,
  savedStudy,
  treeRow,
  valueIn,
  waitUntilDrawn,
} from './page-steps.js';
import { type SimulatedMixture, simulateMixture } from './simulated-diffraction.js';
import { useWorkbenchTests } from './use-workbench-tests.js';
import { openWorkbench, type WorkbenchPage } from './workbench-page.js';

/** The command line beside a browser on two cores. */
const BOTH_MS = 120_000;

const tests = useWorkbenchTests();
let scratch: string;
let mixture: SimulatedMixture;
/** Of pattern and CIFs, for all tests that leave it as it was. */
let refined: WorkbenchPage & { id: string };

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'interphase-diffraction-'));
  mkdirSync(join(scratch, 'short'));
  mixture = await simulateMixture(join(scratch, 'short'));
  const workbench = await openWorkbench(tests.browser, tests.host);
  refined = await dropped([mixture.pattern, ...mixture.cifs], workbench);
  await refined.waitUntilRunEnds();
});

afterAll(async () => {
  await refined?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Files dropped onto a page, as the study that is proposed for them; their one analysis is in view. */
async function dropped(paths: readonly string[], on?: WorkbenchPage): Promise<WorkbenchPage & { id: string }> {
  const workbench = on ?? (await tests.open());
  await workbench.waitUntilRunEnds();
  await workbench.drop(...paths);
  await treeRow(workbench.page, basename(paths[0]!)).waitFor();
  const [id] = Object.keys(parse(await savedStudy(workbench.page)).analyses);
  await openAnalysis(workbench.page, id!);
  return { ...workbench, id: id! };
}

/** The JSON and the SVG of the pattern as the command line writes them for the study that the page proposed. */
async function byCommandLine(page: Page, id: string, paths: readonly string[]) {
  const folder = mkdtempSync(join(scratch, 'study-'));
  for (const path of paths) cpSync(path, join(folder, basename(path)));
  writeFileSync(join(folder, 'study.yaml'), await savedStudy(page));
  const command = [join(root, 'bin', 'interphase'), 'run', folder, '--jobs', '1'];
  await promisify(execFile)(process.execPath, command);
  const read = (...path: string[]) => readFileSync(join(folder, 'results', ...path), 'utf8');
  return { json: JSON.parse(read('analyses', `${id}.json`)), svg: read('figures', id, 'pattern.svg') };
}

/** The page's numbers and figure are those of the command line, to the last byte. */
async function expectSame({ page, id }: { page: Page; id: string }, paths: readonly string[]): Promise<AnalysisJson> {
  const { json, svg } = await byCommandLine(page, id, paths);
  expect(await exportedJson(page)).toEqual(json);
  const figures = page.getByRole('region', { name: 'Figures', exact: true });
  await figures.getByRole('application', { name: 'pattern', exact: true }).waitFor();
  const menu = figures.getByRole('button', { name: 'Save or copy the figure' });
  const file = await downloaded(page, () => chooseFrom(page, menu, 'SVG'));
  expect(file.bytes.toString('utf8') === svg).toBe(true);
  return json;
}

const failure = (page: Page) => page.getByRole('region', { name: 'Why the analysis failed' });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo: / }).click();

describe('a pattern and the CIFs of its phases, dropped', () => {
  it('are refined to the numbers and the figure of the command line', async () => {
    const { page, id } = refined;
    const { analyses } = parse(await savedStudy(page));
    expect(analyses[id]).toMatchObject({ recordings: 'mixture.xrdml', phase: ['rutile.cif', 'zincite.cif'] });
    expect(analyses[id].candidate).toBeUndefined();

    const { quantities } = await expectSame(refined, [mixture.pattern, ...mixture.cifs]);
    for (const name of ['rwp', 'rutile.a', 'zincite.c']) {
      const printed = printQuantity(quantities[name]!);
      expect(await valueIn(page, 'Quantities of the analysis.', name).textContent(), name).toBe(printed);
    }
    // The true cell lies 0.07 % beside that of the CIF.
    expect(Math.abs(quantities['rutile.a']!.value! - 4.5937)).toBeLessThan(0.001);
    expect(quantities['rutile.weightFraction']!.value).toBeCloseTo(0.7, 1);

    await page.getByRole('button', { name: /^Files for other programs/ }).click();
    const cif = await downloaded(page, () => page.getByRole('button', { name: 'refinement.cif' }).click());
    expect(cif.bytes.toString('utf8')).toContain('_pd_proc_ls_prof_wR_factor');
  }, 60_000);

  const measured = sharedData('xrd');
  it.skipIf(measured === undefined)(
    `so are a measured pattern and instrument parameters${measured ? '' : ' (no shared data here)'}`,
    async () => {
      const files = ['patterns/FAP.XRA', 'patterns/INST_XRY.PRM', 'cif/fluorapatite.cif'];
      const workbench = await dropped(files.map((file) => join(measured!, file)));
      const options = parse(await savedStudy(workbench.page)).analyses[workbench.id];
      expect(options).toMatchObject({ phase: ['fluorapatite.cif'], instrument: 'INST_XRY.PRM' });
      await workbench.waitUntilRunEnds();
      const { quantities } = await expectSame(
        workbench,
        files.map((file) => join(measured!, file)),
      );
      expect(quantities.rwp!.value).toBeLessThan(9);
      expect(Math.abs(quantities['fluorapatite.a']!.value! - 9.3727)).toBeLessThan(0.001);
    },
    BOTH_MS,
  );
});

describe('a pattern alone', () => {
  it('is told what it lacks, and takes a CIF then', async () => {
    const { page, ...workbench } = await dropped([mixture.pattern]);
    await workbench.waitUntilRunEnds();
    expect(await failure(page).textContent()).toContain('CIF for each phase');
    await failure(page).getByRole('button', { name: 'Go to phase' }).click();
    expect(await page.getByLabel('Phase', { exact: true }).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    const add = failure(page).getByRole('button', { name: 'Add files (.cif)' });
    await workbench.choose(() => add.click(), mixture.cifs[0]!);
    await page.getByRole('region', { name: 'Structure' }).waitFor({ timeout: 45_000 });
    expect(await failure(page).count()).toBe(0);
    expect(parse(await savedStudy(page)).analyses[workbench.id].phase).toEqual(['rutile.cif']);

    await page.getByRole('tab', { name: 'Options' }).click();
    const method = page.getByRole('main').getByRole('combobox', { name: 'Method' });
    await method.selectOption('pawley');
    await expect.poll(async () => parse(await savedStudy(page)).analyses[workbench.id].method).toBe('pawley');
    await undo(page);
    await expect.poll(() => method.inputValue()).toBe('rietveld');
  });
});

describe('a long refinement', () => {
  it('counts its cycles, and is ended when the user says so', async () => {
    const folder = join(scratch, 'long');
    mkdirSync(folder);
    const { pattern, cifs } = await simulateMixture(folder, 0.0012);
    const { page, id } = await dropped([pattern, ...cifs]);
    const main = page.getByRole('main');
    const cycle = main.getByText(/\d+ %: mixture: cycle \d+/);
    await cycle.waitFor({ timeout: 45_000 });
    const first = await cycle.textContent();
    await expect.poll(() => cycle.textContent()).not.toBe(first);
    expect(
      Number(await main.getByRole('progressbar', { name: `${id}, share done` }).getAttribute('aria-valuenow')),
    ).toBeGreaterThan(0);
    await main.getByRole('button', { name: 'Cancel' }).click();
    await main.getByText('Cancelled before there was a result.').waitFor();
    expect(await main.getByRole('button', { name: 'Run again' }).count()).toBe(1);
    expect(await figureNamed(page, 'pattern').count()).toBe(0);
  });
});

/** Draws a rectangle with the mouse; places are shares of the figure from its left and top. */
async function dragOver(figure: Locator, from: readonly [number, number], to: readonly [number, number]) {
  const { x, y, width, height } = (await figure.boundingBox())!;
  const { mouse } = figure.page();
  await mouse.move(x + from[0] * width, y + from[1] * height);
  await mouse.down();
  await mouse.move(x + to[0] * width, y + to[1] * height, { steps: 5 });
  await mouse.up();
}

describe('the figure of a pattern', () => {
  it('tells the reflections, lets points be left out, and undo brings back the same result', async () => {
    const { page, ...workbench } = refined;
    const before = await exportedJson(page);
    const figure = figureNamed(page, 'pattern');
    await waitUntilDrawn(figure);

    // Along the rows of strokes at the foot of the panel.
    const { x, y, width, height } = (await figure.boundingBox())!;
    const told = new Set<string>();
    for (let share = 0.1; share < 0.98; share += 0.02) {
      await page.mouse.move(x + share * width, y + 0.667 * height);
      for (const [hkl] of ((await figure.textContent()) ?? '').matchAll(/-?\d -?\d -?\d/g)) told.add(hkl);
    }
    expect(told.size).toBeGreaterThan(2);

    await page.getByRole('button', { name: 'Select points' }).click();
    await dragOver(figure, [0.3, 0.05], [0.5, 0.6]);
    const chosen = page.getByRole('group', { name: 'Points in the selection' });
    await expect.poll(() => chosen.textContent()).toMatch(/\d+ points/);
    await chosen.getByRole('button', { name: 'Leave out' }).click();
    const leftOut = page.getByRole('region', { name: 'Left out by hand' });
    await leftOut.waitFor();
    await workbench.waitUntilRunEnds();
    expect(parse(await savedStudy(page)).analyses[workbench.id].exclude[0]).toMatch(/^mixture:\d/);
    expect(await exportedJson(page)).not.toEqual(before);

    await undo(page);
    await leftOut.waitFor({ state: 'detached' });
    await workbench.waitUntilRunEnds();
    expect(await exportedJson(page)).toEqual(before);
  });

  it('has a list of parameters that can be searched, and fixes one', async () => {
    const { page, ...workbench } = refined;
    const find = page.getByRole('textbox', { name: 'Find a parameter' });
    await find.fill('zincite. a');
    await page.getByRole('checkbox', { name: 'fix zincite.a' }).check();
    await expect.poll(async () => parse(await savedStudy(page)).analyses[workbench.id].fix).toHaveLength(1);
    await find.fill('');
    await page.getByRole('switch', { name: 'Only what is set here' }).check();
    expect(await page.getByRole('checkbox', { name: /^fix / }).count()).toBe(1);
    await page.getByRole('textbox', { name: 'value at which zincite.a is fixed' }).waitFor();
    await workbench.waitUntilRunEnds();
    const edge = valueIn(page, 'Quantities of the analysis.', 'zincite.a');
    expect(await edge.textContent()).not.toContain('(');
    await undo(page);
    await expect.poll(() => edge.textContent()).toContain('(');
    await page.getByRole('switch', { name: 'Only what is set here' }).uncheck();
  });
});

describe('the structure', () => {
  const view = (page: Page) => page.getByRole('application', { name: 'Structure of rutile' });
  const picture = async (stage: Locator) => {
    // What was asked for is drawn in the next frame.
    await stage.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const png = await stage.getByRole('img').screenshot({ animations: 'disabled' });
    return createHash('sha256').update(png).digest('hex');
  };

  it('turns with the keys and the mouse, is described, and is accessible in light and dark', async () => {
    const { page, ...workbench } = refined;
    const hasWebGl = await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null);
    expect(hasWebGl, 'Chromium draws WebGL with the processor').toBe(true);
    const stage = view(page);
    await stage.scrollIntoViewIfNeeded();
    await expect.poll(() => stage.getAttribute('data-drawn')).toBe('true');
    expect(await stage.getByRole('img').getAttribute('aria-label')).toMatch(/^Unit cell of rutile, .* polyhedra of Ti/);

    await stage.press('0');
    const first = await picture(stage);
    await stage.press('ArrowRight');
    const turned = await picture(stage);
    expect(turned).not.toBe(first);
    await dragOver(stage, [0.4, 0.5], [0.6, 0.6]);
    expect(await picture(stage)).not.toBe(turned);
    await stage.press('0');
    await expect.poll(() => picture(stage)).toBe(first);

    expect(await workbench.accessibilityProblems()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => picture(stage)).not.toBe(first);
    expect(await workbench.accessibilityProblems()).toEqual([]);
    expect(workbench.record.problems, 'what the page did wrong unseen, all tests long').toEqual([]);
  });

  it('is the printed picture where there is no WebGL', async () => {
    const workbench = await tests.open();
    const { page } = workbench;
    await page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...rest]);
      } as typeof getContext;
    });
    await page.reload();
    await dropped([mixture.pattern, mixture.cifs[0]!], workbench);
    await workbench.waitUntilRunEnds();
    const structure = page.getByRole('region', { name: 'Structure' });
    await structure.scrollIntoViewIfNeeded();
    await structure.getByText('This browser cannot turn the structure').waitFor();
    await waitUntilDrawn(structure.getByRole('application'));
    expect(await view(page).count()).toBe(0);
    // three.js says on the console why it cannot draw.
    workbench.record.forgive();
  });
});
