import { logicalIndices, type NetworkLayout } from '../agent/network';
import type { AgentState } from './engine';
import { wordLayout, type ExtraLayout } from './words';

/** The places of an agent's logical words among its words: counters, then what stands behind parameters and traces. */
export const agentWords = ({ EXTRA, EXTRA_WORDS }: ExtraLayout): readonly number[] => [
  ...Array.from({ length: wordLayout.COUNTERS }, (_, word) => word),
  ...Array.from({ length: EXTRA_WORDS }, (_, word) => EXTRA + word),
];

/**
 * One agent in logical order.
 * @param own its words at `agentWords`
 * @param memory [slots × 4] its slots, as bits
 * @param rows of the world: the agent's row counts thoughts
 */
export function agentState(own: Uint32Array, memory: Uint32Array, network: NetworkLayout, rows: number): AgentState {
  const counters = own.subarray(0, wordLayout.COUNTERS);
  const extras = own.subarray(wordLayout.COUNTERS);
  const first = wordLayout.COUNTERS;
  const words = new Uint32Array(first + network.values + extras.length);
  words.set(counters);
  words.set(extras, first + network.values);
  logicalIndices(network).forEach((index, at) => {
    if (index >= 0) words[first + index] = memory[at]!;
  });
  const thought = counters[wordLayout.ROW]!;
  return {
    row: thought % rows,
    reflective: thought >= rows,
    episodeSteps: counters[wordLayout.EPISODE_STEPS]!,
    words,
    weights: new Float32Array(words.slice(first, first + network.parameters).buffer),
  };
}
