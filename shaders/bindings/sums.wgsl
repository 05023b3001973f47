// Integers over the whole population, independent of the order in which agents add to them.
// @import sum-places
@group(0) @binding(7) var<storage, read_write> sums: array<atomic<u32>>;
