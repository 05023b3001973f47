// An oracle in the loop of four agents, a lane an agent: the operations of oracle.ts.
import { hyperparameterAt, wordAt } from './bindings';
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

/// Whether an action is among those whose bits are set. Its own bit is the number that has it as exponent.
@inline export function isAmong(action: v128, allowed: v128): v128 {
  const bit = i32x4.trunc_sat_f32x4_s(i32x4.shl(i32x4.add(action, i32x4.splat(127)), 23));
  return i32x4.ne(v128.and(allowed, bit), i32x4.splat(0));
}

/// Uniform choices among the allowed actions, or the null action.
export function chooseAllowed(allowed: v128, words: v128): v128 {
  const one = i32x4.splat(1);
  let count = i32x4.splat(0);
  for (let a: u32 = 0; a < ACTIONS; a++) count = i32x4.add(count, v128.and(i32x4.shr_u(allowed, a), one));
  let left = i32x4.shr_u(i32x4.mul(i32x4.shr_u(words, 16), count), 16);
  let action = i32x4.splat(NULL_ACTION);
  for (let a: u32 = 0; a < ACTIONS; a++) {
    const own = v128.and(i32x4.shr_u(allowed, a), one);
    const chosen = v128.and(i32x4.eq(own, one), i32x4.eq(left, i32x4.splat(0)));
    action = v128.bitselect(i32x4.splat(a), action, chosen);
    left = i32x4.sub(left, own);
  }
  return action;
}

/// The oracle is there again in episodes that begin, and disabled for the rest of an episode by events.
@inline export function enableOracle(starts: v128): void { v128.store(wordAt(DISABLED), v128.andnot(disabled(), starts)); }
@inline export function disableOracle(events: v128): void {
  v128.store(wordAt(DISABLED), v128.or(disabled(), v128.and(disablesOracle(events), i32x4.splat(1))));
}
