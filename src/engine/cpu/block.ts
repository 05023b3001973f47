/** Agents that live side by side: their stages take turns, so that one's arithmetic fills the time that another's waits for results. */

/**
 * How many. A step is one long chain of operations that wait for each other, and what a processor can look ahead does not reach
 * the next agent's; with four it always finds something to do. With more, their weights need more than the fastest cache.
 * Searches walk with four.
 */
export const block = 4;

/** How many fours of agents live side by side, in the lanes of vectors, for the same reason. */
export const fours = 2;

/**
 * Bytes that a searching agent keeps of the table that it tries: the actions that have been looked up, and, where these are so few
 * rows that one fits into a byte, where they lead. None of a large table.
 */
export const knownBytes = ({ rows, searches }: { readonly rows: number; readonly searches: boolean }): number => (!searches || rows > 2 ** 14 ? 0 : rows > 2 ** 8 ? rows : 2 * rows);

/** Bytes of the small arrays, at least: those of a stage, what every agent of a block keeps, and every four (see assembly/scratch.ts). */
export const scratchBytes = 8192 + block * 2048 + fours * 20480;
