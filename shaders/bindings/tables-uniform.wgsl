// The same as uniforms, where they fit: llvmpipe reads what lies somewhere else for every lane in a loop over the lanes if
// it is storage, and at once if it is uniform. Other devices are slower with that, or know no difference.
const TABLE_VECTORS = 4096u; // @specialise: the most that a uniform binding is sure to hold

@group(0) @binding(4) var<uniform> world: array<vec4u, TABLE_VECTORS>;
@group(0) @binding(5) var<uniform> phase: array<vec4u, TABLE_VECTORS>;

fn worldWord(i: u32) -> u32 { return world[i / 4u][i % 4u]; }
fn phaseWord(i: u32) -> u32 { return phase[i / 4u][i % 4u]; }
