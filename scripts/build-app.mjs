/**
 * Builds the workbench to `dist-app`, unless it is there already as the present sources make it. The compiled library
 * must be fresh (`scripts/setup.mjs`): it computes the results that are shipped with the reference study.
 */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { appDigest, appStampPath, isAppBuilt, root } from './freshness.mjs';

if (!isAppBuilt()) await buildApp();

async function buildApp() {
  // Tests and tools set it to their own; what is built here is what users get.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  process.stderr.write('building the workbench ...\n');
  const digest = appDigest();
  const target = join(root, 'dist-app');
  // Built beside the old one and swapped, so that a failed build breaks nothing and leaves nothing half.
  const fresh = join(root, `dist-app.tmp-${process.pid}`);
  const old = join(root, `dist-app.tmp-${process.pid}-old`);
  try {
    await build({
      configFile: join(root, 'app', 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh },
    });
    writeFileSync(join(fresh, basename(appStampPath)), digest);
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } catch (error) {
    process.stderr.write(
      `error: the workbench could not be built\n${error instanceof Error ? error.message : error}\n`,
    );
    process.exitCode = 1;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
