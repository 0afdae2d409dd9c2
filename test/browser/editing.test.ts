import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AnalysisJson } from '../../src/report/analysis-json.js';
import { exportedJson, figureNamed, openAnalysis, savedStudy, valueIn, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';
import type { WorkbenchPage } from './workbench-page.js';

const tests = useWorkbenchTests();

/** Waits until the study ran to its end and an analysis is in view. */
async function untilInView(workbench: WorkbenchPage, id: string): Promise<void> {
  await workbench.waitUntilRunEnds();
  await workbench.page.getByRole('heading', { level: 1, name: id, exact: true }).waitFor();
}

/** The reference study with an analysis in view, for one test. */
async function analysisInView(id: string): Promise<WorkbenchPage> {
  const workbench = await tests.open({ at: `#/analysis/${id}` });
  await untilInView(workbench, id);
  return workbench;
}

/** The same for all tests of a describe, of which each takes back what it did. */
const shareAnalysis = (id: string) =>
  tests.share((workbench) => untilInView(workbench, id), { at: `#/analysis/${id}` });

const undo = (page: Page) => page.getByRole('button', { name: /^Undo: / }).click();
const redo = (page: Page) => page.getByRole('button', { name: /^Redo: / }).click();
const panel = (page: Page, tab: string) => page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();

/** What study.yaml says of an analysis. */
async function savedAnalysis(page: Page, id: string): Promise<Record<string, unknown>> {
  return parse(await savedStudy(page)).analyses[id];
}

/** Resistance of the large arc of the analysis `bare`, ohm. */
const r2 = ({ series }: AnalysisJson): number => series[0]!.quantities.R2!.value!;

/** Draws a rectangle with the mouse; places are shares of the figure from its left and top. */
async function dragOver(figure: Locator, from: readonly [number, number], to: readonly [number, number]) {
  const { x, y, width, height } = (await figure.boundingBox())!;
  const { mouse } = figure.page();
  await mouse.move(x + from[0] * width, y + from[1] * height);
  await mouse.down();
  await mouse.move(x + to[0] * width, y + to[1] * height, { steps: 5 });
  await mouse.up();
}

describe('editing a circuit', () => {
  const bare = shareAnalysis('bare');

  it('fits again, and undo brings the old numbers back', async () => {
    const { page, ...workbench } = bare();
    const resistance = valueIn(page, 'Quantities of the analysis.', 'interface resistance');
    const before = await resistance.textContent();
    const circuit = page.getByLabel('Circuit', { exact: true });
    const old = await circuit.inputValue();

    await circuit.fill('R0-p(R1,C1)');
    await circuit.press('Enter');
    await expect.poll(() => resistance.textContent()).not.toBe(before);
    await workbench.waitUntilRunEnds();
    await page.getByRole('table', { name: /^Parameters of R0-p\(R1,C1\)\./ }).waitFor();
    expect(((await exportedJson(page)) as AnalysisJson).provenance.options.circuit).toBe('R0-p(R1,C1)');
    expect((await savedAnalysis(page, 'bare')).circuit).toBe('R0-p(R1,C1)');

    await undo(page);
    await expect.poll(() => resistance.textContent()).toBe(before);
    expect(await circuit.inputValue()).toBe(old);
    await redo(page);
    await expect.poll(() => circuit.inputValue()).toBe('R0-p(R1,C1)');
    await expect.poll(() => resistance.textContent()).not.toBe(before);
    await undo(page);
    await expect.poll(() => resistance.textContent()).toBe(before);
  });

  it('says what is wrong with a circuit, keeps the former numbers in sight, and undo mends it', async () => {
    const { page, ...workbench } = bare();
    const circuit = page.getByLabel('Circuit', { exact: true });
    const old = await circuit.inputValue();
    await circuit.fill('R0-p(R1,CPE1');
    await circuit.press('Enter');
    const failure = page.getByRole('region', { name: 'Why the analysis failed' });
    await expect.poll(() => failure.textContent()).toContain('R0-p(R1,CPE1');
    await workbench.waitUntilRunEnds();
    expect(await circuit.getAttribute('aria-invalid')).toBe('true');
    expect(await circuit.inputValue()).toBe('R0-p(R1,CPE1');
    expect(await valueIn(page, 'Quantities of the analysis.', 'interface resistance').count()).toBe(1);
    await undo(page);
    await expect.poll(() => failure.count()).toBe(0);
    expect(await circuit.inputValue()).toBe(old);
    expect(await circuit.getAttribute('aria-invalid')).not.toBe('true');
  });

  it('fixes a parameter at a number', async () => {
    const { page } = bare();
    await page.getByRole('checkbox', { name: 'fix CPE2.n' }).check();
    const value = page.getByRole('textbox', { name: 'value at which CPE2.n is fixed' });
    await value.fill('0.8');
    await value.press('Enter');
    await expect.poll(async () => (await savedAnalysis(page, 'bare')).fix).toEqual(['CPE2.n=0.8']);
  });
});

describe('leaving points out with the mouse', () => {
  it('fits without them, names them in a finding, and undo takes them back', async () => {
    const { page, ...workbench } = await analysisInView('bare');
    const before = await exportedJson(page);
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    await page.getByRole('button', { name: 'Select points' }).click();
    // Around the top of the large arc.
    await dragOver(figure, [0.45, 0.05], [0.65, 0.4]);
    const chosen = page.getByRole('group', { name: 'Points in the selection' });
    await expect.poll(() => chosen.textContent()).toMatch(/[2-9] points/);
    await chosen.getByRole('button', { name: 'Leave out' }).click();

    const leftOut = page.getByRole('region', { name: 'Left out by hand' });
    await leftOut.waitFor();
    await workbench.waitUntilRunEnds();
    const { exclude } = await savedAnalysis(page, 'bare');
    expect(exclude).toEqual([expect.stringMatching(/^bare:\d+-\d+$/)]);
    const [first, last] = String((exclude as string[])[0])
      .slice('bare:'.length)
      .split('-');
    await panel(page, 'Findings');
    const finding = page.getByRole('article', { name: 'points-left-out' });
    const many = Number(last) - Number(first) + 1;
    expect(await finding.textContent()).toMatch(new RegExp(`\\b${many}\\b.*option exclude`));
    expect(await leftOut.textContent()).toContain(`rows ${first}–${last}`);
    const without = (await exportedJson(page)) as AnalysisJson;
    expect(r2(without)).not.toBe(r2(before as AnalysisJson));
    expect(Math.abs(r2(without) / r2(before as AnalysisJson) - 1)).toBeLessThan(0.01);

    await page.getByRole('link', { name: 'study.yaml' }).click();
    const source = page.getByRole('textbox', { name: 'study.yaml' });
    await expect.poll(() => source.textContent()).toContain(`bare:${first}-${last}`);
    await undo(page);
    await expect.poll(() => source.textContent()).not.toContain('exclude');

    await openAnalysis(page, 'bare');
    await expect.poll(() => leftOut.count()).toBe(0);
    await workbench.waitUntilRunEnds();
    expect(await exportedJson(page)).toEqual(before);
  });

  it('takes them back with the same rectangle', async () => {
    const { page, ...workbench } = await analysisInView('bare');
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    await page.getByRole('button', { name: 'Select points' }).click();
    await dragOver(figure, [0.45, 0.05], [0.65, 0.4]);
    const chosen = page.getByRole('group', { name: 'Points in the selection' });
    await chosen.getByRole('button', { name: 'Leave out' }).click();
    await page.getByRole('region', { name: 'Left out by hand' }).waitFor();
    await workbench.waitUntilRunEnds();
    await dragOver(figure, [0.45, 0.05], [0.65, 0.4]);
    await chosen.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => page.getByRole('region', { name: 'Left out by hand' }).count()).toBe(0);
    expect(await savedAnalysis(page, 'bare')).not.toHaveProperty('exclude');
  });
});

describe('dragging a start value on the Nyquist plot', () => {
  it('gives the search another start, and the same minimum is found', async () => {
    const { page, ...workbench } = await analysisInView('bare');
    const figure = figureNamed(page, 'nyquist');
    await waitUntilDrawn(figure);
    const before = (await exportedJson(page)) as AnalysisJson;
    const handle = figure.getByRole('slider', { name: 'R2 (start)' });
    const from = Number(await handle.getAttribute('aria-valuenow'));
    const { x, y, width, height } = (await handle.boundingBox())!;
    const end = { x: x + width / 2 - 100, y: y + height / 2 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 5 });
    await page.mouse.up();

    await expect.poll(async () => (await savedAnalysis(page, 'bare')).start).toEqual([expect.stringMatching(/^R2=\d/)]);
    await workbench.waitUntilRunEnds();
    const start = Number(String((await savedAnalysis(page, 'bare')).start).split('=')[1]);
    expect(start).toBeLessThan(0.9 * from);
    expect(start).toBeGreaterThan(0.4 * from);
    await panel(page, 'Parameters');
    expect(Number(await page.getByRole('textbox', { name: 'start value of R2' }).inputValue())).toBe(start);

    const after = (await exportedJson(page)) as AnalysisJson;
    expect(after.provenance.options.start).toEqual([`R2=${start}`]);
    expect(Math.abs(r2(after) / r2(before) - 1)).toBeLessThan(1e-6);
    expect(after.findings.concat(after.series[0]!.findings).map(({ code }) => code)).toContain('starts');
  });
});

describe('another geometry', () => {
  const pellet = shareAnalysis('polarization');

  it('changes the conductivity in proportion: twice as thick is twice as conductive', async () => {
    const { page, ...workbench } = pellet();
    const electronic = (json: unknown) => (json as AnalysisJson).quantities.electronicConductivity!.value!;
    const electronicBefore = electronic(await exportedJson(page));
    await openAnalysis(page, 'conductivity');
    const before = (await exportedJson(page)) as AnalysisJson;
    const shown = valueIn(page, 'Quantities of the analysis.', 'conductivity at 25 °C');
    const old = await shown.textContent();
    await panel(page, 'Sample');
    const thickness = page.getByRole('textbox', { name: 'Thickness' });
    expect(await thickness.inputValue()).toBe('1.00(2) mm');
    await thickness.fill('2.00(4) mm');
    await thickness.press('Enter');
    await expect.poll(() => shown.textContent()).not.toBe(old);
    await workbench.waitUntilRunEnds();
    const after = (await exportedJson(page)) as AnalysisJson;
    const at25 = (json: AnalysisJson) => json.quantities.conductivity25C!.value!;
    expect(at25(after) / at25(before)).toBeCloseTo(2, 9);
    for (const [at, { label, quantities }] of after.series.entries()) {
      const former = before.series[at]!.quantities.conductivity!;
      expect(quantities.conductivity!.value! / former.value!, label).toBeCloseTo(2, 9);
      expect(quantities.conductivity!.sigma! / former.sigma!, label).toBeCloseTo(2, 9);
    }
    // The polarization is of the same pellet: its electronic conductivity follows.
    await openAnalysis(page, 'polarization');
    expect(electronic(await exportedJson(page)) / electronicBefore).toBeCloseTo(2, 9);
    expect(await savedStudy(page)).toContain('thickness: 2.00(4) mm');
    await undo(page);
    await openAnalysis(page, 'conductivity');
    await expect.poll(() => shown.textContent()).toBe(old);
  });

  it('is refused where it is none, at the field', async () => {
    const { page } = pellet();
    await openAnalysis(page, 'conductivity');
    await panel(page, 'Sample');
    const thickness = page.getByRole('textbox', { name: 'Thickness' });
    await thickness.fill('1.00 parsec');
    await thickness.press('Enter');
    await expect.poll(() => thickness.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('button', { name: 'Nothing to undo' }).count()).toBe(1);
  });
});
