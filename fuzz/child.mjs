/** The process that reads mutated files; its parent watches time and memory, and replaces it when it dies or hangs. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readStructures } from '../dist/crystal/cif/read-structures.js';
import { isInterphaseError } from '../dist/errors.js';
import { fileFromBytes } from '../dist/formats/file-like.js';
import { readInstrumentParameters } from '../dist/formats/gsas/instrument-parameters.js';
import { readRecording } from '../dist/formats/read-recording.js';
import { decodeText } from '../dist/formats/text/text-lines.js';
import { impossible, malformed, silentlyWrong } from './judge.mjs';
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

/** Files that options name are no recordings: what reads them, by their place or name. Each returns what is wrong. */
const READERS = [
  [/\/xrd\/cif\/|\/structure-[^/]*$/, (bytes, name) => impossible(readStructures(decodeText(bytes).text, name))],
  [
    /\.prm$/i,
    (bytes, name) => {
      const { wavelength1 } = readInstrumentParameters(new TextDecoder('latin1').decode(bytes), name);
      return Number.isFinite(wavelength1) ? undefined : `a wavelength of ${wavelength1}`;
    },
  ],
];

async function run({ path, other, seed, index }) {
  const { bytes, recording } = await sound(path);
  const mutation = mutate(bytes, (await sound(other)).bytes, seed, index);
  const read = READERS.find(([pattern]) => pattern.test(path.replaceAll('\\', '/')))?.[1];
  const start = performance.now();
  try {
    if (read !== undefined) {
      const wrong = read(mutation.bytes, basename(path));
      const ms = performance.now() - start;
      return { outcome: wrong === undefined ? 'read' : 'wrong', kind: mutation.kind, ms, detail: wrong };
    }
    const found = await readRecording(fileFromBytes(basename(path), mutation.bytes));
    const ms = performance.now() - start;
    const wrong =
      malformed(found, mutation.bytes.length, MOST_GROWTH) ??
      (recording === undefined || found.format !== recording.format
        ? undefined
        : silentlyWrong(recording, found, mutation, DERIVED[found.format]));
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
