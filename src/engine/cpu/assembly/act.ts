// Chooses the action: a sample of the policy or its best, and what the exploration floor makes of it.
import { hyperparameter, hyperparameterWord } from './bindings';
import { ACTION, ACTOR_STEP, EXPLORE, FLOOR_KEEP, FLOOR_SHARE, FLOOR_THRESHOLD } from './generated';
import { prefer } from './network';
import { best, floorRatio, policyGradient, sample, softmax } from './policy';
import { preferenceAt } from './scratch';
import { diverges4, settle } from './settle';
import { ACTIONS, ACTIONS4, FLOOR, greedy, seed } from './structure';
import { randomY, threefry } from './threefry';

export const DIVERGED: u32 = 0xffffffff;

/// The executed action, or DIVERGED when a preference has left the range.
@inline export function act(agent: u32, t: u32, inverseTemperature: f32): u32 {
  prefer();
  for (let b: u32 = 0; b < ACTIONS4; b++) if (diverges4(v128.load(preferenceAt(4 * b)))) return DIVERGED;
  softmax(inverseTemperature);
  if (greedy) return best();
  const random = threefry(seed, agent, t, ACTION << 16);
  if (FLOOR && randomY < hyperparameterWord(FLOOR_THRESHOLD)) {
    return ((threefry(seed, agent, t, EXPLORE << 16) >> 16) * ACTIONS) >> 16;
  }
  return sample(random);
}

/// The policy gradient, scaled by (beta / temperature) delta and the floor's importance ratio.
@inline export function reinforce(delta: f32, action: u32): void {
  let actorDelta = settle(hyperparameter(ACTOR_STEP) * delta);
  if (FLOOR) actorDelta = settle(actorDelta * floorRatio(action, hyperparameter(FLOOR_KEEP), hyperparameter(FLOOR_SHARE)));
  policyGradient(actorDelta, action);
}
