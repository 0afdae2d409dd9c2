import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readStudy } from '../../src/study/load-study.js';
import { root } from '../built.js';
import { analysisRow, downloaded, figureNamed, openAnalysis, pixelsOf, treeRow, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();
const study = readStudy(readFileSync(join(root, 'examples', 'reference-study', 'study.yaml'), 'utf8'), 'study.yaml')
  .study!;

const items = study.document.items!;

/** One analysis of each kind, with figures that it must have. */
const figuresOf = {
  conductivity: ['nyquist', 'bode', 'arrhenius'],
  ageing: ['growth', 'distribution'],
  polarization: ['transients', 'current-voltage'],
  'cycling-bare': ['voltage', 'overpotential', 'critical-current'],
  'cycling-full': ['profiles', 'capacity'],
  structure: ['pattern', 'pattern-detail', 'structure-nzsp'],
};

/** Figures of the document, in the order of the page. */
const documentFigures = (page: Page) => page.getByRole('region', { name: 'Figures and tables' }).getByRole('figure');

describe('a first visit', () => {
  const visit = tests.share((workbench) => workbench.waitUntilRunEnds());

  it('shows samples, analyses and files of the reference study, and what a referee would ask', async () => {
    const { page } = visit();
    await expect.poll(() => page.title()).toContain(study.title);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(study.title);
    for (const sample of Object.keys(study.samples)) expect(await treeRow(page, sample).count(), sample).toBe(1);
    for (const { id } of study.analyses) {
      expect(await analysisRow(page, id).getByRole('img', { name: 'done' }).count(), id).toBe(1);
    }
    await treeRow(page, 'raw').click();
    await treeRow(page, 'symmetric').click();
    expect(await treeRow(page, 'coated.DTA').count()).toBe(1);

    // The soft short of the bare cell is what this study is about: it stands first.
    const findings = page.getByRole('region', { name: 'What a referee would ask' });
    const gravest = findings.getByRole('listitem').first();
    expect(await gravest.textContent()).toMatch(/cycling-bare.*soft short/);
    await gravest.getByRole('button', { name: 'cycling-bare' }).click();
    await page.getByRole('heading', { level: 1, name: 'cycling-bare' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: study.title }).waitFor();
  });

  it('prints the numbers of the captions, in the captions and in a table', async () => {
    const { page } = visit();
    await expect.poll(() => documentFigures(page).count()).toBe(items.length);
    const words = (await documentFigures(page).allTextContents()).join('\n');
    expect(words).not.toMatch(/[{}]/);
    const quantities = page.getByRole('region', { name: 'Quantities', exact: true });
    const value = (name: string) =>
      quantities
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .getByRole('cell')
        .first()
        .textContent();
    for (const name of ['activation energy', 'growth exponent', 'electronic conductivity', 'polarization gap']) {
      const text = await value(name);
      expect(text, name).toMatch(/\d\(\d+\)/);
      expect(words, name).toContain(text);
    }
    const { name, bytes } = await downloaded(page, () => quantities.getByRole('button', { name: /as CSV/ }).click());
    expect(name).toMatch(/\.csv$/);
    expect(bytes.toString('utf8')).toContain('interfaceResistance');
  });

  it('draws every figure of the document', async () => {
    const { page } = visit();
    const figures = documentFigures(page);
    await expect.poll(() => figures.count()).toBe(items.length);
    for (let at = 0; at < items.length; at++) {
      await figures.nth(at).scrollIntoViewIfNeeded();
      await waitUntilDrawn(figures.nth(at).getByRole('application'));
    }
  });

  it('draws the figures of each kind of analysis', async () => {
    const { page } = visit();
    for (const [id, names] of Object.entries(figuresOf)) {
      await openAnalysis(page, id);
      const shown = page.getByRole('group', { name: 'Figures shown' });
      expect(await shown.getByRole('button').count(), id).toBeGreaterThanOrEqual(names.length);
      for (const name of names) {
        await shown.getByRole('button', { name: new RegExp(`^${name.replace('-', '.')}$`, 'i') }).click();
        await waitUntilDrawn(figureNamed(page, name));
      }
    }
  });
});

describe('a figure', () => {
  it('says the values of a point, and marks the same row in the figure beside it', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await openAnalysis(page, 'bare');
    await page.getByRole('button', { name: 'Two figures side by side' }).click();
    const [nyquist, bode] = [figureNamed(page, 'Nyquist'), figureNamed(page, 'Bode')];
    await waitUntilDrawn(nyquist);
    await waitUntilDrawn(bode);
    await nyquist.focus();
    await page.keyboard.press('n');
    await expect.poll(() => nyquist.textContent()).toMatch(/bare.*Ω/);
    // A ring around the same frequency.
    await expect.poll(() => bode.locator('svg path').count()).toBeGreaterThan(0);
  });

  it('zooms with the keyboard and shows everything again', async () => {
    const { page, ...workbench } = await tests.open({ at: '#/analysis/bare' });
    await workbench.waitUntilRunEnds();
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    const whole = await pixelsOf(figure);
    await figure.focus();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(async () => (await pixelsOf(figure)).ink).not.toBe(whole.ink);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect.poll(() => pixelsOf(figure)).toEqual(whole);
  });
});
