// What fades of where four agents arrive, a lane an agent: the operations of fading.ts.
import { FADE } from './generated';
import { entries, gather, times } from './lanes-features';
import { rowOf } from './lanes-world';
import { fadedAt } from './scratch';
import { FADE_THRESHOLD, FADING, fadingEvents, fadingMasked } from './structure';
import { drawFour } from './threefry';

/// Clears the i-th bit where a word says so.
@inline function clearBit(next: v128, i: u32, word: v128): v128 {
  return v128.andnot(next, v128.and(i32x4.lt_u(word, i32x4.splat(FADE_THRESHOLD)), i32x4.splat(1 << i)));
}

/// The next rows, with their termination bits, when what fades has faded. Step `place` 0 is the real one, others are imagined.
export function fadedRows(identity: v128, t: u32, place: u32, next: v128): v128 {
  for (let i: u32 = 0; i < FADING; i += 2) {
    drawFour(fadedAt(), identity, t, (FADE << 16) | (place * 8 + i / 2));
    next = clearBit(next, i, v128.load(fadedAt()));
    if (i + 1 < FADING) next = clearBit(next, i + 1, v128.load(fadedAt(), 16));
  }
  return next;
}

/// How many bits are set.
@inline function countBits(x: v128): v128 {
  const bytes = i8x16.popcnt(x);
  const pairs = i32x4.add(bytes, i32x4.shr_u(bytes, 8));
  return v128.and(i32x4.add(pairs, i32x4.shr_u(pairs, 16)), i32x4.splat(0xff));
}

/// What the events become: those left are counted.
export function fadedEvents(next: v128, events: v128): v128 {
  const masked = gather(entries(fadingMasked, i32x4.shr_u(rowOf(next), FADING), 1), 0);
  const fresh = countBits(v128.and(next, i32x4.splat((1 << FADING) - 1)));
  const counted = times(i32x4.add(i32x4.shl(events, 1), masked), FADING + 1);
  return gather(entries(fadingEvents, i32x4.add(counted, fresh), 1), 0);
}
