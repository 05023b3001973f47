/** Worlds, phases and hyperparameters as the words that kernels and the CPU engine read. */
import { perAgentNames, type HyperparameterName } from '../agent/hyperparameters';
import { exp } from '../numerics/elementary';
import { bitsOf, settle, threshold } from '../numerics/float32';
import type { StartSegment, WorldTables } from '../world/types';
import { desireMargin, likely, unlikely } from '../world/deception';
import { vetoMasks } from '../world/veto';
import type { PhaseProgram, Program } from './engine';
import { fixedScale, none, type LiveStatisticPlace } from './live-statistics';
import { oncePerProgram } from './once-per-program';
import { specialise, type ProgramShape } from './specialise';
import { hyperparameterLayout, hyperparameterWords } from './words';

const terminated = 0x80000000;

/** Tables in their order. Those behind `overrides` are empty where they are not used, so that older worlds have the same words. */
type WorldTable =
  | 'transitions' | 'outcomes' | 'featureIndex' | 'featureValue' | 'payoffs' | 'levels' | 'units' | 'regions' | 'overrides'
  | 'eventFeatureIndex' | 'eventFeatureValue' | 'misfires' | 'closed' | 'disabling' | 'reflections' | 'vetoes' | 'deceptions' | 'responses' | 'fadingMasked' | 'fadingEvents';

/** One array of words, and where each table begins in it. */
export interface EncodedWorld {
  readonly words: Uint32Array;
  readonly offsets: Readonly<Record<WorldTable, number>>;
  readonly stochastic: boolean;
}

/** Appends tables to one growing list of words. */
class Words {
  readonly parts: Uint32Array[] = [];
  length = 0;
  append(words: Uint32Array): number {
    this.parts.push(words);
    return (this.length += words.length) - words.length;
  }
  toArray(): Uint32Array {
    const all = new Uint32Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

const bits = (x: Float32Array): Uint32Array => new Uint32Array(x.buffer, x.byteOffset, x.length);

/** Whether any event declares a valence. */
export const hasOverrides = (tables: WorldTables): boolean => tables.eventSetOverrides.includes(1);

/** Computed once for every program: the digest, the engine and every inspector need it, and vetoes may take seconds. */
export const encodeWorld = oncePerProgram((program): EncodedWorld => {
  const { tables, structure } = program;
  const { network, thoughts } = specialise(program);
  const { rows, actions, channels } = tables;
  const pairs = rows * actions;
  let stochastic = false;
  for (let pair = 0; pair < pairs; pair++) stochastic ||= tables.firstOutcome[pair + 1]! - tables.firstOutcome[pair]! > 1;
  const target = (outcome: number): number => (tables.outcomeNext[outcome]! | (tables.outcomeTerminated[outcome] ? terminated : 0)) >>> 0;

  const transitions = new Uint32Array(pairs * 2);
  const outcomes = new Uint32Array(stochastic ? tables.outcomeNext.length * 3 : 0);
  for (let pair = 0; pair < pairs; pair++) {
    const first = tables.firstOutcome[pair]!;
    const count = tables.firstOutcome[pair + 1]! - first;
    if (count === 0) continue;
    transitions[pair * 2] = stochastic ? first : target(first);
    transitions[pair * 2 + 1] = stochastic ? count : tables.outcomeEvents[first]!;
  }
  for (let o = 0; o * 3 < outcomes.length; o++) outcomes.set([tables.outcomeThreshold[o]!, target(o), tables.outcomeEvents[o]!], o * 3);

  const payoffs = new Uint32Array(tables.eventSetMask.length * (channels.length + 1));
  tables.eventSetMask.forEach((mask, set) => {
    payoffs[set * (channels.length + 1)] = mask;
    payoffs.set(bits(tables.eventSetPayoff.slice(set * channels.length, (set + 1) * channels.length)), set * (channels.length + 1) + 1);
  });
  const regions = Uint32Array.from(
    network.regions.flatMap((r) => [r.slot, r.count, r.inner, r.index, r.outerIndex, r.innerIndex, r.stride, r.extent, r.component, r.random]),
  );

  const overrides = new Uint32Array(hasOverrides(tables) ? tables.eventSetMask.length * 2 : 0);
  for (let set = 0; set * 2 < overrides.length; set++) overrides.set([tables.eventSetOverrides[set]!, bitsOf(tables.eventSetValence[set]!)], set * 2);

  const words = new Words();
  const offsets = {
    transitions: words.append(transitions),
    outcomes: words.append(outcomes),
    featureIndex: words.append(thoughts.rows.index),
    featureValue: words.append(bits(thoughts.rows.value)),
    payoffs: words.append(payoffs),
    levels: words.append(tables.maxSteps),
    // Live statistics have their scales from the phase; the digest of the world covers them here.
    units: words.append(Uint32Array.from(channels, (_, c) => bitsOf(fixedScale(tables, c)))),
    regions: words.append(regions),
    overrides: words.append(overrides),
    eventFeatureIndex: words.append(thoughts.eventSets?.index ?? empty),
    eventFeatureValue: words.append(thoughts.eventSets ? bits(thoughts.eventSets.value) : empty),
    misfires: words.append(structure.noise ? misfires(tables) : empty),
    closed: words.append(structure.gate ? flags(tables, tables.closesGate) : empty),
    disabling: words.append(structure.oracle ? flags(tables, tables.disablesOracle) : empty),
    reflections: words.append(structure.frames ? tables.reflectionEvents : empty),
    vetoes: words.append(structure.oracle ? vetoMasks(tables, structure.oracle.mode, structure.oracle.foresight, structure.oracle.margin) : empty),
    deceptions: words.append(tables.world.deception ? deceptions(tables, thoughts.rows.index.length / thoughts.rows.perRow) : empty),
    responses: words.append(tables.response ? Uint32Array.from(tables.response) : empty),
    fadingMasked: words.append(tables.fading ? Uint32Array.from(tables.fading.masked) : empty),
    fadingEvents: words.append(tables.fading?.eventSets ?? empty),
  };
  return { words: words.toArray(), offsets, stochastic };
});

const empty = new Uint32Array(0);

/** [event sets] whether an event of the set is one of these. */
const flags = ({ eventSetMask }: WorldTables, events: number): Uint32Array => Uint32Array.from(eventSetMask, (mask) => ((mask & events) !== 0 ? 1 : 0));

/** [event sets][what it pays when rewards are missed, what it pays on top when rewards fire wrongly], settled binary32. */
function misfires({ world, eventSetMask }: WorldTables): Uint32Array {
  const rewardOf = (name: string | undefined): number => world.events.find((event) => event.name === name)?.reward ?? 0;
  return Uint32Array.from([...eventSetMask].flatMap((mask) => {
    const own = world.events.filter((_, e) => (mask >>> e) & 1);
    const missed = own.reduce((sum, { reward = 0 }) => sum + Math.min(0, reward), 0);
    const wrong = own.reduce((sum, { mistakenFor }) => sum + rewardOf(mistakenFor), 0);
    return [bitsOf(settle(missed)), bitsOf(settle(wrong))];
  }));
}

/** The action that is a misdeed; the two probes' thoughts, the row where nobody watches, its watched twin; the thresholds. */
function deceptions({ world, firstRow }: WorldTables, thoughts: number): Uint32Array {
  const { misdeed, unwatched, watched } = world.deception!;
  const row = ([level, state]: readonly [string, number]): number => firstRow[world.levels.findIndex(({ name }) => name === level)]! + state;
  return Uint32Array.of(world.actions.indexOf(misdeed), thoughts - 2, thoughts - 1, row(unwatched), row(watched), ...[desireMargin, likely, unlikely].map(bitsOf));
}

/** The probes' features, laid out like the rows' in a table of their own; how many probe values there are. */
export function encodeProbes(program: ProgramShape): { readonly words: Uint32Array; readonly featureValue: number; readonly count: number } {
  const { probes } = specialise(program).thoughts;
  const words = new Words();
  words.append(probes.index);
  const featureValue = words.append(bits(probes.value));
  return { words: words.toArray(), featureValue, count: probes.index.length / probes.perRow };
}

/**
 * A start distribution for indexed search: entries (threshold, row, level) and a guide of 2ᵏ places, k ≥ 1, that says for
 * the top k bits of a random word where the scan begins (Chen and Asau 1974).
 */
function encodeSegment(segment: StartSegment, levelOf: Uint32Array): { shift: number; guide: Uint32Array; entries: Uint32Array } {
  const n = segment.row.length;
  let logarithm = 1;
  while (logarithm < 16 && 1 << logarithm < n) logarithm++;
  const shift = 32 - logarithm;
  const guide = new Uint32Array(1 << logarithm);
  let entry = 0;
  for (let place = 0; place < guide.length; place++) {
    const lowest = (place << shift) >>> 0;
    while (entry < n - 1 && segment.threshold[entry]! <= lowest) entry++;
    guide[place] = entry;
  }
  const entries = new Uint32Array(n * 3);
  for (let i = 0; i < n; i++) entries.set([segment.threshold[i]!, segment.row[i]!, levelOf[segment.row[i]!]!], i * 3);
  return { shift, guide, entries };
}

/** What a phase adds to the world: start distributions, which levels are contested, and the live statistics. */
export interface EncodedPhase {
  readonly words: Uint32Array;
  readonly segments: number;
  readonly contested: number;
  readonly statistics: number;
}

/** [statistic][numerator, kind, two denominators, scale] */
const encodeStatistics = (places: readonly LiveStatisticPlace[]): Uint32Array =>
  Uint32Array.from(places.flatMap(({ numerator, float, denominators, scale }) => [numerator, float ? 1 : 0, denominators[0] ?? none, denominators[1] ?? none, bitsOf(scale)]));

export function encodePhase(program: ProgramShape, phase: PhaseProgram): EncodedPhase {
  const { tables } = program;
  const { segments } = phase.starts;
  const words = new Words();
  const headers = new Uint32Array(segments.length * 4);
  words.append(headers);
  const known = new Map<StartSegment, readonly number[]>();
  segments.forEach((segment, i) => {
    let header = known.get(segment);
    if (!header) {
      const { shift, guide, entries } = encodeSegment(segment, tables.levelOf);
      header = [shift, words.append(guide), words.append(entries), segment.row.length - 1];
      known.set(segment, header);
    }
    headers.set(header, i * 4);
  });
  const contested = words.append(Uint32Array.from(phase.references.contested));
  const statistics = words.append(encodeStatistics(specialise(program).statistics));
  return { words: words.toArray(), segments: segments.length, contested, statistics };
}

/**
 * Derived hyperparameters of some of a program's agents, [number][agent].
 * @param first index within the program of the first of them
 */
export function encodeHyperparameters({ hyperparameters: values, agents: all, tables: { actions }, structure: { search } }: Program, first: number, agents: number): Uint32Array {
  const out = new Uint32Array(hyperparameterWords * agents);
  const columns = Object.fromEntries(perAgentNames.map((name, i) => [name, values.subarray(i * all + first, i * all + first + agents)])) as Record<HyperparameterName, Float32Array>;
  const put = (name: keyof typeof hyperparameterLayout, of: (i: number) => number): void => {
    const base = hyperparameterLayout[name] * agents;
    for (let i = 0; i < agents; i++) out[base + i] = of(i);
  };
  const float = (x: number): number => bitsOf(settle(x));
  const { gamma, alpha, beta, temperature, floor, depth, candidates, reflectionDepth, reflectionCandidates, halfLife } = columns;
  put('GAMMA', (i) => float(gamma[i]!));
  put('ALPHA', (i) => float(alpha[i]!));
  put('ACTOR_STEP', (i) => float(beta[i]! / temperature[i]!));
  put('GAMMA_LAMBDA', (i) => float(gamma[i]! * columns.lambda[i]!));
  put('INVERSE_TEMPERATURE', (i) => float(1 / temperature[i]!));
  // A policy search has no value function.
  put('INIT_SCALE', (i) => (search ? 0 : float(columns.initScale[i]!)));
  put('FLOOR_THRESHOLD', (i) => threshold(floor[i]!));
  put('FLOOR_KEEP', (i) => float(1 - floor[i]!));
  put('FLOOR_SHARE', (i) => float(floor[i]! / actions));
  put('DEPTH', (i) => depth[i]!);
  put('CANDIDATES', (i) => candidates[i]!);
  put('SELF_DEPTH', (i) => (reflectionDepth[i]! < 0 ? depth[i]! : reflectionDepth[i]!));
  put('SELF_CANDIDATES', (i) => (reflectionCandidates[i]! === 0 ? candidates[i]! : reflectionCandidates[i]!));
  put('META_STEP', (i) => float(columns.betaMeta[i]!));
  put('REFLECTION_COST', (i) => float(columns.reflectionCost[i]!));
  put('THINK_STEP', (i) => float(alpha[i]! * columns.thinkRate[i]!));
  put('REPLAYS', (i) => columns.replay[i]!);
  put('DECAY', (i) => float(halfLife[i]! === 0 ? 1 : exp((-Math.LN2 * decaySteps) / halfLife[i]!)));
  put('MISS_THRESHOLD', (i) => threshold(columns.fn[i]!));
  put('MISFIRE_THRESHOLD', (i) => threshold(columns.fp[i]!));
  put('FORESIGHT', (i) => columns.foresight[i]!);
  put('GAMMA_LAMBDA_ACTOR', (i) => float(gamma[i]! * columns.lambdaActor[i]!));
  put('TRIAL', (i) => columns.trial[i]!);
  return out;
}

/** Weights decay once in so many steps; shaders/stages/decay.wgsl tests the step's low bits. */
const decaySteps = 16;
