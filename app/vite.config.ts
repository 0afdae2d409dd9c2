/** Builds the workbench: static files in `dist-app` that work on any host and below any path. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/content-security-policy.js';
import { referenceStudy } from './build/reference-study.js';
import { serviceWorker } from './build/service-worker.js';
import { thirdPartyNotices } from './build/third-party-notices.js';
import { withoutEvalProbes } from './build/without-eval-probes.js';

const app = dirname(fileURLToPath(import.meta.url));
const repository = join(app, '..');
/** How long plugins took is nobody's concern when all is well. */
const quiet = { bundlerTimings: false };
const notices = thirdPartyNotices(repository);

export default defineConfig({
  root: app,
  base: './',
  // Places in the workbench are fragments: an address without a file behind it is a mistake.
  appType: 'mpa',
  plugins: [
    react(),
    withoutEvalProbes(),
    contentSecurityPolicy(),
    referenceStudy(repository),
    notices.plugin,
    serviceWorker(join(app, 'src', 'service-worker.ts')),
  ],
  worker: {
    format: 'es',
    rolldownOptions: { checks: quiet },
    plugins: () => [withoutEvalProbes(), notices.workerPlugin],
  },
  // Outside the Vite root, the page may read what it is made of and nothing else of the repository.
  server: {
    host: '127.0.0.1',
    fs: { allow: ['app', 'src', 'assets', 'docs', 'examples', 'node_modules'].map((name) => join(repository, name)) },
  },
  build: {
    outDir: join(repository, 'dist-app'),
    emptyOutDir: true,
    target: ['chrome120', 'firefox121', 'safari17.2'],
    // A script or worker inside a data URL would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      checks: quiet,
      output: {
        // Libraries change less often than the workbench: in chunks of their own they stay in the browser's cache.
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: packages('react', 'react-dom', 'scheduler', 'use-sync-external-store'),
              priority: 4,
            },
            { name: 'vega', test: packages('vega(-[a-z-]+)?', 'd3-[a-z-]+', 'internmap', 'delaunator'), priority: 3 },
            { name: 'mantine', test: packages('@mantine/[a-z]+', '@floating-ui/[a-z-]+'), priority: 2 },
            { name: 'icons', test: packages('@tabler/icons-react'), priority: 2 },
            { name: 'editor', test: packages('@codemirror/[a-z-]+', '@lezer/[a-z-]+'), priority: 2 },
          ],
        },
      },
    },
  },
});

/** Matches modules of these packages, on every system. */
function packages(...names: string[]): RegExp {
  return new RegExp(`[\\\\/]node_modules[\\\\/](?:${names.join('|').replaceAll('/', '[\\\\/]')})[\\\\/]`);
}
