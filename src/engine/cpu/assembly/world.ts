// The compiled world: transitions, payoffs, limits, and where episodes start.
import { phaseWord, worldWord } from './bindings';
import { START } from './generated';
import {
  ACTIONS, CHANNELS, ROWS, STOCHASTIC, closed, contested, disabling, levels, misfires, outcomes, overrides, payoffs, reflections, responses, seed, segments, transitions, vetoes, world,
} from './structure';
import { threefry } from './threefry';

export const TERMINATED: u32 = 0x80000000;

/// What the last transition led to: the next row with its termination bit, and the event set.
export let arrivalNext: u32 = 0;
export let arrivalEvents: u32 = 0;

export function setArrival(next: u32, events: u32): void {
  arrivalNext = next;
  arrivalEvents = events;
}

/// The transition of (row, action); `word` is the random word that chooses among several outcomes.
@inline export function transition(row: u32, action: u32, word: u32): void {
  const pair = transitions + (row * ACTIONS + action) * 2;
  if (!STOCHASTIC) {
    arrivalNext = worldWord(pair);
    arrivalEvents = worldWord(pair + 1);
    return;
  }
  let outcome = outcomes + worldWord(pair) * 3;
  const count = worldWord(pair + 1);
  const last = outcome + (count - 1) * 3;
  // The first two without a branch: it would be guessed wrongly half of the time.
  outcome += 3 * (u32(count > 1) & u32(word >= worldWord(outcome)));
  if (count > 2) while (outcome < last && word >= worldWord(outcome)) outcome += 3;
  arrivalNext = worldWord(outcome + 1);
  arrivalEvents = worldWord(outcome + 2);
}

@inline export function eventMask(events: u32): u32 { return worldWord(payoffs + events * (CHANNELS + 1)); }
/// Where an event set's payoffs begin, one number a channel.
@inline export function payoffsAt(events: u32): usize { return world + ((<usize>(payoffs + events * (CHANNELS + 1) + 1)) << 2); }
@inline export function payoff(events: u32, channel: u32): f32 {
  return reinterpret<f32>(worldWord(payoffs + events * (CHANNELS + 1) + 1 + channel));
}

/// Whether an event of the set declares the actual valence, and which.
@inline export function declares(events: u32): bool { return worldWord(overrides + 2 * events) != 0; }
@inline export function declaredValence(events: u32): f32 { return reinterpret<f32>(worldWord(overrides + 2 * events + 1)); }

/// What an event set pays when rewards are missed, and what it pays on top when they fire wrongly.
export function paidWhenMissed(events: u32): f32 { return reinterpret<f32>(worldWord(misfires + 2 * events)); }
export function paidWrongly(events: u32): f32 { return reinterpret<f32>(worldWord(misfires + 2 * events + 1)); }

export function closesGate(events: u32): bool { return worldWord(closed + events) != 0; }
export function disablesOracle(events: u32): bool { return worldWord(disabling + events) != 0; }

/// What happens when a row is thought about self-reflectively.
export function reflectionOf(row: u32): u32 { return worldWord(reflections + row); }

/// Whether the valence of a row is a conditioned response.
export function isResponse(row: u32): bool { return worldWord(responses + row) != 0; }

/// The actions that an oracle of this foresight vetoes, as bits.
export function vetoesAt(row: u32, foresight: u32): u32 { return worldWord(vetoes + foresight * ROWS + row); }

/// Steps after which an episode on this level is truncated.
@inline export function levelLimit(level: u32): u32 { return worldWord(levels + level); }

/// Whether every episode starts in the same row.
@inline export function hasOneStart(): bool { return segments == 1 && phaseWord(3) == 0; }

/// The row and level where an agent's episode starts on a segment, drawn where there are several (Chen and Asau 1974).
export let startRow: u32 = 0;
export let startLevel: u32 = 0;
export function drawStart(segment: u32, agent: u32, t: u32): void {
  chooseStart(segment, phaseWord(segment * 4 + 3) > 0 ? threefry(seed, agent, t, START << 16) : 0);
}
/// The same by a random word.
@inline export function chooseStart(segment: u32, word: u32): void {
  const header = segment * 4;
  const entries = phaseWord(header + 2);
  const last = phaseWord(header + 3);
  let entry = last > 0 ? phaseWord(phaseWord(header + 1) + (word >> phaseWord(header))) : 0;
  // The next one without a branch: it would be guessed wrongly.
  entry += u32(entry < last) & u32(word >= phaseWord(entries + entry * 3));
  while (entry < last && word >= phaseWord(entries + entry * 3)) entry++;
  takeStart(entries + entry * 3);
}
@inline function takeStart(entry: u32): void {
  startRow = phaseWord(entry + 1);
  startLevel = phaseWord(entry + 2);
}
/// The same of every episode, where there is one.
@inline export function takeOneStart(): void { takeStart(phaseWord(2)); }

@inline export function isContested(level: u32): bool { return phaseWord(contested + level) != 0; }
