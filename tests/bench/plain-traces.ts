/** The plain loop for linear agents with eligibility traces of critic and actor, one indicator a row and two actions. */
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** Of every feature: value and two preferences, then their traces. */
const each = 6;

function live({ world, numbers, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { feature, next, terminated, reward, maxSteps, own: { gamma, alpha, beta, temperature, lambda, lambdaActor } } = world;
  const first = agent * size;
  const end = first + size;
  const criticDecay = gamma * lambda;
  const actorDecay = gamma * lambdaActor;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
      for (let f = first; f < end; f += each) numbers[f + 3] = numbers[f + 4] = numbers[f + 5] = 0;
    }
    const here = first + feature[row]! * each;
    const value = numbers[here]!;
    const p1 = 1 / (1 + Math.exp((numbers[here + 1]! - numbers[here + 2]!) / temperature));
    random = xorshift(random);
    const action = uniform(random) < p1 ? 1 : 0;

    random = xorshift(random);
    const outcome = outcomeOf(world, row * 2 + action, random);
    const ends = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    total += reward[outcome]!;
    const delta = reward[outcome]! + (ends ? 0 : gamma * numbers[first + feature[arrived]! * each]!) - value;
    const criticStep = alpha * delta;
    const actorStep = (beta / temperature) * delta;
    const gradient = action - p1;
    for (let f = first; f < end; f += each) {
      const active = f === here ? 1 : 0;
      const eligible = criticDecay * numbers[f + 3]! + active;
      const left = actorDecay * numbers[f + 4]! - active * gradient;
      const right = actorDecay * numbers[f + 5]! + active * gradient;
      numbers[f]! += criticStep * eligible;
      numbers[f + 1]! += actorStep * left;
      numbers[f + 2]! += actorStep * right;
      numbers[f + 3] = eligible;
      numbers[f + 4] = left;
      numbers[f + 5] = right;
    }
    episodeSteps = ends || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearTraces(world: PlainWorld): PlainAgents {
  const size = world.features * each;
  return plainPopulation(world, { size, drawn: size, biases: Array.from({ length: world.features }, (_, f) => [f * each + 3, (f + 1) * each] as const) }, live);
}
