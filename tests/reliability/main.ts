/** `npm run reliability -- <command>`: what the tests try a little of, at length. A table on standard output; exit code 1 if anything was lost. */
import { InputError } from '../../src/world/input-error';
import { hostile } from './hostile';
import { markdown, type Report } from './report';
import { soak } from './soak';
import { stacksReport } from './stacks';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<Report>>> = { hostile, stacks: stacksReport, soak };

const [name = '', ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, name)) throw new InputError('reliability', name, `one of ${Object.keys(commands).join(', ')}`);
  const report = await commands[name]!(args);
  process.stdout.write(`${args.includes('--json') ? JSON.stringify(report, null, 2) : markdown(report)}\n`);
  process.exitCode = report.lost > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`reliability: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof InputError ? 2 : 1;
}
