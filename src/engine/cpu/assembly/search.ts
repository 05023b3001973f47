// Searches among tables of actions: tries one out for some episodes, and keeps it if it did as well as the best so far.
import { hyperparameter, hyperparameterWord, openAgent, wordAt } from './bindings';
import { clearEpisode, finishEpisode, loadEpisode, pay, storeEpisode } from './episode';
import { fade } from './fading';
import {
  EPISODES, EPISODE_STEPS, GAMMA, INSPECTION_ACTION, INSPECTION_CANDIDATES, INSPECTION_EVENTS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_REWARD,
  INSPECTION_STARTED, INSPECTION_TERMINATED, INSPECTION_THOUGHT, INSPECTION_VALUE, LEVEL, MISFIRE, OUTCOME, ROW, STEPS, TRIAL,
} from './generated';
import { note, noteNumber } from './inspect';
import { EPISODE_VALUE, setMeasure } from './measures';
import { misfire } from './noise';
import { bestAction, candidateAction, drawChange, judgeCandidate } from './policy-table';
import { drawnOutcomesAt, mindAt, openMind, undiscountedAt } from './scratch';
import { FADING, NOISE, STOCHASTIC, episodeLimit, firstAgent, firstStep, inspection, learn, seed, segments, steps as stepsToMake, tileEnd, tileFirst } from './structure';
import { drawFrom, drawn, randomY, threefry } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, drawStart, levelLimit, payoff, startLevel, startRow, transition } from './world';

export function search(): void {
  for (let agent = tileFirst; agent < tileEnd; agent++) searchOne(agent);
}

function searchOne(agent: u32): void {
  openAgent(agent);
  openMind(mindAt(0));
  loadEpisode();
  const identity = firstAgent + agent;
  const gamma = hyperparameter(GAMMA);
  const trial = hyperparameterWord(TRIAL);
  let row = load<u32>(wordAt(ROW));
  let level = load<u32>(wordAt(LEVEL));
  let episodeSteps = load<u32>(wordAt(EPISODE_STEPS));
  let episodes = load<u32>(wordAt(EPISODES));
  let steps = load<u32>(wordAt(STEPS));
  let limit = levelLimit(level);
  drawChange(identity);
  drawFrom(firstStep);

  for (let t = firstStep, end = firstStep + stepsToMake; t < end; t++) {
    if (episodeLimit != 0 && episodes >= episodeLimit) break;
    if (episodeSteps == 0) {
      drawStart(episodes % segments, identity, t);
      row = startRow;
      level = startLevel;
      limit = levelLimit(level);
      clearEpisode();
      setMeasure(EPISODE_VALUE, 0);
    }
    if (inspection) {
      note(INSPECTION_STARTED, u32(episodeSteps == 0));
      note(INSPECTION_THOUGHT, row);
    }
    const action = learn ? candidateAction(identity, row) : bestAction(identity, row);
    transition(row, action, STOCHASTIC ? drawn(drawnOutcomesAt(), identity, t, OUTCOME) : 0);
    if (FADING) fade(identity, t, 0);
    let paid = payoff(arrivalEvents, 0);
    if (NOISE) {
      const first = threefry(seed, identity, t, MISFIRE << 16);
      paid = misfire(arrivalEvents, first, randomY);
    }
    pay(arrivalEvents, paid, gamma);
    row = arrivalNext & ~TERMINATED;
    if (inspection) {
      // There are no thoughts, and no values: an action is looked up.
      note(INSPECTION_CANDIDATES, 0);
      note(INSPECTION_VALUE, 0);
      note(INSPECTION_ACTION, action);
      note(INSPECTION_NEXT, row);
      note(INSPECTION_TERMINATED, u32(arrivalNext != row));
      note(INSPECTION_EVENTS, arrivalEvents);
      noteNumber(INSPECTION_REWARD, paid);
      note(INSPECTION_LEARNED, 0);
    }
    steps++;
    episodeSteps++;
    if (arrivalNext != row || episodeSteps >= limit) {
      finishEpisode(level, episodes == 0);
      if (learn) judgeCandidate(identity, load<f32>(undiscountedAt(0)), trial);
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
}
