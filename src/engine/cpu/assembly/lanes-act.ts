// What four agents do, a lane an agent: the operations of act.ts.
import { hyperparameterAt } from './bindings';
import { ACTION, CANDIDATES, DEPTH, EXPLORE, FLOOR_THRESHOLD } from './generated';
import { countMany } from './lanes-episode';
import { guess, guessAction } from './lanes-plan';
import { anyAction, best, is, sample, select } from './lanes-policy';
import { PLANNED, THOUGHTS } from './measures';
import { Four, guessesAt, leftAt, otherRandomAt, preferencesAt, randomAt } from './scratch';
import { ACTIONS, BEST_RULE, FLOOR, PLAN, STOCHASTIC, greedy, seed } from './structure';
import { threefry4 } from './threefry';

/// Lower than any guess, and any preference.
const LOWEST: f32 = -Infinity;

@inline function draw(place: usize, identity: v128, t: u32, purpose: u32, index: u32): void {
  threefry4(place, seed, identity, i32x4.splat(t), i32x4.splat((purpose << 16) | index));
}

/// The first actions of the candidates of that number: samples of the policy; in greedy phases the next best.
@inline function propose(identity: v128, t: u32, candidate: u32, total: v128): v128 {
  if (greedy) return nextBest(candidate);
  // The words of the first candidate are drawn: the exploration floor needs them, too.
  if (candidate == 0) return sample(v128.load(randomAt()), total);
  draw(otherRandomAt(), identity, t, ACTION, candidate);
  return sample(v128.load(otherRandomAt()), total);
}

/// The best actions that no candidate has begun with yet, over and over.
function nextBest(candidate: u32): v128 {
  if (candidate % ACTIONS == 0) memory.copy(leftAt(0), preferencesAt(0), 16 * ACTIONS);
  const action = best(leftAt(0));
  for (let a: u32 = 0; a < ACTIONS; a++) v128.store(leftAt(a), v128.bitselect(f32x4.splat(LOWEST), v128.load(leftAt(a)), is(action, a)));
  return action;
}

/// The first actions of the thoughts that are kept; how many there were is kept, too.
function deliberate(four: usize, t: u32, total: v128): v128 {
  const identity = v128.load(four, Four.IDENTITY), base = v128.load(four, Four.BASE);
  const rows = v128.load(four, Four.ROW), v_0 = v128.load(four, Four.VALUE);
  const depth = v128.load(hyperparameterAt(DEPTH));
  const candidates = v128.load(hyperparameterAt(CANDIDATES));
  const zero = i32x4.splat(0);
  // What is imagined one step ahead, without chance, depends on the action alone: it is guessed once.
  const repeats = !STOCHASTIC && !v128.any_true(i32x4.ne(depth, i32x4.splat(1)));
  if (repeats) for (let a: u32 = 0; a < ACTIONS; a++) v128.store(guessesAt(a), guessAction(i32x4.splat(a), base, rows, v_0));
  let action = zero;
  let kept = f32x4.splat(LOWEST);
  let thoughts = zero;
  let thinking = i32x4.splat(-1);
  for (let c: u32 = 0; ; c++) {
    thinking = v128.and(thinking, i32x4.gt_s(candidates, i32x4.splat(c)));
    if (!v128.any_true(thinking)) break;
    const first = propose(identity, t, c, total);
    const planning = v128.and(thinking, i32x4.gt_s(depth, zero));
    const g = repeats ? select(first, guessesAt(0)) : v128.any_true(planning) ? guess(identity, t, c, first, planning, depth, base, rows, v_0) : zero;
    const better = v128.and(thinking, f32x4.gt(g, kept));
    action = v128.bitselect(first, action, better);
    kept = v128.bitselect(g, kept, better);
    thoughts = i32x4.sub(thoughts, planning);
    // Who makes no plans does what comes up first.
    thinking = planning;
    if (!BEST_RULE && !greedy) thinking = v128.andnot(thinking, f32x4.gt(g, zero));
  }
  v128.store(four, thoughts, Four.THOUGHTS);
  return action;
}

/// The executed actions, after the preferences and the softmax.
@inline export function act(four: usize, t: u32, total: v128): v128 {
  if (greedy) return PLAN ? deliberate(four, t, total) : best(preferencesAt(0));
  const identity = v128.load(four, Four.IDENTITY);
  draw(randomAt(), identity, t, ACTION, 0);
  const action = PLAN ? deliberate(four, t, total) : sample(v128.load(randomAt()), total);
  if (!FLOOR) return action;
  const explores = i32x4.lt_u(v128.load(randomAt(), 16), v128.load(hyperparameterAt(FLOOR_THRESHOLD)));
  if (!v128.any_true(explores)) return action;
  draw(otherRandomAt(), identity, t, EXPLORE, 0);
  return v128.bitselect(anyAction(v128.load(otherRandomAt())), action, explores);
}

/// Counts the thoughts of the step.
@inline export function countThoughts(four: usize): void {
  const thoughts = v128.load(four, Four.THOUGHTS);
  countMany(THOUGHTS, thoughts);
  countMany(PLANNED, i32x4.neg(i32x4.gt_s(thoughts, i32x4.splat(0))));
}
