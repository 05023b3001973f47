import { logicalIndices, type NetworkLayout } from '../agent/network';
import type { AgentState } from './engine';
import { wordLayout } from './words';

/**
 * One agent in logical order.
 * @param counters [COUNTERS]
 * @param memory [slots × 4] its slots, as bits
 */
export function agentState(counters: Uint32Array, memory: Uint32Array, network: NetworkLayout): AgentState {
  const words = new Uint32Array(wordLayout.COUNTERS + network.values);
  words.set(counters);
  logicalIndices(network).forEach((index, at) => {
    if (index >= 0) words[wordLayout.COUNTERS + index] = memory[at]!;
  });
  const first = wordLayout.COUNTERS;
  return {
    row: counters[wordLayout.ROW]!,
    episodeSteps: counters[wordLayout.EPISODE_STEPS]!,
    words,
    weights: new Float32Array(words.slice(first, first + network.parameters).buffer),
  };
}
