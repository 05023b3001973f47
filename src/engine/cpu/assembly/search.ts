// Searches among tables of actions: tries one out for some episodes, and keeps it if it did as well as the best so far. There are
// no thoughts, and no values: an action is looked up.
import { hyperparameter, hyperparameterWord } from './bindings';
import { discounted, finishEpisode, pay } from './episode';
import { fade } from './fading';
import {
  GAMMA, INSPECTION_ACTION, INSPECTION_CANDIDATES, INSPECTION_EVENTS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_REWARD, INSPECTION_STARTED,
  INSPECTION_TERMINATED, INSPECTION_THOUGHT, INSPECTION_VALUE, MISFIRE, OUTCOME, START, TRIAL,
} from './generated';
import { note, noteNumber } from './inspect';
import { misfire } from './noise';
import { actionOf, judgeCandidate, keepsSuccessors } from './policy-table';
import { MIND, Mind, drawnOutcomesAt, number, ofFour, openPlace, randomAt, setNumber, setWord, undiscountedAt, word } from './scratch';
import { walk } from './search-walk';
import { enterEpisode, rests, segmentOf } from './stages';
import { FADING, NOISE, STOCHASTIC, inspection, learn, seed } from './structure';
import { drawn, randomY, threefry, threefry4 } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, chooseStart, hasOneStart, payoff, transition } from './world';

/// Lets up to four agents search from step `now` until `last`. Again and again each walks until something happens, and lets it happen. Where episodes
/// start is drawn for all of them at once, and if it can be before it is asked for: it takes long until a random word is there.
export function search(start: usize, end: usize, now: u32, last: u32): void {
  for (let me = start; me < end; me += MIND) {
    setWord(Mind.NOW, now, me);
    setWord(Mind.BEGAN, now - word(Mind.EPISODE_STEPS, me), me);
    setWord(Mind.STEPS, word(Mind.STEPS, me) - now, me);
  }
  searchOn(start, end, last);
  for (let me = start; me < end; me += MIND) {
    setWord(Mind.EPISODE_STEPS, word(Mind.NOW, me) - word(Mind.BEGAN, me), me);
    setWord(Mind.STEPS, word(Mind.STEPS, me) + word(Mind.NOW, me), me);
  }
}

function searchOn(start: usize, end: usize, last: u32): void {
  const walks = keepsSuccessors() && !inspection && end - start == 4 * MIND;
  let drawnAhead: bool = false;
  for (;;) {
    let going: bool = false, starting: bool = false;
    for (let me = start; me < end; me += MIND) {
      const on = word(Mind.NOW, me) < last;
      going = going || on;
      starting = starting || (on && word(Mind.BEGAN, me) == word(Mind.NOW, me));
    }
    if (!going) return;
    if (starting) {
      if (!drawnAhead) drawStarts(start, 0);
      beginEpisodes(start, end, last);
    }
    if (walks) {
      walk(start, last);
      drawStarts(start, 1);
      drawnAhead = true;
    }
    for (let me = start; me < end; me += MIND) {
      if (word(Mind.NOW, me) >= last) continue;
      openPlace(me);
      tryOut(me, last);
    }
  }
}

function beginEpisodes(start: usize, end: usize, last: u32): void {
  for (let me = start, place = randomAt(); me < end; me += MIND, place += 4) {
    if (word(Mind.NOW, me) >= last || word(Mind.BEGAN, me) != word(Mind.NOW, me)) continue;
    openPlace(me);
    chooseStart(segmentOf(word(Mind.EPISODES, me)), load<u32>(place));
    enterEpisode();
  }
}
/// The random words that say where episodes start, so many steps from now, at `randomAt`.
@inline function drawStarts(start: usize, ahead: u32): void {
  if (hasOneStart()) return;
  threefry4(randomAt(), seed, ofFour(Mind.IDENTITY, start), i32x4.add(ofFour(Mind.NOW, start), i32x4.splat(ahead)), i32x4.splat(START << 16));
}

/// Lets the agent that is open make a step.
function tryOut(me: usize, last: u32): void {
  const t = word(Mind.NOW, me), identity = word(Mind.IDENTITY, me), row = word(Mind.THOUGHT, me);
  const discount = number(Mind.DISCOUNT, me);
  const action = actionOf(identity, row);
  transition(row, action, STOCHASTIC ? drawn(drawnOutcomesAt(), identity, t, OUTCOME) : 0);
  if (FADING) fade(identity, t, 0);
  const next = arrivalNext & ~TERMINATED, events = arrivalEvents;
  const terminated = arrivalNext != next;
  let paid: f32 = 0;
  if (NOISE) {
    const first = threefry(seed, identity, t, MISFIRE << 16);
    paid = misfire(events, first, randomY);
  }
  if (inspection) {
    note(INSPECTION_STARTED, u32(t == word(Mind.BEGAN, me)));
    note(INSPECTION_THOUGHT, row);
    note(INSPECTION_CANDIDATES, 0);
    note(INSPECTION_VALUE, 0);
    note(INSPECTION_ACTION, action);
    note(INSPECTION_NEXT, next);
    note(INSPECTION_TERMINATED, u32(terminated));
    note(INSPECTION_EVENTS, events);
    noteNumber(INSPECTION_REWARD, NOISE ? paid : payoff(events, 0));
    note(INSPECTION_LEARNED, 0);
  }
  if (events != 0) pay(events, paid, discount);
  setNumber(Mind.DISCOUNT, discounted(discount, hyperparameter(GAMMA)), me);
  setWord(Mind.THOUGHT, next, me);
  setWord(Mind.NOW, t + 1, me);
  if (!terminated && t + 1 - word(Mind.BEGAN, me) < word(Mind.LIMIT, me)) return;
  const episodes = word(Mind.EPISODES, me);
  finishEpisode(word(Mind.LEVEL, me), episodes == 0);
  if (learn) judgeCandidate(identity, load<f32>(undiscountedAt(0)), hyperparameterWord(TRIAL));
  setWord(Mind.EPISODES, episodes + 1, me);
  setWord(Mind.BEGAN, t + 1, me);
  if (!rests(0, episodes + 1)) return;
  setWord(Mind.STEPS, word(Mind.STEPS, me) + t + 1 - last, me);
  setWord(Mind.NOW, last, me);
  setWord(Mind.BEGAN, last, me);
}
