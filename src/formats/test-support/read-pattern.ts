/** Short ways to read a made pattern file and look at its columns. */
import { expect } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { type ColumnKind, isNumberColumn, type NumberColumn, type Recording } from '../recording.js';

export function readPattern(name: string, content: string | Uint8Array): Promise<Recording> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readRecording(fileFromBytes(name, bytes));
}

/** The one column of a kind in a table. */
export function patternColumn(recording: Recording, kind: ColumnKind, table = 0): NumberColumn {
  const columns = recording.tables[table]!.columns.filter(isNumberColumn);
  const found = columns.filter((column) => column.kind === kind);
  expect(
    found.map(({ name }) => name),
    `${kind} among ${columns.map(({ name, kind: its }) => `${name} (${its})`).join(', ')}`,
  ).toHaveLength(1);
  return found[0]!;
}

export function patternValues(recording: Recording, kind: ColumnKind, table = 0): number[] {
  return Array.from(patternColumn(recording, kind, table).values);
}

export function kindsOf(recording: Recording, table = 0): (ColumnKind | 'state' | undefined)[] {
  return recording.tables[table]!.columns.map(({ kind }) => kind);
}

export function codesOf(recording: Recording): string[] {
  return recording.diagnostics.map(({ code }) => code);
}
