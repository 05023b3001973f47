// A world with one action: there is nothing to choose and no actor.
const DIVERGED = 0xffffffffu;

fn act(_agent: u32, _key: vec2u, _t: u32) -> u32 { return 0u; }
fn reinforce(_delta_t: f32, _action: u32, _agent: u32) {}
