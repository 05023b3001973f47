// The stages of a step: think, choose, judge the arrival, learn. Of the agent that is open; `me` is its place.
import { act, decided, reinforce } from './act';
import { hyperparameter, hyperparameterWord, wordAt } from './bindings';
import { clearEpisode, discounted, finishEpisode, pay, payThought } from './episode';
import { fade } from './fading';
import { readArrival, readFeatures } from './features';
import { comeUp, habit, hasSelf, inFrame, learnHabit, thoughtPay, urge } from './frame';
import {
  ALPHA, DECAY, FRAME, GAMMA, GAMMA_LAMBDA, INSPECTION_ACTION, INSPECTION_ACTUAL, INSPECTION_CANDIDATES, INSPECTION_DELTA, INSPECTION_EVENTS,
  INSPECTION_GUESS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_OVERRIDDEN, INSPECTION_REWARD, INSPECTION_STARTED, INSPECTION_TERMINATED,
  INSPECTION_THOUGHT, INSPECTION_VALUE, INVERSE_TEMPERATURE, META_STEP, MISFIRE, OUTCOME, REFLECTION_COST, REPLAYS, THINK_STEP,
} from './generated';
import { note, noteNumber } from './inspect';
import { EPISODE_VALUE, REFLECTABLE, REFLECTED, count, setMeasure } from './measures';
import { remember } from './model';
import { correct, decay, immediate, learnImmediate, learnStep, prepareCorrection, prepareTeaching, teach, value, valueKept } from './network';
import { misfire } from './noise';
import { watchOrder } from './order';
import { choosePlace, replay, storeTransition } from './replay';
import { respond } from './response';
import { Mind, drawnOutcomesAt, number, setNumber, setWord, word } from './scratch';
import { diverges, settle } from './settle';
import {
  ACTIONS4, DECAYS, DECEPTION, DISABLED, FADING, FRAMES, GATE, IMMEDIATE, LEARNED_MODEL, NOISE, ORACLE, OVERRIDE, REPLAY, RESPONDS, ROWS, STOCHASTIC, THINK,
  TRACES, episodeLimit, inspection, learn, seed, segments,
} from './structure';
import { drawn, randomY, threefry } from './threefry';
import { clearTraces } from './traces';
import {
  TERMINATED, arrivalEvents, arrivalNext, closesGate, declaredValence, declares, disablesOracle, drawStart, levelLimit, payoff, reflectionOf, startLevel,
  startRow, transition,
} from './world';

/// Whether an agent makes no more steps: its numbers have left the range, or it has finished its episodes.
@inline export function rests(divergedAt: u32, episodes: u32): bool { return divergedAt != 0 || (episodeLimit != 0 && episodes >= episodeLimit); }

/// An agent whose numbers have left the range makes no more steps.
function diverge(t: u32): bool {
  setWord(Mind.DIVERGED_AT, t + 1);
  return false;
}

export function beginEpisode(identity: u32, t: u32): void {
  drawStart(segmentOf(word(Mind.EPISODES)), identity, t);
  enterEpisode();
  if (FRAMES) setWord(Mind.THOUGHT, comeUp(startRow, threefry(seed, identity, t, FRAME << 16)));
}
/// Which segment an episode starts on: they take turns.
@inline export function segmentOf(episodes: u32): u32 { return segments == 1 ? 0 : episodes % segments; }
/// Begins an episode in the row that has been drawn.
@inline export function enterEpisode(): void {
  setWord(Mind.THOUGHT, startRow);
  setWord(Mind.LEVEL, startLevel);
  setWord(Mind.LIMIT, levelLimit(startLevel));
  clearEpisode();
  if (TRACES) clearTraces();
  if (ORACLE) store<u32>(wordAt(DISABLED), 0);
}

/// Judges the thought; false if a number leaves the range.
@inline export function think(me: usize, t: u32): bool {
  const starts = word(Mind.EPISODE_STEPS, me) == 0;
  if (starts) beginEpisode(word(Mind.IDENTITY, me), t);
  if (DECEPTION && learn) watchOrder(t, hyperparameter(INVERSE_TEMPERATURE));
  if (inspection) {
    note(INSPECTION_STARTED, u32(starts));
    note(INSPECTION_CANDIDATES, 0);
    note(INSPECTION_LEARNED, 0);
  }
  const thought = word(Mind.THOUGHT, me);
  const judged = valueKept(thought);
  if (diverges(judged)) return diverge(t);
  const v_tm1 = settle(judged);
  setNumber(Mind.VALUE, v_tm1, me);
  if (starts) setMeasure(EPISODE_VALUE, v_tm1);
  if (RESPONDS) respond(FRAMES ? thought % ROWS : thought, v_tm1);
  return !ACTIONS4 || decided() || diverge(t);
}

/// Acts.
@inline export function choose(me: usize, t: u32): void {
  const thought = word(Mind.THOUGHT, me);
  const row = FRAMES ? thought % ROWS : thought;
  const action = ACTIONS4 ? act(word(Mind.IDENTITY, me), t, thought, number(Mind.VALUE, me), hyperparameter(INVERSE_TEMPERATURE)) : 0;
  transition(row, action, STOCHASTIC ? drawn(drawnOutcomesAt(), word(Mind.IDENTITY, me), t, OUTCOME) : 0);
  if (FADING) fade(word(Mind.IDENTITY, me), t, 0);
  setWord(Mind.ACTION, action, me);
  setWord(Mind.NEXT, arrivalNext, me);
  setWord(Mind.EVENTS, arrivalEvents, me);
  if (LEARNED_MODEL) remember(row, action);
}

/// What the step pays, and the thought that comes up next; false if the error leaves the range.
@inline export function judge(me: usize, t: u32): bool {
  const thought = word(Mind.THOUGHT, me);
  const row = FRAMES ? thought % ROWS : thought;
  const reflective: bool = FRAMES != 0 && thought >= ROWS;
  const next = word(Mind.NEXT, me) & ~TERMINATED;
  const terminated = word(Mind.NEXT, me) != next;
  const events = word(Mind.EVENTS, me);
  const v_tm1 = number(Mind.VALUE, me);

  let paid = payoff(events, 0);
  if (NOISE) {
    const first = threefry(seed, word(Mind.IDENTITY, me), t, MISFIRE << 16);
    paid = misfire(events, first, randomY);
  }
  let reward = paid;
  let nextThought = next;
  if (FRAMES) {
    if (hasSelf(row)) count(REFLECTABLE);
    if (reflective) {
      count(REFLECTED);
      const own = thoughtPay(thought, hyperparameter(REFLECTION_COST));
      payThought(own, reflectionOf(row));
      reward = settle(paid + own);
    }
    threefry(seed, word(Mind.IDENTITY, me), t, FRAME << 16);
    nextThought = comeUp(next, randomY);
  }
  if (NOISE || IMMEDIATE || REPLAY) setNumber(Mind.PAID, paid, me);
  setWord(Mind.NEXT_THOUGHT, nextThought, me);
  if (inspection) {
    note(INSPECTION_THOUGHT, thought);
    noteNumber(INSPECTION_VALUE, v_tm1);
    note(INSPECTION_ACTION, word(Mind.ACTION, me));
    note(INSPECTION_NEXT, nextThought);
    note(INSPECTION_TERMINATED, u32(terminated));
    note(INSPECTION_EVENTS, events);
    noteNumber(INSPECTION_REWARD, reward);
  }

  if (!learn) return true;
  if (GATE) {
    const gated = closesGate(events);
    setWord(Mind.GATED, u32(gated), me);
    if (gated) {
      if (TRACES) clearTraces();
      return true;
    }
  }
  let a_t: f32 = 0;
  let guessed: f32 = 0;
  let correction: f32 = 0;
  const overridden: bool = OVERRIDE != 0 && !terminated && declares(events);
  if (!terminated) {
    guessed = value(nextThought);
    if (diverges(guessed)) return diverge(t);
    a_t = settle(guessed);
    if (overridden) {
      correction = settle(hyperparameter(ALPHA) * settle(declaredValence(events) - a_t));
      a_t = declaredValence(events);
      prepareCorrection(correction);
    }
  }
  const target = reward + hyperparameter(GAMMA) * a_t;
  const error = target - v_tm1;
  if (diverges(error)) return diverge(t);
  const delta_t = settle(error);
  if (FRAMES) setNumber(Mind.TARGET, target, me);
  setNumber(Mind.DELTA, delta_t, me);
  if (OVERRIDE) setNumber(Mind.CORRECTION, correction, me);
  if (inspection) {
    note(INSPECTION_LEARNED, 1);
    noteNumber(INSPECTION_GUESS, guessed);
    note(INSPECTION_OVERRIDDEN, u32(overridden));
    noteNumber(INSPECTION_ACTUAL, a_t);
    noteNumber(INSPECTION_DELTA, delta_t);
  }
  if (ACTIONS4) reinforce(delta_t, word(Mind.ACTION, me));
  return true;
}

/// Learns from the step, and counts it; false if the agent makes no more steps.
@inline export function learnFrom(me: usize, t: u32): bool {
  if (learn && !(GATE && word(Mind.GATED, me)) && !update(me, t)) return false;
  return finish(me);
}

/// Everything that is learned is worked out with the weights from before the step.
@inline function update(me: usize, t: u32): bool {
  const alpha = hyperparameter(ALPHA);
  const thought = word(Mind.THOUGHT, me);
  const row = FRAMES ? thought % ROWS : thought;
  const reflective: bool = FRAMES != 0 && thought >= ROWS;
  let felt: u32 = 0;
  let immediateStep: f32 = 0;
  if (IMMEDIATE) {
    felt = word(Mind.NEXT, me) & ~TERMINATED;
    if (FRAMES) felt = inFrame(felt, reflective);
    readArrival(felt, word(Mind.EVENTS, me));
    const rho_t = immediate();
    if (diverges(rho_t)) return diverge(t);
    immediateStep = settle(alpha * settle(number(Mind.PAID, me) - settle(rho_t)));
  }
  let p: f32 = 0;
  let metaDelta: f32 = 0;
  const reflectable: bool = FRAMES != 0 && hasSelf(row);
  if (reflectable) {
    const v_tm1 = number(Mind.VALUE, me);
    p = habit(urge(row));
    const other = settle(value(reflective ? row : row + ROWS));
    const baseline = p * (reflective ? v_tm1 : other) + (1 - p) * (reflective ? other : v_tm1);
    metaDelta = settle(hyperparameter(META_STEP) * settle(number(Mind.TARGET, me) - baseline));
  }
  readFeatures(thought);
  let taught: f32 = 0;
  if (THINK) {
    taught = settle(hyperparameter(THINK_STEP) * number(Mind.KEPT_GUESS, me));
    prepareTeaching(taught);
  }
  learnStep(settle(alpha * number(Mind.DELTA, me)), hyperparameter(GAMMA_LAMBDA));
  if (OVERRIDE && number(Mind.CORRECTION, me) != 0) {
    readFeatures(word(Mind.NEXT_THOUGHT, me));
    correct(number(Mind.CORRECTION, me));
  }
  if (IMMEDIATE) {
    readArrival(felt, word(Mind.EVENTS, me));
    learnImmediate(immediateStep);
  }
  if (THINK) {
    readFeatures(thought);
    teach(taught);
  }
  if (reflectable) learnHabit(row, reflective ? 1 : 0, p, metaDelta);
  if (REPLAY) {
    storeTransition(thought, word(Mind.NEXT_THOUGHT, me) | (word(Mind.NEXT, me) & TERMINATED), word(Mind.EVENTS, me), number(Mind.PAID, me));
    let inRange = true;
    for (let n: u32 = 0, most = hyperparameterWord(REPLAYS); n < most; n++) {
      if (!replay(choosePlace(word(Mind.IDENTITY, me), t, n), alpha, hyperparameter(GAMMA), hyperparameter(REFLECTION_COST))) inRange = diverge(t);
    }
    if (!inRange) return false;
  }
  if (DECAYS && (t & 15) == 15) decay(hyperparameter(DECAY));
  return true;
}

/// Counts the step, and the episode if it is over; false if it was the last.
@inline export function finish(me: usize): bool {
  const events = word(Mind.EVENTS, me);
  const discount = number(Mind.DISCOUNT, me);
  if (events != 0) pay(events, NOISE ? number(Mind.PAID, me) : 0, discount);
  setNumber(Mind.DISCOUNT, discounted(discount, hyperparameter(GAMMA)), me);
  if (ORACLE && disablesOracle(events)) store<u32>(wordAt(DISABLED), 1);
  setWord(Mind.THOUGHT, word(Mind.NEXT_THOUGHT, me), me);
  setWord(Mind.STEPS, word(Mind.STEPS, me) + 1, me);
  const episodeSteps = word(Mind.EPISODE_STEPS, me) + 1;
  setWord(Mind.EPISODE_STEPS, episodeSteps, me);
  return (!(word(Mind.NEXT, me) & TERMINATED) && episodeSteps < word(Mind.LIMIT, me)) || endEpisode();
}

function endEpisode(): bool {
  const episodes = word(Mind.EPISODES);
  finishEpisode(word(Mind.LEVEL), episodes == 0);
  setWord(Mind.EPISODES, episodes + 1);
  setWord(Mind.EPISODE_STEPS, 0);
  return !rests(0, episodes + 1);
}
