// Where the episodes of four agents start, a lane an agent: the operations of drawStart in world.ts.
import { phaseWord } from './bindings';
import { START } from './generated';
import { entries, firstOf, gather, gatherHigh, gatherLow, secondOf } from './lanes-features';
import { some } from './masks';
import { Four, keep, kept, otherRandomAt } from './scratch';
import { levels, phase, segments } from './structure';
import { drawFour } from './threefry';
import { drawStart, hasOneStart, levelLimit, startLevel, startRow, takeOneStart } from './world';

@inline function inPhase(word: u32): v128 { return i32x4.splat(<i32>(phase + ((<usize>word) << 2))); }

/// Steps after which episodes on these levels are truncated.
@inline export function levelLimits(level: v128): v128 { return gather(entries(levels, level, 1), 0); }

/// Where the entries stand that are drawn for those who start; for others, some entry.
@inline function drawEntries(starts: v128, identity: v128, t: u32): v128 {
  drawFour(otherRandomAt(), identity, t, START << 16);
  const words = v128.load(otherRandomAt());
  const first = inPhase(phaseWord(2)), last = i32x4.splat(phaseWord(3));
  let entry = gather(i32x4.add(inPhase(phaseWord(1)), i32x4.shl(i32x4.shr_u(words, phaseWord(0)), 2)), 0);
  let place = placeOf(first, entry);
  let further = goesOn(entry, last, words, place, starts);
  while (some(further)) {
    entry = i32x4.sub(entry, further);
    place = placeOf(first, entry);
    further = goesOn(entry, last, words, place, starts);
  }
  return i32x4.add(place, i32x4.splat(4));
}
@inline function placeOf(first: v128, entry: v128): v128 { return i32x4.add(first, i32x4.mul(entry, i32x4.splat(12))); }
@inline function goesOn(entry: v128, last: v128, words: v128, place: v128, starts: v128): v128 {
  return v128.and(v128.and(i32x4.lt_s(entry, last), i32x4.ge_u(words, gather(place, 0))), starts);
}

/// Puts those who start where their episodes start.
@inline export function placeStarts(four: usize, starts: v128, t: u32): void {
  let row = kept(four, Four.ROW), level = kept(four, Four.LEVEL), limit = kept(four, Four.LIMIT);
  // Which agents begin would be guessed wrongly.
  if (hasOneStart()) {
    takeOneStart();
    row = v128.bitselect(i32x4.splat(startRow), row, starts);
    level = v128.bitselect(i32x4.splat(startLevel), level, starts);
    limit = v128.bitselect(i32x4.splat(levelLimit(startLevel)), limit, starts);
  } else if (segments == 1) {
    const places = drawEntries(starts, kept(four, Four.IDENTITY), t);
    const low = gatherLow(places), high = gatherHigh(places);
    row = v128.bitselect(firstOf(low, high), row, starts);
    level = v128.bitselect(secondOf(low, high), level, starts);
    limit = levelLimits(level);
  } else {
    placeInSegments(four, starts, t);
    return;
  }
  keep(four, Four.ROW, row);
  keep(four, Four.LEVEL, level);
  keep(four, Four.LIMIT, limit);
}

/// The same on segments that take turns, which have one start each as a rule.
function placeInSegments(four: usize, starts: v128, t: u32): void {
  for (let left = i32x4.bitmask(starts); left != 0; left &= left - 1) {
    const own = four + 4 * ctz(left);
    drawStart(load<u32>(own + Four.EPISODES) % segments, load<u32>(own + Four.IDENTITY), t);
    store<u32>(own + Four.ROW, startRow);
    store<u32>(own + Four.LEVEL, startLevel);
    store<u32>(own + Four.LIMIT, levelLimit(startLevel));
  }
}
