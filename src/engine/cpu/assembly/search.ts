// Searches among tables of actions: tries one out for some episodes, and keeps it if it did as well as the best so far. There are
// no thoughts, and no values: an action is looked up.
import { fade } from './fading';
import {
  INSPECTION_ACTION, INSPECTION_CANDIDATES, INSPECTION_EVENTS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_REWARD, INSPECTION_STARTED,
  INSPECTION_TERMINATED, INSPECTION_THOUGHT, INSPECTION_VALUE, MISFIRE, OUTCOME,
} from './generated';
import { note, noteNumber } from './inspect';
import { EPISODE_VALUE, setMeasure } from './measures';
import { misfire } from './noise';
import { actionOf } from './policy-table';
import { Mind, drawnOutcomesAt, number, setNumber, setWord, word } from './scratch';
import { beginEpisode, finish } from './stages';
import { FADING, NOISE, STOCHASTIC, inspection, seed } from './structure';
import { drawn, randomY, threefry } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, payoff, transition } from './world';

/// One step of the agent that is open; false if it was the last.
@inline export function tryOut(me: usize, t: u32): bool {
  const identity = word(Mind.IDENTITY, me);
  const starts = word(Mind.EPISODE_STEPS, me) == 0;
  if (starts) {
    beginEpisode(identity, t);
    setMeasure(EPISODE_VALUE, 0);
  }
  const row = word(Mind.THOUGHT, me);
  const action = actionOf(identity, row);
  transition(row, action, STOCHASTIC ? drawn(drawnOutcomesAt(), identity, t, OUTCOME) : 0);
  if (FADING) fade(identity, t, 0);
  const next = arrivalNext & ~TERMINATED;
  setWord(Mind.NEXT, arrivalNext, me);
  setWord(Mind.NEXT_THOUGHT, next, me);
  setWord(Mind.EVENTS, arrivalEvents, me);
  if (NOISE) {
    const first = threefry(seed, identity, t, MISFIRE << 16);
    setNumber(Mind.PAID, misfire(arrivalEvents, first, randomY), me);
  }
  if (inspection) {
    note(INSPECTION_STARTED, u32(starts));
    note(INSPECTION_THOUGHT, row);
    note(INSPECTION_CANDIDATES, 0);
    note(INSPECTION_VALUE, 0);
    note(INSPECTION_ACTION, action);
    note(INSPECTION_NEXT, next);
    note(INSPECTION_TERMINATED, u32(arrivalNext != next));
    note(INSPECTION_EVENTS, arrivalEvents);
    noteNumber(INSPECTION_REWARD, NOISE ? number(Mind.PAID, me) : payoff(arrivalEvents, 0));
    note(INSPECTION_LEARNED, 0);
  }
  return finish(me);
}
