/** From the public JSON form of a world to the flat tables that engines, the oracle and the views read. */
import { settle, threshold } from '../numerics/float32';
import { worldLimits } from './limits';
import { sumOfEvents } from './payoff';
import type { Feature, FeatureTable, Outcome, World, WorldTables } from './types';

/** Compiles a world that `parseWorld` accepts. `types.ts` says what every table holds. */
export function compile(world: World): WorldTables {
  const actions = world.actions.length;
  const firstRow = new Uint32Array(world.levels.length + 1);
  world.levels.forEach((level, l) => (firstRow[l + 1] = firstRow[l]! + level.states));
  const rows = firstRow[world.levels.length]!;
  const levelOf = new Uint32Array(rows);
  world.levels.forEach((_, l) => levelOf.fill(l, firstRow[l], firstRow[l + 1]));
  const channels = channelsOf(world);
  const outcomes = compileOutcomes(world, rows, firstRow);

  const eventSetPayoff = new Float32Array(outcomes.eventSetMask.length * channels.length);
  outcomes.eventSetMask.forEach((mask, set) => {
    channels.forEach((channel, c) => (eventSetPayoff[set * channels.length + c] = settle(sumOfEvents(world.events, mask, channel))));
  });

  const overriding = Array.from(outcomes.eventSetMask, (mask) => world.events.find((event, e) => event.override !== undefined && (mask >>> e) & 1));

  const thoughts = world.levels.flatMap(
    (level) => level.features?.object ?? Array.from({ length: level.states }, (_, state): readonly Feature[] => [[state, 1]]),
  );
  const imagined = (world.probes ?? []).map((probe) => probe.features.object);
  const count = featureCount(thoughts, imagined);

  return {
    world,
    actions,
    letters: world.letters ?? defaultLetters(world.actions),
    channels,
    rows,
    firstRow,
    levelOf,
    maxSteps: Uint32Array.from(world.levels, (level) => level.maxSteps ?? worldLimits.defaultMaxSteps),
    ...outcomes,
    eventSetPayoff,
    eventSetOverrides: Uint8Array.from(overriding, (event) => (event ? 1 : 0)),
    eventSetValence: Float32Array.from(overriding, (event) => settle(event?.override ?? 0)),
    features: featureTable(thoughts, count),
    probes: featureTable(imagined, count),
    splits: [...new Set(world.levels.flatMap((level) => Object.keys(level.splits)))],
  };
}

/** One letter per action: initials if they differ, else hexadecimal digits. */
function defaultLetters(actions: readonly string[]): string {
  const initials = actions.map((action) => [...action][0]!);
  return (new Set(initials).size === initials.length ? initials : actions.map((_, action) => action.toString(16))).join('');
}

/** `reward`, `intended`, then `proxy.<name>` in order of appearance. */
function channelsOf(world: World): string[] {
  const proxies = new Set(world.events.flatMap((event) => Object.keys(event.proxies ?? {})));
  return ['reward', 'intended', ...[...proxies].map((proxy) => `proxy.${proxy}`)];
}

type OutcomeTables = Pick<
  WorldTables,
  'firstOutcome' | 'outcomeThreshold' | 'outcomeProbability' | 'outcomeNext' | 'outcomeEvents' | 'outcomeTerminated' | 'eventSetMask'
>;

function compileOutcomes(world: World, rows: number, firstRow: Uint32Array): OutcomeTables {
  const actions = world.actions.length;
  const firstOutcome = new Uint32Array(rows * actions + 1);
  const byRowAction = new Array<readonly Outcome[] | undefined>(rows * actions);
  world.levels.forEach((level, l) => {
    for (const [state, action, list] of level.transitions) byRowAction[(firstRow[l]! + state) * actions + action] = list;
  });
  for (let i = 0; i < byRowAction.length; i++) firstOutcome[i + 1] = firstOutcome[i]! + (byRowAction[i]?.length ?? 0);

  const outcomes = firstOutcome[byRowAction.length]!;
  const outcomeThreshold = new Uint32Array(outcomes);
  const outcomeProbability = new Float64Array(outcomes);
  const outcomeNext = new Uint32Array(outcomes);
  const outcomeEvents = new Uint32Array(outcomes);
  const outcomeTerminated = new Uint8Array(outcomes);
  const bit = new Map(world.events.map((event, e) => [event.name, 1 << e]));
  const eventSets = new Map([[0, 0]]);
  let level = 0;
  for (let i = 0, o = 0; i < byRowAction.length; i++) {
    while (i >= firstRow[level + 1]! * actions) level++;
    let sum = 0;
    for (const [probability, next, events, terminated] of byRowAction[i] ?? []) {
      sum += probability;
      let mask = 0;
      for (const event of events) mask |= bit.get(event)!;
      mask >>>= 0;
      let set = eventSets.get(mask);
      if (set === undefined) eventSets.set(mask, (set = eventSets.size));
      outcomeThreshold[o] = threshold(sum);
      outcomeProbability[o] = probability;
      outcomeNext[o] = firstRow[level]! + next;
      outcomeEvents[o] = set;
      outcomeTerminated[o] = terminated ? 1 : 0;
      o++;
    }
    // The last outcome takes what rounding left over.
    if (o > firstOutcome[i]!) outcomeThreshold[o - 1] = 0xffffffff;
  }
  return { firstOutcome, outcomeThreshold, outcomeProbability, outcomeNext, outcomeEvents, outcomeTerminated, eventSetMask: Uint32Array.from(eventSets.keys()) };
}

/** One more than the largest feature index anywhere. */
function featureCount(...tables: readonly (readonly (readonly Feature[])[])[]): number {
  let count = 0;
  for (const table of tables) for (const features of table) for (const [index] of features) count = Math.max(count, index + 1);
  return count;
}

function featureTable(thoughts: readonly (readonly Feature[])[], count: number): FeatureTable {
  let perRow = 1;
  for (const features of thoughts) perRow = Math.max(perRow, features.length);
  const index = new Uint32Array(thoughts.length * perRow).fill(count);
  const value = new Float32Array(thoughts.length * perRow);
  thoughts.forEach((features, row) => {
    features.forEach(([feature, amount], m) => {
      index[row * perRow + m] = feature;
      value[row * perRow + m] = settle(amount);
    });
  });
  return { count, perRow, index, value };
}
