import { join } from 'node:path';
import type { Command } from 'commander';
import { fail, withPlace } from '../errors.js';
import { techniqueNamed } from '../execution/run-task.js';
import { exists } from '../platform/node/list-files.js';
import { writeWhole } from '../platform/node/write-whole.js';
import { say, subcommand } from './command-frame.js';
import { readText } from './read-text.js';
import { readTruth, type TruthEntry } from './truth-file.js';

/** `interphase simulate STUDY`: the raw files of a study whose truth is known. */
export function addSimulateCommand(program: Command): void {
  subcommand(program, 'simulate', 'write the raw files of a study whose truth is known', [
    'interphase simulate examples/reference-study --force',
  ])
    .argument('<study>', 'folder with a truth.yaml: a list of { technique, into, seed, truth }')
    .option('--force', 'replace files that are already there')
    .action(run);
}

async function run(study: string, { force = false }: { force?: boolean }): Promise<void> {
  const truthPath = join(study, 'truth.yaml');
  const entries = readTruth(await readText(truthPath), truthPath);
  const files = (await Promise.all(entries.map((entry) => simulate(entry, study)))).flat();

  const twice = files.find((file, index) => files.findIndex((other) => other.path === file.path) !== index);
  if (twice !== undefined) {
    throw fail('invalid-study', `two entries write ${twice.path}`, 'give one of them another folder', {
      file: truthPath,
    });
  }
  if (!force) {
    for (const { path } of files) {
      if (!(await exists(path))) continue;
      throw fail('cannot-write', 'this file is already there', 'say --force to replace what was simulated', {
        file: path,
      });
    }
  }
  for (const { path, text } of files) await writeWhole(path, text);
  say(`${files.length} files written in ${study}`);
}

async function simulate(entry: TruthEntry, study: string) {
  try {
    insideStudy(entry.into);
    const technique = techniqueNamed(entry.technique);
    if (technique.simulate === undefined) {
      throw fail('usage', `${technique.name} cannot simulate raw files`, 'leave this entry out');
    }
    const simulated = await technique.simulate(entry.truth, entry.seed);
    return simulated.map(({ name, text }) => ({ path: join(study, insideStudy(`${entry.into}/${name}`)), text }));
  } catch (error) {
    throw withPlace(error, entry.place);
  }
}

function insideStudy(path: string): string {
  if (!/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(path)) return path;
  throw fail('invalid-study', `"${path}" leads out of the study`, 'name a folder and files inside of it');
}
