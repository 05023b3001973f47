/**
 * The yardstick of the benchmark: the AC-grid without a library, as one would write it for one thread. Binary32 in typed
 * arrays, the four actions unrolled, one agent after another for many steps, so that its weights stay in the cache. It
 * makes no promise about bits: sums as they come, in double precision, with `Math.exp` and a small generator.
 */
import { grid, learner, nextCell, rewards } from './ac-grid';
import { randomStates, uniform, xorshift, type PlainAgents } from './plain-world';

const { hidden, gamma, alpha, beta } = learner;
const { cells, start, goal } = grid;
const outputs = 1 + grid.actions.length;

// One agent: W1[cells][hidden], b1[hidden], then for every unit its weights into value and preferences, then their biases.
const b1 = cells * hidden;
const heads = b1 + hidden;
const biases = heads + hidden * outputs;
const parameters = biases + outputs;

const successor = Uint8Array.from({ length: cells * grid.actions.length }, (_, i) => nextCell(i >> 2, i & 3));

interface State {
  /** [agent][parameter] */
  readonly weights: Float32Array;
  readonly cellOf: Uint8Array;
  readonly randomOf: Int32Array;
}

/** The units of the agent that is thinking, and the same as bits. */
const units = new Float32Array(hidden);
const unitBits = new Int32Array(units.buffer);

/**
 * Lets one agent make so many steps, and returns the sum of its rewards. A function of the module, not of a population:
 * V8 folds what a function closes over only as long as there is one closure of it.
 */
function live({ weights, cellOf, randomOf }: State, agent: number, steps: number): number {
  const w = weights.subarray(agent * parameters, (agent + 1) * parameters);
  let cell = cellOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    // Think. Which units are active changes from step to step, and a branch on it would be guessed wrongly half of the
    // time: their signs become a word of 32 bits, unit 0 the highest, and the loops below visit the zeros in it.
    const row = cell * hidden;
    let inactive = 0;
    for (let j = 0; j < hidden; j += 4) {
      units[j] = w[row + j]! + w[b1 + j]!;
      units[j + 1] = w[row + j + 1]! + w[b1 + j + 1]!;
      units[j + 2] = w[row + j + 2]! + w[b1 + j + 2]!;
      units[j + 3] = w[row + j + 3]! + w[b1 + j + 3]!;
      inactive = (inactive << 1) | (unitBits[j]! >>> 31);
      inactive = (inactive << 1) | (unitBits[j + 1]! >>> 31);
      inactive = (inactive << 1) | (unitBits[j + 2]! >>> 31);
      inactive = (inactive << 1) | (unitBits[j + 3]! >>> 31);
    }
    let value = w[biases]!;
    let p0 = w[biases + 1]!;
    let p1 = w[biases + 2]!;
    let p2 = w[biases + 3]!;
    let p3 = w[biases + 4]!;
    for (let active = ~inactive; active !== 0; ) {
      const j = Math.clz32(active);
      active &= ~(0x80000000 >>> j);
      const k = heads + j * outputs;
      const z = units[j]!;
      value += z * w[k]!;
      p0 += z * w[k + 1]!;
      p1 += z * w[k + 2]!;
      p2 += z * w[k + 3]!;
      p3 += z * w[k + 4]!;
    }

    // Act: a softmax relative to the first action, sampled.
    p1 = Math.exp(p1 - p0);
    p2 = Math.exp(p2 - p0);
    p3 = Math.exp(p3 - p0);
    const sum = 1 + p1 + p2 + p3;
    random = xorshift(random);
    const drawn = uniform(random) * sum;
    const action = drawn < 1 ? 0 : drawn < 1 + p1 ? 1 : drawn < 1 + p1 + p2 ? 2 : 3;

    // The world.
    const next = successor[cell * 4 + action]!;
    const terminated = next === goal;
    const reward = terminated ? rewards.goal : rewards.step;
    total += reward;

    // Judge the next cell; four sums, because one would wait for itself.
    let nextValue = 0;
    if (!terminated) {
      const nextRow = next * hidden;
      let v0 = w[biases]!;
      let v1 = 0;
      let v2 = 0;
      let v3 = 0;
      for (let j = 0, k = heads; j < hidden; j += 4, k += 4 * outputs) {
        v0 += Math.max(0, w[nextRow + j]! + w[b1 + j]!) * w[k]!;
        v1 += Math.max(0, w[nextRow + j + 1]! + w[b1 + j + 1]!) * w[k + outputs]!;
        v2 += Math.max(0, w[nextRow + j + 2]! + w[b1 + j + 2]!) * w[k + 2 * outputs]!;
        v3 += Math.max(0, w[nextRow + j + 3]! + w[b1 + j + 3]!) * w[k + 3 * outputs]!;
      }
      nextValue = v0 + v1 + v2 + v3;
    }

    // Learn: δ times the gradients of value and log π.
    const delta = reward + gamma * nextValue - value;
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
    for (let active = ~inactive; active !== 0; ) {
      const j = Math.clz32(active);
      active &= ~(0x80000000 >>> j);
      const k = heads + j * outputs;
      const z = units[j]!;
      const wv = w[k]!;
      const w0 = w[k + 1]!;
      const w1 = w[k + 2]!;
      const w2 = w[k + 3]!;
      const w3 = w[k + 4]!;
      const slope = dv * wv + d0 * w0 + d1 * w1 + d2 * w2 + d3 * w3;
      w[k] = wv + dv * z;
      w[k + 1] = w0 + d0 * z;
      w[k + 2] = w1 + d1 * z;
      w[k + 3] = w2 + d2 * z;
      w[k + 4] = w3 + d3 * z;
      w[b1 + j]! += slope;
      w[row + j]! += slope;
    }
    cell = terminated ? start : next;
  }
  cellOf[agent] = cell;
  randomOf[agent] = random;
  return total;
}

/** A population with its own random numbers and initial weights. */
export function plainAgents(agents: number): PlainAgents {
  const weights = new Float32Array(agents * parameters);
  const randomOf = randomStates(agents);
  const cellOf = new Uint8Array(agents).fill(start);
  for (let agent = 0; agent < agents; agent++) {
    const w = weights.subarray(agent * parameters, (agent + 1) * parameters);
    for (let i = 0; i < biases; i++) {
      if (i >= b1 && i < heads) continue;
      randomOf[agent] = xorshift(randomOf[agent]!);
      w[i] = (2 * uniform(randomOf[agent]!) - 1) * learner.initScale;
    }
  }
  const state = { weights, cellOf, randomOf };
  return {
    advance(steps) {
      let total = 0;
      for (let agent = 0; agent < agents; agent++) total += live(state, agent, steps);
      return total;
    },
  };
}
