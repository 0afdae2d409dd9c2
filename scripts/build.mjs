/** Compiles `src` to `dist` and writes the JSON Schema of study.yaml for editors. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, sourceDigest, stampPath } from './freshness.mjs';

const digest = sourceDigest();
const dist = join(root, 'dist');
// Built beside the old one and swapped, so that a failed build breaks nothing and leaves nothing half.
const fresh = join(root, `dist.tmp-${process.pid}`);

const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
if (!existsSync(compiler)) {
  process.stderr.write('error: the TypeScript compiler is not installed; run `npm ci` first\n');
  process.exit(1);
}
const compilerArgs = [compiler, '-p', 'tsconfig.build.json', '--outDir', fresh];
const { status } = spawnSync(process.execPath, compilerArgs, { cwd: root, stdio: 'inherit' });
if (status !== 0) {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(1);
}
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);

const { studyJsonSchema } = await import(pathToFileURL(join(dist, 'study', 'index.js')).href);
const schemaPath = join(root, 'schema', 'study.json');
const schema = `${JSON.stringify(studyJsonSchema(), null, 2)}\n`;
if (!existsSync(schemaPath) || readFileSync(schemaPath, 'utf8') !== schema) {
  mkdirSync(dirname(schemaPath), { recursive: true });
  writeFileSync(schemaPath, schema);
}

writeFileSync(stampPath, digest);
