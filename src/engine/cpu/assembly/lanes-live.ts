// Four agents at a time, a lane of every vector an agent: the stages of stages.ts, where what is done with single numbers would
// outweigh the rest, or be waited for. Whatever is rare is left to those: where an agent's numbers leave the range, or its
// episodes are over, a step ends here before it has changed anything.
import { hyperparameter, hyperparameterAt, measureAt, openAgent, openColumn, wordAt } from './bindings';
import { reciprocal4 } from './elementary';
import { add4, mul4, sub4 } from './float32';
import {
  ACTOR_STEP, ALPHA, DECAY, DIVERGED_AT, EPISODES, EPISODE_STEPS, FLOOR_KEEP, FLOOR_SHARE, GAMMA, HIDDEN4, INVERSE_TEMPERATURE, LEVEL, MISFIRE,
  OUTCOME, ROW, STEPS, THINK_STEP,
} from './generated';
import { act, countThoughts, execute } from './lanes-act';
import { clearEpisodes, finishEpisodes, measures, payFour, payoffsOf, setIn } from './lanes-episode';
import { fadedEvents, fadedRows } from './lanes-fading';
import { firstOf, gatherHigh, gatherLow, secondOf } from './lanes-features';
import { arrive, beginThoughts, judgeHabits, learnHabits, openFrames, passThoughts, thoughtPays, thoughtsOf } from './lanes-frame';
import { judgeList, learnJudged, learnList, listArrivals, listRows, settleSum, sumList, sumsAreWeights, usable } from './lanes-network';
import { disableOracle, enableOracle } from './lanes-oracle';
import { floorRatio, learnPolicy, prefer, softmax } from './lanes-policy';
import { fadeTurned, firstValues } from './lanes-slots';
import { levelLimits, placeStarts } from './lanes-starts';
import { clearTraces, closeTraces, followTraces, openTraces } from './lanes-traces';
import { arrivalsAt, closesGate, declaredValences, declares, misfired, rowOf, terminates } from './lanes-world';
import { decay } from './network';
import { all, some } from './masks';
import { EPISODE_DISCOUNT, EPISODE_VALUE } from './measures';
import { Four, hereAt, keep, kept, openFour, otherRandomAt, takeTurns, thereAt } from './scratch';
import { larger4, leaves4, settle4, size4 } from './settle';
import {
  ACTIONS, ACTOR_TRACES, DECAYS, DECEPTION, FADING, FLOOR, FRAMES, GATE, IMMEDIATE, LEARNED_MODEL, NOISE, ORACLE, OVERRIDE, REPLAY, RESPONDS, SEARCH, THINK,
  TRACES, episodeLimit, firstAgent, firstStep, inspection, learn,
} from './structure';
import { drawFour, fourFrom } from './threefry';

/// Whether agents of this kind can live in lanes.
@inline function suitable(): bool {
  return usable() && !(REPLAY | LEARNED_MODEL | DECEPTION | RESPONDS | SEARCH);
}

@inline function parameters(number: u32): v128 { return v128.load(hyperparameterAt(number)); }
@inline function words(word: u32): v128 { return v128.load(wordAt(word)); }
@inline function setWords(word: u32, x: v128): void { v128.store(wordAt(word), x); }

/// Takes a place for the four agents from `first` on; false if they have to live one by one.
export function beginFour(four: usize, first: u32): bool {
  if (!suitable() || inspection) return false;
  openAgent(first);
  const episodes = words(EPISODES);
  if (v128.any_true(words(DIVERGED_AT)) || (episodeLimit && some(i32x4.ge_u(episodes, i32x4.splat(episodeLimit))))) return false;
  const base = firstValues();
  const level = words(LEVEL);
  keep(four, Four.LEVEL, level);
  keep(four, Four.LIMIT, levelLimits(level));
  keep(four, Four.EPISODE_STEPS, words(EPISODE_STEPS));
  keep(four, Four.EPISODES, episodes);
  keep(four, Four.DISCOUNT, measures(EPISODE_DISCOUNT));
  keep(four, Four.BASE, base);
  keep(four, Four.IDENTITY, fourFrom(firstAgent + first));
  store<u32>(four + Four.FIRST, first);
  store<u32>(four + Four.TURN, 0);
  openFour(four);
  keep(four, Four.ROW, words(ROW));
  if (FRAMES) openFrames(four, words(ROW));
  listRows(hereAt(four), base, words(ROW));
  if (TRACES) openTraces();
  return true;
}

@inline function thoughtOf(four: usize): v128 { return FRAMES ? thoughtsOf(kept(four, Four.ROW), kept(four, Four.REFLECTIVE)) : kept(four, Four.ROW); }

/// Puts four agents back that have lived until step t.
export function endFour(four: usize, t: u32): void {
  openAgent(load<u32>(four + Four.FIRST));
  openFour(four);
  setWords(ROW, thoughtOf(four));
  setWords(LEVEL, kept(four, Four.LEVEL));
  setWords(EPISODE_STEPS, kept(four, Four.EPISODE_STEPS));
  setWords(EPISODES, kept(four, Four.EPISODES));
  setWords(STEPS, i32x4.add(words(STEPS), i32x4.splat(t - firstStep)));
  v128.store(measureAt(EPISODE_DISCOUNT), kept(four, Four.DISCOUNT));
  if (TRACES) closeTraces();
}

/// Begins the episodes of those that start one.
export function beginEpisodes(four: usize, starts: v128, t: u32): void {
  placeStarts(four, starts, t);
  keep(four, Four.DISCOUNT, v128.bitselect(f32x4.splat(1), kept(four, Four.DISCOUNT), starts));
  clearEpisodes(starts);
  if (FRAMES) beginThoughts(four, starts, t);
  if (ORACLE) enableOracle(starts);
  if (TRACES && !learn) clearTraces(starts);
  listRows(hereAt(four), kept(four, Four.BASE), thoughtOf(four));
}

@inline function open(four: usize): void {
  openColumn(load<u32>(four + Four.FIRST));
  openFour(four);
}
@inline function feltIn(four: usize): usize { return FRAMES ? load<u32>(four + Four.FELT) : thereAt(four); }
@inline export function startsOf(four: usize): v128 { return i32x4.eq(kept(four, Four.EPISODE_STEPS), i32x4.splat(0)); }

/// Judges the thoughts of four agents.
@inline export function thinkFour(four: usize, t: u32): void {
  open(four);
  const starts = startsOf(four);
  if (some(starts)) beginEpisodes(four, starts, t);
  const judged = judgeList(hereAt(four));
  keep(four, Four.VALUE, settleSum(judged));
  let largest = size4(judged);
  if (ACTIONS > 1) largest = larger4(largest, prefer(hereAt(four)));
  if (!sumsAreWeights()) keep(four, Four.LARGEST, largest);
}

/// Chooses actions.
@inline export function chooseFour(four: usize, t: u32): void {
  open(four);
  const total = softmax(parameters(INVERSE_TEMPERATURE));
  keep(four, Four.TOTAL, total);
  keep(four, Four.ACTION, act(four, t, total));
}

/// Acts.
@inline export function actFour(four: usize, t: u32): void {
  open(four);
  const base = kept(four, Four.BASE), identity = kept(four, Four.IDENTITY), row = kept(four, Four.ROW);
  let action = i32x4.splat(0);
  if (ACTIONS > 1) {
    action = execute(four, t, kept(four, Four.ACTION));
    keep(four, Four.ACTION, action);
  }
  const places = arrivalsAt(row, action, false, identity, t, OUTCOME << 16);
  const low = gatherLow(places), high = gatherHigh(places);
  let next = firstOf(low, high), events = secondOf(low, high);
  if (FADING) {
    next = fadedRows(identity, t, 0, next);
    events = fadedEvents(next, events);
  }
  keep(four, Four.NEXT, next);
  keep(four, Four.EVENTS, events);
  if (FRAMES) arrive(four, thereAt(four), places, rowOf(next), terminates(next), events, t);
  else listArrivals(thereAt(four), base, places, rowOf(next), events);
}

@inline function happens(events: v128): bool { return some(i32x4.gt_s(events, i32x4.splat(0))); }

/// What the step pays, and how wrong the values were; false if this step has to be made one by one.
@inline export function judgeFour(four: usize, t: u32): bool {
  open(four);
  const zero = i32x4.splat(0);
  const events = kept(four, Four.EVENTS), there = thereAt(four);
  const pays = happens(events);
  let paid = pays ? payoffsOf(events, 0) : zero;
  if (NOISE) {
    drawFour(otherRandomAt(), kept(four, Four.IDENTITY), t, MISFIRE << 16);
    if (pays) paid = misfired(events, paid);
  }
  keep(four, Four.PAID, paid);
  const reward = FRAMES ? settle4(add4(paid, thoughtPays(four))) : paid;
  let largest = sumsAreWeights() ? zero : kept(four, Four.LARGEST);
  if (learn) {
    const terminated = terminates(kept(four, Four.NEXT));
    // Networks take so long that it is worth asking whether there is anything left to judge.
    const guessed = HIDDEN4 && all(terminated) ? zero : v128.andnot(sumList(there), terminated);
    const gated = GATE && pays ? closesGate(events) : zero;
    if (GATE) keep(four, Four.LEARNING, v128.not(gated));
    let a_t = settleSum(guessed);
    if (OVERRIDE) {
      let correction = zero;
      if (pays) {
        const declared = declaredValences(events);
        const overridden = v128.andnot(declares(events), terminated);
        correction = v128.and(settle4(mul4(parameters(ALPHA), settle4(sub4(declared, a_t)))), overridden);
        a_t = v128.bitselect(declared, a_t, overridden);
      }
      keep(four, Four.CORRECTION, v128.andnot(correction, gated));
    }
    const target = add4(reward, mul4(parameters(GAMMA), a_t));
    if (FRAMES) judgeHabits(four, target, gated, some(startsOf(four)));
    const error = v128.andnot(sub4(target, kept(four, Four.VALUE)), gated);
    keep(four, Four.DELTA, settle4(error));
    largest = sumsAreWeights() ? size4(error) : larger4(largest, larger4(size4(v128.andnot(guessed, gated)), size4(error)));
    if (THINK && ACTIONS > 1) keep(four, Four.TAUGHT, v128.andnot(settle4(mul4(parameters(THINK_STEP), kept(four, Four.KEPT_GUESS))), gated));
    if (IMMEDIATE) {
      const rho_t = v128.andnot(sumList(feltIn(four), true), gated);
      largest = larger4(largest, size4(rho_t));
      keep(four, Four.IMMEDIATE_STEP, v128.andnot(settle4(mul4(parameters(ALPHA), settle4(sub4(paid, settle4(rho_t))))), gated));
    }
  }
  return !leaves4(largest);
}

/// Learns from the step, and counts it; false if it was the last one of an agent.
@inline export function learnFour(four: usize, t: u32): bool {
  open(four);
  const starts = startsOf(four);
  if (some(starts)) setIn(EPISODE_VALUE, kept(four, Four.VALUE), starts);
  if (learn) {
    const learning = GATE ? kept(four, Four.LEARNING) : i32x4.splat(-1);
    const delta = kept(four, Four.DELTA), actorStep = settle4(mul4(parameters(ACTOR_STEP), delta));
    if (FRAMES) learnHabits(four);
    // Networks learn all they learn at once, and need the gradient also where it is 0; traces of the actor go on fading.
    if (ACTIONS > 1 && (HIDDEN4 || ACTOR_TRACES || v128.any_true(parameters(ACTOR_STEP)))) {
      const action = kept(four, Four.ACTION), inverse = reciprocal4(kept(four, Four.TOTAL));
      let actorDelta = ACTOR_TRACES ? f32x4.splat(1) : actorStep;
      if (FLOOR) actorDelta = settle4(mul4(actorDelta, floorRatio(action, inverse, parameters(FLOOR_KEEP), parameters(FLOOR_SHARE))));
      learnPolicy(hereAt(four), actorDelta, action, inverse);
    }
    const criticDelta = settle4(mul4(parameters(ALPHA), delta));
    if (TRACES) followTraces(hereAt(four), criticDelta, actorStep, v128.not(starts), learning);
    else learnJudged(hereAt(four), criticDelta, kept(four, Four.VALUE));
    if (OVERRIDE) learnList(thereAt(four), kept(four, Four.CORRECTION));
    if (IMMEDIATE) learnList(feltIn(four), kept(four, Four.IMMEDIATE_STEP), true);
    if (THINK && ACTIONS > 1) learnList(hereAt(four), kept(four, Four.TAUGHT));
    if (DECAYS && (t & 15) == 15) {
      if (TRACES) fadeTurned(load<u32>(four + Four.FIRST), learning);
      else decayFour(load<u32>(four + Four.FIRST), learning);
    }
  }
  if (ACTIONS > 1) countThoughts(four);
  if (FRAMES) passThoughts(four);
  const events = kept(four, Four.EVENTS), next = kept(four, Four.NEXT);
  const discount = kept(four, Four.DISCOUNT);
  if (happens(events)) {
    payFour(events, kept(four, Four.PAID), discount);
    if (ORACLE) disableOracle(events);
  }
  keep(four, Four.DISCOUNT, settle4(mul4(discount, parameters(GAMMA))));
  keep(four, Four.ROW, rowOf(next));
  takeTurns(four);
  const episodeSteps = i32x4.add(kept(four, Four.EPISODE_STEPS), i32x4.splat(1));
  const ended = v128.or(terminates(next), i32x4.ge_u(episodeSteps, kept(four, Four.LIMIT)));
  keep(four, Four.EPISODE_STEPS, v128.andnot(episodeSteps, ended));
  return !some(ended) || endEpisodes(four, ended);
}

/// Lets the weights fade of those who learn from the step.
function decayFour(first: u32, learning: v128): void {
  for (let left = i32x4.bitmask(learning); left != 0; left &= left - 1) {
    openAgent(first + ctz(left));
    decay(hyperparameter(DECAY));
  }
  openAgent(first);
}

function endEpisodes(four: usize, ended: v128): bool {
  const episodes = kept(four, Four.EPISODES);
  finishEpisodes(kept(four, Four.LEVEL), i32x4.eq(episodes, i32x4.splat(0)), ended);
  const finished = i32x4.sub(episodes, ended);
  keep(four, Four.EPISODES, finished);
  return !(episodeLimit && some(i32x4.ge_u(finished, i32x4.splat(episodeLimit))));
}
