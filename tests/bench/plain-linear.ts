/** Plain loops for linear agents, one indicator a row, as one would write them for one thread. They promise no bits. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** [feature] a weight each. TD(0): there is one action, and nothing to choose. */
function predict({ world, numbers: weights, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { features, feature, next, terminated, reward, maxSteps, own: { gamma, alpha } } = world;
  const w = agent * features;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    random = xorshift(random);
    const outcome = outcomeOf(world, row, random);
    const end = terminated[outcome] === 1;
    const here = w + feature[row]!;
    const arrived = next[outcome]!;
    total += reward[outcome]!;
    weights[here]! += alpha * (reward[outcome]! + (end ? 0 : gamma * weights[w + feature[arrived]!]!) - weights[here]!);
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

/** [feature][value, then preferences]. Actor-critic with four actions and an exploration floor, whose ratio is truncated. */
function control({ world, numbers: weights, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { features, feature, next, terminated, reward, maxSteps, own: { gamma, alpha, beta, temperature, floor } } = world;
  const w = agent * features * 5;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    const here = w + feature[row]! * 5;
    const value = weights[here]!;
    const p0 = weights[here + 1]!;
    const e1 = Math.exp((weights[here + 2]! - p0) / temperature);
    const e2 = Math.exp((weights[here + 3]! - p0) / temperature);
    const e3 = Math.exp((weights[here + 4]! - p0) / temperature);
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
    const arrived = next[outcome]!;
    total += reward[outcome]!;
    const delta = reward[outcome]! + (end ? 0 : gamma * weights[w + feature[arrived]! * 5]!) - value;
    const push = (beta / temperature) * delta * ratio;
    const pull = push / sum;
    weights[here] = value + alpha * delta;
    weights[here + 1]! -= pull;
    weights[here + 2]! -= pull * e1;
    weights[here + 3]! -= pull * e2;
    weights[here + 4]! -= pull * e3;
    weights[here + 1 + action]! += push;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export const linearPrediction = (world: PlainWorld): PlainAgents => plainPopulation(world, { size: world.features, drawn: world.features, valueAt: (numbers, first, feature) => numbers[first + feature]! }, predict);
export const linearControl = (world: PlainWorld): PlainAgents => plainPopulation(world, { size: world.features * 5, drawn: world.features * 5 }, control);
