// Thoughts of four agents, a lane an agent, one step ahead in a world without chance: the operations of plan.ts and act.ts.
// What such a thought is worth depends on its first action alone, so every action is judged once.
import { hyperparameterAt } from './bindings';
import { add4, mul4, sub4 } from './float32';
import { ACTION, CANDIDATES, GAMMA } from './generated';
import { countMany, payoffsOf } from './lanes-episode';
import { gatherHigh, gatherLow, listArrivals, sumList } from './lanes-features';
import { sample, select } from './lanes-policy';
import { arrivalsAt, firstOf, rowOf, secondOf, terminates } from './lanes-world';
import { PLANNED, THOUGHTS } from './measures';
import { WORST } from './plan';
import { actionsAt, imaginedAt, otherRandomAt, randomAt, thoughtsAt } from './scratch';
import { beyond4, settle4 } from './settle';
import { ACTIONS, BEST_RULE, IMMEDIATE, PLAN_REWARD, seed } from './structure';
import { threefry4 } from './threefry';

/// Where the guesses are among what agents have for every action.
const GUESS: u32 = 8;

/// The valence guess of an action: rho(o) + [not terminated] gamma v(row) - v_0.
@inline function judge(action: u32, base: v128, rows: v128, v_0: v128, gamma: v128): v128 {
  const places = arrivalsAt(rows, i32x4.splat(action), rows);
  const low = gatherLow(places), high = gatherHigh(places);
  const next = firstOf(low, high), events = secondOf(low, high);
  const there = rowOf(next);
  listArrivals(imaginedAt(), base, there, events);
  const felt = PLAN_REWARD ? payoffsOf(events, 0) : IMMEDIATE ? sumList(imaginedAt(), true) : i32x4.splat(0);
  const immediate = settle4(felt);
  const v_n = sumList(imaginedAt());
  const whole = add4(immediate, mul4(gamma, settle4(v_n)));
  const over = terminates(next);
  const lost = v128.or(beyond4(felt), v128.andnot(v128.or(beyond4(v_n), beyond4(whole)), over));
  const g = sub4(v128.bitselect(immediate, settle4(whole), over), v_0);
  return v128.bitselect(f32x4.splat(WORST), settle4(g), v128.or(lost, beyond4(g)));
}

/// The first action of the thought that is kept; every agent has at least one.
export function deliberate(identity: v128, t: u32, base: v128, rows: v128, v_0: v128, total: v128): v128 {
  const gamma = v128.load(hyperparameterAt(GAMMA));
  for (let a: u32 = 0; a < ACTIONS; a++) v128.store(actionsAt(GUESS + a), judge(a, base, rows, v_0, gamma));
  const candidates = v128.load(hyperparameterAt(CANDIDATES));
  let action = i32x4.splat(0);
  let kept = i32x4.splat(0);
  let thoughts = i32x4.splat(0);
  let thinking = i32x4.splat(-1);
  for (let c: u32 = 0; ; c++) {
    thinking = v128.and(thinking, i32x4.gt_s(candidates, i32x4.splat(c)));
    if (!v128.any_true(thinking)) break;
    // The words of the first candidate are drawn: the exploration floor needs them, too.
    if (c > 0) threefry4(otherRandomAt(), seed, identity, i32x4.splat(t), i32x4.splat((ACTION << 16) | c));
    const first = sample(v128.load(c > 0 ? otherRandomAt() : randomAt()), total);
    const g = select(first, actionsAt(GUESS));
    const better = c > 0 ? v128.and(thinking, f32x4.gt(g, kept)) : thinking;
    action = v128.bitselect(first, action, better);
    kept = v128.bitselect(g, kept, better);
    thoughts = i32x4.sub(thoughts, thinking);
    if (!BEST_RULE) thinking = v128.andnot(thinking, f32x4.gt(g, i32x4.splat(0)));
  }
  v128.store(thoughtsAt(), thoughts);
  return action;
}

/// Counts the last thoughts.
export function countThoughts(): void {
  countMany(THOUGHTS, v128.load(thoughtsAt()));
  countMany(PLANNED, i32x4.splat(1));
}
