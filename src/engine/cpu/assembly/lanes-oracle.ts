// An oracle in the loop of four agents, a lane an agent: the operations of oracle.ts.
import { hyperparameterAt, wordAt } from './bindings';
import { add4 } from './float32';
import { FORESIGHT } from './generated';
import { entries, gather, times } from './lanes-features';
import { disablesOracle } from './lanes-world';
import { ACTIONS, DISABLED, NULL_ACTION, ROWS, vetoes } from './structure';

@inline function disabled(): v128 { return v128.load(wordAt(DISABLED)); }

/// All actions, as bits.
@inline function every(): v128 { return i32x4.splat((<u32>1 << ACTIONS) - 1); }
/// The actions that the oracle allows, as bits.
@inline export function allowedAt(rows: v128): v128 {
  const vetoed = gather(entries(vetoes, i32x4.add(times(v128.load(hyperparameterAt(FORESIGHT)), ROWS), rows), 1), 0);
  return v128.andnot(every(), v128.and(vetoed, i32x4.eq(disabled(), i32x4.splat(0))));
}

/// Whether all of them are among those.
@inline export function isEvery(allowed: v128): v128 { return i32x4.eq(allowed, every()); }

/// Whether an action is among those whose bits are set. Its own bit is the number that has it as exponent, which is the low part of
/// its sum with 2^23.
@inline export function isAmong(action: v128, allowed: v128): v128 {
  const bit = add4(i32x4.shl(i32x4.add(action, i32x4.splat(127)), 23), f32x4.splat(8388608));
  return i32x4.ne(v128.and(allowed, bit), i32x4.splat(0));
}

@inline function among(allowed: v128, a: u32): v128 { return v128.and(i32x4.shr_u(allowed, a), i32x4.splat(1)); }
/// How many of the actions are allowed.
@inline function countAllowed(allowed: v128): v128 {
  let count = among(allowed, 0);
  for (let a: u32 = 1; a < 8; a++) { // @unroll
    if (ACTIONS > a) count = i32x4.add(count, among(allowed, a));
  }
  if (ACTIONS > 8) for (let a: u32 = 8; a < ACTIONS; a++) count = i32x4.add(count, among(allowed, a));
  return count;
}

/// Uniform choices among the allowed actions, or the null action. Of the last action every one is taken off that has more allowed
/// ones up to it than are to be left out.
export function chooseAllowed(allowed: v128, words: v128): v128 {
  const count = countAllowed(allowed);
  const left = i32x4.shr_u(i32x4.mul(i32x4.shr_u(words, 16), count), 16);
  let prefix = i32x4.splat(0);
  let action = i32x4.splat(ACTIONS - 1);
  for (let a: u32 = 0; a < 7; a++) { // @unroll
    if (ACTIONS > a + 1) {
      prefix = i32x4.add(prefix, among(allowed, a));
      // A comparison that holds is -1.
      action = i32x4.add(action, i32x4.gt_s(prefix, left));
    }
  }
  if (ACTIONS > 8) for (let a: u32 = 7; a < ACTIONS - 1; a++) {
    prefix = i32x4.add(prefix, among(allowed, a));
    action = i32x4.add(action, i32x4.gt_s(prefix, left));
  }
  return v128.bitselect(action, i32x4.splat(NULL_ACTION), i32x4.ne(count, i32x4.splat(0)));
}

/// The oracle is there again in episodes that begin, and disabled for the rest of an episode by events.
@inline export function enableOracle(starts: v128): void { v128.store(wordAt(DISABLED), v128.andnot(disabled(), starts)); }
@inline export function disableOracle(events: v128): void {
  v128.store(wordAt(DISABLED), v128.or(disabled(), v128.and(disablesOracle(events), i32x4.splat(1))));
}
