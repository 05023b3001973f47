/** Bounds on worlds, checked before anything is allocated. */
export const worldLimits = {
  actions: 16,
  events: 32,
  /** reward, intended and the proxies together */
  channels: 8,
  /** what an event pays, the value of a feature, the weight of a level: sums of them stay inside the range of state */
  magnitude: 2 ** 30,
  levels: 65536,
  /** states of one level, and rows of all levels together */
  rows: 1 << 20,
  /** transitions × outcomes of all levels together */
  outcomes: 1 << 23,
  features: 1 << 14,
  featuresPerRow: 16,
  featureGroups: 64,
  probes: 256,
  /** things that fade: a state stands for 2^things rows */
  things: 16,
  maxSteps: 1 << 20,
  defaultMaxSteps: 1000,
  /** how far a sum of probabilities may be from 1 */
  probabilityError: 1e-9,
} as const;
