// Lets every agent make so many steps: think, act, move, be paid, learn. One agent at a time, so that its weights stay in cache.
import { DIVERGED, act, keptGuess, reinforce } from './act';
import { hyperparameter, hyperparameterWord, openAgent, wordAt } from './bindings';
import { clearEpisode, finishEpisode, loadEpisode, pay, payThought, storeEpisode } from './episode';
import { fade } from './fading';
import { readArrival, readFeatures } from './features';
import { comeUp, habit, hasSelf, inFrame, learnHabit, thoughtPay, urge } from './frame';
import {
  ALPHA, DECAY, DIVERGED_AT, EPISODES, EPISODE_STEPS, FRAME, GAMMA, GAMMA_LAMBDA, INSPECTION_ACTION, INSPECTION_ACTUAL, INSPECTION_CANDIDATES,
  INSPECTION_DELTA, INSPECTION_EVENTS, INSPECTION_GUESS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_OVERRIDDEN, INSPECTION_REWARD, INSPECTION_STARTED,
  INSPECTION_TERMINATED, INSPECTION_THOUGHT, INSPECTION_VALUE, INVERSE_TEMPERATURE, LEVEL, META_STEP, MISFIRE, OUTCOME, REFLECTION_COST, REPLAYS, ROW,
  START, STEPS, THINK_STEP,
} from './generated';
import { note, noteNumber } from './inspect';
import { EPISODE_VALUE, REFLECTABLE, REFLECTED, count, openMeasures, setMeasure } from './measures';
import { remember } from './model';
import { correct, decay, immediate, learnImmediate, learnStep, prepareCorrection, prepareTeaching, teach, value, valueKept } from './network';
import { misfire } from './noise';
import { watchOrder } from './order';
import { choosePlace, replay, storeTransition } from './replay';
import { respond } from './response';
import { drawnOutcomesAt } from './scratch';
import { diverges, settle } from './settle';
import {
  ACTIONS4, DECAYS, DECEPTION, DISABLED, FADING, FRAMES, GATE, IMMEDIATE, LEARNED_MODEL, NOISE, ORACLE, OVERRIDE, REPLAY, RESPONDS, ROWS, STOCHASTIC, THINK, TRACES,
  agents, episodeLimit, firstAgent, firstStep, inspection, learn, seed, segments, steps as stepsToMake,
} from './structure';
import { drawn, randomY, threefry } from './threefry';
import { clearTraces } from './traces';
import {
  TERMINATED, arrivalEvents, arrivalNext, closesGate, declaredValence, declares, disablesOracle, levelLimit, payoff, reflectionOf, startLevel, startOf,
  startRow, transition,
} from './world';

export function live(): void {
  for (let agent: u32 = 0; agent < agents; agent++) liveOne(agent);
}

function liveOne(agent: u32): void {
  openAgent(agent);
  openMeasures(agent);
  loadEpisode();
  const identity = firstAgent + agent;
  const gamma = hyperparameter(GAMMA);
  const alpha = hyperparameter(ALPHA);
  const gammaLambda = hyperparameter(GAMMA_LAMBDA);
  const inverseTemperature = hyperparameter(INVERSE_TEMPERATURE);
  let thought = load<u32>(wordAt(ROW));
  let level = load<u32>(wordAt(LEVEL));
  let episodeSteps = load<u32>(wordAt(EPISODE_STEPS));
  let episodes = load<u32>(wordAt(EPISODES));
  let steps = load<u32>(wordAt(STEPS));
  let divergedAt = load<u32>(wordAt(DIVERGED_AT));
  let limit = levelLimit(level);

  for (let t = firstStep, end = firstStep + stepsToMake; t < end; t++) {
    if (divergedAt != 0 || (episodeLimit != 0 && episodes >= episodeLimit)) break;

    if (episodeSteps == 0) {
      startOf(episodes % segments, threefry(seed, identity, t, START << 16));
      thought = startRow;
      level = startLevel;
      limit = levelLimit(level);
      clearEpisode();
      if (TRACES) clearTraces();
      if (FRAMES) thought = comeUp(startRow, threefry(seed, identity, t, FRAME << 16));
      if (ORACLE) store<u32>(wordAt(DISABLED), 0);
    }
    if (DECEPTION && learn) watchOrder(t, inverseTemperature);
    if (inspection) {
      note(INSPECTION_STARTED, u32(episodeSteps == 0));
      note(INSPECTION_CANDIDATES, 0);
      note(INSPECTION_LEARNED, 0);
    }

    const row = FRAMES ? thought % ROWS : thought;
    const reflective: bool = FRAMES != 0 && thought >= ROWS;
    const judged = valueKept(thought);
    if (diverges(judged)) { divergedAt = t + 1; break; }
    const v_tm1 = settle(judged);
    if (episodeSteps == 0) setMeasure(EPISODE_VALUE, v_tm1);
    if (RESPONDS) respond(row, v_tm1);

    const action = ACTIONS4 ? act(identity, t, thought, v_tm1, inverseTemperature) : 0;
    if (action == DIVERGED) { divergedAt = t + 1; break; }
    transition(row, action, STOCHASTIC ? drawn(drawnOutcomesAt(), identity, t, OUTCOME) : 0);
    if (FADING) fade(identity, t, 0);
    const next = arrivalNext & ~TERMINATED;
    const terminated = arrivalNext != next;
    const events = arrivalEvents;

    // What the step pays, and the thought that comes up next.
    let paid = payoff(events, 0);
    if (NOISE) {
      const first = threefry(seed, identity, t, MISFIRE << 16);
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
      threefry(seed, identity, t, FRAME << 16);
      nextThought = comeUp(next, randomY);
    }
    if (LEARNED_MODEL) remember(row, action);
    if (inspection) {
      note(INSPECTION_THOUGHT, thought);
      noteNumber(INSPECTION_VALUE, v_tm1);
      note(INSPECTION_ACTION, action);
      note(INSPECTION_NEXT, nextThought);
      note(INSPECTION_TERMINATED, u32(terminated));
      note(INSPECTION_EVENTS, events);
      noteNumber(INSPECTION_REWARD, reward);
    }

    let learning: bool = learn != 0;
    if (GATE && learning && closesGate(events)) {
      if (TRACES) clearTraces();
      learning = false;
    }
    if (learning) {
      let a_t: f32 = 0;
      let guessed: f32 = 0;
      let correction: f32 = 0;
      const overridden: bool = OVERRIDE != 0 && !terminated && declares(events);
      if (!terminated) {
        guessed = value(nextThought);
        if (diverges(guessed)) { divergedAt = t + 1; break; }
        a_t = settle(guessed);
        if (overridden) {
          correction = settle(alpha * settle(declaredValence(events) - a_t));
          a_t = declaredValence(events);
          prepareCorrection(correction);
        }
      }
      const target = reward + gamma * a_t;
      const error = target - v_tm1;
      if (diverges(error)) { divergedAt = t + 1; break; }
      const delta_t = settle(error);
      if (inspection) {
        note(INSPECTION_LEARNED, 1);
        noteNumber(INSPECTION_GUESS, guessed);
        note(INSPECTION_OVERRIDDEN, u32(overridden));
        noteNumber(INSPECTION_ACTUAL, a_t);
        noteNumber(INSPECTION_DELTA, delta_t);
      }

      // Everything that is learned below is worked out with the weights from before the step.
      let felt = next;
      let immediateStep: f32 = 0;
      if (IMMEDIATE) {
        if (FRAMES) felt = inFrame(next, reflective);
        readArrival(felt, events);
        const rho_t = immediate();
        if (diverges(rho_t)) { divergedAt = t + 1; break; }
        immediateStep = settle(alpha * settle(paid - settle(rho_t)));
      }
      let p: f32 = 0;
      let metaDelta: f32 = 0;
      const reflectable: bool = FRAMES != 0 && hasSelf(row);
      if (reflectable) {
        p = habit(urge(row));
        const other = settle(value(reflective ? row : row + ROWS));
        const baseline = p * (reflective ? v_tm1 : other) + (1 - p) * (reflective ? other : v_tm1);
        metaDelta = settle(hyperparameter(META_STEP) * settle(target - baseline));
      }
      readFeatures(thought);
      if (ACTIONS4) reinforce(delta_t, action);
      let taught: f32 = 0;
      if (THINK) {
        taught = settle(hyperparameter(THINK_STEP) * keptGuess);
        prepareTeaching(taught);
      }
      learnStep(settle(alpha * delta_t), gammaLambda);
      if (correction != 0) {
        readFeatures(nextThought);
        correct(correction);
      }
      if (IMMEDIATE) {
        readArrival(felt, events);
        learnImmediate(immediateStep);
      }
      if (THINK) {
        readFeatures(thought);
        teach(taught);
      }
      if (reflectable) learnHabit(row, reflective ? 1 : 0, p, metaDelta);
      if (REPLAY) {
        storeTransition(thought, nextThought | (arrivalNext & TERMINATED), events, paid);
        for (let n: u32 = 0, most = hyperparameterWord(REPLAYS); n < most; n++) {
          if (!replay(choosePlace(identity, t, n), alpha, gamma, hyperparameter(REFLECTION_COST))) divergedAt = t + 1;
        }
        if (divergedAt) break;
      }
      if (DECAYS && (t & 15) == 15) decay(hyperparameter(DECAY));
    }

    pay(events, paid, gamma);
    if (ORACLE && disablesOracle(events)) store<u32>(wordAt(DISABLED), 1);
    thought = nextThought;
    steps++;
    episodeSteps++;
    if (terminated || episodeSteps >= limit) {
      finishEpisode(level, episodes == 0);
      episodes++;
      episodeSteps = 0;
    }
  }

  storeEpisode();
  store<u32>(wordAt(ROW), thought);
  store<u32>(wordAt(LEVEL), level);
  store<u32>(wordAt(EPISODE_STEPS), episodeSteps);
  store<u32>(wordAt(EPISODES), episodes);
  store<u32>(wordAt(STEPS), steps);
  store<u32>(wordAt(DIVERGED_AT), divergedAt);
}
