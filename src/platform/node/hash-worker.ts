/** SHA-256 of a file in a thread of its own, so that a large file is hashed by one core while another takes it apart. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const BLOCK_BYTES = 1024 * 1024;

const { path } = workerData as { readonly path: string };
const hash = createHash('sha256');
const handle = openSync(path, 'r');
const block = new Uint8Array(BLOCK_BYTES);
for (let count = readSync(handle, block); count > 0; count = readSync(handle, block))
  hash.update(block.subarray(0, count));
closeSync(handle);
parentPort?.postMessage(hash.digest('hex'));
