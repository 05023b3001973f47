// Initial weights, the beginning of a phase, records, probes and fingerprints.
import { agentHash, wordHash } from './avalanche';
import { at, columnOf, hyperparameter, measureAt, openAgent, openColumn, phaseWord, wordAt } from './bindings';
import { reciprocal, reciprocal4 } from './elementary';
import { COUNTERS, DIVERGED_AT, EPISODES, EPISODE_STEPS, INITIALISE, INIT_SCALE, STEPS } from './generated';
import {
  CRITERION_RECORD, FINISHED, PROBE_VALUES, RETURNS, TOTALS, countOf, measured, setCount, setMeasure,
} from './measures';
import { value } from './network';
import { forget } from './policy-table';
import { COUNT, NONE, RANDOM, SLOT, field, logicalIndex } from './regions';
import { settle, settle4 } from './settle';
import {
  BEST, BEST_SCORE, EXTRA, EXTRA_WORDS, SEARCH, VALUES, agents, criterion, firstAgent, probes, record, recordPlace, regionCount, seed, statisticCount,
  statisticTable, statistics, stride, tileEnd, tileFirst,
} from './structure';
import { threefry, uniform24 } from './threefry';

/// Draws the initial weights of every agent: uniform in (-scale, scale) for matrices, 0 for biases and traces.
export function initialise(): void {
  for (let agent: u32 = 0; agent < agents; agent++) {
    openAgent(agent);
    const scale = hyperparameter(INIT_SCALE);
    for (let n: u32 = 0; n < regionCount; n++) {
      if (!field(n, RANDOM)) continue;
      for (let i: u32 = 0; i < field(n, COUNT); i++) {
        for (let c: u32 = 0; c < 4; c++) {
          const index = logicalIndex(n, i, c);
          if (index == NONE) continue;
          const u = uniform24(threefry(seed, firstAgent + agent, index, INITIALISE << 16));
          store<f32>(at(field(n, SLOT) + i) + ((<usize>c) << 2), settle(scale * (2 * u - 1)));
        }
      }
    }
  }
}

/// Begins a phase: every agent's next step starts an episode, and nothing has been measured yet.
export function begin(): void {
  for (let agent: u32 = 0; agent < agents; agent++) {
    openAgent(agent);
    store<u32>(wordAt(EPISODE_STEPS), 0);
    store<u32>(wordAt(EPISODES), 0);
    store<u32>(wordAt(STEPS), 0);
    if (SEARCH) forget();
    for (let slot: u32 = 0; slot < PROBE_VALUES; slot++) setCount(slot, 0);
  }
}

/// A record of a tile: every agent's value of every live statistic goes to `statistics`, [record][statistic][agent], in columns as
/// far apart as others; then the interval is folded into the phase's totals. Agents without a value, and diverged ones, leave NaN.
/// All agents' words of one kind stand beside one another, so a kind at a time. Behind the last agent columns have room for fours.
export function summarise(): void {
  for (let s: u32 = 0; s < statisticCount; s++) {
    const place = statistics + ((<usize>((recordPlace * statisticCount + s) * stride)) << 2);
    for (let agent = tileFirst; agent < tileEnd; agent += 4) {
      openColumn(agent);
      const lives = i32x4.eq(v128.load(wordAt(DIVERGED_AT)), i32x4.splat(0));
      v128.store(place + columnOf(agent), v128.bitselect(statisticOf(statisticTable + s * 5), f32x4.splat(f32.NaN), lives));
    }
  }
  for (let agent = tileFirst; agent < tileEnd; agent++) {
    openAgent(agent);
    const episodes = countOf(FINISHED);
    if (episodes > 0 && load<u32>(wordAt(DIVERGED_AT)) == 0 && countOf(CRITERION_RECORD) == 0 && reachesCriterion(episodes)) setCount(CRITERION_RECORD, record);
  }
  openAgent(tileFirst);
  for (let slot: u32 = RETURNS; slot < FINISHED; slot++) foldNumbers(measureAt(slot), measureAt(TOTALS + slot - RETURNS));
  for (let slot: u32 = FINISHED; slot < TOTALS; slot++) foldCounts(measureAt(slot), measureAt(TOTALS + slot - RETURNS));
}

/// Adds the tile's words from `first` on to those from `total` on, and clears them.
function foldNumbers(first: usize, total: usize): void {
  let p = first;
  const end = first + columnOf(tileEnd - tileFirst);
  for (; p + 16 <= end; p += 16, total += 16) {
    v128.store(total, settle4(f32x4.add(v128.load(total), v128.load(p))));
    v128.store(p, i32x4.splat(0));
  }
  for (; p < end; p += 4, total += 4) {
    store<f32>(total, settle(load<f32>(total) + load<f32>(p)));
    store<u32>(p, 0);
  }
}
function foldCounts(first: usize, total: usize): void {
  let p = first;
  const end = first + columnOf(tileEnd - tileFirst);
  for (; p + 16 <= end; p += 16, total += 16) {
    v128.store(total, i32x4.add(v128.load(total), v128.load(p)));
    v128.store(p, i32x4.splat(0));
  }
  for (; p < end; p += 4, total += 4) {
    store<u32>(total, load<u32>(total) + load<u32>(p));
    store<u32>(p, 0);
  }
}

function reachesCriterion(episodes: u32): bool {
  if (SEARCH) return load<u32>(wordAt(BEST)) != 0 && load<f32>(wordAt(BEST_SCORE)) >= criterion;
  return settle(measured(RETURNS) * reciprocal(<f32>episodes)) >= criterion;
}

/// Not every device converts larger integers to binary32 exactly.
@inline function counted(slot: u32): v128 { return slot == NONE ? i32x4.splat(0) : i32x4.min_u(v128.load(measureAt(slot)), i32x4.splat(0xffffff)); }

/// numerator / (first + second denominator), of four agents from the open one on; without denominators the numerator is the value.
@inline function statisticOf(place: u32): v128 {
  const numerator = phaseWord(place);
  const first = phaseWord(place + 2);
  if (first == NONE) return v128.load(measureAt(numerator));
  const n = i32x4.add(counted(first), counted(phaseWord(place + 3)));
  const x = phaseWord(place + 1) ? v128.load(measureAt(numerator)) : f32x4.convert_i32x4_s(counted(numerator));
  const quotient = settle4(f32x4.mul(x, reciprocal4(f32x4.convert_i32x4_s(n))));
  return v128.bitselect(f32x4.splat(f32.NaN), quotient, i32x4.eq(n, i32x4.splat(0)));
}

/// Reads the valence of every probe off the agents of a tile; the host has put the probes' features in place of the rows'.
export function probe(): void {
  for (let agent = tileFirst; agent < tileEnd; agent++) {
    openAgent(agent);
    for (let p: u32 = 0; p < probes; p++) setMeasure(PROBE_VALUES + p, settle(value(p)));
  }
}

/// Adds every logical word of every agent, mixed with its place, to four sums, which it stores at `statistics`.
export function fingerprint(): void {
  let sum = i32x4.splat(0);
  for (let agent: u32 = 0; agent < agents; agent++) {
    openAgent(agent);
    const identity = agentHash(firstAgent + agent);
    for (let w: u32 = 0; w < COUNTERS; w++) sum = i32x4.add(sum, wordHash(identity, w, load<u32>(wordAt(w))));
    for (let w: u32 = 0; w < EXTRA_WORDS; w++) sum = i32x4.add(sum, wordHash(identity, COUNTERS + VALUES + w, load<u32>(wordAt(EXTRA + w))));
    for (let n: u32 = 0; n < regionCount; n++) {
      const slot = field(n, SLOT);
      for (let i: u32 = 0, end = field(n, COUNT); i < end; i++) {
        for (let c: u32 = 0; c < 4; c++) {
          const index = logicalIndex(n, i, c);
          if (index != NONE) sum = i32x4.add(sum, wordHash(identity, COUNTERS + index, load<u32>(at(slot + i) + ((<usize>c) << 2))));
        }
      }
    }
  }
  v128.store(statistics, sum);
}
