/** Entry point of the command line, started by `bin/interphase`. */
import { reportError } from './print-error.js';
import { createProgram } from './program.js';

// `interphase read big.mpr | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportError(error);
}
