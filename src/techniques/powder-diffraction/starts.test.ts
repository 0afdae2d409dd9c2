/** Where a refinement ends does not depend on where it began, or the result says that it did not get there. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../execution/task.js';
import { anatase, rutile, zincite } from './simulate/literature-phases.js';
import type { TypedPatternTruth } from './simulate/pattern-truth.js';
import { analyseFiles, filesOf } from './test-support/simulated-task.js';

const SEED = 3;
const PATTERN = 'titania.xrdml';

/** Two phases; the cell in the CIF of the first is off by a factor. */
const titania = (stretch: number): TypedPatternTruth => ({
  name: PATTERN,
  fromDeg: 20,
  toDeg: 100,
  stepDeg: 0.03,
  peakCounts: 5000,
  background: [100, -20, 10],
  displacementMm: 0.05,
  U: 0.01,
  V: -0.003,
  W: 0.008,
  Y: 0.05,
  asymmetry: 0.03,
  phases: [
    {
      ...anatase,
      weightFraction: 0.6,
      sizeNm: 40,
      cif: 'anatase.cif',
      startCell: { a: anatase.cell.a * stretch, c: anatase.cell.c! * stretch },
    },
    { ...rutile, weightFraction: 0.4, sizeNm: 60, cif: 'rutile.cif' },
  ],
});

const first = ({ series }: Result) => series[0]!;
const codes = (result: Result) => [...result.findings, ...first(result).findings].map(({ code }) => code);

/** Every number of one result within a part of its uncertainty of the other, and the fit as good. */
function expectSame(a: Result['series'][number], b: Result['series'][number], partOfSigma: number): void {
  expect(b.quantities.rwp!.value!).toBeCloseTo(a.quantities.rwp!.value!, 4);
  for (const [name, { value, sigma }] of Object.entries(a.quantities)) {
    if (value === null || sigma === null) continue;
    expect(Math.abs(b.quantities[name]!.value! - value), name).toBeLessThan(partOfSigma * sigma);
  }
}

describe('a refinement of simulated titania', () => {
  let files: Map<string, string>;
  let result: Result;

  beforeAll(async () => {
    files = filesOf(titania(1), SEED);
    result = await analyseFiles(files, [PATTERN, PATTERN]);
  }, 60_000);

  it.each([0.995, 1.005])(
    'reaches the same minimum from a cell that is off by a factor of %d',
    async (stretch) => {
      const other = await analyseFiles(filesOf(titania(stretch), SEED), [PATTERN]);
      expectSame(first(result), first(other), 0.01);
    },
    60_000,
  );

  it('stays where it is when it is refined again from its own numbers', () => {
    // In a series a pattern starts from the result of the one before it, here the same pattern.
    expectSame(first(result), result.series[1]!, 0.01);
  });

  it('comes back from the CIF that it writes', async () => {
    const cif = result.files!.find(({ name }) => name.endsWith('.cif'))!.text;
    const again = await analyseFiles(
      new Map([
        [PATTERN, files.get(PATTERN)!],
        ['refinement.cif', cif],
      ]),
      [PATTERN],
    );
    expectSame(first(result), first(again), 0.02);
  }, 60_000);
});

describe('an impossible start', () => {
  it.each([0.9, 1.15])(
    'says so: a cell that is off by a factor of %d',
    async (stretch) => {
      const result = await analyseFiles(filesOf(titania(stretch), SEED), [PATTERN]);
      expect(codes(result)).toEqual(expect.arrayContaining(['poor-fit', 'unexplained-lines']));
      // One word about a phase that is not seen is enough.
      const about = first(result).findings.filter(({ code }) => ['trace-phase', 'phase-not-found'].includes(code));
      expect(about.map(({ message }) => message.includes('anatase'))).toEqual([true]);
    },
    60_000,
  );

  it('says so: the structure of something else', async () => {
    const files = filesOf(titania(1), SEED);
    const other = filesOf({ ...titania(1), phases: [{ ...zincite, weightFraction: 1, cif: 'zincite.cif' }] }, SEED);
    const given = new Map([
      [PATTERN, files.get(PATTERN)!],
      ['zincite.cif', other.get('zincite.cif')!],
    ]);
    const result = await analyseFiles(given, [PATTERN]);
    expect(codes(result)).toEqual(expect.arrayContaining(['poor-fit', 'unexplained-lines']));
    expect(first(result).quantities.gof!.value).toBeGreaterThan(4);
  }, 60_000);
});

describe('a phase held at nothing', () => {
  it('is told as held, not as unseen', async () => {
    const result = await analyseFiles(filesOf(titania(1), SEED), [PATTERN], { fix: ['rutile.scale=0'] });
    const { findings } = first(result);
    expect(findings.find(({ code }) => code === 'phase-switched-off')!.message).toContain('rutile');
    expect(codes(result)).not.toContain('phase-not-found');
    expect(codes(result)).not.toContain('trace-phase');
  }, 60_000);
});
