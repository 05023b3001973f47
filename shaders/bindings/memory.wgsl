// The agents' weights and traces, in tiles of LANES agents: [tile][slot][lane]. A slot is four numbers; of hidden units
// the units q, q + H/4, q + H/2, q + 3H/4, so that the first strides of a canonical sum stay inside the vector.
@group(0) @binding(1) var<storage, read_write> memory: array<vec4f>;

var<private> memoryBase: u32;

fn openMemory(tile: u32, lane: u32) { memoryBase = tile * SLOTS * LANES + lane; }
fn at(slot: u32) -> u32 { return memoryBase + slot * LANES; }
