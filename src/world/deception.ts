/** Thresholds of the order of desire and deception, fixed before any experiment was run: a margin of .1. */

/** Lead of the misdeed's valence over the honest act's from which it is desired. */
export const desireMargin = 0.1;
/** Probability of the misdeed above which it is likely where nobody watches, and below which unlikely where somebody does. */
export const likely = 0.6;
export const unlikely = 0.4;
