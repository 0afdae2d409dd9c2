/** The command line and the page run the same study, each for itself: numbers and pictures must be the same. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStudy } from '../../src/study/load-study.js';
import { root } from '../built.js';
import { chooseFrom, downloaded, exportedJson, openAnalysis, treeRow } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';
import { openWorkbench, type WorkbenchPage } from './workbench-page.js';

/** Both runs together, each of which may wait for the other's core. */
const BOTH_RUNS_MS = 240_000;

const example = join(root, 'examples', 'reference-study');
const study = readStudy(readFileSync(join(example, 'study.yaml'), 'utf8'), 'study.yaml').study!;
const analyses = study.analyses.map(({ id }) => id);

const tests = useWorkbenchTests();
let folder: string;
let workbench: WorkbenchPage;

/** A file that the command line wrote. */
const written = (...path: string[]) => readFileSync(join(folder, 'results', ...path), 'utf8');

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'interphase-same-')), 'study');
  // Neither results nor a cache: nobody can look anything up.
  for (const name of ['study.yaml', 'raw']) cpSync(join(example, name), join(folder, name), { recursive: true });
  workbench = await openWorkbench(tests.browser, tests.host);
  const { page } = workbench;
  await workbench.waitUntilRunEnds();
  await workbench.drop(folder);
  await page.getByRole('button', { name: /dropped/ }).waitFor();
  const command = [join(root, 'bin', 'interphase'), 'run', folder, '--jobs', '1'];
  await Promise.all([promisify(execFile)(process.execPath, command), workbench.waitUntilRunEnds(BOTH_RUNS_MS)]);
}, BOTH_RUNS_MS);

afterAll(async () => {
  await workbench?.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

it('has computed every analysis in the browser, none of them looked up', async () => {
  const computed = await workbench.page.evaluate(() =>
    performance
      .getEntriesByName('workbench:refit')
      .map((entry) => (entry as PerformanceMeasure).detail.analysis as string),
  );
  expect(computed.sort()).toEqual([...analyses].sort());
});

describe('numbers', () => {
  it.each(analyses)('of %s are the same in Node and in Chromium', async (id) => {
    const { page } = workbench;
    await openAnalysis(page, id);
    // Said only of what was computed on this page.
    expect(
      await page
        .getByRole('main')
        .getByText(/computed in \d/)
        .count(),
    ).toBe(1);
    // To the last digit: what computes a result uses operations that are the same on every engine.
    expect(await exportedJson(page)).toEqual(JSON.parse(written('analyses', `${id}.json`)));
  });
});

describe('figures', () => {
  const svgOf = (figure: Locator) =>
    downloaded(workbench.page, () =>
      chooseFrom(workbench.page, figure.getByRole('button', { name: 'Save or copy the figure' }), 'SVG'),
    );

  it.each(['S2', 'S7'])('of the document are the same SVG, byte for byte: %s', async (name) => {
    const { page } = workbench;
    await page.getByRole('link', { name: 'Study', exact: true }).click();
    const figure = page
      .getByRole('figure')
      .filter({ has: page.getByRole('heading', { name: `Figure ${name}`, exact: true }) });
    await figure.scrollIntoViewIfNeeded();
    const file = await svgOf(figure);
    expect(file.name).toBe(`${name}.svg`);
    expect(file.bytes.toString('utf8') === written('figures', file.name)).toBe(true);
  });

  it.each([
    ['conductivity', 'Arrhenius', 'arrhenius'],
    ['cycling-full', 'Profiles', 'profiles'],
  ])('of the analysis %s are the same SVG, byte for byte: %s', async (id, button, name) => {
    const { page } = workbench;
    await openAnalysis(page, id);
    await page.getByRole('group', { name: 'Figures shown' }).getByRole('button', { name: button }).click();
    const figures = page.getByRole('region', { name: 'Figures', exact: true });
    await figures.getByRole('application', { name, exact: true }).waitFor();
    const file = await svgOf(figures);
    expect(file.name).toBe(`${id}-${name}.svg`);
    expect(file.bytes.toString('utf8') === written('figures', id, `${name}.svg`)).toBe(true);
  });
});

it('has done nothing wrong unseen on the page', async () => {
  await treeRow(workbench.page, 'raw').waitFor();
  expect(workbench.record.problems).toEqual([]);
});
