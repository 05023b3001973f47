// The agent's own world model: what it last saw after every row and action. An entry is 0 if nothing was seen, else the
// next row, one more than the event set, and the termination bit.
import { wordAt } from './bindings';
import { MADE, SURPRISES, count } from './measures';
import { ACTIONS, MODEL, modelLearn } from './structure';
import { TERMINATED, arrivalEvents, arrivalNext } from './world';

/// What the agent expects of (row, action); what it never tried, it expects to change nothing.
export let expectedNext: u32 = 0;
export let expectedEvents: u32 = 0;
export function recall(row: u32, action: u32): void {
  const entry = load<u32>(wordAt(MODEL + row * ACTIONS + action));
  expectedNext = entry ? (entry & 0xfffff) | (entry & TERMINATED) : row;
  expectedEvents = entry ? ((entry >> 20) & 0x7ff) - 1 : 0;
}

/// Compares what happened with what was expected, and remembers it.
export function remember(row: u32, action: u32): void {
  recall(row, action);
  count(MADE);
  if (expectedNext != arrivalNext || expectedEvents != arrivalEvents) count(SURPRISES);
  if (modelLearn) store<u32>(wordAt(MODEL + row * ACTIONS + action), arrivalNext | ((arrivalEvents + 1) << 20));
}
