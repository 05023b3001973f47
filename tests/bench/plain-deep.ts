/**
 * The plain loop for linear agents that think several steps ahead in the true world, under an oracle: they keep the best of
 * the candidates that are not vetoed, and an event may disable the oracle for the rest of the episode. One indicator a row
 * and one an event set at most, up to eight actions, one of which is always left.
 */
import { drawAllowed, drawAction, odds, setOdds } from './plain-choice';
import { outcomeOf, plainPopulation, startOf, uniform, xorshift, type PlainAgents, type PlainState, type PlainWorld } from './plain-world';

function live({ world, numbers: w, size, rowOf, stepOf, randomOf }: PlainState, agent: number, steps: number): number {
  const { actions, features, feature, eventFeature, events, disables, vetoes, next, terminated, reward, maxSteps, own } = world;
  const { gamma, alpha, beta, temperature, floor, depth, candidates } = own;
  /** Of every feature, and of padding: value, immediate valence, preferences. Behind it, whether the oracle is disabled. */
  const outputs = 2 + actions;
  const first = agent * size;
  const padding = first + features * outputs;
  let row = rowOf[agent]!;
  let episodeSteps = stepOf[agent]!;
  let random = randomOf[agent]!;
  let disabled = w[padding + outputs]!;
  let total = 0;
  for (let step = 0; step < steps; step++) {
    if (episodeSteps === 0) {
      random = xorshift(random);
      row = startOf(world, random);
      disabled = 0;
    }
    const here = first + feature[row]! * outputs;
    const value = w[here]!;
    const sum = setOdds(w, here + 2, actions, temperature);
    const vetoed = disabled === 0 ? vetoes[row]! : 0;
    let action = -1;
    let best = -Infinity;
    for (let c = 0; c < candidates; c++) {
      random = xorshift(random);
      const proposed = drawAction(actions, uniform(random) * sum);
      if ((vetoed >>> proposed) & 1) continue;
      let guess = 0;
      let power = 1;
      let end = false;
      let there = row;
      for (let k = 0, imagined = proposed; k < depth && !end; k++) {
        if (k > 0) {
          random = xorshift(random);
          imagined = Math.floor(uniform(random) * actions);
        }
        random = xorshift(random);
        const outcome = outcomeOf(world, there * actions + imagined, random);
        there = next[outcome]!;
        end = terminated[outcome] === 1;
        guess += power * (w[first + feature[there]! * outputs + 1]! + w[first + eventFeature[events[outcome]!]! * outputs + 1]!);
        power *= gamma;
      }
      if (!end) guess += power * w[first + feature[there]! * outputs]!;
      if (guess > best) {
        best = guess;
        action = proposed;
      }
    }
    if (action < 0) {
      random = xorshift(random);
      action = drawAllowed(actions, vetoed, random);
    }
    let ratio = 1;
    if (floor > 0) {
      random = xorshift(random);
      const explore = uniform(random);
      if (explore < floor) {
        action = Math.floor((explore / floor) * actions);
        if ((vetoed >>> action) & 1) {
          random = xorshift(random);
          action = drawAllowed(actions, vetoed, random);
        }
      }
      const pi = odds[action]! / sum;
      ratio = Math.min(1, pi / ((1 - floor) * pi + floor / actions));
    }

    random = xorshift(random);
    const outcome = outcomeOf(world, row * actions + action, random);
    const end = terminated[outcome] === 1;
    const arrived = next[outcome]!;
    const there = first + feature[arrived]! * outputs;
    const event = first + eventFeature[events[outcome]!]! * outputs;
    const paid = reward[outcome]!;
    total += paid;
    if (disables[events[outcome]!] === 1) disabled = 1;
    const delta = paid + (end ? 0 : gamma * w[there]!) - value;
    const surprise = alpha * (paid - (w[there + 1]! + w[event + 1]!));
    const push = (beta / temperature) * delta * ratio;
    w[here] = value + alpha * delta;
    for (let a = 0; a < actions; a++) w[here + 2 + a]! -= (push * odds[a]!) / sum;
    w[here + 2 + action]! += push;
    w[there + 1]! += surprise;
    w[event + 1]! += surprise;
    w[padding + 1] = 0;
    episodeSteps = end || episodeSteps + 1 >= maxSteps[row]! ? 0 : episodeSteps + 1;
    row = arrived;
  }
  w[padding + outputs] = disabled;
  rowOf[agent] = row;
  stepOf[agent] = episodeSteps;
  randomOf[agent] = random;
  return total;
}

export function linearDeep(world: PlainWorld): PlainAgents {
  const outputs = 2 + world.actions;
  const drawn = world.features * outputs;
  return plainPopulation(world, { size: drawn + outputs + 1, drawn }, live);
}
