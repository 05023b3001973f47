// Integers over the whole population, independent of the order in which agents add to them.
@group(0) @binding(7) var<storage, read_write> sums: array<atomic<u32>>;

const STATE_SUM = 0u;        // @specialise: [4]
const DIVERGED_COUNT = 4u;   // @specialise
const ACTIVE_COUNT = 5u;     // @specialise
const STATISTICS = 8u;       // @specialise: [statistic][STATISTIC_WORDS]: three limbs of the sum, count, five quantiles
const STATISTIC_COUNT = 2u;  // @specialise
const STATISTIC_WORDS = 16u; // @specialise
const STRETCHES = 40u;       // @specialise: [statistic][BINS / STRETCH] agents in every stretch of bins
const STRETCH = 256u;        // @specialise: bins, as many as there are stretches
const HISTOGRAMS = 552u;     // @specialise: [statistic][65,536] by the top half of the order-preserving bits
const BINS = 65536u;         // @specialise
