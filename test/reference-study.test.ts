/** What `npm start` shows: the reference study runs, its report is whole, and its raw files are what its truth says. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStudy } from '../src/study/load-study.js';
import { techniques } from '../src/techniques/registry.js';
import { interphase, type Outcome, root } from './built.js';

const study = join(root, 'examples', 'reference-study');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interphase-reference-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

/** Whether a source of recordings is a pattern with conditions, for many files. */
const isSeries = (source: object): boolean => 'pattern' in source && String(source.pattern).includes('{');

describe('the reference study', () => {
  let outcome: Outcome;

  beforeAll(() => {
    // A copy, so that the test neither uses nor leaves a cache in the example.
    cpSync(study, join(folder, 'study'), {
      recursive: true,
      filter: (source) => !/[\\/](results|\.interphase)$/.test(source),
    });
    outcome = interphase(folder, 'run', 'study');
  }, 300_000);

  it('runs without a failure and says where the report is', () => {
    expect(outcome.stderr).not.toMatch(/FAILED|error:/);
    expect(outcome.stdout).toMatch(/^report: study\/results\/report\.html$/m);
    expect(outcome.code).toBe(0);
  });

  it.each(['S1', 'S2', 'S3', 'S5', 'S6', 'S7', 'S18'])('has %s in its report', (name) => {
    const html = readFileSync(join(folder, 'study', 'results', 'report.html'), 'utf8');
    expect(html).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it.each(techniques.filter(({ mainFigure }) => mainFigure !== undefined))(
    'has the main figure of $name',
    (technique) => {
      const { analyses } = readStudy(readFileSync(join(study, 'study.yaml'), 'utf8'), 'study.yaml').study!;
      const alone = analyses.filter(
        ({ technique: name, recordings }) =>
          name === technique.name && recordings.length === 1 && !isSeries(recordings[0]!),
      );
      expect(alone.length).toBeGreaterThan(0);
      for (const { id } of alone) {
        const figure = join(folder, 'study', 'results', 'figures', id, `${technique.mainFigure}.svg`);
        expect(existsSync(figure), id).toBe(true);
      }
    },
  );

  it('stands to the last bit', () => {
    const verified = interphase(folder, 'verify', 'study/results');
    expect(verified.stdout).toMatch(/^every digit stands/m);
    expect(verified.code).toBe(0);
  }, 300_000);
});

it('simulates its raw files again, byte for byte', () => {
  const copy = join(folder, 'again');
  mkdirSync(copy);
  cpSync(join(study, 'truth.yaml'), join(copy, 'truth.yaml'));
  expect(interphase(folder, 'simulate', 'again').code).toBe(0);
  const made = filesIn(copy).filter((path) => path !== 'truth.yaml');
  expect(made.length).toBeGreaterThan(5);
  for (const path of made) {
    expect(existsSync(join(study, path)), path).toBe(true);
    expect(readFileSync(join(copy, path), 'utf8') === readFileSync(join(study, path), 'utf8'), path).toBe(true);
  }
});
