import { compile } from '../../world/compile';
import { InputError } from '../../world/input-error';
import { readInteger } from '../../world/json';
import { replay as replayActions } from '../../world/replay';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { loadWorld } from '../input';
import { plain } from '../number-text';
import { valueOf } from '../settings';
import { textTable } from '../text-table';

export const replay: Command = {
  usage: 'replay <file.json | link | scenario> --actions letters [--level name] [--seed S] [--set path=value]… [--json]',
  summary: 'scripted actions through the world, step by step, without an agent',
  async run(args, context) {
    const { flags, positional } = parseFlags(
      args,
      { actions: 'value', level: 'value', seed: 'value', set: 'values', json: 'switch' },
      ['file, link or scenario'],
    );
    if (flags.actions === undefined) throw new InputError('--actions', undefined, 'letters, one for each action');
    const seed = readInteger(flags.seed === undefined ? 0 : valueOf(flags.seed), '--seed', 0, 2 ** 32 - 1);
    const { world } = await loadWorld(positional[0], flags.set);
    const done = replayActions(compile(world), flags.actions, { seed, ...(flags.level === undefined ? {} : { level: flags.level }) });
    if (flags.json) {
      jsonLine(context, done);
      return exit.done;
    }
    const proxies = Object.keys(done.totals.proxies);
    const amounts = ({ reward, intended, proxies: paid }: typeof done.totals): string[] => [reward, intended, ...proxies.map((name) => paid[name]!)].map(plain);
    context.stdout(`level ${done.level}, from state ${done.start}\n`);
    context.stdout(
      textTable(
        [
          ['step', 'action', 'next state', 'reward', 'intended', ...proxies, 'events'],
          ...done.steps.map((step, i) => [String(i + 1), step.action, String(step.next), ...amounts(step), step.events.join(', ')]),
          ['total', '', '', ...amounts(done.totals), ''],
        ],
        [0, 1, 5 + proxies.length],
      ),
    );
    context.stdout(`${done.ended} after ${done.steps.length} ${done.steps.length === 1 ? 'step' : 'steps'}\n`);
    return exit.done;
  },
};
