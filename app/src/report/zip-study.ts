import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { ReportFile } from '../../../src/report/figure-files.js';
import type { FolderSource } from '../platform/folder.js';
import { openSource } from '../platform/open-source.js';

export interface StudyToZip {
  /** Name of the folder inside the zip. */
  readonly name: string;
  /** study.yaml as it is on the page. */
  readonly text: string;
  readonly results: readonly ReportFile[];
  /** Raw files to put in. */
  readonly paths: readonly string[];
  readonly source: FolderSource;
  readonly onProgress: (doing: string) => void;
}

const BLOCK_BYTES = 4 * 1024 * 1024;
/** A zip carries a date for each file; always the same one, so that equal studies give equal bytes. */
const MTIME = new Date(1980, 0, 1);
/** Compressed already. */
const packed = /\.(png|jpe?g|zip|gz|ndax|xlsx|parquet|brml|rasx)$/i;

/** The whole study as one zip: study.yaml, raw files, results. Raw files are read block by block. */
export async function zipStudy({ name, text, results, paths, source, onProgress }: StudyToZip): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else parts.push(new Uint8Array(chunk));
  });
  const begin = (path: string) => {
    const entryName = `${name}/${harmless(path)}`;
    const entry = packed.test(path) ? new ZipPassThrough(entryName) : new ZipDeflate(entryName);
    entry.mtime = MTIME;
    zip.add(entry);
    return entry;
  };
  const put = (path: string, bytes: Uint8Array | string) =>
    begin(path).push(typeof bytes === 'string' ? strToU8(bytes) : bytes, true);

  put('study.yaml', text);
  const open = openSource(source);
  for (const path of paths) {
    onProgress(`packing ${path}`);
    const file = await open(path);
    const entry = begin(path);
    for (let start = 0; start < file.size; start += BLOCK_BYTES)
      entry.push(await file.slice(start, start + BLOCK_BYTES));
    entry.push(new Uint8Array(0), true);
  }
  onProgress('packing the results');
  for (const { path, bytes } of results) put(`results/${path}`, bytes);
  zip.end();
  if (failure !== null) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}

/** A path that leads nowhere else on any system: what Windows takes for a separator or a drive, and line ends, become `_`. */
function harmless(path: string): string {
  return path.replace(/[\\:\p{Cc}]/gu, '_');
}
