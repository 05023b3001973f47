// The slots of four agents. Where there are traces, any feature may be taught in any step: there slots stand turned while the
// four live, so that where the first agent's slot was the four values of a feature are, a lane an agent, where the second one's
// was the four traces, and so on. The same goes for an actor with traces, whose slots hold an action after the other.
import { at, hyperparameterAt, openAgent } from './bindings';
import { storeColumns } from './float32';
import { DECAY } from './generated';
import { fade } from './learn-linear';
import { columnsAt } from './scratch';
import { ACTIONS, ACTIONS4, ACTOR_TRACES, FEATURES, IMMEDIATE, SLOTS, TRACES, TRACE_W3, W1, W3 } from './structure';
import { fourFrom } from './threefry';

/// What a slot of the critic holds: see learn-linear.ts.
export const VALUE: u32 = 0;
export const TRACE: u32 = 1;
export const IMMEDIATE_VALENCE: u32 = 2;

/// Bytes of an agent.
@inline function agentBytes(): usize { return (<usize>SLOTS) << 4; }
/// How far from its first number a slot's c-th one is, and how far the next agent's numbers are.
@inline export function toComponent(c: u32): usize { return TRACES ? <usize>c * agentBytes() : (<usize>c) << 2; }
@inline function toNext(): usize { return TRACES ? 4 : agentBytes(); }
/// How far the slots of the n-th agent's actor are from where they would be if those of its critic were not turned.
@inline export function toOwn(n: u32): usize { return <usize>n * (agentBytes() - toNext()); }

/// Where the values of the first feature are, of the agent that is open and the three behind it.
@inline export function firstValues(): v128 { return i32x4.add(i32x4.splat(<i32>at(W1)), i32x4.mul(fourFrom(0), i32x4.splat(<i32>toNext()))); }

/// Turns the slots of the agent that is open and the three behind it, or turns them back.
export function turnSlots(): void {
  turn(at(W1), FEATURES);
  if (!ACTOR_TRACES) return;
  turn(at(W3), FEATURES * ACTIONS4);
  turn(at(TRACE_W3), FEATURES * ACTIONS4);
}
function turn(first: usize, slots: u32): void {
  for (let slot = first, end = first + ((<usize>slots) << 4); slot < end; slot += 16) {
    storeColumns(columnsAt(), 4, v128.load(slot), v128.load(slot + toComponent(1)), v128.load(slot + toComponent(2)), v128.load(slot + toComponent(3)));
    for (let c: u32 = 0; c < 4; c++) { // @unroll
      v128.store(slot + toComponent(c), v128.load(columnsAt() + ((<usize>c) << 4)));
    }
  }
}

/// Lets the weights fade of those who learn from a step, of four agents whose slots are turned: see learn-linear.ts.
export function fadeTurned(first: u32, learning: v128): void {
  openAgent(first);
  const factors = v128.bitselect(v128.load(hyperparameterAt(DECAY)), f32x4.splat(1), learning);
  fade(at(W1), FEATURES, factors);
  if (IMMEDIATE) fade(at(W1) + toComponent(IMMEDIATE_VALENCE), FEATURES, factors);
  v128.store(columnsAt(), factors);
  for (let n: u32 = 0; n < 4; n++) {
    // Of turned slots the n-th number, of others the n-th agent's.
    if (!ACTOR_TRACES || n < ACTIONS) fade(at(W3) + <usize>n * agentBytes(), FEATURES * ACTIONS4, ACTOR_TRACES ? factors : v128.load32_splat(columnsAt() + 4 * n));
  }
}
