import type { FileLike } from './file-like.js';
import type { Diagnostic, Recording, Setting, Table } from './recording.js';

/** The beginning of a file, looked at once and shown to every reader. */
export interface FileHead {
  readonly name: string;
  /** Lower-case extension with its dot, `''` where the name has none. */
  readonly extension: string;
  /** First bytes of the file (all of them when the file is short). */
  readonly bytes: Uint8Array;
  /** The same bytes as text; rubbish for a binary file, never an error. */
  readonly text: string;
  /** The lines of that text, without line ends; the last one may be cut. */
  readonly lines: readonly string[];
}

/** What a reader finds in a file; `readRecording` adds name, format and SHA-256. */
export interface FileContent {
  readonly instrument?: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly tables: readonly Table[];
  readonly startTime?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** One file format. A reader knows its vendor and nothing else; the registry knows all readers. */
export interface Reader {
  /** Stable id, `vendor-format`: `biologic-mpr`. */
  readonly id: Recording['format'];
  /** What people call it: `BioLogic EC-Lab binary`. */
  readonly label: string;
  /** Usual extensions, lower case with the dot. They only break ties: content decides. */
  readonly extensions: readonly string[];
  /**
   * How sure the reader is, from the content alone, that the file is its own: 0 not mine, 1 carries my signature.
   * From 0.5 on the file is taken for this format and a failure of this reader is the answer to the user.
   */
  recognise(head: FileHead): number;
  /**
   * Reads everything. Damage that leaves something to show is a diagnostic; errors are for files that leave nothing.
   *
   * @throws `truncated-file`, `malformed-file`, `unknown-format`
   */
  read(file: FileLike): Promise<FileContent>;
}
