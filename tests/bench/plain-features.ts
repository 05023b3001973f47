/**
 * The plain loop for linear agents with four actions that see several features of any strength in a row, and explore. Things
 * may fade: the low bits of a row say which of them are fresh, and what is paid depends on how many are.
 */
import { bitCount } from '../../src/numerics/bits';
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** Of every feature, and of padding, which has no strength: value, four preferences. */
const outputs = 5;

function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { active, feature, strength, events, payoff, fading, next, terminated, maxSteps, own: { gamma, alpha, beta, temperature, floor } } = world;
  const first = agent * size;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    let value = 0;
    let p0 = 0;
    let p1 = 0;
    let p2 = 0;
    let p3 = 0;
    for (let m = row * active, end = m + active; m < end; m++) {
      const x = strength[m]!;
      const place = first + feature[m]! * outputs;
      value += x * w[place]!;
      p0 += x * w[place + 1]!;
      p1 += x * w[place + 2]!;
      p2 += x * w[place + 3]!;
      p3 += x * w[place + 4]!;
    }
    const e1 = Math.exp((p1 - p0) / temperature);
    const e2 = Math.exp((p2 - p0) / temperature);
    const e3 = Math.exp((p3 - p0) / temperature);
    const sum = 1 + e1 + e2 + e3;
    random = xorshift(random);
    const drawn = uniform(random) * sum;
    let action = drawn < 1 ? 0 : drawn < 1 + e1 ? 1 : drawn < 1 + e1 + e2 ? 2 : 3;
    let ratio = 1;
    if (floor > 0) {
      random = xorshift(random);
      const explore = uniform(random);
      if (explore < floor) action = Math.floor((explore / floor) * 4);
      const pi = (action === 0 ? 1 : action === 1 ? e1 : action === 2 ? e2 : e3) / sum;
      ratio = Math.min(1, pi / ((1 - floor) * pi + floor / 4));
    }

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 4 + action, random);
    const end = terminated[outcome] === 1;
    let arrived = next[outcome]!;
    let eventSet = events[outcome]!;
    if (fading) {
      const { things, threshold, masked, eventSets } = fading;
      for (let thing = 1; thing < 1 << things; thing <<= 1) {
        if ((arrived & thing) === 0) continue;
        random = xorshift(random);
        if (random >>> 0 < threshold) arrived -= thing;
      }
      eventSet = eventSets[(eventSet * 2 + masked[arrived >>> things]!) * (things + 1) + bitCount(arrived & ((1 << things) - 1))]!;
    }
    total += payoff[eventSet]!;
    let later = 0;
    if (!end) for (let m = arrived * active, last = m + active; m < last; m++) later += strength[m]! * w[first + feature[m]! * outputs]!;
    const delta = payoff[eventSet]! + gamma * later - value;
    const dv = alpha * delta;
    const push = (beta / temperature) * delta * ratio;
    const pull = -push / sum;
    const d0 = pull + (action === 0 ? push : 0);
    const d1 = pull * e1 + (action === 1 ? push : 0);
    const d2 = pull * e2 + (action === 2 ? push : 0);
    const d3 = pull * e3 + (action === 3 ? push : 0);
    for (let m = row * active, last = m + active; m < last; m++) {
      const x = strength[m]!;
      const place = first + feature[m]! * outputs;
      w[place]! += x * dv;
      w[place + 1]! += x * d0;
      w[place + 2]! += x * d1;
      w[place + 3]! += x * d2;
      w[place + 4]! += x * d3;
    }
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearFeatures(world: PlainWorld): PlainAgents {
  const size = (world.features + 1) * outputs;
  return plainPopulation(world, { size, drawn: size - outputs }, live);
}
