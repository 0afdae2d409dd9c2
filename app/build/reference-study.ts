/**
 * Puts the reference study beside the page, so that a first visit shows a study and not an empty room: its files as they
 * are in the repository, and the results that this very code gives for them, so that the first view need not wait for fits.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

type Result = import('../../src/execution/task.js').Result;
type StudyRoom = typeof import('../../src/study/index.js');
type StudyServicesFile = typeof import('../../src/platform/node/study-services.js');

interface StudyFile {
  readonly path: string;
  readonly size: number;
  /** Its SHA-256: the page takes it for granted and hashes nothing. */
  readonly stamp: string;
}

/** Name of the folder beside the page. */
const FOLDER = 'reference-study';

export function referenceStudy(repository: string): Plugin {
  const source = join(repository, 'examples', 'reference-study');
  return {
    name: 'interphase:reference-study',
    configureServer(server) {
      server.middlewares.use(`/${FOLDER}`, (request, response, next) => {
        const path = decodeURIComponent((request.url ?? '').replace(/^\/|\?.*$/g, ''));
        if (path === 'index.json') return response.end(indexText(source));
        // While the code changes, nothing is taken from an earlier state of it.
        if (path === 'results.json') return response.end('[]');
        if (!studyFiles(source).some((file) => file.path === path)) return next();
        createReadStream(join(source, path)).pipe(response);
      });
    },
    async generateBundle() {
      for (const { path } of studyFiles(source)) {
        this.emitFile({ type: 'asset', fileName: `${FOLDER}/${path}`, source: readFileSync(join(source, path)) });
      }
      const results = JSON.stringify(await computeResults(repository, source));
      this.emitFile({ type: 'asset', fileName: `${FOLDER}/index.json`, source: indexText(source) });
      this.emitFile({ type: 'asset', fileName: `${FOLDER}/results.json`, source: results });
    },
  };
}

/** study.yaml and the raw files; neither the truth they were simulated from nor results. */
function studyFiles(source: string): StudyFile[] {
  const raw = readdirSync(join(source, 'raw'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return ['study.yaml', ...raw.sort()].map((path) => {
    const bytes = readFileSync(join(source, path));
    return { path, size: bytes.length, stamp: createHash('sha256').update(bytes).digest('hex') };
  });
}

function indexText(source: string): string {
  return JSON.stringify({ name: FOLDER, files: studyFiles(source) });
}

/** Every analysis by the compiled library, under the key by which the workbench looks for it. */
async function computeResults(repository: string, source: string): Promise<{ key: string; result: Result }[]> {
  const library = join(repository, 'dist');
  if (!existsSync(join(library, 'study', 'index.js'))) throw new Error('build the library first: npm run build');
  const load = (...path: string[]) => import(pathToFileURL(join(library, ...path)).href);
  const { loadStudy, runStudy }: StudyRoom = await load('study', 'index.js');
  const { nodeStudyServices }: StudyServicesFile = await load('platform', 'node', 'study-services.js');

  const study = loadStudy(readFileSync(join(source, 'study.yaml'), 'utf8'), 'study.yaml');
  const services = nodeStudyServices(source, { jobs: 2, signal: new AbortController().signal });
  const kept = new Map<string, Result>();
  const cache = {
    async get(key: string): Promise<Result | undefined> {
      const result = await services.cache?.get(key);
      if (result !== undefined) kept.set(key, result);
      return result;
    },
    async put(key: string, result: Result): Promise<void> {
      kept.set(key, result);
      await services.cache?.put(key, result);
    },
  };
  try {
    const { analyses } = await runStudy(study, { ...services, cache });
    const failed = analyses.flatMap(({ id, failure }) => (failure === undefined ? [] : `${id}: ${failure.message}`));
    if (failed.length > 0) throw new Error(`the reference study does not run:\n${failed.join('\n')}`);
  } finally {
    services.close();
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, result]) => ({ key, result }));
}
