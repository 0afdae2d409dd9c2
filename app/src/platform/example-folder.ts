import { fail } from '../../../src/errors.js';
import type { Result } from '../../../src/execution/task.js';
import type { Folder, FolderEntry } from './folder.js';
import { openSource } from './open-source.js';

interface ExampleIndex {
  readonly name: string;
  /** `stamp` is the SHA-256 of the content. */
  readonly files: readonly FolderEntry[];
}

const base = () => new URL('reference-study/', document.baseURI).href;

/** The reference study that comes with the page. Edits live in the page; saving downloads study.yaml. */
export async function openExampleFolder(): Promise<Folder> {
  const index = await fetchJson<ExampleIndex>('index.json');
  const sizes = new Map(index.files.map(({ path, size }) => [path, size]));
  const source = { kind: 'http', baseUrl: base(), sizes } as const;
  return {
    kind: 'example',
    name: index.name,
    list: async () => index.files,
    open: openSource(source),
    source: () => source,
  };
}

/** Results of the reference study that were computed when the page was built, by their key in the cache. */
export async function exampleResults(): Promise<readonly { readonly key: string; readonly result: Result }[]> {
  return fetchJson('results.json');
}

async function fetchJson<T>(file: string): Promise<T> {
  const response = await fetch(base() + file);
  if (!response.ok) {
    throw fail(
      'file-not-found',
      'the reference study is not beside this page',
      'build the page with `npm run build:app`',
      {
        file: `reference-study/${file}`,
      },
    );
  }
  return response.json() as Promise<T>;
}
