// Lets every agent make so many steps: act, move, be paid, learn. One agent at a time, so that its weights stay in cache.
import { DIVERGED, act, reinforce } from './act';
import { hyperparameter, openAgent, wordAt } from './bindings';
import { clearEpisode, finishEpisode, loadEpisode, pay, storeEpisode } from './episode';
import { readFeatures } from './features';
import { ALPHA, DIVERGED_AT, EPISODES, EPISODE_STEPS, GAMMA, GAMMA_LAMBDA, INVERSE_TEMPERATURE, LEVEL, OUTCOME, ROW, START, STEPS } from './generated';
import { EPISODE_VALUE, openMeasures, setMeasure } from './measures';
import { correct, learnStep, prepareCorrection, value, valueKept } from './network';
import { diverges, settle } from './settle';
import { ACTIONS4, OVERRIDE, STOCHASTIC, TRACES, agents, episodeLimit, firstAgent, firstStep, learn, seed, segments, steps as stepsToMake } from './structure';
import { threefry } from './threefry';
import { clearTraces } from './traces';
import { TERMINATED, arrivalEvents, arrivalNext, declaredValence, declares, levelLimit, payoff, startLevel, startOf, startRow, transition } from './world';

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
  let row = load<u32>(wordAt(ROW));
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
      row = startRow;
      level = startLevel;
      limit = levelLimit(level);
      clearEpisode();
      if (TRACES) clearTraces();
    }

    const judged = valueKept(row);
    if (diverges(judged)) { divergedAt = t + 1; break; }
    const v_tm1 = settle(judged);
    if (episodeSteps == 0) setMeasure(EPISODE_VALUE, v_tm1);

    const action = ACTIONS4 ? act(identity, t, inverseTemperature) : 0;
    if (action == DIVERGED) { divergedAt = t + 1; break; }
    transition(row, action, STOCHASTIC ? threefry(seed, identity, t, OUTCOME << 16) : 0);
    const next = arrivalNext & ~TERMINATED;
    const terminated = arrivalNext != next;

    if (learn) {
      let a_t: f32 = 0;
      let correction: f32 = 0;
      if (!terminated) {
        const guess = value(next);
        if (diverges(guess)) { divergedAt = t + 1; break; }
        a_t = settle(guess);
        if (OVERRIDE && declares(arrivalEvents)) {
          correction = settle(alpha * settle(declaredValence(arrivalEvents) - a_t));
          a_t = declaredValence(arrivalEvents);
        }
      }
      const error = payoff(arrivalEvents, 0) + gamma * a_t - v_tm1;
      if (diverges(error)) { divergedAt = t + 1; break; }
      const delta_t = settle(error);
      readFeatures(row);
      if (ACTIONS4) reinforce(delta_t, action);
      if (correction != 0) prepareCorrection(correction);
      learnStep(settle(alpha * delta_t), gammaLambda);
      if (correction != 0) {
        readFeatures(next);
        correct(correction);
      }
    }

    pay(arrivalEvents, gamma);
    row = next;
    steps++;
    episodeSteps++;
    if (terminated || episodeSteps >= limit) {
      finishEpisode(level, episodes == 0);
      episodes++;
      episodeSteps = 0;
    }
  }

  storeEpisode();
  store<u32>(wordAt(ROW), row);
  store<u32>(wordAt(LEVEL), level);
  store<u32>(wordAt(EPISODE_STEPS), episodeSteps);
  store<u32>(wordAt(EPISODES), episodes);
  store<u32>(wordAt(STEPS), steps);
  store<u32>(wordAt(DIVERGED_AT), divergedAt);
}
