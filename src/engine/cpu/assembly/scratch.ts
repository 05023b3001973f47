// Small arrays of the agent that is stepping: what registers are in the shaders. Up to 64 features, 64 hidden units,
// 16 actions, 8 channels and 32 events.
import { scratch } from './structure';

const UNITS: usize = 256;
const STRENGTH: usize = 256;
const TERM: usize = STRENGTH + 256;
const HIDDEN: usize = TERM + 1024;
const PARTIAL: usize = HIDDEN + UNITS;
const CRITIC_GRADIENT: usize = PARTIAL + UNITS;
const ACTOR_GRADIENT: usize = CRITIC_GRADIENT + UNITS;
const ARRIVAL_HIDDEN: usize = ACTOR_GRADIENT + UNITS;
const ARRIVAL_ERROR: usize = ARRIVAL_HIDDEN + UNITS;
const FELT_HIDDEN: usize = ARRIVAL_ERROR + UNITS;
const TAUGHT_ERROR: usize = FELT_HIDDEN + UNITS;
const PREFERENCE: usize = TAUGHT_ERROR + UNITS;
const WEIGHT: usize = PREFERENCE + 64;
const GRADIENT: usize = WEIGHT + 64;
const UNDISCOUNTED: usize = GRADIENT + 64;
const DISCOUNTED: usize = UNDISCOUNTED + 32;
const EVENT_COUNT: usize = DISCOUNTED + 32;
const DRAWN_ACTIONS: usize = EVENT_COUNT + 128;
const DRAWN_OUTCOMES: usize = DRAWN_ACTIONS + 32;

@inline export function featureAt(m: u32): usize { return scratch + ((<usize>m) << 2); }
@inline export function strengthAt(m: u32): usize { return scratch + STRENGTH + ((<usize>m) << 2); }
@inline export function termAt(m: u32): usize { return scratch + TERM + ((<usize>m) << 4); }
@inline export function hiddenAt(q: u32): usize { return scratch + HIDDEN + ((<usize>q) << 4); }
@inline export function partialAt(q: u32): usize { return scratch + PARTIAL + ((<usize>q) << 4); }
@inline export function criticGradientAt(q: u32): usize { return scratch + CRITIC_GRADIENT + ((<usize>q) << 4); }
@inline export function actorGradientAt(q: u32): usize { return scratch + ACTOR_GRADIENT + ((<usize>q) << 4); }
@inline export function arrivalHiddenAt(q: u32): usize { return scratch + ARRIVAL_HIDDEN + ((<usize>q) << 4); }
@inline export function arrivalErrorAt(q: u32): usize { return scratch + ARRIVAL_ERROR + ((<usize>q) << 4); }
@inline export function feltHiddenAt(q: u32): usize { return scratch + FELT_HIDDEN + ((<usize>q) << 4); }
@inline export function taughtErrorAt(q: u32): usize { return scratch + TAUGHT_ERROR + ((<usize>q) << 4); }
@inline export function preferenceAt(a: u32): usize { return scratch + PREFERENCE + ((<usize>a) << 2); }
@inline export function weightAt(a: u32): usize { return scratch + WEIGHT + ((<usize>a) << 2); }
@inline export function gradientAt(a: u32): usize { return scratch + GRADIENT + ((<usize>a) << 2); }
@inline export function undiscountedAt(c: u32): usize { return scratch + UNDISCOUNTED + ((<usize>c) << 2); }
@inline export function discountedAt(c: u32): usize { return scratch + DISCOUNTED + ((<usize>c) << 2); }
@inline export function eventCountAt(e: u32): usize { return scratch + EVENT_COUNT + ((<usize>e) << 2); }
@inline export function drawnActionsAt(): usize { return scratch + DRAWN_ACTIONS; }
@inline export function drawnOutcomesAt(): usize { return scratch + DRAWN_OUTCOMES; }
