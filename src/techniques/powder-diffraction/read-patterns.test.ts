import { describe, expect, it } from 'vitest';
import type { Diagnostic, Recording } from '../../formats/recording.js';
import { powderDiffractionOptions } from './options.js';
import { readPatterns } from './read-patterns.js';

const angles = Float64Array.from({ length: 100 }, (_, i) => 20 + i / 10);
const table = {
  name: 'data',
  rows: 100,
  columns: [
    { name: '2theta', unit: 'deg', kind: 'two-theta', values: angles },
    { name: 'counts', unit: '', kind: 'counts', values: angles.map(() => 100) },
  ],
} as const;
const recordingOf = (tables: number, diagnostics: readonly Diagnostic[]): Recording => ({
  name: 'a.raw',
  format: 'bruker-raw',
  settings: {},
  tables: Array.from({ length: tables }, () => table),
  diagnostics,
  sha256: '',
});
const read = (recording: Recording) =>
  readPatterns(
    {
      recordings: [{ label: 'a', recording, conditions: {} }],
      sample: {},
      options: powderDiffractionOptions.parse({}),
    },
    new Map(),
  );

describe('readPatterns', () => {
  it('passes on what the reader had to tell, once a file', () => {
    const told = read(
      recordingOf(2, [
        { code: 'truncated', severity: 'warning', message: 'the file ends early' },
        { code: 'columns-guessed', severity: 'info', message: 'guessed' },
      ]),
    );
    expect(told.map(({ label }) => label)).toEqual(['a#1', 'a#2']);
    expect(told.map(({ findings }) => findings)).toEqual([
      [{ code: 'truncated', severity: 'warning', message: 'the file ends early.', where: 'a#1' }],
      [],
    ]);
  });

  it('says what is missing in a file without a pattern', () => {
    expect(() => read(recordingOf(0, []))).toThrow(/holds no diffraction pattern/);
  });
});
