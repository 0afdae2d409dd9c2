import { describe, expect, it } from 'vitest';
import { readRecording } from '../formats/read-recording.js';
import { recordingText } from './describe-recording.js';

describe('recordingText', () => {
  it('lists the first columns of a file with very many', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `c${index}`);
    const rows = [names.map((name) => `${name}/V`), names.map((_, index) => index), names.map((_, index) => index + 1)];
    const bytes = new TextEncoder().encode(`${rows.map((row) => row.join(',')).join('\n')}\n`);
    const recording = await readRecording({
      name: 'wide.csv',
      size: bytes.length,
      slice: async (start, end) => bytes.slice(start, end),
    });
    const text = recordingText(recording);
    expect(text).toMatch(/^ *c49 /m);
    expect(text).not.toMatch(/^ *c50 /m);
    expect(text).toContain('and 250 more columns; see --json\n');
  });
});
