/** What a scientist does first: opens a folder of files as the instruments wrote them, without any study.yaml. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { AnalysisJson } from '../../src/report/analysis-json.js';
import { sharedData } from '../shared-data.js';
import { analysisRow, exportedJson, figureNamed, openAnalysis, savedStudy, waitUntilDrawn } from './page-steps.js';
import { useWorkbenchTests } from './use-workbench-tests.js';

const [spectra, cycles] = [sharedData('eis'), sharedData('cycling')];

/** Of six vendors; the last ones are a temperature series. */
const spectrumFiles = [
  'PEIS_LPSCl_IonBlocking_-25C.mpr',
  'exampleDataGamry.DTA',
  'Circuit1_EIS_1.z',
  'exampleDataAutolab.txt',
  'exampleDataVersaStudio.par',
  'data.idf',
  ...[140, 150, 160, 170, 180, 190, 200].map((degrees) => `s04147-${degrees}deg.txt`),
];
const cycleFiles = [
  'biologic/gcpl-symmetric-v3.mpr',
  'neware/nda-29.nda',
  'maccor/maccor_native.052',
  'arbin/arbin_example.res',
  'other/novonix.csv',
];

const tests = useWorkbenchTests();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-raw-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with copies of some files, and a note that is no recording. */
function copied(name: string, from: string, files: readonly string[]): string {
  for (const file of files) cpSync(join(from, file), join(folder, name, file));
  writeFileSync(join(folder, name, 'notes.md'), 'Measured on a Tuesday.\n');
  return join(folder, name);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

const proposalNote = (page: Page) => page.getByRole('complementary', { name: 'A study made from the files' });

type Analyses = readonly (readonly [string, { readonly technique: string; readonly recordings: string }])[];

/** Analyses of the study that is open, by their ids. */
async function analysesOf(page: Page): Promise<Analyses> {
  return Object.entries(parse(await savedStudy(page)).analyses);
}

/** The analysis that takes a file. */
function idOf(proposed: Analyses, file: string): string {
  return proposed.find(([, { recordings }]) => recordings === file)![0];
}

describe('a folder of impedance files', () => {
  const title = 'dropped onto the page, becomes a study with fits and figures';
  it.skipIf(spectra === undefined)(spectra ? title : `${title} (no shared data here)`, async () => {
    const { page, ...workbench } = await tests.open();
    await workbench.waitUntilRunEnds();
    await workbench.drop(copied('spectra', spectra!, spectrumFiles));
    await heading(page, 'spectra').waitFor();
    await proposalNote(page).waitFor();
    const proposed = await analysesOf(page);
    await workbench.waitUntilRunEnds();
    expect(new Set(proposed.map(([, { technique }]) => technique))).toEqual(new Set(['impedance']));
    // Seven temperatures of one pellet are one analysis, every other file is one of its own.
    expect(proposed.length).toBe(7);
    for (const [id] of proposed) {
      expect(await analysisRow(page, id).getByRole('img', { name: 'done' }).count(), id).toBe(1);
    }

    for (const id of ['exampleDataGamry.DTA', 'data.idf'].map((file) => idOf(proposed, file))) {
      await openAnalysis(page, id);
      await waitUntilDrawn(figureNamed(page, 'nyquist'));
      const { series } = (await exportedJson(page)) as AnalysisJson;
      expect(Object.keys(series[0]!.quantities), id).toContain('R1');
    }

    // A resistor and a capacitor on a board, of which the answer of another program is known.
    const board = (JSON.parse(readFileSync(join(spectra!, 'expected.json'), 'utf8')).fits as ReferenceFit[]).find(
      ({ file, circuit }) => file === 'Circuit1_EIS_1.z' && circuit === 'R0-p(R1,C1)',
    )!;
    await openAnalysis(page, idOf(proposed, board.file));
    const circuit = page.getByLabel('Circuit', { exact: true });
    await circuit.fill(board.circuit);
    await circuit.press('Enter');
    await page.getByRole('table', { name: /^Parameters of R0-p\(R1,C1\)\./ }).waitFor();
    const { quantities } = ((await exportedJson(page)) as AnalysisJson).series[0]!;
    for (const [name, value] of Object.entries(board.params)) {
      expect(Math.abs(quantities[name]!.value! / value - 1), name).toBeLessThan(1e-6);
    }
  });

  it.skipIf(spectra === undefined)(
    spectra ? 'takes a study.yaml from the folder that has one' : 'takes the study.yaml (no shared data here)',
    async () => {
      const path = copied('with-study', spectra!, spectrumFiles.slice(-7));
      const text = [
        'title: Pellet s04147',
        'samples:',
        '  pellet: { thickness: 2.1 mm, diameter: 8 mm }',
        'analyses:',
        '  pellet: { technique: impedance, sample: pellet, recordings: "s04147-{temperature:degC}deg.txt", circuit: "p(R1,CPE1)-p(R2,CPE2)-CPE3" }',
      ];
      writeFileSync(join(path, 'study.yaml'), `${text.join('\n')}\n`);
      const { page, ...workbench } = await tests.open({ folderAccess: false });
      await workbench.waitUntilRunEnds();
      await page.getByRole('button', { name: /open another study/ }).click();
      await workbench.choose(() => page.getByRole('menuitem', { name: 'Open a folder' }).click(), path);
      await heading(page, 'Pellet s04147').waitFor();
      await workbench.waitUntilRunEnds();
      expect(await proposalNote(page).count()).toBe(0);
      await openAnalysis(page, 'pellet');
      await page.getByRole('group', { name: 'Figures shown' }).getByRole('button', { name: 'Arrhenius' }).click();
      await waitUntilDrawn(figureNamed(page, 'arrhenius'));
      expect(((await exportedJson(page)) as AnalysisJson).series.length).toBe(7);
    },
  );
});

describe('a folder of cycling files', () => {
  const title = 'opened with the folder field, becomes a study with numbers and figures';
  it.skipIf(cycles === undefined)(cycles ? title : `${title} (no shared data here)`, async () => {
    const path = copied('cells', cycles!, cycleFiles);
    const { page, ...workbench } = await tests.open({ folderAccess: false });
    await workbench.waitUntilRunEnds();
    await page.getByRole('button', { name: /open another study/ }).click();
    await workbench.choose(() => page.getByRole('menuitem', { name: 'Open a folder' }).click(), path);
    await heading(page, basename(path)).waitFor();
    await proposalNote(page).waitFor();
    const proposed = await analysesOf(page);
    await workbench.waitUntilRunEnds();
    expect(proposed.map(([, { recordings }]) => recordings).sort()).toEqual([...cycleFiles].sort());
    for (const file of cycleFiles) {
      const id = idOf(proposed, file);
      expect(await analysisRow(page, id).getByRole('img', { name: 'done' }).count(), file).toBe(1);
      await openAnalysis(page, id);
      const figures = page.getByRole('region', { name: 'Figures', exact: true });
      await waitUntilDrawn(figures.getByRole('application').first(), { black: true });
      const { technique, quantities } = (await exportedJson(page)) as AnalysisJson;
      expect(technique, file).toBe('cycling');
      expect(Object.keys(quantities).length, file).toBeGreaterThan(0);
    }
  });
});

describe('files dropped onto dropped files', () => {
  it.skipIf(spectra === undefined)(
    spectra ? 'join the study when the user says so' : 'join the study (no shared data here)',
    async () => {
      const [first, second] = [join(spectra!, 'Circuit1_EIS_1.z'), join(spectra!, 'exampleDataAutolab.txt')];
      const { page, ...workbench } = await tests.open();
      await workbench.waitUntilRunEnds();
      await workbench.drop(first);
      await proposalNote(page).waitFor();
      const [[id]] = (await analysesOf(page)) as [[string, unknown]];
      await workbench.waitUntilRunEnds();
      await workbench.drop(second);
      await page.getByRole('dialog').getByRole('button', { name: 'Add to this study' }).click();
      await expect.poll(async () => (await analysesOf(page)).length).toBe(2);
      await workbench.waitUntilRunEnds();
      expect((await analysesOf(page)).map(([name]) => name)).toContain(id);
      await page.getByRole('button', { name: /^Undo: add / }).click();
      await expect.poll(async () => (await analysesOf(page)).length).toBe(1);
    },
  );
});

interface ReferenceFit {
  readonly file: string;
  readonly circuit: string;
  readonly params: Readonly<Record<string, number>>;
}
