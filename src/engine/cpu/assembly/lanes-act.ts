// What four agents do, a lane an agent: the operations of act.ts.
import { hyperparameterAt } from './bindings';
import { ACTION, CANDIDATES, DEPTH, EXPLORE, FLOOR_THRESHOLD, SELF_CANDIDATES, SELF_DEPTH, VETO } from './generated';
import { countMany } from './lanes-episode';
import { gather, largestLane } from './lanes-features';
import { allowedAt, chooseAllowed, isAmong, isEvery } from './lanes-oracle';
import { guess, guessAction, guessNumbered, numbersOf } from './lanes-plan';
import { anyAction, best, is, sample, select } from './lanes-policy';
import { haveChances } from './lanes-world';
import { some } from './masks';
import { PLANNED, THOUGHTS, VETOES } from './measures';
import { WORST } from './plan';
import { Four, MOST_PLANS, guessesAt, keep, kept, leftAt, otherRandomAt, preferencesAt, randomAt } from './scratch';
import { ACTIONS, BEST_RULE, FADING, FLOOR, FRAMES, ORACLE, PLAN, STOCHASTIC, THINK, greedy } from './structure';
import { drawFour } from './threefry';

/// Lower than any guess, and any preference.
const LOWEST: f32 = -Infinity;

/// The first actions of the candidates of that number: samples of the policy; in greedy phases the next best.
@inline function propose(identity: v128, t: u32, candidate: u32, total: v128): v128 {
  if (greedy) return nextBest(candidate);
  // The words of the first candidate are drawn: the exploration floor needs them, too.
  if (candidate == 0) return sample(v128.load(randomAt()), total);
  drawFour(otherRandomAt(), identity, t, (ACTION << 16) | candidate);
  return sample(v128.load(otherRandomAt()), total);
}

/// The best actions that no candidate has begun with yet, over and over.
function nextBest(candidate: u32): v128 {
  if (candidate % ACTIONS == 0) memory.copy(leftAt(0), preferencesAt(0), 16 * ACTIONS);
  const action = best(leftAt(0));
  for (let a: u32 = 0; a < ACTIONS; a++) v128.store(leftAt(a), v128.bitselect(f32x4.splat(LOWEST), v128.load(leftAt(a)), is(action, a)));
  return action;
}

/// A hyperparameter, or that of self-reflective thoughts.
@inline function ofFrame(four: usize, object: u32, self: u32): v128 {
  const own = v128.load(hyperparameterAt(object));
  return FRAMES ? v128.bitselect(v128.load(hyperparameterAt(self)), own, kept(four, Four.REFLECTIVE)) : own;
}

/// How many plans there are of so many steps, at most; more than may be guessed before they come up where there are too many.
function countPlans(steps: u32): u32 {
  let plans: u32 = ACTIONS;
  for (let k: u32 = 1; k < steps && plans <= MOST_PLANS; k++) plans *= ACTIONS;
  return plans;
}

/// How many steps the plans of four agents have whose guesses depend on their actions alone, where it is less to guess all of
/// them before they come up; else 0.
@inline function stepsKnown(depth: v128, planners: v128, candidates: v128, rows: v128): u32 {
  if (FADING || !some(planners)) return 0;
  if (some(i32x4.gt_s(depth, i32x4.splat(1)))) return STOCHASTIC ? 0 : furtherStepsKnown(depth, planners, candidates);
  if (!some(i32x4.ge_s(candidates, i32x4.splat(ACTIONS)))) return 0;
  return STOCHASTIC && some(v128.and(haveChances(rows), planners)) ? 0 : 1;
}
function furtherStepsKnown(depth: v128, planners: v128, candidates: v128): u32 {
  const steps = largestLane(depth);
  if (some(v128.and(planners, i32x4.ne(depth, i32x4.splat(steps))))) return 0;
  return some(i32x4.ge_s(candidates, i32x4.splat(countPlans(steps)))) ? steps : 0;
}

/// Guesses all plans of so many steps; returns the highest guesses of those that may be begun.
@inline function guessAll(steps: u32, base: v128, rows: v128, v_0: v128, reflective: v128, allowed: v128): v128 {
  let highest = f32x4.splat(LOWEST);
  for (let n: u32 = 0, plans = steps == 1 ? ACTIONS : countPlans(steps); n < plans; n++) {
    const g = steps == 1 ? guessAction(i32x4.splat(n), base, rows, v_0, reflective) : guessNumbered(n, steps, base, rows, v_0, reflective);
    v128.store(guessesAt(n), g);
    const higher = f32x4.pmax(highest, g);
    highest = ORACLE ? v128.bitselect(higher, highest, isAmong(i32x4.splat(n % ACTIONS), allowed)) : higher;
  }
  return highest;
}

/// The guesses of plans, by their numbers.
@inline function lookUp(plans: v128): v128 { return gather(i32x4.add(i32x4.shl(plans, 4), i32x4.add(i32x4.splat(<i32>guessesAt(0)), i32x4(0, 4, 8, 12))), 0); }

/// The first actions of the thoughts that are kept, or, of those to whom nothing was allowed, what the oracle chooses. How
/// many plans were judged, and how many candidates were vetoed, is kept, too.
function deliberate(four: usize, t: u32, total: v128, allowed: v128): v128 {
  const identity = kept(four, Four.IDENTITY), base = kept(four, Four.BASE);
  const rows = kept(four, Four.ROW), v_0 = kept(four, Four.VALUE);
  const zero = i32x4.splat(0), lowest = f32x4.splat(LOWEST);
  const reflective = FRAMES ? kept(four, Four.REFLECTIVE) : zero;
  const depth = ofFrame(four, DEPTH, SELF_DEPTH);
  const candidates = ofFrame(four, CANDIDATES, SELF_CANDIDATES);
  const planners = i32x4.gt_s(depth, zero);
  const known = stepsKnown(depth, planners, candidates, rows);
  const highest = known ? guessAll(known, base, rows, v_0, reflective, allowed) : lowest;
  // Whoever keeps the best that there is would keep it to the end. Few candidates are judged sooner than this is asked.
  const knows = known > 1 || (known && some(i32x4.gt_s(candidates, i32x4.splat(ACTIONS))));
  const free = ORACLE ? isEvery(allowed) : i32x4.splat(-1);
  let action = zero;
  let keptGuess = lowest;
  let thoughts = zero;
  let vetoed = zero;
  let thinking = i32x4.splat(-1);
  for (let c: u32 = 0; ; c++) {
    thinking = v128.and(thinking, i32x4.gt_s(candidates, i32x4.splat(c)));
    if (!some(thinking)) break;
    const first = propose(identity, t, c, total);
    const passing = ORACLE ? v128.and(thinking, isAmong(first, allowed)) : thinking;
    if (ORACLE) vetoed = i32x4.sub(vetoed, v128.andnot(thinking, passing));
    const planning = v128.and(passing, planners);
    let g = zero;
    if (known == 1) g = select(first, guessesAt(0));
    else if (known) {
      g = some(v128.andnot(passing, f32x4.ge(keptGuess, highest))) ? lookUp(numbersOf(identity, t, c, first, known)) : lowest;
    } else if (some(planning)) g = guess(identity, t, c, first, planning, depth, base, rows, v_0, reflective);
    const better = v128.and(passing, f32x4.gt(g, keptGuess));
    action = v128.bitselect(first, action, better);
    keptGuess = v128.bitselect(g, keptGuess, better);
    thoughts = i32x4.sub(thoughts, planning);
    // Who makes no plans does what comes up first.
    thinking = v128.andnot(thinking, v128.andnot(passing, planning));
    if (!BEST_RULE && !greedy) thinking = v128.andnot(thinking, v128.and(planning, f32x4.gt(g, zero)));
    if (knows) {
      // What comes up later is only counted, unless it has to be known how much of it is vetoed.
      const done = v128.and(v128.and(thinking, free), f32x4.ge(keptGuess, highest));
      thoughts = v128.bitselect(candidates, thoughts, done);
      thinking = v128.andnot(thinking, done);
    }
  }
  keep(four, Four.THOUGHTS, thoughts);
  // There is no lower guess than the worst, and none of those who did not plan.
  if (THINK) keep(four, Four.KEPT_GUESS, v128.and(v128.and(keptGuess, planners), f32x4.gt(keptGuess, f32x4.splat(WORST))));
  if (ORACLE) keepVetoes(four, f32x4.eq(keptGuess, lowest), vetoed, allowed);
  return action;
}

/// The same without plans: whoever makes none does what comes up first.
@inline function takeFirst(four: usize, t: u32, total: v128, allowed: v128): v128 {
  const candidates = ofFrame(four, CANDIDATES, SELF_CANDIDATES);
  let action = i32x4.splat(0);
  let vetoed = action;
  let none = i32x4.splat(-1);
  for (let c: u32 = 0; ; c++) {
    const asking = v128.and(none, i32x4.gt_s(candidates, i32x4.splat(c)));
    if (!some(asking)) break;
    const first = propose(kept(four, Four.IDENTITY), t, c, total);
    const passing = v128.and(asking, isAmong(first, allowed));
    action = v128.bitselect(first, action, passing);
    vetoed = i32x4.sub(vetoed, v128.andnot(asking, passing));
    none = v128.andnot(none, passing);
  }
  keepVetoes(four, none, vetoed, allowed);
  return action;
}

/// Keeps who has no action, how many candidates were vetoed, and what is allowed.
@inline function keepVetoes(four: usize, none: v128, vetoed: v128, allowed: v128): void {
  keep(four, Four.NONE, none);
  keep(four, Four.VETOED, vetoed);
  keep(four, Four.ALLOWED, allowed);
}

/// Actions, or what the oracle chooses for those who have none.
@inline function orAllowed(four: usize, t: u32, action: v128, allowed: v128): v128 {
  const none = kept(four, Four.NONE);
  if (!some(none)) return action;
  drawFour(otherRandomAt(), kept(four, Four.IDENTITY), t, VETO << 16);
  return v128.bitselect(chooseAllowed(allowed, v128.load(otherRandomAt())), action, none);
}

/// Actions that are drawn uniformly, instead of others that would have been done.
function explore(four: usize, t: u32, instead: v128, explores: v128, allowed: v128): v128 {
  const identity = kept(four, Four.IDENTITY);
  drawFour(otherRandomAt(), identity, t, EXPLORE << 16);
  const action = v128.bitselect(anyAction(v128.load(otherRandomAt())), instead, explores);
  if (!ORACLE) return action;
  const vetoed = v128.andnot(explores, isAmong(action, allowed));
  if (!some(vetoed)) return action;
  keep(four, Four.VETOED, i32x4.sub(kept(four, Four.VETOED), vetoed));
  drawFour(otherRandomAt(), identity, t, VETO << 16);
  return v128.bitselect(chooseAllowed(allowed, v128.load(otherRandomAt(), 16)), action, vetoed);
}

/// Whether there is anything to think about; in frames it is often not so in one of them.
@inline function thinks(four: usize): bool {
  if (!FRAMES || v128.any_true(ofFrame(four, DEPTH, SELF_DEPTH))) return true;
  keep(four, Four.THOUGHTS, i32x4.splat(0));
  if (THINK) keep(four, Four.KEPT_GUESS, i32x4.splat(0));
  return false;
}

/// The actions that come up, after the preferences and the softmax.
@inline export function act(four: usize, t: u32, total: v128): v128 {
  if (greedy && !(PLAN | ORACLE)) return best(preferencesAt(0));
  if (!greedy) drawFour(randomAt(), kept(four, Four.IDENTITY), t, ACTION << 16);
  const allowed = ORACLE ? allowedAt(kept(four, Four.ROW)) : i32x4.splat(-1);
  const action = PLAN && thinks(four) ? deliberate(four, t, total, allowed) : ORACLE ? takeFirst(four, t, total, allowed) : greedy ? best(preferencesAt(0)) : sample(v128.load(randomAt()), total);
  if (FLOOR && !greedy) keep(four, Four.EXPLORES, i32x4.lt_u(v128.load(randomAt(), 16), v128.load(hyperparameterAt(FLOOR_THRESHOLD))));
  return action;
}

/// The executed actions: in a stage of its own, since who does something else is guessed wrongly, and a wrong guess costs as much as
/// there is to wait for until it is known.
@inline export function execute(four: usize, t: u32, action: v128): v128 {
  const allowed = ORACLE ? kept(four, Four.ALLOWED) : i32x4.splat(-1);
  const taken = ORACLE ? orAllowed(four, t, action, allowed) : action;
  if (!FLOOR || greedy) return taken;
  const explores = kept(four, Four.EXPLORES);
  return some(explores) ? explore(four, t, taken, explores, allowed) : taken;
}

/// Counts the thoughts of the step, and the vetoes.
@inline export function countThoughts(four: usize): void {
  if (PLAN) {
    const thoughts = kept(four, Four.THOUGHTS);
    countMany(THOUGHTS, thoughts);
    countMany(PLANNED, i32x4.neg(i32x4.gt_s(thoughts, i32x4.splat(0))));
  }
  if (ORACLE) countMany(VETOES, kept(four, Four.VETOED));
}
