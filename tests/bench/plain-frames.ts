/**
 * The plain loop for linear agents that can think about a row in two frames: which of them comes up is a habit that is
 * learned, and in each the agent acts on impulse or judges candidates one step ahead. One indicator a thought, and one an
 * event set at most; two actions.
 */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** Of every feature, and of padding: value, immediate valence, two preferences, the habit of self-reflection. */
const outputs = 5;

const habit = (w: Float32Array, place: number): number => 1 / (1 + Math.exp(-w[place + 4]!));

function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { rows, features, feature, eventFeature, eventSets, events, approval, next, terminated, reward, maxSteps, own } = world;
  const { gamma, alpha, beta, betaMeta, temperature, floor, reflectionCost } = own;
  const first = agent * size;
  const padding = first + features * outputs;
  let thought = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      thought = startOf(world, random);
      if (feature[thought + rows] !== features) {
        random = xorshift(random);
        if (uniform(random) < habit(w, first + feature[thought]! * outputs)) thought += rows;
      }
    }
    const reflective = thought >= rows;
    const row = reflective ? thought - rows : thought;
    const here = first + feature[thought]! * outputs;
    const value = w[here]!;
    const p1 = 1 / (1 + Math.exp((w[here + 2]! - w[here + 3]!) / temperature));
    let action = 0;
    let best = -Infinity;
    const depth = reflective ? own.reflectionDepth : own.depth;
    for (let left = depth > 0 ? (reflective ? own.reflectionCandidates : own.candidates) : 1; left > 0; left--) {
      random = xorshift(random);
      const proposed = uniform(random) < p1 ? 1 : 0;
      let guess = 0;
      if (depth > 0) {
        random = xorshift(random);
        const imagined = outcomeOf(world, row * 2 + proposed, random);
        const nextRow = next[imagined]!;
        const view = reflective && feature[nextRow + rows] !== features ? nextRow + rows : nextRow;
        const there = first + feature[view]! * outputs;
        const event = first + eventFeature[events[imagined]! + (view < rows ? 0 : eventSets)]! * outputs;
        guess = w[there + 1]! + w[event + 1]! + (terminated[imagined] === 1 ? 0 : gamma * w[there]!);
      }
      if (guess > best) {
        best = guess;
        action = proposed;
      }
    }
    let ratio = 1;
    if (floor > 0) {
      random = xorshift(random);
      const explore = uniform(random);
      if (explore < floor) action = explore < floor / 2 ? 0 : 1;
      const pi = action === 1 ? p1 : 1 - p1;
      ratio = Math.min(1, pi / ((1 - floor) * pi + floor / 2));
    }

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 2 + action, random);
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    const paid = reward[outcome]!;
    total += paid;
    let nextThought = arrived;
    if (!end && feature[arrived + rows] !== features) {
      random = xorshift(random);
      if (uniform(random) < habit(w, first + feature[arrived]! * outputs)) nextThought += rows;
    }
    const target = paid + (reflective ? approval[row]! - reflectionCost : 0) + (end ? 0 : gamma * w[first + feature[nextThought]! * outputs]!);
    const delta = target - value;

    const view = reflective && feature[arrived + rows] !== features ? arrived + rows : arrived;
    const there = first + feature[view]! * outputs;
    const event = first + eventFeature[events[outcome]! + (view < rows ? 0 : eventSets)]! * outputs;
    const surprise = alpha * (paid - (w[there + 1]! + w[event + 1]!));
    if (feature[row + rows] !== features) {
      const object = first + feature[row]! * outputs;
      const self = first + feature[row + rows]! * outputs;
      const p = habit(w, object);
      const baseline = p * w[self]! + (1 - p) * w[object]!;
      w[object + 4]! += betaMeta * (target - baseline) * ((reflective ? 1 : 0) - p);
    }
    const push = (beta / temperature) * delta * ratio * (action - p1);
    w[here] = value + alpha * delta;
    w[here + 2]! -= push;
    w[here + 3]! += push;
    w[there + 1]! += surprise;
    w[event + 1]! += surprise;
    w[padding + 1] = 0;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    thought = nextThought;
  }
  rowOf[agent] = thought;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearFrames(world: PlainWorld): PlainAgents {
  const size = (world.features + 1) * outputs;
  const habits = Array.from({ length: world.features }, (_, f) => [f * outputs + 4, (f + 1) * outputs] as const);
  return plainPopulation(world, { size, drawn: size - outputs, biases: habits }, live);
}
