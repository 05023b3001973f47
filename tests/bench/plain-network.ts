/** The plain loop for agents with 32 hidden units, several indicators a row and four actions; see plain.ts, whose layout it shares. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

const hidden = 32;
const outputs = 5;
const heads = hidden;
const biases = heads + hidden * outputs;
/** Numbers of an agent before its first layer's: b1[hidden], for every unit its weights into value and preferences, then their biases. */
const small = biases + outputs;

const units = new Float32Array(hidden);
const unitBits = new Int32Array(units.buffer);

/** units = W1 x + b1 of a row. */
function sumUnits(w: Float32Array, { active, feature }: PlainWorld, row: number): void {
  const first = small + feature[row * active]! * hidden;
  for (let j = 0; j < hidden; j++) units[j] = w[first + j]! + w[j]!;
  for (let m = 1; m < active; m++) {
    const place = small + feature[row * active + m]! * hidden;
    for (let j = 0; j < hidden; j++) units[j]! += w[place + j]!;
  }
}

/** [small, then features × hidden] */
function live({ world, numbers, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { active, feature, next, terminated, reward, maxSteps, own: { gamma, alpha, beta } } = world;
  const w = numbers.subarray(agent * size, (agent + 1) * size);
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    sumUnits(w, world, row);
    let inactive = 0;
    for (let j = 0; j < hidden; j++) inactive = (inactive << 1) | (unitBits[j]! >>> 31);
    const kept = ~inactive;
    let value = w[biases]!;
    let p0 = w[biases + 1]!;
    let p1 = w[biases + 2]!;
    let p2 = w[biases + 3]!;
    let p3 = w[biases + 4]!;
    for (let rest = kept; rest !== 0; ) {
      const j = Math.clz32(rest);
      rest &= ~(0x80000000 >>> j);
      const k = heads + j * outputs;
      const z = units[j]!;
      value += z * w[k]!;
      p0 += z * w[k + 1]!;
      p1 += z * w[k + 2]!;
      p2 += z * w[k + 3]!;
      p3 += z * w[k + 4]!;
    }
    p1 = Math.exp(p1 - p0);
    p2 = Math.exp(p2 - p0);
    p3 = Math.exp(p3 - p0);
    const sum = 1 + p1 + p2 + p3;
    random = xorshift(random);
    const drawn = uniform(random) * sum;
    const action = drawn < 1 ? 0 : drawn < 1 + p1 ? 1 : drawn < 1 + p1 + p2 ? 2 : 3;

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 4 + action, random);
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    total += reward[outcome]!;
    let nextValue = 0;
    if (!end) {
      const first = small + feature[arrived * active]! * hidden;
      const second = small + feature[arrived * active + Math.min(1, active - 1)]! * hidden;
      const third = small + feature[arrived * active + Math.min(2, active - 1)]! * hidden;
      nextValue = w[biases]!;
      for (let j = 0, k = heads; j < hidden; j++, k += outputs) {
        let z = w[first + j]! + w[j]!;
        if (active > 1) z += w[second + j]!;
        if (active > 2) z += w[third + j]!;
        for (let m = 3; m < active; m++) z += w[small + feature[arrived * active + m]! * hidden + j]!;
        nextValue += Math.max(0, z) * w[k]!;
      }
    }

    const delta = reward[outcome]! + gamma * nextValue - value;
    const dv = alpha * delta;
    const push = beta * delta;
    const pull = -push / sum;
    const d0 = pull + (action === 0 ? push : 0);
    const d1 = pull * p1 + (action === 1 ? push : 0);
    const d2 = pull * p2 + (action === 2 ? push : 0);
    const d3 = pull * p3 + (action === 3 ? push : 0);
    w[biases]! += dv;
    w[biases + 1]! += d0;
    w[biases + 2]! += d1;
    w[biases + 3]! += d2;
    w[biases + 4]! += d3;
    for (let rest = kept; rest !== 0; ) {
      const j = Math.clz32(rest);
      rest &= ~(0x80000000 >>> j);
      const k = heads + j * outputs;
      const z = units[j]!;
      const slope = dv * w[k]! + d0 * w[k + 1]! + d1 * w[k + 2]! + d2 * w[k + 3]! + d3 * w[k + 4]!;
      w[k]! += dv * z;
      w[k + 1]! += d0 * z;
      w[k + 2]! += d1 * z;
      w[k + 3]! += d2 * z;
      w[k + 4]! += d3 * z;
      w[j]! += slope;
      for (let m = 0; m < active; m++) w[small + feature[row * active + m]! * hidden + j]! += slope;
    }
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function networkControl(world: PlainWorld): PlainAgents {
  const size = small + world.features * hidden;
  return plainPopulation(world, { size, drawn: size, biases: [[0, heads], [biases, small]] }, live);
}
