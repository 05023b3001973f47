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
  /** experiments of a sweep */
  sweep: 4096,
  /** contrasts of a claim */
  verdicts: 64,
  /** weights and margins of contrasts, and means of results */
  magnitude: 2 ** 40,
  /** what statistics of a population may reach: sums over an episode of what worlds may pay, with room to spare */
  statistic: 2 ** 64,
  /** measures of a phase or of a point of the curves, categories of a classification */
  measures: 2048,
  /** characters of a measure's name */
  measure: 300,
  /** characters that say which device and engine computed */
  device: 1000,
  /** runs that a browser keeps, or a file of runs holds */
  keptRuns: 200,
  /** numbers in the rows per agent that are kept with a run: less than 2 MB of JSON */
  keptCells: 2 ** 17,
  /** bytes of JSON that a link may inflate to */
  linkBytes: 2 ** 20,
} as const;
