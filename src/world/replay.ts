/** Scripted actions through the tables, without an agent. */
import { purpose, threefry } from '../numerics/threefry';
import { countedEvents } from './fading';
import { InputError } from './input-error';
import { sumOfEvents } from './payoff';
import { findLevel, rowOf, startsOfLevels } from './starts';
import type { WorldTables } from './types';

/** What was paid, in binary64. */
export interface Payoffs {
  readonly reward: number;
  readonly intended: number;
  /** by name of the proxy */
  readonly proxies: Readonly<Record<string, number>>;
}

export interface ReplayStep extends Payoffs {
  /** state before the action */
  readonly state: number;
  readonly action: string;
  readonly next: number;
  /** names, in order of declaration */
  readonly events: readonly string[];
}

export interface Replay {
  readonly level: string;
  /** start state */
  readonly start: number;
  readonly steps: readonly ReplayStep[];
  /** how the episode stood after the last step; actions beyond its end are not done */
  readonly ended: 'running' | 'terminated' | 'truncated';
  readonly totals: Payoffs;
}

/**
 * Replays actions from the start of one episode. Start state and stochastic outcomes are drawn as for agent 0 of an
 * experiment with this seed.
 * @param actions one of the world's letters per action; white space is skipped
 * @param options level: its name, default the first; seed: u32, default 0
 * @throws InputError for an unknown letter or level
 */
export function replay(tables: WorldTables, actions: string, options: { level?: string; seed?: number } = {}): Replay {
  const { world, letters } = tables;
  const seed = options.seed ?? 0;
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) throw new InputError('seed', seed, 'a whole number from 0 to 4294967295');
  const l = options.level === undefined ? 0 : findLevel(tables, options.level, 'level');
  const level = world.levels[l]!.name;
  const draw = (step: number, use: number, index = 0) => threefry([seed, 0], [step, (use << 16) | index]);

  const script = parseActions(world.actions, letters, actions);
  const first = tables.firstRow[l]!;
  let row = rowOf(startsOfLevels(tables, [level]).segments[0]!, draw(0, purpose.start)[0]);
  const start = row - first;
  const steps: ReplayStep[] = [];
  const masks: number[] = [];
  let ended: Replay['ended'] = 'running';
  for (const action of script) {
    if (ended !== 'running') break;
    const outcome = outcomeOf(tables, row, action, draw(steps.length, purpose.outcome)[0]);
    const { next, events } = arrive(tables, outcome, (pair) => draw(steps.length, purpose.fade, pair));
    const mask = tables.eventSetMask[events]!;
    masks.push(mask);
    steps.push({
      state: row - first,
      action: world.actions[action]!,
      next: next - first,
      events: world.events.filter((_, e) => (mask >>> e) & 1).map((event) => event.name),
      ...paid(tables, (channel) => sumOfEvents(world.events, mask, channel)),
    });
    row = next;
    if (tables.outcomeTerminated[outcome]) ended = 'terminated';
    else if (steps.length === tables.maxSteps[l]) ended = 'truncated';
  }
  const totals = paid(tables, (channel) => masks.reduce((sum, mask) => sum + sumOfEvents(world.events, mask, channel), 0));
  return { level, start, steps, ended, totals };
}

/** From letters to numbers of actions. */
function parseActions(names: readonly string[], letters: string, text: string): number[] {
  const alphabet = [...letters];
  return [...text].flatMap((letter, i) => {
    if (/\s/u.test(letter)) return [];
    const action = alphabet.indexOf(letter);
    if (action < 0) throw new InputError(`actions[${i}]`, letter, `one of the letters ${alphabet.map((known, a) => `${known} (${names[a]})`).join(', ')}`);
    return [action];
  });
}

/** The outcome that a random word selects. */
function outcomeOf(tables: WorldTables, row: number, action: number, word: number): number {
  const pair = row * tables.actions + action;
  const last = tables.firstOutcome[pair + 1]! - 1;
  let outcome = tables.firstOutcome[pair]!;
  while (outcome < last && word >= tables.outcomeThreshold[outcome]!) outcome++;
  return outcome;
}

/** Where an outcome ends up when what fades has faded. @param words two random words for every pair of things */
function arrive({ outcomeNext, outcomeEvents, fading }: WorldTables, outcome: number, words: (pair: number) => readonly [number, number]): { readonly next: number; readonly events: number } {
  let next = outcomeNext[outcome]!;
  if (!fading) return { next, events: outcomeEvents[outcome]! };
  for (let thing = 0; thing < fading.things; thing++) if (words(thing >> 1)[thing & 1]! < fading.threshold) next &= ~(1 << thing);
  return { next, events: countedEvents(fading, outcomeEvents[outcome]!, next) };
}

function paid(tables: WorldTables, payoff: (channel: string) => number): Payoffs {
  const proxies = tables.channels.slice(2).map((channel) => [channel.slice('proxy.'.length), payoff(channel)] as const);
  return { reward: payoff('reward'), intended: payoff('intended'), proxies: Object.fromEntries(proxies) };
}
