/**
 * The plain loop for linear agents that think one step ahead and keep the best of a few candidates, as those of
 * plain-planner.ts do, with two actions, in a world of chance, with eligibility traces of the critic, and with weights that
 * fade.
 */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** Of every feature, and of padding: value, its trace, immediate valence, two preferences. Behind it, the number of steps. */
const outputs = 5;
/** Weights fade once in so many steps. */
const fadingSteps = 16;

function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { features, feature, eventFeature, events, next, terminated, reward, maxSteps, own } = world;
  const { gamma, alpha, beta, temperature, lambda, halfLife, candidates } = own;
  const decay = gamma * lambda;
  const kept = halfLife === 0 ? 1 : 2 ** (-fadingSteps / halfLife);
  const first = agent * size;
  const padding = first + features * outputs;
  let time = w[padding + outputs]!;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
      for (let f = first; f < padding; f += outputs) w[f + 1] = 0;
    }
    const here = first + feature[row]! * outputs;
    const value = w[here]!;
    const p1 = 1 / (1 + Math.exp((w[here + 3]! - w[here + 4]!) / temperature));
    let action = 0;
    let best = -Infinity;
    for (let c = 0; c < candidates; c++) {
      random = xorshift(random);
      const proposed = uniform(random) < p1 ? 1 : 0;
      random = xorshift(random);
      const imagined = outcomeOf(world, row * 2 + proposed, random);
      const there = first + feature[next[imagined]!]! * outputs;
      const guess = w[there + 2]! + w[first + eventFeature[events[imagined]!]! * outputs + 2]! + (terminated[imagined] === 1 ? 0 : gamma * w[there]!);
      if (guess > best) {
        best = guess;
        action = proposed;
      }
    }

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 2 + action, random);
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    const there = first + feature[arrived]! * outputs;
    const event = first + eventFeature[events[outcome]!]! * outputs;
    const paid = reward[outcome]!;
    total += paid;
    const delta = paid + (end ? 0 : gamma * w[there]!) - value;
    const surprise = alpha * (paid - (w[there + 2]! + w[event + 2]!));
    const dv = alpha * delta;
    const push = (beta / temperature) * delta * (action - p1);
    for (let f = first; f < padding; f += outputs) {
      const trace = decay * w[f + 1]! + (f === here ? 1 : 0);
      w[f + 1] = trace;
      w[f]! += dv * trace;
    }
    w[here + 3]! -= push;
    w[here + 4]! += push;
    w[there + 2]! += surprise;
    w[event + 2]! += surprise;
    w[padding + 2] = 0;
    if (++time === fadingSteps) {
      time = 0;
      for (let f = first; f < padding; f += outputs) {
        w[f]! *= kept;
        w[f + 2]! *= kept;
        w[f + 3]! *= kept;
        w[f + 4]! *= kept;
      }
    }
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  w[padding + outputs] = time;
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearForgetful(world: PlainWorld): PlainAgents {
  const drawn = world.features * outputs;
  const traces = Array.from({ length: world.features }, (_, f) => [f * outputs + 1, f * outputs + 2] as const);
  return plainPopulation(world, { size: drawn + outputs + 1, drawn, biases: traces }, live);
}
