/** The process that reads mutated files; its parent watches time and memory, and replaces it when it dies or hangs. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isInterphaseError } from '../dist/errors.js';
import { fileFromBytes } from '../dist/formats/file-like.js';
import { readRecording } from '../dist/formats/read-recording.js';
import { malformed, silentlyWrong } from './judge.mjs';
import { mutate } from './mutations.mjs';

/** Packed formats hold far more numbers than bytes. */
const MOST_GROWTH = 200;
/** Columns that a reader computes from what came before: damage to one row moves the rest. */
const DERIVED = {
  'ivium-idf': ['block'],
  // Angles from start and step: a damaged digit of the header moves them all, and what depends on them.
  'bruker-raw': ['2theta'],
  'bruker-uxd': ['2theta', '2theta from start and step'],
  'gsas-powder': ['2theta'],
  'panalytical-xrdml': ['2Theta', 'Omega'],
  pdcif: ['_pd_meas_2theta_range', '_pd_proc_2theta_range'],
  'rigaku-asc': ['2theta/theta'],
  vamas: ['kinetic energy', 'Kinetic energy', 'Kinetic Energy', 'binding energy', 'Binding Energy'],
  // Shifted by what stands above: the counts themselves are in the columns of the detectors.
  'specs-xml': ['kinetic energy', 'energy of the analyser', 'counts'],
  'phi-multipak': ['binding energy'],
  'igor-wave': ['Binding Energy'],
  'neware-nda': ['step', 'step time', 'total time', 'cycle (counted)'],
};

const loaded = new Map();

async function sound(path) {
  let entry = loaded.get(path);
  if (entry === undefined) {
    const bytes = new Uint8Array(readFileSync(path));
    const recording = await readRecording(fileFromBytes(basename(path), bytes)).catch(() => undefined);
    entry = { bytes, recording };
    loaded.set(path, entry);
  }
  return entry;
}

async function run({ path, other, seed, index }) {
  const { bytes, recording } = await sound(path);
  const mutation = mutate(bytes, (await sound(other)).bytes, seed, index);
  const start = performance.now();
  try {
    const read = await readRecording(fileFromBytes(basename(path), mutation.bytes));
    const ms = performance.now() - start;
    const wrong =
      malformed(read, mutation.bytes.length, MOST_GROWTH) ??
      (recording === undefined || read.format !== recording.format
        ? undefined
        : silentlyWrong(recording, read, mutation, DERIVED[read.format]));
    return { outcome: wrong === undefined ? 'read' : 'wrong', kind: mutation.kind, ms, detail: wrong };
  } catch (error) {
    const ms = performance.now() - start;
    if (isInterphaseError(error)) return { outcome: 'refused', kind: mutation.kind, ms };
    return { outcome: 'uncaught', kind: mutation.kind, ms, detail: String(error?.stack ?? error) };
  }
}

process.on('message', async (task) => {
  const answer = await run(task);
  process.send({ ...task, ...answer, peakMb: process.resourceUsage().maxRSS / 1024 });
});
process.send({ ready: true });
