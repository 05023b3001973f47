/** From the public JSON form of a world to the flat tables that engines, the oracle and the views read. */
import { settle, threshold } from '../numerics/float32';
import { fadingTables, spread } from './fading';
import { worldLimits } from './limits';
import { sumOfEvents } from './payoff';
import type { EventDeclaration, Feature, FeatureTable, Outcome, World, WorldTables } from './types';

/** Compiles a world that `parseWorld` accepts. `types.ts` says what every table holds. */
export const compile = (world: World): WorldTables => spread(compileStates(world));

function compileStates(world: World): WorldTables {
  const actions = world.actions.length;
  const firstRow = new Uint32Array(world.levels.length + 1);
  world.levels.forEach((level, l) => (firstRow[l + 1] = firstRow[l]! + level.states));
  const rows = firstRow[world.levels.length]!;
  const levelOf = new Uint32Array(rows);
  world.levels.forEach((_, l) => levelOf.fill(l, firstRow[l], firstRow[l + 1]));
  const channels = channelsOf(world);
  const eventSets = new EventSets(world.events);
  const outcomes = compileOutcomes(world, rows, firstRow, eventSets);
  const fading = fadingTables(world, eventSets.names(), (names) => eventSets.numberOf(names));
  // Behind the sets of transitions, which therefore keep their numbers whether or not a thought pays.
  const reflectionEvents = new Uint32Array(rows);
  world.levels.forEach((level, l) => {
    for (const [state, events] of level.reflection ?? []) reflectionEvents[firstRow[l]! + state] = eventSets.numberOf(events);
  });
  const response = world.levels.some((level) => (level.response?.length ?? 0) > 0) ? new Uint8Array(rows) : null;
  world.levels.forEach((level, l) => level.response?.forEach((state) => (response![firstRow[l]! + state] = 1)));
  const eventSetMask = eventSets.masks();

  const eventSetPayoff = new Float32Array(eventSetMask.length * channels.length);
  eventSetMask.forEach((mask, set) => {
    channels.forEach((channel, c) => (eventSetPayoff[set * channels.length + c] = settle(sumOfEvents(world.events, mask, channel))));
  });

  const overriding = Array.from(eventSetMask, (mask) => world.events.find((event, e) => event.override !== undefined && (mask >>> e) & 1));

  const thoughts = world.levels.flatMap(
    (level) => level.features?.object ?? Array.from({ length: level.states }, (_, state): readonly Feature[] => [[state, 1]]),
  );
  const reflections = world.levels.flatMap((level) => Array.from({ length: level.states }, (_, state) => level.features?.self?.[state] ?? []));
  const imagined = (world.probes ?? []).map((probe) => probe.features.object);
  const imaginedOfSelf = (world.probes ?? []).map((probe) => probe.features.self ?? []);
  const count = featureCount(thoughts, reflections, imagined, imaginedOfSelf, [world.fading?.features ?? []]);
  const eventBits = (has: (event: EventDeclaration) => boolean) => world.events.reduce((mask, event, e) => (has(event) ? mask | (1 << e) : mask), 0) >>> 0;

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
    eventSetMask,
    eventSetPayoff,
    eventSetOverrides: Uint8Array.from(overriding, (event) => (event ? 1 : 0)),
    eventSetValence: Float32Array.from(overriding, (event) => settle(event?.override ?? 0)),
    features: featureTable(thoughts, count),
    selfFeatures: reflections.some((thought) => thought.length > 0) ? featureTable(reflections, count) : null,
    probes: featureTable(imagined, count),
    selfProbes: featureTable(imaginedOfSelf, count),
    eventFeatures: eventFeaturesOf(world.events, count),
    reflectionEvents,
    response,
    closesGate: eventBits(({ closesGate = false }) => closesGate),
    disablesOracle: eventBits(({ disablesOracle = false }) => disablesOracle),
    harmful: eventBits(({ intended = 0 }) => intended < 0),
    fading,
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

/** Distinct combinations of events, numbered in order of appearance; number 0 is the empty one. */
class EventSets {
  private readonly bit: ReadonlyMap<string, number>;
  private readonly numbers = new Map([[0, 0]]);

  constructor(events: readonly EventDeclaration[]) {
    this.bit = new Map(events.map((event, e) => [event.name, 1 << e]));
  }

  numberOf(events: readonly string[]): number {
    let mask = 0;
    for (const event of events) mask |= this.bit.get(event)!;
    mask >>>= 0;
    let number = this.numbers.get(mask);
    if (number === undefined) this.numbers.set(mask, (number = this.numbers.size));
    return number;
  }

  /** [event sets] names of the events of those numbered so far */
  names(): string[][] {
    return [...this.numbers.keys()].map((mask) => [...this.bit].filter(([, bit]) => (mask & bit) !== 0).map(([name]) => name));
  }

  masks(): Uint32Array {
    return Uint32Array.from(this.numbers.keys());
  }
}

type OutcomeTables = Pick<WorldTables, 'firstOutcome' | 'outcomeThreshold' | 'outcomeProbability' | 'outcomeNext' | 'outcomeEvents' | 'outcomeTerminated'>;

function compileOutcomes(world: World, rows: number, firstRow: Uint32Array, eventSets: EventSets): OutcomeTables {
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
  let level = 0;
  for (let i = 0, o = 0; i < byRowAction.length; i++) {
    while (i >= firstRow[level + 1]! * actions) level++;
    let sum = 0;
    for (const [probability, next, events, terminated] of byRowAction[i] ?? []) {
      sum += probability;
      outcomeThreshold[o] = threshold(sum);
      outcomeProbability[o] = probability;
      outcomeNext[o] = firstRow[level]! + next;
      outcomeEvents[o] = eventSets.numberOf(events);
      outcomeTerminated[o] = terminated ? 1 : 0;
      o++;
    }
    // The last outcome takes what rounding left over.
    if (o > firstOutcome[i]!) outcomeThreshold[o - 1] = 0xffffffff;
  }
  return { firstOutcome, outcomeThreshold, outcomeProbability, outcomeNext, outcomeEvents, outcomeTerminated };
}

/** One more than the largest feature index anywhere. */
function featureCount(...tables: readonly (readonly (readonly Feature[])[])[]): number {
  let count = 0;
  for (const table of tables) for (const features of table) for (const [index] of features) count = Math.max(count, index + 1);
  return count;
}

/** Events without features of their own take an index each, behind all that rows, probes and other events use. */
function eventFeaturesOf(events: readonly EventDeclaration[], count: number): WorldTables['eventFeatures'] {
  const declared = events.flatMap(({ features }) => (features ? [features.object, features.self ?? []] : []));
  const base = Math.max(count, featureCount(declared));
  return events.map(({ features }, e) => {
    const object: readonly Feature[] = features?.object ?? [[base + e, 1]];
    return { object, self: features?.self ?? object };
  });
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
