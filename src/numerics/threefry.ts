/**
 * Threefry2x32 with 20 rounds: a counter-based random number generator (Salmon, Moraes, Dror and Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3", section 3.3). A pure function of key and counter, so an agent's
 * randomness does not depend on which agents, slices or shards run beside it.
 */

const parity = 0x1bd11bda;
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;

const rotateLeft = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/**
 * The two output words of Threefry2x32-20.
 * @param key two u32 words; in an experiment (seed, agent)
 * @param counter two u32 words; in an experiment (step, purpose << 16 | index)
 */
export function threefry(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const schedule = [key[0] | 0, key[1] | 0, (key[0] ^ key[1] ^ parity) | 0] as const;
  let x = (counter[0] + schedule[0]) | 0;
  let y = (counter[1] + schedule[1]) | 0;
  for (let round = 0; round < 20; round++) {
    x = (x + y) | 0;
    y = rotateLeft(y, rotations[round % 8]!) ^ x;
    if (round % 4 === 3) {
      const injection = (round + 1) / 4;
      x = (x + schedule[injection % 3]!) | 0;
      y = (y + schedule[(injection + 1) % 3]! + injection) | 0;
    }
  }
  return [x >>> 0, y >>> 0];
}

/**
 * What a random word is for: the upper half of the second counter word. The numbers are part of every fingerprint;
 * kernels and the CPU engine get them from here.
 */
export const purpose = {
  /** initial weights: the first counter word is the logical parameter index */
  initialise: 1,
  /** level and start state of an episode: the first counter word is the episode's first step */
  start: 2,
  /** word 0 samples the softmax, word 1 decides whether the exploration floor acts */
  action: 3,
  /** which action the exploration floor takes */
  explore: 4,
  /** which outcome a stochastic transition has */
  outcome: 5,
  /** hyperparameters drawn from distributions, on the host: the index is the hyperparameter's place in its table */
  hyperparameter: 6,
  /** layouts of scenarios, on the host */
  scenario: 7,
  /** in which frame to think next: word 0 after a start, word 1 after a step */
  frame: 8,
  /** an imagined step: word 0 its outcome, word 1 its action; the index is candidate × 64 + depth */
  imagine: 9,
  /** which action is done when all candidates, or word 1: the floor's action, have been vetoed */
  veto: 10,
  /** reward noise: word 0 whether rewards are missed, word 1 whether they fire wrongly */
  misfire: 11,
  /** which transition is replayed: the index is the number of the update */
  replayed: 12,
  /** tables of actions: the first counter word is the number of the candidate policy, the index is a row's or a mutation's */
  attempt: 13,
  /** which things fade: index i holds those of things 2i and 2i + 1; behind 8, those of an imagined step, 8 × (1 + candidate × 64 + depth) + i */
  fade: 14,
} as const;

/** Uniform in [0, 1) with 24 bits: exact in binary32 and binary64 alike. */
export const uniform24 = (word: number): number => (word >>> 8) * 2 ** -24;

/** A uniform choice among n ≤ 65,536 values, from one random word. */
export const uniformChoice = (word: number, n: number): number => Math.floor(((word >>> 16) * n) / 65536);
