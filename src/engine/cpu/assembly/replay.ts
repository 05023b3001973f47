// Replay: extra TD(0) updates of the critic and of the immediate valence from the agent's own last transitions. Traces
// are not touched. A transition is: thought, next thought with its termination bit, event set, what the events paid.
import { wordAt } from './bindings';
import { readArrival, readFeatures } from './features';
import { inFrame, thoughtPay } from './frame';
import { REPLAYED } from './generated';
import { immediate, learnImmediate, prepareTeaching, teach, value, valueKept } from './network';
import { diverges, settle } from './settle';
import { FRAMES, IMMEDIATE, OVERRIDE, RING, RING_COUNT, RING_TRANSITIONS, ROWS, seed } from './structure';
import { threefry } from './threefry';
import { TERMINATED, declaredValence, declares } from './world';

@inline function ringAt(place: u32, word: u32): usize { return wordAt(RING + place * 4 + word); }

export function storeTransition(thought: u32, next: u32, events: u32, paid: f32): void {
  const stored = load<u32>(wordAt(RING_COUNT));
  const place = stored % RING_TRANSITIONS;
  store<u32>(ringAt(place, 0), thought);
  store<u32>(ringAt(place, 1), next);
  store<u32>(ringAt(place, 2), events);
  store<f32>(ringAt(place, 3), paid);
  store<u32>(wordAt(RING_COUNT), stored + 1);
}

/// Where the n-th transition to be replayed in this step is.
export function choosePlace(agent: u32, t: u32, n: u32): u32 {
  const stored = min<u32>(load<u32>(wordAt(RING_COUNT)), RING_TRANSITIONS);
  return ((threefry(seed, agent, t, (REPLAYED << 16) | n) >> 16) * stored) >> 16;
}

/// One update; false if a number has left the range.
export function replay(place: u32, alpha: f32, gamma: f32, cost: f32): bool {
  const thought = load<u32>(ringAt(place, 0));
  const arrived = load<u32>(ringAt(place, 1));
  const events = load<u32>(ringAt(place, 2));
  const paid = load<f32>(ringAt(place, 3));
  const reward: f32 = FRAMES ? settle(paid + thoughtPay(thought, cost)) : paid;
  const next = arrived & ~TERMINATED;
  let a_t: f32 = 0;
  if (next == arrived) {
    const guessed = value(next);
    if (diverges(guessed)) return false;
    a_t = OVERRIDE && declares(events) ? declaredValence(events) : settle(guessed);
  }
  let immediateStep: f32 = 0;
  const there = FRAMES ? inFrame(next % ROWS, thought >= ROWS) : next;
  if (IMMEDIATE) {
    readArrival(there, events);
    const felt = immediate();
    if (diverges(felt)) return false;
    immediateStep = settle(alpha * settle(paid - settle(felt)));
  }
  const judged = valueKept(thought);
  if (diverges(judged)) return false;
  const error = reward + gamma * a_t - settle(judged);
  if (diverges(error)) return false;
  const step = settle(alpha * settle(error));
  readFeatures(thought);
  prepareTeaching(step);
  teach(step);
  if (IMMEDIATE) {
    readArrival(there, events);
    learnImmediate(immediateStep);
  }
  return true;
}
