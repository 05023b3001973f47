/**
 * The plain loop for linear agents that think one step ahead: they keep the best of a few candidate actions, judged by what
 * arrivals felt like and by the critic. One indicator a row and one an event set, four actions, a deterministic world.
 */
import { plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** Of every feature, and of padding: value, immediate valence, preferences. */
const outputs = 6;

function live({ world, numbers: weights, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { features, feature, eventFeature, events, next, terminated, reward, maxSteps, firstOutcome, own: { gamma, alpha, beta, temperature, floor, candidates } } = world;
  const w = agent * (features + 1) * outputs;
  const padding = w + features * outputs;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    const here = w + feature[row]! * outputs;
    const value = weights[here]!;
    const p0 = weights[here + 2]!;
    const e1 = Math.exp((weights[here + 3]! - p0) / temperature);
    const e2 = Math.exp((weights[here + 4]! - p0) / temperature);
    const e3 = Math.exp((weights[here + 5]! - p0) / temperature);
    const sum = 1 + e1 + e2 + e3;
    let action = 0;
    let best = -Infinity;
    for (let c = 0; c < candidates; c++) {
      random = xorshift(random);
      const drawn = uniform(random) * sum;
      const first = drawn < 1 ? 0 : drawn < 1 + e1 ? 1 : drawn < 1 + e1 + e2 ? 2 : 3;
      const imagined = firstOutcome[row * 4 + first]!;
      const there = w + feature[next[imagined]!]! * outputs;
      const felt = weights[there + 1]! + weights[w + eventFeature[events[imagined]!]! * outputs + 1]!;
      const guess = felt + (terminated[imagined] === 1 ? 0 : gamma * weights[there]!) - value;
      if (guess > best) {
        best = guess;
        action = first;
      }
    }
    let ratio = 1;
    if (floor > 0) {
      random = xorshift(random);
      const explore = uniform(random);
      if (explore < floor) action = Math.floor((explore / floor) * 4);
      const pi = (action === 0 ? 1 : action === 1 ? e1 : action === 2 ? e2 : e3) / sum;
      ratio = Math.min(1, pi / ((1 - floor) * pi + floor / 4));
    }

    const outcome = firstOutcome[row * 4 + action]!;
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    const there = w + feature[arrived]! * outputs;
    const event = w + eventFeature[events[outcome]!]! * outputs;
    const paid = reward[outcome]!;
    total += paid;
    const delta = paid + (end ? 0 : gamma * weights[there]!) - value;
    const surprise = alpha * (paid - (weights[there + 1]! + weights[event + 1]!));
    const push = (beta / temperature) * delta * ratio;
    const pull = push / sum;
    weights[here] = value + alpha * delta;
    weights[here + 2]! -= pull;
    weights[here + 3]! -= pull * e1;
    weights[here + 4]! -= pull * e2;
    weights[here + 5]! -= pull * e3;
    weights[here + 2 + action]! += push;
    weights[there + 1]! += surprise;
    weights[event + 1]! += surprise;
    weights[padding + 1] = 0;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearPlanner(world: PlainWorld): PlainAgents {
  const size = (world.features + 1) * outputs;
  return plainPopulation(world, { size, drawn: size - outputs }, live);
}
