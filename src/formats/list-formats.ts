import { readers } from './registry.js';

export interface FormatDescription {
  /** Stable id, as in `Recording.format`. */
  readonly id: string;
  readonly label: string;
  /** Usual extensions, lower case with the dot. */
  readonly extensions: readonly string[];
}

/** All formats that can be read. */
export function listFormats(): FormatDescription[] {
  return readers.map(({ id, label, extensions }) => ({ id, label, extensions: [...extensions] }));
}
