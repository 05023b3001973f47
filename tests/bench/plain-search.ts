/** The plain loops for agents that search among tables of actions: at random, or by changing an entry of the best one. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type Live, type PlainAgents, type PlainWorld } from './plain-world';

/** Of an agent: the table that is tried, [rows] actions; what it was paid in how many episodes; which it is; what the best was paid; more. */
const sum = 0;
const tried = 1;
const candidate = 2;
const bestSum = 3;
const more = 4;

/** Puts the next candidate into the table. @param better whether the one before it is the best so far @returns the state of the random numbers */
type Propose = (numbers: Float32Array, world: PlainWorld, better: boolean, random: number) => number;

const drawBelow = (n: number, random: number): number => Math.floor(uniform(random) * n);

function drawTable(numbers: Float32Array, { rows, actions }: PlainWorld, random: number): number {
  for (let row = 0; row < rows; row++) {
    random = xorshift(random);
    numbers[row] = drawBelow(actions, random);
  }
  return random;
}

/** The best table stands behind the rest. */
const drawAfresh: Propose = (numbers, world, better, random) => {
  if (better) numbers.copyWithin(world.rows + more, 0, world.rows);
  return drawTable(numbers, world, random);
};

/** Behind the rest: the row that was changed, and the action that it had. A change that did not do as well is taken back. */
const changeEntry: Propose = (numbers, world, better, random) => {
  const { rows, actions } = world;
  const change = rows + more;
  if (numbers[rows + candidate] === 0) return drawTable(numbers, world, random);
  if (!better) numbers[numbers[change]!] = numbers[change + 1]!;
  random = xorshift(random);
  const row = drawBelow(rows, random);
  random = xorshift(random);
  numbers[change] = row;
  numbers[change + 1] = numbers[row]!;
  numbers[row] = drawBelow(actions, random);
  return random;
};

const searchWith = (propose: Propose): Live => ({ world, numbers, size, rowOf, stepOf, randomOf }, agent, steps) => {
  const { rows, actions, next, terminated, reward, maxSteps, own: { trial } } = world;
  const table = numbers.subarray(agent * size, (agent + 1) * size);
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  if (table[rows + candidate] === 0) {
    random = propose(table, world, false, random);
    table[rows + candidate] = 1;
    table[rows + bestSum] = -Infinity;
  }
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    random = xorshift(random);
    const outcome = outcomeOf(world, row * actions + table[row]!, random);
    table[rows + sum]! += reward[outcome]!;
    total += reward[outcome]!;
    episodeSteps++;
    if (terminated[outcome] === 1 || episodeSteps >= maxSteps[row]!) {
      episodeSteps = 0;
      if (++table[rows + tried]! >= trial) {
        const better = table[rows + sum]! >= table[rows + bestSum]!;
        if (better) table[rows + bestSum] = table[rows + sum]!;
        random = propose(table, world, better, random);
        table[rows + sum] = table[rows + tried] = 0;
      }
    }
    row = next[outcome]!;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
};

const searchAtRandom = searchWith(drawAfresh);
const climb = searchWith(changeEntry);

export const randomSearch = (world: PlainWorld): PlainAgents => plainPopulation(world, { size: 2 * world.rows + more, drawn: 0 }, searchAtRandom);
export const hillClimbing = (world: PlainWorld): PlainAgents => plainPopulation(world, { size: world.rows + more + 2, drawn: 0 }, climb);
