/**
 * The files of a study, wherever they are: beside the page (the reference study), on this computer behind the local
 * server or the browser's folder access, or dropped onto the page. Paths go from the folder of study.yaml, with `/`.
 */
import type { FileLike } from '../../../src/formats/file-like.js';

export type FolderKind = 'example' | 'server' | 'directory' | 'dropped';

export interface FolderEntry {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Changes whenever the file's content may have changed: its time of modification; of the reference study its SHA-256. */
  readonly stamp: string;
}

/** How a worker opens the same files: plain data that survives structured cloning. */
export type FolderSource =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, File> }
  | {
      readonly kind: 'http';
      /** Address to which the encoded path of a file is added. */
      readonly baseUrl: string;
      /** Sent as `Authorization: Bearer`, where the local server wants it. */
      readonly token?: string;
      readonly sizes: ReadonlyMap<string, number>;
    };

/** A study's folder. Listing is cheap and may be repeated; opening reads nothing yet. */
export interface Folder {
  readonly kind: FolderKind;
  /** Name as shown to the user. */
  readonly name: string;
  /** All files except results and hidden folders, as the study runner lists them; `study.yaml` among them where it is there. */
  list(): Promise<readonly FolderEntry[]>;
  /** @throws `file-not-found`, `cannot-read` */
  open(path: string): Promise<FileLike>;
  /** For workers, as of the last `list()`. */
  source(): FolderSource;
  /** Writes study.yaml whole; absent where nothing can be written (then the study is saved as a download). */
  readonly saveStudy?: (text: string) => Promise<void>;
  /**
   * Writes the report into `results` beside study.yaml; absent where nothing can be written. The local server makes the
   * files itself, as `interphase run` does, and does not ask for them.
   */
  readonly saveResults?: (
    report: (share: number, doing: string) => void,
    files: () => Promise<readonly FolderFile[]>,
  ) => Promise<void>;
  /** An SVG as PDF; only the local server can. */
  readonly svgToPdf?: (svg: string) => Promise<Blob>;
  /** Calls back whenever files of the folder changed; returns what ends it. Absent where changes cannot be seen. */
  readonly watch?: (changed: (paths: readonly string[]) => void) => () => void;
}

export interface FolderFile {
  readonly path: string;
  readonly bytes: Uint8Array | string;
}
