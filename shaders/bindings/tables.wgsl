// The tables of the world and of the phase, of any size.
@group(0) @binding(4) var<storage, read> world: array<u32>;
@group(0) @binding(5) var<storage, read> phase: array<u32>;

fn worldWord(i: u32) -> u32 { return world[i]; }
fn phaseWord(i: u32) -> u32 { return phase[i]; }
