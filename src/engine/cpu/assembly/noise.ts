// Reward noise: a reward function that misses what it should pay for, and fires at what it mistakes for that.
import { hyperparameterWord } from './bindings';
import { MISFIRE_THRESHOLD, MISS_THRESHOLD } from './generated';
import { settle } from './settle';
import { paidWhenMissed, paidWrongly, payoff } from './world';

/// What the events of a step really pay; two random words decide.
export function misfire(events: u32, first: u32, second: u32): f32 {
  const reward = first < hyperparameterWord(MISS_THRESHOLD) ? paidWhenMissed(events) : payoff(events, 0);
  return second < hyperparameterWord(MISFIRE_THRESHOLD) ? settle(reward + paidWrongly(events)) : reward;
}
