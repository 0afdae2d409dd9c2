/** Files that were cut by a full disk, or are none: said where they are, while everything else goes on. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../built.js';
import { analysisRow, figureNamed, openAnalysis, treeRow, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();
let folder: string;

beforeAll(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'interphase-broken-')), 'cells');
  mkdirSync(folder);
  cpSync(join(root, 'examples', 'reference-study', 'raw', 'symmetric', 'coated.DTA'), join(folder, 'good.DTA'));
  const whole = readFileSync(join(root, 'fuzz', 'seeds', 'a.mpr'));
  // All of the header and none of the rows; most of the rows; something else altogether.
  writeFileSync(join(folder, 'headless.mpr'), whole.subarray(0, Math.floor(0.6 * whole.length)));
  writeFileSync(join(folder, 'cut.mpr'), whole.subarray(0, Math.floor(0.8 * whole.length)));
  writeFileSync(join(folder, 'diary.DTA'), 'Dear diary, nothing was measured today.\n');
  writeFileSync(
    join(folder, 'study.yaml'),
    [
      'title: A bad day',
      'analyses:',
      '  good: { technique: impedance, recordings: good.DTA, circuit: "L0-R0-p(R1,CPE1)-p(R2,CPE2)" }',
      '  headless: { technique: impedance, recordings: headless.mpr }',
      '  cut: { technique: impedance, recordings: cut.mpr }',
      '  diary: { technique: impedance, recordings: diary.DTA }',
      '',
    ].join('\n'),
  );
});

afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

describe('a study with broken files', () => {
  const study = tests.share(async (workbench) => {
    await workbench.waitUntilRunEnds();
    await workbench.drop(folder);
    await workbench.page.getByRole('heading', { level: 1, name: 'A bad day' }).waitFor();
    await workbench.waitUntilRunEnds();
  });

  it('does the other analyses, and says of each broken file what is wrong and what to do', async () => {
    const { page } = study();
    expect(await page.getByRole('banner').textContent()).toContain('4 analyses, 2 failed');
    const states = { good: 'done', cut: 'done', headless: 'failed', diary: 'failed' };
    for (const [id, state] of Object.entries(states)) {
      expect(await analysisRow(page, id).getByRole('img', { name: state }).count(), id).toBe(1);
    }
    const findings = page.getByRole('region', { name: 'What a referee would ask' });
    await expect.poll(() => findings.textContent()).toMatch(/holds 0/);

    await openAnalysis(page, 'headless');
    const failure = page.getByRole('region', { name: 'Why the analysis failed' });
    const words = await failure.textContent();
    expect(words).toMatch(/declares 25 rows and holds 0/);
    expect(words).toMatch(/copy the file again from the instrument computer/i);
    expect(words).toContain('headless.mpr');
    await openAnalysis(page, 'diary');
    await expect.poll(() => failure.textContent()).toMatch(/no reader knows this file/i);
    expect(await failure.textContent()).toMatch(/export the data/i);

    await openAnalysis(page, 'cut');
    await waitUntilDrawn(figureNamed(page, 'nyquist'));
    await page.getByRole('tab', { name: /^Findings/ }).click();
    expect(await page.getByRole('article', { name: 'truncated' }).textContent()).toMatch(/declares 25 rows and holds/);
    await openAnalysis(page, 'good');
    await waitUntilDrawn(figureNamed(page, 'nyquist'));
  });

  it('says in the recording view what the reader has against a file', async () => {
    const { page } = study();
    await treeRow(page, 'cut.mpr').click();
    await page.getByRole('tab', { name: /^Diagnostics/ }).click();
    await expect.poll(() => page.getByRole('complementary').textContent()).toMatch(/declares 25 rows/);
    await treeRow(page, 'diary.DTA').click();
    await expect.poll(() => page.getByRole('main').textContent()).toMatch(/no reader knows this file/i);
  });
});

describe('a study.yaml with a mistake', () => {
  it('is shown with the line, and corrected in the page', async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    const broken = join(folder, '..', 'mistaken');
    cpSync(folder, broken, { recursive: true });
    const text = readFileSync(join(broken, 'study.yaml'), 'utf8');
    writeFileSync(join(broken, 'study.yaml'), text.replace('recordings: cut.mpr', 'recording: cut.mpr'));
    await workbench.drop(broken);
    const mistakes = page.getByRole('region', { name: 'Mistakes in study.yaml' });
    await mistakes.waitFor();
    expect(await mistakes.textContent()).toMatch(/line 5.*recording/);
    await mistakes.getByRole('button', { name: 'line 5' }).first().click();
    const editor = page.getByRole('textbox', { name: 'study.yaml' });
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
    await expect.poll(() => page.getByRole('banner').textContent()).toContain('4 analyses');
    await workbench.waitUntilRunEnds();
    expect(await analysisRow(page, 'good').getByRole('img', { name: 'done' }).count()).toBe(1);
  });
});
