/** `npm run reliability -- soak`: starts, stops, changes and lost devices in random order (seeded), while memory, listeners and results are watched. */
import { parseFlags } from '../../src/headless/flags';
import { InputError } from '../../src/world/input-error';
import type { Report } from './report';
import { soakNode } from './soak-node';
import { soakPage } from './soak-page';
import { verdictOf, type Soak } from './watch';

const places: Readonly<Record<string, (soak: Soak) => Promise<void>>> = { page: soakPage, node: soakNode };

export async function soak(args: readonly string[]): Promise<Report> {
  const { flags } = parseFlags(args, { minutes: 'value', seed: 'value', where: 'value', json: 'switch' }, []);
  const where = flags.where ?? 'page';
  const run = Object.hasOwn(places, where) ? places[where]! : null;
  if (!run) throw new InputError('--where', where, `one of ${Object.keys(places).join(', ')}`);
  const end = Date.now() + Number(flags.minutes ?? 30) * 60_000;
  const own: Soak = { seed: Number(flags.seed ?? 1), over: () => Date.now() >= end, actions: new Map(), losses: [], samples: [] };
  await run(own);
  const growths = verdictOf(own.samples);
  const actions = [...own.actions].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    title: `soak, ${where}, seed ${own.seed}`,
    head: ['watched', 'early', 'late', 'most', 'flat'],
    rows: growths.map(({ name, early, late, most, flat }) => [name, early.toFixed(1), late.toFixed(1), most.toFixed(1), flat ? 'yes' : 'no']),
    tried: actions.reduce((sum, [, count]) => sum + count, 0),
    lost: own.losses.length + growths.filter(({ flat }) => !flat).length,
    notes: [actions.map(([name, count]) => `${name} ${count}`).join(', '), ...own.losses],
  };
}
