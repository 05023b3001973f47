/** The plain loop for agents with 32 hidden units, two actions, a few features of any strength, and eligibility traces of the critic. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

const hidden = 32;

/** What has traces: b1, the value's weights, W1 of every feature, the value's bias. Then two preferences' weights and biases, then the traces. */
const values = hidden;
const inputs = 2 * hidden;
const tracedOf = (features: number): number => inputs + features * hidden + 1;
const second = hidden;
const preferences = 2 * hidden + 2;

/** The units of the row that the agent is in, and of the one that it arrives in. */
const units = new Float32Array(hidden);
const later = new Float32Array(hidden);
/** What a unit's sum does to the value, and the actor's error in it. */
const slopes = new Float32Array(hidden);
const errors = new Float32Array(hidden);

/** h = max(0, W1 x + b1) of a row. @returns its value */
function judge(h: Float32Array, w: Float32Array, { features, active, feature, strength }: PlainWorld, row: number): number {
  for (let j = 0; j < hidden; j++) h[j] = w[j]!;
  for (let m = row * active; m < (row + 1) * active; m++) {
    const x = strength[m]!;
    const place = inputs + feature[m]! * hidden;
    if (x !== 0) for (let j = 0; j < hidden; j++) h[j]! += x * w[place + j]!;
  }
  let value = w[inputs + features * hidden]!;
  for (let j = 0; j < hidden; j++) {
    const unit = Math.max(0, h[j]!);
    h[j] = unit;
    value += unit * w[values + j]!;
  }
  return value;
}

/** How strong a feature is in a row. */
function strengthOf({ active, feature, strength }: PlainWorld, row: number, f: number): number {
  for (let m = row * active; m < (row + 1) * active; m++) if (feature[m] === f) return strength[m]!;
  return 0;
}

function live({ world, numbers, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { features, next, terminated, reward, maxSteps, own: { gamma, alpha, beta, temperature, lambda } } = world;
  const w = numbers.subarray(agent * size, (agent + 1) * size);
  const actor = tracedOf(features);
  const actorBias = actor + 2 * hidden;
  const traces = actor + preferences;
  const valueBias = actor - 1;
  const decay = gamma * lambda;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
      w.fill(0, traces);
    }
    const value = judge(units, w, world, row);
    let lead = w[actorBias + 1]! - w[actorBias]!;
    for (let j = 0; j < hidden; j++) lead += units[j]! * (w[actor + second + j]! - w[actor + j]!);
    const p1 = 1 / (1 + Math.exp(-lead / temperature));
    random = xorshift(random);
    const action = uniform(random) < p1 ? 1 : 0;

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 2 + action, random);
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    total += reward[outcome]!;
    const delta = reward[outcome]! + (end ? 0 : gamma * judge(later, w, world, arrived)) - value;
    const dv = alpha * delta;
    const d1 = (beta / temperature) * delta * (action - p1);

    for (let j = 0; j < hidden; j++) {
      const h = units[j]!;
      const on = h > 0 ? 1 : 0;
      slopes[j] = on * w[values + j]!;
      errors[j] = on * d1 * (w[actor + second + j]! - w[actor + j]!);
      w[actor + j]! -= d1 * h;
      w[actor + second + j]! += d1 * h;
    }
    w[actorBias]! -= d1;
    w[actorBias + 1]! += d1;
    for (let j = 0; j < hidden; j++) {
      const e = decay * w[traces + j]! + slopes[j]!;
      w[traces + j] = e;
      w[j]! += dv * e + errors[j]!;
      const ev = decay * w[traces + values + j]! + units[j]!;
      w[traces + values + j] = ev;
      w[values + j]! += dv * ev;
    }
    for (let f = 0; f < features; f++) {
      const x = strengthOf(world, row, f);
      for (let j = 0, place = inputs + f * hidden; j < hidden; j++, place++) {
        const e = decay * w[traces + place]! + x * slopes[j]!;
        w[traces + place] = e;
        w[place]! += dv * e + x * errors[j]!;
      }
    }
    w[traces + valueBias] = decay * w[traces + valueBias]! + 1;
    w[valueBias]! += dv * w[traces + valueBias]!;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function networkTraces(world: PlainWorld): PlainAgents {
  const traced = tracedOf(world.features);
  const drawn = traced + preferences;
  return plainPopulation(world, { size: drawn + traced, drawn, biases: [[0, values], [traced - 1, traced], [drawn - 2, drawn]] }, live);
}
