// Draws the initial weights of every agent: uniform in (-scale, scale) for matrices, 0 for biases and traces.
// @import structure layout purpose float32 settle threefry
// @import run memory words hyperparameters world regions

@compute @workgroup_size(LANES)
fn initialise(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_index) lane: u32) {
  let agent = tile.x * LANES + lane;
  if (agent >= run.agents) { return; }
  openMemory(tile.x, lane);
  openWords(agent);
  let key = vec2u(run.seed, run.firstAgent + agent);
  let scale = hyperparameter(INIT_SCALE, agent);
  for (var n = 0u; n < run.regionCount; n++) {
    let r = region(n);
    if (r.random == 0u) { continue; }
    let part = within(r);
    for (var slot = part.x; slot < part.y; slot++) {
      var w = memory[at(slot)];
      for (var c = 0u; c < 4u; c++) {
        let index = logicalIndex(r, slot - r.slot, c);
        if (index == NONE) { continue; }
        let u = uniform24(threefry(key, vec2u(index, INITIALISE << 16u)).x);
        w[c] = settle(mul(scale, sub(mul(2.0, u), 1.0)));
      }
      memory[at(slot)] = w;
    }
  }
}
