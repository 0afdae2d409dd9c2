/** `npm run bench -- <technique>`: speed of a technique beside its peers, on the same data in the same run. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const known = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bench.mjs')));
const [technique, ...rest] = process.argv.slice(2);
if (technique === undefined || !known.includes(technique)) {
  process.stderr.write(`usage: npm run bench -- <technique>\nthere is a bench for: ${known.join(', ')}\n`);
  process.exit(2);
}
const { bench } = await import(pathToFileURL(join(folder, technique, 'bench.mjs')).href);
process.exitCode = await bench(rest);
