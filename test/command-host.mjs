/**
 * Runs commands of the built program one after another, as `dist/cli/main.js` runs one: a test of what a command answers
 * need not wait each time until the whole program is loaded.
 */
import { reportError } from '../dist/cli/print-error.js';
import { createProgram } from '../dist/cli/program.js';

/** Everything a stream is given while `work` runs. */
async function captured(work) {
  const taken = { stdout: '', stderr: '' };
  const real = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (chunk, encoding, written) => {
      taken[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const done = typeof encoding === 'function' ? encoding : written;
      if (done !== undefined) process.nextTick(done);
      return true;
    };
  }
  try {
    await work();
  } finally {
    for (const name of ['stdout', 'stderr']) process[name].write = real[name];
  }
  return taken;
}

process.on('message', async ({ cwd, args }) => {
  process.chdir(cwd);
  process.exitCode = undefined;
  const streams = await captured(async () => {
    try {
      await createProgram().parseAsync(args, { from: 'user' });
    } catch (error) {
      process.exitCode = reportError(error);
    }
  });
  const code = process.exitCode ?? 0;
  process.exitCode = undefined;
  process.chdir('/');
  process.send({ code, ...streams });
});
process.on('disconnect', () => process.exit(0));
