// One number of every agent, read off the totals of its phase: a sum over what it was summed over. What no agent has is
// NOWHERE, which no camera sees.
// @import structure float32 settle run measures

struct Axis {
  numerator: u32,
  isFloat: u32,       // whether the numerator is a number; else it is a count
  first: u32,         // slots of the denominators; NO_SLOT where there is none
  second: u32,
  firstAgent: u32,    // of the cohort
}
@group(1) @binding(0) var<uniform> axis: Axis;
@group(1) @binding(1) var<storage, read_write> column: array<f32>;

const NO_SLOT = 0xffffffffu;
const NOWHERE = 3e38;

fn total(slot: u32) -> f32 {
  if (slot == NO_SLOT) { return 0.0; }
  return f32(measures[measureAt(slot)]);
}

@compute @workgroup_size(LANES)
fn gather(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= run.agents) { return; }
  openMeasures(id.x);
  var x = measured(axis.numerator);
  if (axis.isFloat == 0u) { x = total(axis.numerator); }
  if (axis.first != NO_SLOT) {
    let n = total(axis.first) + total(axis.second);
    x = select(x / max(n, 1.0), NOWHERE, n == 0.0);
  }
  column[axis.firstAgent + id.x] = x;
}
