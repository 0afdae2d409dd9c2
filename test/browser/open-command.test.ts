/** `interphase open`: what is done on the page is in the folder, and what happens in the folder is on the page. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../built.js';
import { analysisRow, chooseFrom, downloaded, openAnalysis, valueIn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const tests = useWorkbenchTests();
let study: string;

const text = `title: Two cells
# Written by hand, with remarks that stay.
samples:
  bare:   { stack: [Na, NZSP 0.60(1) mm, Na], diameter: 12.0(1) mm }   # micrometer screw
  coated: { stack: [Na, TiO2 3.0(2) nm, NZSP 0.60(1) mm, TiO2 3.0(2) nm, Na], diameter: 12.0(1) mm }

analyses:
  bare: { technique: impedance, sample: bare, recordings: raw/bare.DTA, circuit: "L0-R0-p(R1,CPE1)-p(R2,CPE2)", cell: symmetric }
  coated:
    technique: impedance
    sample: coated
    recordings: raw/coated.DTA   # of the same day
    circuit: L0-R0-p(R1,CPE1)-p(R2,CPE2)
    cell: symmetric

document:
  items:
    - figure: S1
      panels: [bare.nyquist, coated.nyquist]
      caption: Bare {bare.interfaceResistance}, coated {coated.interfaceResistance}.
`;

beforeAll(() => {
  study = join(mkdtempSync(join(tmpdir(), 'interphase-cells-')), 'two-cells');
  cpSync(join(root, 'examples', 'reference-study', 'raw', 'symmetric'), join(study, 'raw'), { recursive: true });
  writeFileSync(join(study, 'study.yaml'), text);
});

afterAll(() => rmSync(join(study, '..'), { recursive: true, force: true }));

/** Lines of the first text that the second has otherwise, with what it has there. */
function changedLines(before: string, after: string): [string | undefined, string | undefined][] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  return Array.from(
    { length: Math.max(old.length, fresh.length) },
    (_, at): [string | undefined, string | undefined] => [old[at], fresh[at]],
  ).filter(([was, is]) => was !== is);
}

describe('a folder opened with `interphase open`', () => {
  it('gets the edits of the page when they are saved, and nothing else changes in its study.yaml', async () => {
    const server = await tests.serve(study);
    const onDisk = () => readFileSync(join(server.folder, 'study.yaml'), 'utf8');
    const { page, ...workbench } = await tests.open({ server });
    await workbench.waitUntilRunEnds();
    expect(await page.getByRole('button', { name: 'Save, saved' }).count()).toBe(1);
    await openAnalysis(page, 'bare');
    await page.getByRole('tab', { name: 'Sample' }).click();
    const diameter = page.getByRole('textbox', { name: 'Diameter' });
    await diameter.fill('11.5(1) mm');
    await diameter.press('Enter');
    const save = page.getByRole('button', { name: 'Save, not saved' });
    await save.waitFor();
    await expect.poll(() => page.title()).toMatch(/^•/);
    expect(onDisk()).toBe(text);
    await save.click();
    await page.getByRole('button', { name: 'Save, saved' }).waitFor();
    const changes = changedLines(text, onDisk());
    expect(changes.length).toBe(1);
    expect(changes[0]![1]).toBe(changes[0]![0]!.replace('12.0(1) mm', '11.5(1) mm'));
  });

  it('shows on the page what another program changes in it: study.yaml, and a recording', async () => {
    const server = await tests.serve(study);
    const { page, ...workbench } = await tests.open({ server });
    await workbench.waitUntilRunEnds();
    writeFileSync(join(server.folder, 'study.yaml'), text.replace('title: Two cells', 'title: Two better cells'));
    await page.getByRole('heading', { level: 1, name: 'Two better cells' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save, saved' }).count()).toBe(1);
    await page.getByRole('button', { name: /^Undo: study\.yaml changed on disk/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Two cells', exact: true }).waitFor();

    await openAnalysis(page, 'bare');
    const resistance = valueIn(page, 'Quantities of the analysis.', 'interface resistance');
    const before = await resistance.textContent();
    copyFileSync(join(study, 'raw', 'coated.DTA'), join(server.folder, 'raw', 'bare.DTA'));
    await expect.poll(() => resistance.textContent()).not.toBe(before);
    rmSync(join(server.folder, 'raw', 'bare.DTA'));
    await expect.poll(() => analysisRow(page, 'bare').getByRole('img', { name: 'failed' }).count()).toBe(1);
    await expect
      .poll(() => page.getByRole('region', { name: 'Why the analysis failed' }).textContent())
      .toContain('bare.DTA');
  });

  it('gets the results of `interphase run`, and figures as PDF', async () => {
    const server = await tests.serve(study);
    const { page, ...workbench } = await tests.open({ server });
    await workbench.waitUntilRunEnds();
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    expect(existsSync(join(server.folder, 'results'))).toBe(false);
    await page.getByRole('button', { name: 'Write results' }).click();
    const report = join(server.folder, 'results', 'report.html');
    await expect.poll(() => existsSync(report)).toBe(true);
    expect(readFileSync(report, 'utf8')).toContain('Two cells');
    await expect
      .poll(() => readdirSync(join(server.folder, 'results')))
      .toEqual(expect.arrayContaining(['analyses', 'figures', 'report.html', 'results.json', 'tables']));

    await page.getByRole('link', { name: 'Study', exact: true }).click();
    const figure = page.getByRole('figure').filter({ has: page.getByRole('heading', { name: 'Figure S1' }) });
    const { name, bytes } = await downloaded(page, () =>
      chooseFrom(page, figure.getByRole('button', { name: 'Save or copy the figure' }), 'PDF'),
    );
    expect(name).toBe('S1.pdf');
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.subarray(-16).toString('latin1')).toContain('%%EOF');
  });
});
