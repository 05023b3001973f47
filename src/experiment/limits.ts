/** Bounds on experiments, checked before anything is allocated. What fits on a device may be less; the engine says so. */
export const experimentLimits = {
  /** agents of a population: indices stay exact in binary32 */
  agents: 2 ** 24,
  phases: 64,
  /** steps of all phases together: the step is a u32 word of every random counter */
  steps: 2 ** 32 - 1,
  /** points of the curves over the whole experiment */
  curvePoints: 10_000,
  /** values of a choice or of one grid */
  values: 1024,
  /** points of the product of all grids */
  gridPoints: 65_536,
  /** characters of an experiment's name */
  name: 200,
  /** characters of a claim */
  claim: 500,
  /** arms of a claim */
  arms: 64,
  /** contrasts of a claim */
  verdicts: 64,
  /** weights and margins of contrasts, and means of results */
  magnitude: 2 ** 40,
  /** bytes of JSON that a link may inflate to */
  linkBytes: 2 ** 20,
} as const;
