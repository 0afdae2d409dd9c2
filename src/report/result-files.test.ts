import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import type { StudyResult } from '../study/study-result.js';
import type { ResultFile } from '../techniques/technique.js';
import { toAnalysisJson } from './analysis-json.js';
import type { ReportFile } from './figure-files.js';
import { fileNamer } from './file-names.js';
import { renderReport } from './render-report.js';
import { resultsText } from './results-json.js';
import { hostile, sampleStudy } from './test-support/sample-study.js';

const cif = (name: string, text: string): ResultFile => ({
  name,
  description: `Refined structure. ${hostile}`,
  mediaType: 'chemical/x-cif',
  text,
});

const given: readonly ResultFile[] = [
  cif('refinement.cif', 'data_a µ'),
  cif('Refinement.CIF', 'data_b'),
  cif('../../etc/passwd.cif', 'data_c'),
];

/** The sample study whose first analysis, of an awkward name, gives files and names some. */
function studyWithFiles(): StudyResult {
  const study = sampleStudy();
  const [first, ...others] = study.analyses;
  const result: Result = {
    ...first!.result!,
    files: given,
    structures: [{ name: 'nzsp' } as NonNullable<Result['structures']>[number]],
    provenance: {
      ...first!.result!.provenance,
      files: [{ option: 'phase', name: 'a.cif', path: `cif/${hostile}.cif`, sha256: 'c'.repeat(64), bytes: 77 }],
    },
  };
  return { ...study, analyses: [{ ...first!, id: '../up', result }, ...others] };
}

const study = studyWithFiles();
const { result } = study.analyses[0]!;
let files: ReportFile[];
let page: string;

beforeAll(async () => {
  files = await renderReport(study);
  page = String(files[0]!.bytes);
}, 60_000);

describe('the report of an analysis that gives files', { timeout: 60_000 }, () => {
  it('holds them under names that cannot leave their folder or replace each other', () => {
    const written = files.filter(({ path }) => path.startsWith('files/'));
    expect(written.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['files/up/refinement.cif', 'data_a µ'],
      ['files/up/Refinement-2.CIF', 'data_b'],
      ['files/up/etc-passwd.cif', 'data_c'],
    ]);
  });

  it('lists them with description and link, and the files that options name with their digest', () => {
    expect(page.includes('<a href="files/up/refinement.cif">refinement.cif</a>: Refined structure. &lt;script')).toBe(
      true,
    );
    expect(page.includes('files for other programs in <code>files</code>')).toBe(true);
    expect(page.includes('<caption>Files that options name</caption>')).toBe(true);
    expect(page.includes('c'.repeat(52))).toBe(true);
    expect(page.includes('<script')).toBe(false);
  });

  it('says nothing of them where there are none', async () => {
    const [{ bytes }] = (await renderReport(sampleStudy())) as [ReportFile];
    expect(/other programs|options name/.test(String(bytes))).toBe(false);
  });
});

describe('JSON', () => {
  it('lists files without their text, and leaves structures out', () => {
    const json = toAnalysisJson(result!);
    expect(json.files![0]).toEqual({
      name: 'refinement.cif',
      description: given[0]!.description,
      mediaType: 'chemical/x-cif',
      sha256: createHash('sha256').update('data_a µ').digest('hex'),
      bytes: 9,
    });
    expect(JSON.stringify(json)).not.toMatch(/data_a|structures/);
    expect(json.provenance.files).toEqual(result!.provenance.files);
    expect(toAnalysisJson(sampleStudy().analyses[0]!.result!)).not.toHaveProperty('files');
  });

  it('of all results holds both, to be compared with', () => {
    const [written] = (JSON.parse(resultsText(study, '.')) as { analyses: { result: Result }[] }).analyses;
    expect(written!.result.files).toEqual(given);
    expect(written!.result.structures).toEqual(result!.structures);
    expect(written!.result.provenance.files).toEqual(result!.provenance.files);
  });
});

describe('fileNamer with extensions', () => {
  it('keeps them, however long or strange the name is', () => {
    const name = fileNamer({ extensions: true });
    expect(['a.cif', 'A.CIF', 'a.cif', 'con.txt', '.cif', '..', 'x/..\\y.tar.gz', 'no'].map(name)).toEqual([
      'a.cif',
      'A-2.CIF',
      'a-3.cif',
      '_con.txt',
      'cif',
      'unnamed',
      'x-..-y.tar.gz',
      'no',
    ]);
    expect(name(`${'é'.repeat(300)}.cif`)).toBe(`${'é'.repeat(100)}.cif`);
  });
});
