import { beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult } from '../study/study-result.js';
import type { ReportFile } from './figure-files.js';
import { renderReport } from './render-report.js';
import { hostile, sampleStudy } from './test-support/sample-study.js';

const text = (files: readonly ReportFile[], path: string): string =>
  String(files.find((file) => file.path === path)?.bytes);

/** A plain yes or no: a failing `toContain` would print the whole page. */
const holds = (page: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? page.includes(wanted) : wanted.test(page);

let files: ReportFile[];
let page: string;

beforeAll(async () => {
  files = await renderReport(sampleStudy());
  page = text(files, 'report.html');
}, 60_000);

describe('renderReport', { timeout: 60_000 }, () => {
  it('gives page, figures, tables and analyses under safe, distinct names', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual([
      'report.html',
      'figures/S2.svg',
      'figures/S2.vl.json',
      'tables/table-s1.csv',
      'analyses/conductivity.json',
      'tables/conductivity-quantities.csv',
      'figures/conductivity/nyquist.svg',
      'figures/conductivity/nyquist.vl.json',
      'figures/conductivity/arrhenius.svg',
      'figures/conductivity/arrhenius.vl.json',
      'figures/conductivity/bode.svg',
      'figures/conductivity/bode.vl.json',
      'tables/conductivity-series.csv',
      'tables/conductivity-arcs.csv',
      'analyses/ageing-coated.json',
      'tables/ageing-coated-quantities.csv',
    ]);
  });

  it('gives the same bytes again, also from the cache', async () => {
    const study = sampleStudy();
    const cached = {
      ...study,
      analyses: study.analyses.map((outcome) => ({ ...outcome, fromCache: !outcome.fromCache })),
    };
    const again = await renderReport(cached);
    expect(again.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    for (const [i, { path, bytes }] of again.entries()) expect(bytes === files[i]!.bytes, path).toBe(true);
  });

  it('writes PNG where somebody can draw it', async () => {
    const withPng = await renderReport(sampleStudy(), { renderPng: () => new Uint8Array([1]) });
    expect(withPng.filter(({ path }) => path.endsWith('.png'))).toHaveLength(4);
  });

  it('does not let one name overwrite the file of another', async () => {
    const study = sampleStudy();
    const [first] = study.analyses;
    const doubled: StudyResult = {
      ...study,
      analyses: [
        { ...first!, id: 'a/b' },
        { ...first!, id: 'A b' },
      ],
      items: [study.items[0]!, { ...study.items[0]!, name: '../S2' }, { ...study.items[0]!, name: 's2' }],
    };
    const paths = (await renderReport(doubled)).map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).not.toMatch(/\.\.|\/\/|^\//);
  });
});

describe('the page', { timeout: 60_000 }, () => {
  it('escapes whatever came from files', () => {
    expect(holds(page, '<script')).toBe(false);
    expect(holds(page, '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39; ../../etc')).toBe(true);
    expect(holds(page, hostile)).toBe(false);
  });

  it('fetches nothing and links only to files that are there', () => {
    expect(holds(page, 'content="default-src &#39;none&#39;;')).toBe(true);
    const targets = Array.from(page.matchAll(/(?:href|src)="([^"]*)"/g), (match) => match[1]!);
    const paths = new Set(files.map(({ path }) => path));
    const ids = new Set(Array.from(page.matchAll(/ id="([^"]*)"/g), (match) => match[1]!));
    expect(targets.length).toBeGreaterThan(20);
    for (const target of targets) {
      if (target.startsWith('#')) expect(ids, target).toContain(target.slice(1));
      else if (!target.startsWith('data:')) expect(paths, target).toContain(target);
    }
  });

  it('gives every id once', () => {
    const ids = Array.from(page.matchAll(/ id="([^"]*)"/g), (match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has its headings in order and says in words what figures show', () => {
    const levels = Array.from(page.matchAll(/<h([1-6])/g), (match) => Number(match[1]));
    expect(levels[0]).toBe(1);
    for (let i = 1; i < levels.length; i++) expect(levels[i]! - levels[i - 1]!).toBeLessThanOrEqual(1);
    expect(holds(page, 'role="img" aria-label="Figure S2. (a) EIS of NZSP pellets')).toBe(true);
    for (const [cell] of page.matchAll(/<th[ >][^>]*>?/g)) expect(cell).toContain('scope="');
  });

  it('tells a failed analysis and what lacks because of it', () => {
    expect(holds(page, '<strong>1 failed</strong>')).toBe(true);
    expect(holds(page, /This analysis failed\.<\/strong> raw\/dc\/pellet\.csv has no column/)).toBe(true);
    expect(holds(page, 'To mend it: name the column in the header, like I/mA.')).toBe(true);
    expect(holds(page, 'Figure S3 cannot be shown:</strong> the analysis polarization failed')).toBe(true);
  });

  it('puts what a referee would ask first, the gravest on top, each kind once', () => {
    const section = page.slice(page.indexOf('id="referee"'), page.indexOf('id="results"'));
    expect(holds(section, '2 errors')).toBe(true);
    expect(holds(section, '4 warnings')).toBe(true);
    expect(section.indexOf('kramers-kronig')).toBeLessThan(section.indexOf('not-identifiable'));
    expect(section.match(/R2 is not identifiable/g)).toHaveLength(1);
    expect(holds(section, '(pellet-60C, R2; pellet-80C, R2)')).toBe(true);
  });

  it('prints quantities with uncertainty and unit, and why one is missing', () => {
    expect(holds(page, '0.310(4) eV')).toBe(true);
    expect(holds(page, '5.31(12)×10⁻⁴ S/cm')).toBe(true);
    expect(holds(page, 'the arc has no apex in the measured window')).toBe(true);
    expect(holds(page, 'not identifiable (&lt; 14 at 95 %)')).toBe(true);
  });

  it('draws a figure of the document once and points to it from its analysis', () => {
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(holds(page, /<strong>nyquist<\/strong>: see <a href="#item-s2">Figure S2<\/a>/)).toBe(true);
  });

  it('says of which analysis an option is a number, and why one is not there', async () => {
    const study = sampleStudy();
    const [first] = study.analyses;
    const { result } = first!;
    const references = {
      total: { analysis: 'a & b', quantity: 'conductivity25C' },
      floor: { analysis: 'a & b', quantity: 'R', missing: 'it failed' },
    };
    const provenance = { ...result!.provenance, options: { total: '1 S/cm' }, references };
    const report = await renderReport({ ...study, analyses: [{ ...first!, result: { ...result!, provenance } }] });
    const made = text(report, 'report.html');
    expect(holds(made, '<code>total</code></th><td>1 S/cm (conductivity25C of a &amp; b)</td>')).toBe(true);
    expect(holds(made, '<code>floor</code></th><td>not given (R of a &amp; b: it failed)</td>')).toBe(true);
  });

  it('says so when there is nothing to ask', async () => {
    const study = sampleStudy();
    const clean = await renderReport({ ...study, analyses: [], items: [], findings: [] });
    expect(text(clean, 'report.html')).toContain('all checks of all analyses passed');
  });
});
