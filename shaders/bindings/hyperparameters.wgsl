// What the host derives from every agent's hyperparameters: [number][agent].
@group(0) @binding(3) var<storage, read> hyperparameters: array<u32>;

const GAMMA = 0u;                // @specialise
const ALPHA = 1u;                // @specialise
const ACTOR_STEP = 2u;           // @specialise: beta / temperature
const GAMMA_LAMBDA = 3u;         // @specialise
const INVERSE_TEMPERATURE = 4u;  // @specialise
const INIT_SCALE = 5u;           // @specialise
const FLOOR_THRESHOLD = 6u;      // @specialise: a u32 probability
const FLOOR_KEEP = 7u;           // @specialise: 1 - floor
const FLOOR_SHARE = 8u;          // @specialise: floor / A

fn hyperparameterWord(number: u32, agent: u32) -> u32 { return hyperparameters[number * run.agents + agent]; }
fn hyperparameter(number: u32, agent: u32) -> f32 { return bitcast<f32>(hyperparameterWord(number, agent)); }
