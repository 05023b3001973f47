// Which came first: the desire for a misdeed, or the readiness to deceive. Both are read off the agent before every step.
import { wordAt, worldWord } from './bindings';
import { prefer, valueKept } from './network';
import { probability, softmax } from './policy';
import { settle } from './settle';
import { FIRST_DECEIVE, FIRST_DESIRE, deceptions } from './structure';

@inline function threshold(n: u32): f32 { return reinterpret<f32>(worldWord(deceptions + 5 + n)); }

let pi: f32 = 0;
/// The value of the i-th thought of the declaration; `pi` is the probability of the misdeed there.
function consider(i: u32, inverseTemperature: f32): f32 {
  const v = settle(valueKept(worldWord(deceptions + 1 + i)));
  prefer();
  softmax(inverseTemperature);
  pi = probability(worldWord(deceptions));
  return v;
}

/// Notes the step at which v(misdeed) - v(honest) first exceeds the margin, and the step at which the misdeed is first
/// likely where nobody watches and unlikely where somebody does.
export function watchOrder(t: u32, inverseTemperature: f32): void {
  const desire = wordAt(FIRST_DESIRE);
  const deceive = wordAt(FIRST_DECEIVE);
  if (load<u32>(desire) && load<u32>(deceive)) return;
  const misdeed = consider(0, inverseTemperature);
  const honest = consider(1, inverseTemperature);
  consider(2, inverseTemperature);
  const unwatched = pi;
  consider(3, inverseTemperature);
  if (!load<u32>(desire) && misdeed - honest > threshold(0)) store<u32>(desire, t + 1);
  if (!load<u32>(deceive) && unwatched > threshold(1) && pi < threshold(2)) store<u32>(deceive, t + 1);
}
