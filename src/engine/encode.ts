/** Worlds, phases and hyperparameters as the words that kernels and the CPU engine read. */
import { perAgentNames } from '../agent/hyperparameters';
import type { NetworkLayout } from '../agent/network';
import { bitsOf, settle, threshold } from '../numerics/float32';
import type { StartSegment, WorldTables } from '../world/types';
import type { PhaseProgram } from './engine';
import { hyperparameterLayout, hyperparameterWords } from './words';

const terminated = 0x80000000;

/** One array of words, and where each table begins in it. */
export interface EncodedWorld {
  readonly words: Uint32Array;
  readonly offsets: Readonly<Record<'transitions' | 'outcomes' | 'featureIndex' | 'featureValue' | 'payoffs' | 'levels' | 'units' | 'regions' | 'overrides', number>>;
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

/**
 * Whether every row that is ever thought about has exactly `perRow` features, all of value 1. Rows that are only entered
 * by terminating have no outcomes, and nobody asks for their value.
 */
export function isUnit({ features, firstOutcome, actions, rows }: WorldTables): boolean {
  for (let row = 0; row < rows; row++) {
    if (firstOutcome[row * actions] === firstOutcome[row * actions + 1]) continue;
    for (let m = row * features.perRow; m < (row + 1) * features.perRow; m++) if (features.value[m] !== 1) return false;
  }
  return true;
}

/**
 * Fixed-point scale of a channel's live statistics: the largest power of two by which no mean return leaves ±2³⁰.
 */
export function fixedScale(tables: WorldTables, channel: number): number {
  const channels = tables.channels.length;
  let largest = 2 ** -20;
  for (let set = 0; set < tables.eventSetMask.length; set++) largest = Math.max(largest, Math.abs(tables.eventSetPayoff[set * channels + channel]!));
  let bound = largest * tables.maxSteps.reduce((most, steps) => Math.max(most, steps), 1);
  let scale = 1;
  while (bound * scale > 2 ** 29) scale /= 2;
  while (bound * scale * 2 <= 2 ** 29) scale *= 2;
  return scale;
}

export function encodeWorld(tables: WorldTables, network: NetworkLayout): EncodedWorld {
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
    featureIndex: words.append(tables.features.index),
    featureValue: words.append(bits(tables.features.value)),
    payoffs: words.append(payoffs),
    levels: words.append(tables.maxSteps),
    units: words.append(Uint32Array.from(channels, (_, c) => bitsOf(fixedScale(tables, c)))),
    regions: words.append(regions),
    overrides: words.append(overrides),
  };
  return { words: words.toArray(), offsets, stochastic };
}

/** The probes' features, laid out like the rows' in a table of their own. */
export function encodeProbes(tables: WorldTables): { readonly words: Uint32Array; readonly featureValue: number } {
  const words = new Words();
  words.append(tables.probes.index);
  const featureValue = words.append(bits(tables.probes.value));
  return { words: words.toArray(), featureValue };
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

/** What a phase adds to the world: start distributions and which levels are contested. */
export interface EncodedPhase {
  readonly words: Uint32Array;
  readonly segments: number;
  readonly contested: number;
}

export function encodePhase(tables: WorldTables, phase: PhaseProgram): EncodedPhase {
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
  return { words: words.toArray(), segments: segments.length, contested };
}

/**
 * Derived hyperparameters, [number][agent].
 * @param values [hyperparameter in the order of `perAgentNames`][agent], settled binary32
 */
export function encodeHyperparameters(values: Float32Array, agents: number, actions: number): Uint32Array {
  const out = new Uint32Array(hyperparameterWords * agents);
  const column = (name: (typeof perAgentNames)[number]): Float32Array => {
    const i = perAgentNames.indexOf(name);
    return values.subarray(i * agents, (i + 1) * agents);
  };
  const [gamma, alpha, beta, lambda] = [column('gamma'), column('alpha'), column('beta'), column('lambda')];
  const [temperature, initScale, floor] = [column('temperature'), column('initScale'), column('floor')];
  const put = (name: keyof typeof hyperparameterLayout, of: (i: number) => number): void => {
    const base = hyperparameterLayout[name] * agents;
    for (let i = 0; i < agents; i++) out[base + i] = of(i);
  };
  const float = (x: number): number => bitsOf(settle(x));
  put('GAMMA', (i) => float(gamma[i]!));
  put('ALPHA', (i) => float(alpha[i]!));
  put('ACTOR_STEP', (i) => float(beta[i]! / temperature[i]!));
  put('GAMMA_LAMBDA', (i) => float(gamma[i]! * lambda[i]!));
  put('INVERSE_TEMPERATURE', (i) => float(1 / temperature[i]!));
  put('INIT_SCALE', (i) => float(initScale[i]!));
  put('FLOOR_THRESHOLD', (i) => threshold(floor[i]!));
  put('FLOOR_KEEP', (i) => float(1 - floor[i]!));
  put('FLOOR_SHARE', (i) => float(floor[i]! / actions));
  return out;
}
