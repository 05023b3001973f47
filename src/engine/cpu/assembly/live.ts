// Lets every agent make so many steps: think, act, move, be paid, learn. A block of agents at a time, so that their weights
// stay in cache; stage by stage, because one agent's chain of operations leaves a processor idle that another's can use.
import { openAgent } from './bindings';
import { mapForks } from './forks';
import { BLOCK, FOURS } from './generated';
import { actFour, beginFour, chooseFour, endFour, judgeFour, learnFour, thinkFour } from './lanes-live';
import { isResting, putBack, takeUp } from './places';
import { FOUR, Four, MIND, fourAt, mindAt, openPlace } from './scratch';
import { predict } from './predict';
import { search } from './search';
import { choose, judge, learnFrom, think } from './stages';
import { ACTIONS, SEARCH, firstStep, steps as stepsToMake, tileEnd, tileFirst } from './structure';
import { drawFrom } from './threefry';

/// Lets the agents of a tile live.
export function live(): void {
  const last = firstStep + stepsToMake;
  if (SEARCH) {
    search(tileFirst, tileEnd, firstStep, last);
    return;
  }
  const inFours = tileFirst + ((tileEnd - tileFirst) & ~3);
  if (mapForks()) for (let first = tileFirst; first < inFours; first += 4) predictInLanes(first, last);
  else for (let first = tileFirst; first < inFours; first += 4 * FOURS) liveInLanes(first, min<u32>(FOURS, (inFours - first) / 4), last);
  for (let first = inFours; first < tileEnd; first += BLOCK) liveTogether(first, min<u32>(BLOCK, tileEnd - first), firstStep, last);
}

/// Lets agents make their steps four at a time; several fours take turns, stage by stage. Who cannot live so goes on side by side.
function liveInLanes(first: u32, fours: u32, last: u32): void {
  const start = fourAt(0);
  let end = start;
  for (let n: u32 = 0; n < fours; n++) {
    if (beginFour(end, first + 4 * n)) end += FOUR;
    else liveTogether(first + 4 * n, 4, firstStep, last);
  }
  let t = firstStep;
  for (; t < last && end != start; t++) {
    for (let four = start; four < end; four += FOUR) thinkFour(four, t);
    if (ACTIONS > 1) for (let four = start; four < end; four += FOUR) chooseFour(four, t);
    for (let four = start; four < end; four += FOUR) actFour(four, t);
    for (let four = start; four < end; ) {
      if (judgeFour(four, t)) four += FOUR;
      else end = leaveFour(four, end, t, last);
    }
    for (let four = start; four < end; ) {
      if (learnFour(four, t)) four += FOUR;
      else end = leaveFour(four, end, t + 1, last);
    }
  }
  while (end != start) end = leaveFour(start, end, t, last);
}

/// The same of agents that have nothing to choose.
function predictInLanes(first: u32, last: u32): void {
  const four = fourAt(0);
  if (beginFour(four, first)) leaveFour(four, four + FOUR, predict(four, firstStep, last), last);
  else liveTogether(first, 4, firstStep, last);
}

/// Puts four agents back, who live on side by side; the last ones get their place. Returns where the places end now.
function leaveFour(four: usize, end: usize, t: u32, last: u32): usize {
  endFour(four, t);
  if (t < last) liveTogether(load<u32>(four + Four.FIRST), 4, t, last);
  const lastFour = end - FOUR;
  memory.copy(four, lastFour, FOUR);
  return lastFour;
}

/// Lets agents make their steps side by side, each in a place of its own. Who makes no more steps leaves its place to the last.
function liveTogether(first: u32, count: u32, now: u32, last: u32): void {
  drawFrom(now);
  const start = mindAt(0);
  let end = start;
  for (let n: u32 = 0; n < count; n++) {
    openAgent(first + n);
    if (isResting()) continue;
    takeUp(end, first + n);
    end += MIND;
  }
  for (let t = now; t < last && end != start; t++) {
    for (let me = start; me < end; ) {
      openPlace(me);
      if (think(me, t)) me += MIND;
      else end = leave(me, end);
    }
    for (let me = start; me < end; me += MIND) {
      openPlace(me);
      choose(me, t);
    }
    for (let me = start; me < end; ) {
      openPlace(me);
      if (judge(me, t)) me += MIND;
      else end = leave(me, end);
    }
    for (let me = start; me < end; ) {
      openPlace(me);
      if (learnFrom(me, t)) me += MIND;
      else end = leave(me, end);
    }
  }
  while (end != start) end = leave(start, end);
}

/// Puts an agent back; the last one gets its place. Returns where the places end now.
function leave(me: usize, end: usize): usize {
  openPlace(me);
  putBack();
  const last = end - MIND;
  memory.copy(me, last, MIND);
  return last;
}
