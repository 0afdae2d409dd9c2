import { fail } from '../../errors.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import { decodeText, TextLines } from './text-lines.js';

/** Text beyond this is no measurement of one cell, and a string in JavaScript ends here. */
const MAX_TEXT_BYTES = 512_000_000;

export interface TextFormat {
  readonly id: string;
  readonly label: string;
  readonly extensions: readonly string[];
  recognise(head: FileHead): number;
  parse(lines: TextLines, name: string): FileContent;
}

/** Makes a reader of a format that is text: the whole file is decoded and handed over as lines. */
export function textReader(format: TextFormat): Reader {
  return {
    id: format.id,
    label: format.label,
    extensions: format.extensions,
    recognise: (head) => format.recognise(head),
    read: async (file) => {
      if (file.size > MAX_TEXT_BYTES) {
        throw fail(
          'malformed-file',
          `${Math.round(file.size / 1e6)} MB of text; at most ${MAX_TEXT_BYTES / 1e6} MB are read`,
          'split the file, or give the binary file of the instrument',
        );
      }
      return format.parse(new TextLines(decodeText(await file.slice(0, file.size)).text), file.name);
    },
  };
}
