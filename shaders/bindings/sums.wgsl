// Integers over the whole population, independent of the order in which agents add to them.
@group(0) @binding(7) var<storage, read_write> sums: array<atomic<u32>>;

const STATE_SUM = 0u;        // @specialise: [4]
const STATISTICS = 4u;       // @specialise: [statistic][STATISTIC_WORDS]: agents with a value, the bins of five quantiles
const STATISTIC_WORDS = 8u;  // @specialise
const PARTS = 20u;           // @specialise: [part][PART_WORDS]: agents diverged, agents active, and of every statistic the
const PART_COUNT = 512u;     // @specialise: sum of the lower halves of values and that of the upper ones
const PART_WORDS = 6u;       // @specialise
const STRETCHES = 3092u;     // @specialise: [statistic][BINS / STRETCH] agents in every stretch of bins
const STRETCH = 256u;        // @specialise: bins, as many as there are stretches
const HISTOGRAMS = 3604u;    // @specialise: [statistic][65,536] by the top half of the order-preserving bits
const BINS = 65536u;         // @specialise
