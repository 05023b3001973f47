// Begins a phase: every agent's next step starts an episode, and nothing has been measured yet.
// @import structure float32
// @import run words measures settle

@compute @workgroup_size(LANES)
fn begin(@builtin(global_invocation_id) id: vec3u) {
  let agent = id.x;
  if (agent >= run.agents) { return; }
  openWords(agent);
  openMeasures(agent);
  words[wordAt(EPISODE_STEPS)] = 0u;
  words[wordAt(EPISODES)] = 0u;
  words[wordAt(STEPS)] = 0u;
  for (var slot = 0u; slot < PROBE_VALUES; slot++) { measures[measureAt(slot)] = 0u; }
}
