// The agent's own world model: what it last saw after every row and action. An entry is 0 if nothing was seen, else the
// next row, one more than the event set, and the termination bit.

/// What the agent expects of (row, action); what it never tried, it expects to change nothing.
fn recall(row: u32, action: u32) -> Transition {
  let entry = words[wordAt(MODEL + row * ACTIONS + action)];
  if (entry == 0u) { return Transition(row, 0u); }
  return Transition((entry & 0xfffffu) | (entry & TERMINATED), ((entry >> 20u) & 0x7ffu) - 1u);
}

/// Compares what happened with what was expected, and remembers it.
fn remember(row: u32, action: u32, arrival: Transition) {
  let expected = recall(row, action);
  count(MADE);
  if (expected.next != arrival.next || expected.events != arrival.events) { count(SURPRISES); }
  if (run.modelLearn != 0u) { words[wordAt(MODEL + row * ACTIONS + action)] = arrival.next | ((arrival.events + 1u) << 20u); }
}
