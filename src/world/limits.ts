/** Bounds on worlds, checked before anything is allocated. */
export const worldLimits = {
  actions: 16,
  events: 32,
  /** reward, intended and the proxies together */
  channels: 8,
  levels: 65536,
  /** states of one level, and rows of all levels together */
  rows: 1 << 20,
  /** transitions × outcomes of all levels together */
  outcomes: 1 << 23,
  features: 1 << 14,
  featuresPerRow: 16,
  probes: 256,
  maxSteps: 1 << 20,
  defaultMaxSteps: 1000,
} as const;
