// An oracle in the loop: it vetoes actions before they are done.
import { hyperparameterWord, wordAt } from './bindings';
import { FORESIGHT } from './generated';
import { ACTIONS, DISABLED, NULL_ACTION } from './structure';
import { vetoesAt } from './world';

/// The actions that the oracle allows, as bits.
export function allowedAt(row: u32): u32 {
  const every = (<u32>1 << ACTIONS) - 1;
  return load<u32>(wordAt(DISABLED)) ? every : every & ~vetoesAt(row, hyperparameterWord(FORESIGHT));
}

/// A uniform choice among the allowed actions, or the null action.
export function chooseAllowed(allowed: u32, word: u32): u32 {
  let left = ((word >> 16) * popcnt(allowed)) >> 16;
  for (let rest = allowed; rest != 0; rest &= rest - 1) if (left-- == 0) return ctz(rest);
  return NULL_ACTION;
}
