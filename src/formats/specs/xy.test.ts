import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { photoemissionSamples } from '../test-support/photoemission-samples.js';

const { bytes } = photoemissionSamples.find(({ name }) => name === 'prodigy.xy')!;
const sound = new TextDecoder().decode(bytes);

async function diagnosticsOf(text: string): Promise<readonly string[]> {
  const { diagnostics } = await readRecording(fileFromBytes('prodigy.xy', new TextEncoder().encode(text)));
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('remarks of an XY export that contradict its rows', () => {
  it('nothing is said of a sound file', async () => {
    expect(await diagnosticsOf(sound)).toEqual([]);
  });

  it.each([
    ['energy counts/s transmission', 'e energy counts/s transmission', 4],
    ['energy counts/s transmission', 'energy counts/s', 2],
  ])('labels "%s" that became "%s" are told of', async (before, after, named) => {
    const told = await diagnosticsOf(sound.replace(before, after));
    expect(told).toEqual([expect.stringMatching(`^header-mismatch: .*names ${named} columns .*holds 3`)]);
  });

  it('so is another number of rows', async () => {
    const told = await diagnosticsOf(sound.replace(/(Values\/Curve: +)81/, '$182'));
    expect(told[0]).toMatch(/^truncated: .*declares 82 values and holds 81/);
  });
});
