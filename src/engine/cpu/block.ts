/** Agents that live side by side: their stages take turns, so that one's arithmetic fills the time that another's waits for results. */

/**
 * How many. A step is one long chain of operations that wait for each other, and what a processor can look ahead does not reach
 * the next agent's; with four it always finds something to do. With more, their weights need more than the fastest cache.
 */
export const block = 4;

/** Bytes of the small arrays, at least: those of a stage, and what every agent of a block keeps (see assembly/scratch.ts). */
export const scratchBytes = 4096 + block * 2048;
