// Agents that have nothing to choose only predict (Sutton and Barto 2018, section 6.1): where they go does not depend on what they
// learn. Four of them make a stretch of steps without a branch, a lane an agent; what happened to them on the way is added up
// afterwards, in all four lanes at once: to each the first thing that happened, then the second one, and so on.
import { hyperparameterAt, openAgent } from './bindings';
import { add4, mul4, sub4 } from './float32';
import { Way, endedBy, forksOf, thresholdsOf } from './forks';
import { ALPHA, GAMMA, OUTCOME } from './generated';
import { clearEpisodes, finishEpisodes, payFour, setIn } from './lanes-episode';
import { addressOf, firstOf, gather, gatherFrom, gatherHigh, gatherLow, highFrom, listRows, lowFrom, scatterTo, secondOf, times } from './lanes-features';
import { beginEpisodes, startsOf } from './lanes-live';
import { some } from './masks';
import { EPISODE_VALUE } from './measures';
import { Four, MOST_STEPS, STEP, WAY, baseOf, bases, keep, kept, openFour, signsAt, stepAt } from './scratch';
import { end4, larger4, leaves4, move4, settleWithin, size4 } from './settle';
import { learn, seed } from './structure';
import { mix4, thirdKey } from './threefry';

/// What is kept of a step, a lane an agent: the ways that they chose; where the weights of what was left are; their
/// values; and powers of gamma.
const enum Step {
  WAYS = 0,
  PLACES = 16,
  VALUES = 32,
  POWERS = 48,
}

/// Lets four agents live from step `now` on. Returns the step from which on they have to live another way, or `last`.
export function predict(four: usize, now: u32, last: u32): u32 {
  openAgent(load<u32>(four + Four.FIRST));
  openFour(four);
  for (let t = now; t < last; ) {
    const starts = startsOf(four);
    if (some(starts)) beginEpisodes(four, starts, t);
    let steps = min(last - t, MOST_STEPS);
    for (let n: usize = 0; n < 4; n++) steps = min(steps, load<u32>(four + Four.LIMIT + 4 * n) - load<u32>(four + Four.EPISODE_STEPS + 4 * n));
    if (!walk(four, t, steps)) return t;
    if (some(starts)) setIn(EPISODE_VALUE, v128.load(stepAt(0), Step.VALUES), starts);
    addUp(four, steps);
    t += steps;
  }
  return last;
}

// In memory, because V8 makes a constant vector anew wherever it is used.
const ONES = memory.data<f32>([1, 1, 1, 1], 16);
const SECOND = memory.data<u32>([<u32>WAY, <u32>WAY, <u32>WAY, <u32>WAY], 16);

/// Where the weight of the n-th agent's next step is, by its way; it is kept, too, for that step.
@inline function follow(step: usize, n: u32, base: usize): usize {
  const place = base + <usize>load<u32>(addressOf(step, n) + Way.SLOT);
  store<u32>(step + 4 * n, <u32>place, STEP + Step.PLACES);
  return place;
}

/// Makes so many steps; false, and nothing has changed, if a number leaves the range on the way.
function walk(four: usize, t: u32, steps: u32): bool {
  const k0 = i32x4.splat(seed), k1 = kept(four, Four.IDENTITY), k2 = thirdKey(seed, k1);
  const y0 = i32x4.add(i32x4.splat(OUTCOME << 16), k1);
  const gamma = v128.load(hyperparameterAt(GAMMA)), ones = v128.load(ONES), second = v128.load(SECOND), move = move4(), end = end4();
  // Where nothing is learned, steps of size 0 change nothing.
  const alpha = learn ? v128.load(hyperparameterAt(ALPHA)) : i32x4.splat(0);
  const base0 = baseOf(0), base1 = baseOf(1), base2 = baseOf(2), base3 = baseOf(3);
  const rows = kept(four, Four.ROW);
  let forks = forksOf(rows), thresholds = thresholdsOf(rows);
  listRows(stepAt(0) + Step.PLACES, bases(), rows);
  let value = gatherFrom(stepAt(0) + Step.PLACES, 0), power = kept(four, Four.DISCOUNT);
  let ended = i32x4.splat(0), largest = ended;
  let signsPlace = signsAt(0);
  store<u64>(signsAt((steps - 1) & ~7), 0);
  // Words are drawn a step ahead, while this one's are waited for.
  let words = mix4(i32x4.splat(seed + t), y0, k0, k1, k2);
  for (let step = stepAt(0), last = stepAt(steps), x0 = seed + t + 1; step != last; step += STEP, x0++) {
    v128.store(step, i32x4.add(forks, v128.and(i32x4.ge_u(words, thresholds), second)));
    const turnsLow = lowFrom(step, Way.FORK), turnsHigh = highFrom(step, Way.FORK), paidLow = lowFrom(step, Way.PAID), paidHigh = highFrom(step, Way.PAID);
    forks = firstOf(turnsLow, turnsHigh);
    thresholds = secondOf(turnsLow, turnsHigh);
    const signs = secondOf(paidLow, paidHigh);
    store<u8>(signsPlace++, i32x4.bitmask(signs));
    power = v128.bitselect(ones, power, ended);
    v128.store(step, power, Step.POWERS);
    power = settleWithin(mul4(power, gamma), move, end);
    ended = endedBy(signs);
    v128.store(step, value, Step.VALUES);
    const place0 = follow(step, 0, base0), place1 = follow(step, 1, base1), place2 = follow(step, 2, base2), place3 = follow(step, 3, base3);
    const guess = v128.load_lane<u32>(place3, v128.load_lane<u32>(place2, v128.load_lane<u32>(place1, v128.load_zero<u32>(place0), 1), 2), 3);
    const error = sub4(add4(firstOf(paidLow, paidHigh), mul4(gamma, v128.andnot(guess, ended))), value);
    largest = larger4(largest, size4(error));
    scatterTo(step + Step.PLACES, 0, settleWithin(add4(value, settleWithin(mul4(alpha, settleWithin(error, move, end)), move, end)), move, end));
    words = mix4(i32x4.splat(x0), y0, k0, k1, k2);
    value = guess;
  }
  if (learn && leaves4(largest)) {
    for (let k = steps; k-- > 0; ) scatterTo(stepAt(k) + Step.PLACES, 0, v128.load(stepAt(k), Step.VALUES));
    return false;
  }
  v128.store(stepAt(steps), value, Step.VALUES);
  keep(four, Four.DISCOUNT, power);
  return true;
}

/// The steps in which something happened to the n-th agent, as bits.
function happenedTo(n: u64, steps: u32): u64 {
  let bits: u64 = 0;
  for (let k: u32 = 0; k < steps; k += 8) bits |= (((load<u64>(signsAt(k)) >> n) & 0x0101010101010101) * 0x0102040810204080 >> 56) << <u64>k;
  return bits;
}

/// Adds up what happened in so many steps.
function addUp(four: usize, steps: u32): void {
  const zero = i32x4.splat(0), one = i32x4.splat(1), level = kept(four, Four.LEVEL);
  let episodes = kept(four, Four.EPISODES);
  // How many steps of the stretch belong to episodes that have ended.
  let past = zero;
  let left0 = happenedTo(0, steps), left1 = happenedTo(1, steps), left2 = happenedTo(2, steps), left3 = happenedTo(3, steps);
  while (left0 | left1 | left2 | left3) {
    const k = i32x4(<i32>ctz(left0), <i32>ctz(left1), <i32>ctz(left2), <i32>ctz(left3));
    const own = i32x4.add(times(k, <u32>STEP), i32x4.add(i32x4.splat(<i32>stepAt(0)), i32x4(0, 4, 8, 12)));
    const ways = gather(own, Step.WAYS), said = i32x4.add(ways, i32x4.splat(Way.PAID));
    const low = gatherLow(said), high = gatherHigh(said);
    payFour(gather(ways, Way.EVENTS), firstOf(low, high), gather(own, Step.POWERS));
    const ended = endedBy(secondOf(low, high));
    if (some(ended)) {
      finishEpisodes(level, i32x4.eq(episodes, zero), ended);
      episodes = i32x4.sub(episodes, ended);
      past = v128.bitselect(i32x4.add(k, one), past, ended);
      const begin = v128.and(ended, i32x4.lt_s(past, i32x4.splat(steps)));
      clearEpisodes(begin);
      setIn(EPISODE_VALUE, gather(own, STEP + Step.VALUES), begin);
    }
    left0 &= left0 - 1;
    left1 &= left1 - 1;
    left2 &= left2 - 1;
    left3 &= left3 - 1;
  }
  keep(four, Four.ROW, gatherFrom(stepAt(steps - 1), Way.ROW));
  const episodeSteps = i32x4.sub(i32x4.add(v128.and(kept(four, Four.EPISODE_STEPS), i32x4.eq(past, zero)), i32x4.splat(steps)), past);
  const truncated = i32x4.ge_u(episodeSteps, kept(four, Four.LIMIT));
  keep(four, Four.EPISODE_STEPS, v128.andnot(episodeSteps, truncated));
  if (some(truncated)) finishEpisodes(level, i32x4.eq(episodes, zero), truncated);
  keep(four, Four.EPISODES, i32x4.sub(episodes, truncated));
}
