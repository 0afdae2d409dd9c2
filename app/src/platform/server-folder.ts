import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail } from '../../../src/errors.js';
import { fileFromBytes } from '../../../src/formats/file-like.js';
import type { Folder, FolderEntry, FolderSource } from './folder.js';
import { encodePath, openSource } from './open-source.js';
import { watchServer } from './server-events.js';
import { refusalOf, type ServerRequest, serverRequest } from './server-request.js';
import { saveServerResults } from './server-results.js';

interface Listing {
  readonly name: string;
  readonly files: readonly FolderEntry[];
}

const studyFile = 'study.yaml';

/**
 * The folder that `interphase open` serves.
 *
 * @param baseUrl address of the page's folder, with a slash at its end
 * @param token of the address that the command printed
 * @throws `cannot-read` when the server does not answer or does not take the token
 */
export async function openServerFolder(baseUrl: string, token: string): Promise<Folder> {
  const request = serverRequest(baseUrl, token);
  const first = await listing(request);
  const source = (files: readonly FolderEntry[]): FolderSource => ({
    kind: 'http',
    baseUrl: `${baseUrl}api/file/`,
    token,
    sizes: new Map(files.map(({ path, size }) => [path, size])),
  });
  let present = source(first.files);
  /** Of study.yaml as it was read or written last: the server replaces no other text. Undefined where there is none. */
  let editedFrom: string | undefined;
  const watchers = new Set<(paths: readonly string[]) => void>();

  return {
    kind: 'server',
    name: first.name,
    async list() {
      const { files } = await listing(request);
      present = source(files);
      return files;
    },
    async open(path) {
      if (path !== studyFile) return openSource(present)(path);
      // Whole and at once: its text and its digest must be of the same moment.
      const response = await request(`api/file/${encodePath(path)}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      editedFrom = bytesToHex(sha256(bytes));
      return fileFromBytes(path, bytes);
    },
    source: () => present,
    async saveStudy(text) {
      const headers: Record<string, string> = { 'Content-Type': 'text/plain; charset=utf-8' };
      if (editedFrom !== undefined) headers['If-Match'] = `"${editedFrom}"`;
      try {
        await request('api/study', { method: 'PUT', headers, body: text });
        editedFrom = bytesToHex(sha256(utf8ToBytes(text)));
      } catch (error) {
        const { status, text: present } = refusalOf(error);
        if (status !== 412) throw error;
        if (present === null) {
          editedFrom = undefined;
          const message = 'study.yaml was removed by another program since it was opened here';
          throw fail('cannot-write', message, 'save once more to write it again', { file: studyFile });
        }
        // The page takes over what is there now, as a step that can be undone.
        for (const changed of watchers) changed([studyFile]);
        throw fail(
          'cannot-write',
          'study.yaml was changed by another program since it was opened here',
          'what is on disk is taken over as a step of its own: undo brings your text back, and saving then replaces the other',
          { file: studyFile },
        );
      }
    },
    saveResults: (report) => saveServerResults(request, report),
    async svgToPdf(svg) {
      const headers = { 'Content-Type': 'image/svg+xml' };
      return (await request('api/pdf', { method: 'POST', headers, body: svg })).blob();
    },
    watch(changed) {
      watchers.add(changed);
      const end = watchServer(request, changed);
      return () => {
        watchers.delete(changed);
        end();
      };
    },
  };
}

async function listing(request: ServerRequest): Promise<Listing> {
  return (await (await request('api/files')).json()) as Listing;
}
