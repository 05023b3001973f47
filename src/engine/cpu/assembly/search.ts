// Searches among tables of actions: tries one out for some episodes, and keeps it if it did as well as the best so far. There are
// no thoughts, and no values: an action is looked up.
import { hyperparameter, hyperparameterWord, openAgent } from './bindings';
import { discounted, finishEpisode, pay } from './episode';
import { fade } from './fading';
import {
  GAMMA, INSPECTION_ACTION, INSPECTION_CANDIDATES, INSPECTION_EVENTS, INSPECTION_LEARNED, INSPECTION_NEXT, INSPECTION_REWARD, INSPECTION_STARTED,
  INSPECTION_TERMINATED, INSPECTION_THOUGHT, INSPECTION_VALUE, MISFIRE, OUTCOME, START, TRIAL,
} from './generated';
import { note, noteNumber } from './inspect';
import { misfire } from './noise';
import { isResting, putBack, takeUp } from './places';
import { actionOf, judgeCandidate, keepsSuccessors } from './policy-table';
import { Mind, drawnOutcomesAt, mindAt, number, ofFour, openPlace, randomAt, setNumber, setWord, undiscountedAt, word } from './scratch';
import { walk } from './search-walk';
import { enterEpisode, rests, segmentOf } from './stages';
import { FADING, NOISE, STOCHASTIC, inspection, learn, seed } from './structure';
import { drawFrom, drawn, randomY, threefry, threefry4 } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, chooseStart, hasOneStart, payoff, transition } from './world';

/// Lets the agents from `first` until `end` search from step `now` until `last`, four side by side: who is done makes room for the
/// next. Again and again each walks until something happens, and lets it happen. Where episodes start is drawn for all of them at
/// once, and if it can be before it is asked for: it takes long until a random word is there.
export function search(first: u32, end: u32, now: u32, last: u32): void {
  drawFrom(now);
  const walks = keepsSuccessors() && !inspection;
  let next = first;
  // Which places are taken, as bits.
  let taken: u32 = 0;
  for (let n: u32 = 0; n < 4; n++) setWord(Mind.NOW, last, mindAt(n));
  let drawnAhead: bool = false;
  for (;;) {
    let starting: bool = false;
    for (let n: u32 = 0; n < 4; n++) {
      const me = mindAt(n);
      if (word(Mind.NOW, me) == last) {
        if (taken >> n & 1) leave(me);
        next = nextGoing(next, end);
        taken = next < end ? taken | <u32>1 << n : taken & ~(<u32>1 << n);
        if (next == end) continue;
        enter(me, next++, now);
        // What has been drawn is for the one before.
        if (word(Mind.BEGAN, me) == now) drawnAhead = false;
      }
      starting = starting || word(Mind.BEGAN, me) == word(Mind.NOW, me);
    }
    if (!taken) return;
    if (starting) {
      if (!drawnAhead) drawStarts(0);
      beginEpisodes(last);
    }
    if (walks) {
      walk(last);
      drawStarts(1);
      drawnAhead = true;
    }
    for (let n: u32 = 0; n < 4; n++) {
      const me = mindAt(n);
      if (word(Mind.NOW, me) == last) continue;
      openPlace(me);
      tryOut(me, last);
    }
  }
}

/// The first agent from one on that makes steps, or `end`.
function nextGoing(agent: u32, end: u32): u32 {
  for (; agent < end; agent++) {
    openAgent(agent);
    if (!isResting()) break;
  }
  return agent;
}

/// Gives the agent that is open a place: while it is there, when its episode began is kept, and how many steps it had made at step 0.
function enter(me: usize, agent: u32, now: u32): void {
  takeUp(me, agent);
  setWord(Mind.NOW, now);
  setWord(Mind.BEGAN, now - word(Mind.EPISODE_STEPS));
  setWord(Mind.STEPS, word(Mind.STEPS) - now);
  setNumber(Mind.GAMMA, hyperparameter(GAMMA));
}
function leave(me: usize): void {
  openPlace(me);
  setWord(Mind.EPISODE_STEPS, word(Mind.NOW) - word(Mind.BEGAN));
  setWord(Mind.STEPS, word(Mind.STEPS) + word(Mind.NOW));
  putBack();
}

function beginEpisodes(last: u32): void {
  for (let n: u32 = 0; n < 4; n++) {
    const me = mindAt(n);
    if (word(Mind.NOW, me) == last || word(Mind.BEGAN, me) != word(Mind.NOW, me)) continue;
    openPlace(me);
    chooseStart(segmentOf(word(Mind.EPISODES, me)), load<u32>(randomAt() + (<usize>n << 2)));
    enterEpisode();
  }
}
/// The random words that say where episodes start, so many steps from now, at `randomAt`.
@inline function drawStarts(ahead: u32): void {
  if (hasOneStart()) return;
  threefry4(randomAt(), seed, ofFour(Mind.IDENTITY), i32x4.add(ofFour(Mind.NOW), i32x4.splat(ahead)), i32x4.splat(START << 16));
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
  setNumber(Mind.DISCOUNT, discounted(discount, number(Mind.GAMMA, me)), me);
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
