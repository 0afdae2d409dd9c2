import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = import.meta.dirname;
const rooms = ['src', 'app', 'bench', 'fuzz'];
const browserTests = 'test/browser/**/*.test.ts';

/**
 * Tests that put something else in the place of a module or of a global, and so need a process of their own. All others
 * share one: loading the same modules for each of four hundred files anew takes longer than the tests themselves.
 */
const changesItsSurroundings = /\bvi\.(?:mock|doMock|stubGlobal|spyOn|resetModules|useFakeTimers)\(|\bprocess\.env\b/;

const alone = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .map((path) => `${room}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts') && !path.includes('node_modules'))
    .filter((path) => changesItsSurroundings.test(readFileSync(join(root, path), 'utf8'))),
);

/** The longest first, so that both workers end together: project after project, and in each by the size of the file. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification) => ['browser', 'node', 'shared'].indexOf(project.name);
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size;
    return files.toSorted((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }
}

// Tests that start the whole program share two cores with a browser.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Two cores: more workers than that only make each test slower.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'browser',
          include: [browserTests],
          // Builds the workbench and finds a Chromium, once before all tests in the browser and only for them.
          globalSetup: ['test/browser/global-setup.ts'],
          ...patience,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: { name: 'node', include: ['test/**/*.test.ts', ...alone], exclude: [browserTests], ...patience },
      },
      {
        test: {
          name: 'shared',
          include: rooms.map((room) => `${room}/**/*.test.ts`),
          exclude: [...alone, '**/node_modules/**'],
          isolate: false,
          ...patience,
        },
      },
    ],
  },
});
