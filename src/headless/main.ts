/** The program `valence-lab`: connects the command line to the process. The only file of this folder with effects. */
import { mayHaveGPU } from './browser';
import { chooseRunner } from './choose-engine';
import { main } from './cli';
import { openEngine } from './engines/open';

/** An error of the program itself (EX_SOFTWARE of sysexits.h). */
const internalError = 70;

const interruption = new AbortController();
// The first interrupt lets the run end in order; the second one, no longer caught, ends the process.
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());
// A reader such as `head` may close the pipe early, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2), {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    terminal: process.stderr.isTTY,
    signal: interruption.signal,
    program: [process.execPath, ...process.argv.slice(1, 2)],
    now: () => performance.now() / 1000,
    chooseRunner: (wanted, sample) => chooseRunner(wanted, sample, { mayHaveGPU, open: openEngine }),
  });
} catch (error) {
  console.error(error);
  process.exitCode = internalError;
}
