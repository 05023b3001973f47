// Reads the valence of every probe off every agent, in the object-level frame. The probes' features stand where the
// rows' features stand in other kernels.
// @import structure layout float32 settle
// @import run memory words world measures
// @import features network

@compute @workgroup_size(LANES)
fn probe(@builtin(workgroup_id) tile: vec3u, @builtin(local_invocation_index) lane: u32) {
  let agent = tile.x * LANES + lane;
  if (agent >= run.agents) { return; }
  openMemory(tile.x, lane);
  openWords(agent);
  openMeasures(agent);
  loadNetwork();
  for (var p = 0u; p < run.probes; p++) {
    think(p);
    setMeasure(PROBE_VALUES + p, settle(value()));
  }
}
