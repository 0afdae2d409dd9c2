/**
 * Everything a change must pass: types, style, unused code, tests. Every step runs even when an earlier one failed, so
 * that one run tells all. The last line counts: a step that is not a test counts as one failure when it fails.
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

const checks = [['tsc', '--noEmit'], ['biome', 'check'], ['knip']];
const failedChecks = checks.filter((check) => !npx(...check)).map((check) => check[0]);

const folder = mkdtempSync(join(tmpdir(), 'interphase-test-'));
const reportPath = join(folder, 'report.json');
const testsRan = npx(
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportPath}`,
  ...process.argv.slice(2),
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
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
