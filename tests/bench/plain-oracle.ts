/**
 * The plain loop for linear agents that act by their preferences and learn nothing, while an oracle vetoes actions: a vetoed
 * candidate is thrown out, and after the last one the choice is uniform among what is left. One indicator a row, up to eight
 * actions; an action is always left.
 */
import { drawAction, drawAllowed, setOdds } from './plain-choice';
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

/** [feature][preferences] */
function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { actions, feature, vetoes, next, terminated, reward, maxSteps, own: { temperature, candidates } } = world;
  const first = agent * size;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
    }
    const here = first + feature[row]! * actions;
    const sum = setOdds(w, here, actions, temperature);
    const vetoed = vetoes[row]!;
    let action = -1;
    for (let c = 0; c < candidates && action < 0; c++) {
      random = xorshift(random);
      const proposed = drawAction(actions, uniform(random) * sum);
      if (((vetoed >>> proposed) & 1) === 0) action = proposed;
    }
    if (action < 0) {
      random = xorshift(random);
      action = drawAllowed(actions, vetoed, random);
    }
    random = xorshift(random);
    const outcome = outcomeOf(world, row * actions + action, random);
    total += reward[outcome]!;
    episodeSteps = terminated[outcome] === 1 || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = next[outcome]!;
  }
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearOracle(world: PlainWorld): PlainAgents {
  const size = world.features * world.actions;
  return plainPopulation(world, { size, drawn: size }, live);
}
