/** The plain loop for agents with 16 hidden units that decide nothing, and think about a row in two frames, by habit. One indicator a thought. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

const hidden = 16;
/** Of an agent: b1, the value's weights and bias, W1 of every feature, the habit of every feature. */
const values = hidden;
const bias = 2 * hidden;
const inputs = 2 * hidden + 1;

const units = new Float32Array(hidden);

/** units = b1 + W1 of a thought, rectified. @returns its value */
function judge(w: Float32Array, first: number, feature: number): number {
  const place = first + inputs + feature * hidden;
  let value = w[first + bias]!;
  for (let j = 0; j < hidden; j++) {
    const unit = Math.max(0, w[place + j]! + w[first + j]!);
    units[j] = unit;
    value += unit * w[first + values + j]!;
  }
  return value;
}

function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { rows, features, feature, approval, next, terminated, reward, maxSteps, own: { gamma, alpha, betaMeta, reflectionCost } } = world;
  const first = agent * size;
  const habits = first + inputs + features * hidden;
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
        if (uniform(random) * (1 + Math.exp(-w[habits + feature[thought]!]!)) < 1) thought += rows;
      }
    }
    const reflective = thought >= rows;
    const row = reflective ? thought - rows : thought;

    random = xorshift(random);
    const outcome = outcomeOf(world, row, random);
    const end = terminated[outcome] === 1;
    let nextThought = next[outcome]!;
    if (!end && feature[nextThought + rows] !== features) {
      random = xorshift(random);
      if (uniform(random) * (1 + Math.exp(-w[habits + feature[nextThought]!]!)) < 1) nextThought += rows;
    }
    total += reward[outcome]!;
    let target = reward[outcome]! + (reflective ? approval[row]! - reflectionCost : 0);
    if (!end) target += gamma * judge(w, first, feature[nextThought]!);
    const both = feature[row + rows] !== features;
    const other = both ? judge(w, first, feature[reflective ? row : row + rows]!) : 0;
    const value = judge(w, first, feature[thought]!);
    if (both) {
      const p = 1 / (1 + Math.exp(-w[habits + feature[row]!]!));
      const baseline = reflective ? p * value + (1 - p) * other : p * other + (1 - p) * value;
      w[habits + feature[row]!]! += betaMeta * (target - baseline) * ((reflective ? 1 : 0) - p);
    }
    const dv = alpha * (target - value);
    const place = first + inputs + feature[thought]! * hidden;
    for (let j = 0; j < hidden; j++) {
      const unit = units[j]!;
      if (unit === 0) continue;
      const slope = dv * w[first + values + j]!;
      w[first + values + j]! += dv * unit;
      w[first + j]! += slope;
      w[place + j]! += slope;
    }
    w[first + bias]! += dv;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    thought = nextThought;
  }
  rowOf[agent] = thought;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function networkFrames(world: PlainWorld): PlainAgents {
  const drawn = inputs + world.features * hidden;
  return plainPopulation(world, { size: drawn + world.features, drawn, biases: [[0, hidden], [bias, bias + 1]], valueAt: judge }, live);
}
