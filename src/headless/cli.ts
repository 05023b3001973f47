/** The command line: chooses the command, and turns errors into one line and an exit code. */
import { InputError } from '../world/input-error';
import { exit, type Command, type Context, type ExitCode } from './command';
import { claims } from './commands/claims';
import { heatmap } from './commands/heatmap';
import { importWorld } from './commands/import';
import { job } from './commands/job';
import { list } from './commands/list';
import { merge } from './commands/merge';
import { oracle } from './commands/oracle';
import { probe } from './commands/probe';
import { replay } from './commands/replay';
import { resume } from './commands/resume';
import { run } from './commands/run';
import { shard } from './commands/shard';
import { show } from './commands/show';
import { verify } from './commands/verify';
import { Interrupted } from './perform';
import { DeviceError } from './runner';

const commands: ReadonlyMap<string, Command> = new Map(Object.entries({ run, resume, claims, shard, merge, job, probe, heatmap, replay, oracle, verify, list, show, import: importWorld }));

/** The overview that `--help` prints. */
export const help = (): string =>
  [
    'valence-lab: trains populations of value learners, and shows what they came to want\n\n',
    ...[...commands.values()].map(({ usage, summary }) => `  valence-lab ${usage}\n      ${summary}\n`),
    '\nExit codes: 0 done, 1 the result differs, 2 bad input, 3 no usable device, 4 interrupted.\n',
  ].join('');

/**
 * Runs one command.
 * @param args the arguments behind the program's name
 * @returns the exit code; whatever went wrong has been said on standard error in one line
 */
export async function main(args: readonly string[], context: Context): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === '--help' || name === '-h' || name === 'help' || rest.includes('--help')) {
      context.stdout(help());
      return exit.done;
    }
    const command = commands.get(name ?? '');
    if (!command) throw new InputError('command', name, `one of ${[...commands.keys()].join(', ')} (--help explains them)`);
    return await command.run(rest, context);
  } catch (error) {
    const [code, message] = judge(error, context);
    context.stderr(`valence-lab: ${message.replaceAll('\n', ' ')}\n`);
    return code;
  }
}

function judge(error: unknown, { signal }: Context): readonly [ExitCode, string] {
  if (signal.aborted) return [exit.interrupted, error instanceof Interrupted ? error.message : 'interrupted; nothing was written'];
  if (error instanceof InputError) return [exit.badInput, error.message];
  if (error instanceof DeviceError) return [exit.noDevice, error.message];
  throw error;
}
