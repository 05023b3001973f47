/** Agents that live side by side: their stages take turns, so that one's arithmetic fills the time that another's waits for results. */

/**
 * How many. A step is one long chain of operations that wait for each other, and what a processor can look ahead does not reach
 * the next agent's; with four it always finds something to do. With more, their weights need more than the fastest cache.
 */
export const block = 4;

/** How many fours of agents live side by side, in the lanes of vectors, for the same reason. */
export const fours = 2;

/** Rows whose actions a searching agent keeps once they have been looked up, a byte each: all of a small table, none of a large one. */
export const knownRows = ({ rows, searches }: { readonly rows: number; readonly searches: boolean }): number => (searches && rows <= 2 ** 14 ? rows : 0);

/** Bytes of the small arrays, at least: those of a stage, what every agent of a block keeps, and every four (see assembly/scratch.ts). */
export const scratchBytes = 8192 + block * 2048 + fours * 20480;
