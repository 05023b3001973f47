// A world with one action: there is nothing to choose and no actor.
const DIVERGED = 0xffffffffu;
var<private> keptGuess: f32;

fn openPolicy(_agent: u32) {}
fn act(_agent: u32, _key: vec2u, _t: u32, _thought: u32, _v_0: f32) -> u32 { return 0u; }
fn reinforce(_delta_t: f32, _action: u32) {}
