/** Reads a Neware file in a fresh process and tells how long the second reading took: the first also compiles the reader. */
import { readRecording } from '../../dist/formats/read-recording.js';
import { openFilesIn } from '../../dist/platform/node/open-file.js';

const [path] = process.argv.slice(2);
const file = await openFilesIn('/')(path);
await readRecording(file);
const start = performance.now();
const { tables } = await readRecording(file);
process.stdout.write(JSON.stringify({ ms: performance.now() - start, rows: tables[0].rows }));
