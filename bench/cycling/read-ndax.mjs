/** Reads a Neware file in a fresh process: how long the first reading takes, which also compiles the reader, and the second. */
import { readRecording } from '../../dist/formats/read-recording.js';
import { openFilesIn } from '../../dist/platform/node/open-file.js';

const [path] = process.argv.slice(2);
const file = await openFilesIn('/')(path);

async function timed() {
  const start = performance.now();
  const { tables } = await readRecording(file);
  return { ms: performance.now() - start, rows: tables[0].rows };
}

const first = await timed();
const second = await timed();
process.stdout.write(JSON.stringify({ firstMs: first.ms, ms: second.ms, rows: second.rows }));
