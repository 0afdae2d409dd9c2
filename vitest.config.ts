import { defineConfig } from 'vitest/config';

const browserTests = 'test/browser/**/*.test.ts';

export default defineConfig({
  test: {
    // Two cores: more workers than that only make each test slower.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          include: ['src', 'app', 'test', 'bench', 'fuzz'].map((folder) => `${folder}/**/*.test.ts`),
          exclude: [browserTests, '**/node_modules/**'],
          // Tests that start the whole program share two cores with a browser.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [browserTests],
          // Builds the workbench and finds a Chromium, once before all tests in the browser and only for them.
          globalSetup: ['test/browser/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
