import type { FileLike } from '../../../src/formats/file-like.js';
import { readRecording } from '../../../src/formats/read-recording.js';
import type { Recording } from '../../../src/formats/recording.js';
import type { ReadingProgress } from './recording-protocol.js';

/** Progress is told this often at most. */
const EVERY_MS = 60;

/**
 * Reads a recording and tells how far it is. How much a reader still has to do is known while it goes through the file;
 * once it has all bytes, only that it is at work.
 *
 * The file is not hashed here: for ten million rows that takes longer than reading them, and nothing that is drawn
 * depends on it.
 *
 * @throws as `readRecording`
 */
export async function readWithProgress(
  file: FileLike,
  tell: (progress: ReadingProgress) => void,
): Promise<Omit<Recording, 'sha256'>> {
  let reached = 0;
  let told = Number.NEGATIVE_INFINITY;
  const { size } = file;
  const report = (end: number): void => {
    reached = Math.max(reached, Math.min(end, size));
    const now = performance.now();
    if (now - told < EVERY_MS && reached < size) return;
    told = now;
    const isKnown = reached < size;
    tell({
      bytes: reached,
      size,
      ...(isKnown ? { share: reached / size } : {}),
      doing: isKnown ? 'reading' : 'making sense of it',
    });
  };
  report(0);
  return readRecording({
    name: file.name,
    size,
    slice: async (start, end) => {
      const bytes = await file.slice(start, end);
      report(end);
      return bytes;
    },
    sha256: async () => '',
  });
}
