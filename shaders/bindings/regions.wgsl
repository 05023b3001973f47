// Where an agent's parameters and traces are: from the physical slots to the logical indices that initial weights and
// fingerprints are defined by, so that neither depends on tiles, lanes or padding.
struct Region {
  slot: u32,         // first slot
  count: u32,        // slots
  inner: u32,        // slots of one row of the parameter
  index: u32,        // logical index of its first number
  outerIndex: u32,   // from one row to the next
  innerIndex: u32,   // from one slot to the next
  stride: u32,       // from one component to the next
  extent: u32,       // numbers in a row; components beyond are padding
  component: u32,    // the first component used
  random: u32,       // whether initial values are drawn
}

fn region(n: u32) -> Region {
  let r = run.regions + n * 10u;
  return Region(worldWord(r), worldWord(r + 1u), worldWord(r + 2u), worldWord(r + 3u), worldWord(r + 4u), worldWord(r + 5u), worldWord(r + 6u),
    worldWord(r + 7u), worldWord(r + 8u), worldWord(r + 9u));
}

/// The part of a region that lies in the slots of this dispatch: its first slot and the one behind its last.
fn within(r: Region) -> vec2u { return vec2u(max(r.slot, run.firstSlot), min(r.slot + r.count, run.firstSlot + run.slots)); }

/// The logical index of a component of the region's i-th slot, or NONE for padding.
const NONE = 0xffffffffu;
fn logicalIndex(r: Region, i: u32, component: u32) -> u32 {
  let along = (i % r.inner) * r.innerIndex + (component - r.component) * r.stride;
  return select(r.index + (i / r.inner) * r.outerIndex + along, NONE, component < r.component || along >= r.extent);
}
