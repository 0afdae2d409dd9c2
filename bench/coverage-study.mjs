/**
 * `npm run coverage-study -- <technique> [--spectra 1000] [--seed 1]`: do the errors that a technique states cover the truth
 * as often as they promise? Long, so not part of `npm test`, which has a short form beside the code.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const usage =
  'usage: npm run coverage-study -- <technique> [--spectra 1000] [--seed 1] [--workers 2] [--only KIND,...]\n';
const folder = join(dirname(fileURLToPath(import.meta.url)), 'coverage');

function settingsOf(values) {
  const settings = { spectra: Number(values.spectra), seed: Number(values.seed), workers: Number(values.workers) };
  if (!Object.values(settings).every((value) => Number.isInteger(value) && value > 0)) return undefined;
  return { ...settings, only: values.only?.split(',') };
}

function readCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        spectra: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        workers: { type: 'string', default: '2' },
        only: { type: 'string' },
      },
    });
    return { technique: positionals[0], settings: settingsOf(values) };
  } catch {
    return {};
  }
}

const { technique, settings } = readCommandLine();
const path = join(folder, `${technique}.mjs`);
if (technique === undefined || settings === undefined || !existsSync(path)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const { study } = await import(pathToFileURL(path).href);
  process.exitCode = await study(settings);
}
