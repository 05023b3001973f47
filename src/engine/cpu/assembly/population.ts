// Initial weights, the beginning of a phase, records, probes and fingerprints.
import { agentHash, wordHash } from './avalanche';
import { at, hyperparameter, openAgent, wordAt } from './bindings';
import { reciprocal } from './elementary';
import { COUNTERS, DIVERGED_AT, EPISODES, EPISODE_STEPS, INITIALISE, INIT_SCALE, STEPS } from './generated';
import {
  CRITERION_RECORD, DISCOUNTED, FINISHED, PROBE_VALUES, RETURNS, TOTALS, countOf, measured, openMeasures, setCount, setMeasure,
} from './measures';
import { value } from './network';
import { COUNT, NONE, RANDOM, SLOT, field, logicalIndex } from './regions';
import { settle } from './settle';
import { CHANNELS, agents, criterion, firstAgent, probes, record, regionCount, seed, statistics } from './structure';
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
    openMeasures(agent);
    store<u32>(wordAt(EPISODE_STEPS), 0);
    store<u32>(wordAt(EPISODES), 0);
    store<u32>(wordAt(STEPS), 0);
    for (let slot: u32 = 0; slot < PROBE_VALUES; slot++) setCount(slot, 0);
  }
}

/// A record: the interval's mean returns of every agent go to `statistics`, [statistic][agent]; then the interval is
/// folded into the phase's totals. Agents without a value, and diverged ones, leave NaN.
export function summarise(): void {
  for (let agent: u32 = 0; agent < agents; agent++) {
    openAgent(agent);
    openMeasures(agent);
    const episodes = countOf(FINISHED);
    const counts = episodes > 0 && load<u32>(wordAt(DIVERGED_AT)) == 0;
    const share = counts ? reciprocal(<f32>episodes) : 0;
    for (let c: u32 = 0; c < CHANNELS; c++) {
      report(2 * c, agent, counts ? settle(measured(RETURNS + c) * share) : f32.NaN);
      report(2 * c + 1, agent, counts ? settle(measured(DISCOUNTED + c) * share) : f32.NaN);
    }
    if (counts && settle(measured(RETURNS) * share) >= criterion && countOf(CRITERION_RECORD) == 0) setCount(CRITERION_RECORD, record);
    for (let slot = RETURNS; slot < FINISHED; slot++) {
      const total = slot + TOTALS - RETURNS;
      setMeasure(total, settle(measured(total) + measured(slot)));
      setCount(slot, 0);
    }
    for (let slot = FINISHED; slot < TOTALS; slot++) {
      const total = slot + TOTALS - RETURNS;
      setCount(total, countOf(total) + countOf(slot));
      setCount(slot, 0);
    }
  }
}

@inline function report(statistic: u32, agent: u32, mean: f32): void {
  store<f32>(statistics + ((<usize>(statistic * agents + agent)) << 2), mean);
}

/// Reads the valence of every probe off every agent; the host has put the probes' features in place of the rows'.
export function probe(): void {
  for (let agent: u32 = 0; agent < agents; agent++) {
    openAgent(agent);
    openMeasures(agent);
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
