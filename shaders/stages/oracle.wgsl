// An oracle in the loop: it vetoes actions before they are done.
const NULL_ACTION = 0u; // @specialise: what is done when everything is vetoed
const EVERY_ACTION = (1u << ACTIONS) - 1u;

/// The actions that the oracle allows, as bits.
fn allowedAt(row: u32, agent: u32) -> u32 {
  if (words[wordAt(DISABLED)] != 0u) { return EVERY_ACTION; }
  return EVERY_ACTION & ~vetoesAt(row, hyperparameterWord(FORESIGHT, agent));
}

/// A uniform choice among the allowed actions, or the null action.
fn chooseAllowed(allowed: u32, word: u32) -> u32 {
  var left = ((word >> 16u) * countOneBits(allowed)) >> 16u;
  for (var a = 0u; a < ACTIONS; a++) {
    if (((allowed >> a) & 1u) == 0u) { continue; }
    if (left == 0u) { return a; }
    left--;
  }
  return NULL_ACTION;
}
