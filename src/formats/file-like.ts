/** The one port through which bytes come in: a file on disk, a browser File, or bytes in memory. */
export interface FileLike {
  /** File name without its folder. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** Bytes from `start` up to (not including) `end`; both are clipped to the file. */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** SHA-256 as lower-case hex, where the platform has a faster way than reading all slices. */
  sha256?(): Promise<string>;
}

/** A file whose bytes are already in memory (tests, unpacked archives, drag-and-drop). */
export function fileFromBytes(name: string, bytes: Uint8Array): FileLike {
  return {
    name,
    size: bytes.length,
    slice: async (start, end) => bytes.subarray(Math.max(0, start), Math.min(bytes.length, end)),
  };
}
