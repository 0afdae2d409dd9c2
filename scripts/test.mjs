/**
 * Everything a change must pass: types, style, unused code, tests. Every step runs even when an earlier one failed, so
 * that one run tells all. The last line counts: a step that is not a test counts as one failure when it fails.
 *
 * `--no-browser` leaves out the tests in the browser, and says so.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './freshness.mjs';

function npx(...args) {
  process.stdout.write(`\n> ${args.join(' ')}\n`);
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  return spawnSync('npx', ['--no-install', ...args], options).status === 0;
}

const args = process.argv.slice(2).filter((argument) => argument !== '--no-browser');
const withoutBrowser = args.length < process.argv.length - 2;

// Library and tools know no browser, the page knows no Node, whole-program tests know both: each has its own settings.
const checks = [
  ['tsc', '--noEmit'],
  ['tsc', '--noEmit', '-p', 'app'],
  ['tsc', '--noEmit', '-p', 'test'],
  ['biome', 'check'],
  ['knip'],
];
const builder = [join('scripts', 'build-app.mjs')];
const appIsBuilt = spawnSync(process.execPath, builder, { cwd: root, stdio: 'inherit' }).status === 0;
const failedChecks = checks.filter((check) => !npx(...check)).map((check) => check.join(' '));
if (!appIsBuilt) failedChecks.push('build:app');

const folder = mkdtempSync(join(tmpdir(), 'interphase-test-'));
const reportPath = join(folder, 'report.json');
const testsRan = npx(
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportPath}`,
  ...(withoutBrowser ? ['--project', '!browser'] : []),
  ...args,
);

let passed = 0;
let failed = failedChecks.length;
let skipped = 0;
try {
  const report = JSON.parse(readFileSync(reportPath, 'utf8'));
  passed = report.numPassedTests;
  skipped = report.numPendingTests + report.numTodoTests;
  // A test file that could not even be loaded holds no failed test, yet is a failure.
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  failed += report.numFailedTests + unloaded.length;
  if (!testsRan && report.numFailedTests + unloaded.length === 0) failed += 1;
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });

if (failedChecks.length > 0) process.stdout.write(`\nfailed before the tests: ${failedChecks.join(', ')}\n`);
if (withoutBrowser) {
  process.stdout.write('\nWITHOUT THE TESTS IN THE BROWSER (--no-browser): nothing is said about the workbench\n');
}
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
