/** From the public JSON form of a world to the flat tables that engines, the oracle and the views read. */
import { settle, threshold } from '../numerics/float32';
import { fadingTables, spread } from './fading';
import { listFeatures, noFeatures, type FeatureLists } from './feature-lists';
import type { LevelTables } from './level-tables';
import { worldLimits } from './limits';
import { sumOfEvents } from './payoff';
import { tablesOfLevels } from './read-tables';
import type { EventDeclaration, Feature, FeatureTable, World, WorldTables } from './types';

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
  const levels = tablesOfLevels(world);
  const outcomes = compileOutcomes(levels, actions, firstRow, eventSets);
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

  const thoughts = levels.map(({ features }) => features.object);
  const reflections = levels.map(({ features }, l) => features.self ?? noFeatures(world.levels[l]!.states));
  const imagined = [listFeatures((world.probes ?? []).map((probe) => probe.features.object))];
  const imaginedOfSelf = [listFeatures((world.probes ?? []).map((probe) => probe.features.self ?? []))];
  const count = featureCount([...thoughts, ...reflections, ...imagined, ...imaginedOfSelf, listFeatures([world.fading?.features ?? []])]);
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
    selfFeatures: reflections.some(({ index }) => index.length > 0) ? featureTable(reflections, count) : null,
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

function compileOutcomes(levels: readonly LevelTables[], actions: number, firstRow: Uint32Array, eventSets: EventSets): OutcomeTables {
  const outcomes = levels.reduce((sum, { transitions }) => sum + transitions.next.length, 0);
  const firstOutcome = new Uint32Array(firstRow[levels.length]! * actions + 1);
  const outcomeThreshold = new Uint32Array(outcomes);
  const outcomeProbability = new Float64Array(outcomes);
  const outcomeNext = new Uint32Array(outcomes);
  const outcomeEvents = new Uint32Array(outcomes);
  const outcomeTerminated = new Uint8Array(outcomes);
  let o = 0;
  levels.forEach(({ transitions: { state, action, first, probability, next, events, terminated, lists } }, l) => {
    const [row, end] = [firstRow[l]!, firstRow[l + 1]!];
    /** by state and action: the number of the transition, plus one */
    const found = new Uint32Array((end - row) * actions);
    for (let i = 0; i < state.length; i++) found[state[i]! * actions + action[i]!] = i + 1;
    const sets = new Int32Array(lists.length).fill(-1);
    for (let pair = 0; pair < found.length; pair++) {
      const i = found[pair]! - 1;
      if (i >= 0) {
        let sum = 0;
        const last = first[i + 1]! - 1;
        for (let k = first[i]!; k <= last; k++, o++) {
          sum += probability[k]!;
          // The last outcome takes what rounding left over.
          outcomeThreshold[o] = k === last ? 0xffffffff : threshold(sum);
          outcomeProbability[o] = probability[k]!;
          outcomeNext[o] = row + next[k]!;
          const list = events[k]!;
          if (sets[list] === -1) sets[list] = eventSets.numberOf(lists[list]!);
          outcomeEvents[o] = sets[list]!;
          outcomeTerminated[o] = terminated[k]!;
        }
      }
      firstOutcome[row * actions + pair + 1] = o;
    }
  });
  return { firstOutcome, outcomeThreshold, outcomeProbability, outcomeNext, outcomeEvents, outcomeTerminated };
}

/** One more than the largest feature index anywhere. */
function featureCount(tables: readonly FeatureLists[]): number {
  let count = 0;
  for (const { index } of tables) for (let i = 0; i < index.length; i++) count = Math.max(count, index[i]! + 1);
  return count;
}

/** Events without features of their own take an index each, behind all that rows, probes and other events use. */
function eventFeaturesOf(events: readonly EventDeclaration[], count: number): WorldTables['eventFeatures'] {
  const declared = events.flatMap(({ features }) => (features ? [features.object, features.self ?? []] : []));
  const base = Math.max(count, featureCount([listFeatures(declared)]));
  return events.map(({ features }, e) => {
    const object: readonly Feature[] = features?.object ?? [[base + e, 1]];
    return { object, self: features?.self ?? object };
  });
}

/** @param tables lists of the thoughts of one row after the other */
function featureTable(tables: readonly FeatureLists[], count: number): FeatureTable {
  let perRow = 1;
  let rows = 0;
  for (const { first } of tables) {
    rows += first.length - 1;
    for (let i = 1; i < first.length; i++) perRow = Math.max(perRow, first[i]! - first[i - 1]!);
  }
  const index = new Uint32Array(rows * perRow).fill(count);
  const value = new Float32Array(rows * perRow);
  let row = 0;
  for (const { first, index: ownIndex, value: ownValue } of tables) {
    for (let thought = 0; thought + 1 < first.length; thought++, row++) {
      for (let k = first[thought]!, at = row * perRow; k < first[thought + 1]!; k++, at++) {
        index[at] = ownIndex[k]!;
        value[at] = settle(ownValue[k]!);
      }
    }
  }
  return { count, perRow, index, value };
}
