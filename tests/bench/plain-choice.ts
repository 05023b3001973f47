/** Choices among up to eight actions, for the plain loops that are not written for a number of them. */
import { uniform } from './plain-world';

/** How likely each action is, relative to the first. */
export const odds = new Float64Array(8);

/** Softmax of the preferences from a place on. @returns the sum of the odds */
export function setOdds(w: Float32Array, place: number, actions: number, temperature: number): number {
  let sum = 1;
  odds[0] = 1;
  for (let a = 1; a < actions; a++) sum += odds[a] = Math.exp((w[place + a]! - w[place]!) / temperature);
  return sum;
}

/** The action that a number in [0, sum of the odds) selects. */
export function drawAction(actions: number, drawn: number): number {
  let action = 0;
  while (action < actions - 1 && drawn >= odds[action]!) drawn -= odds[action++]!;
  return action;
}

/** A uniform choice among the actions that are not vetoed, of which there is one at least. */
export function drawAllowed(actions: number, vetoes: number, random: number): number {
  let left = 0;
  for (let a = 0; a < actions; a++) left += 1 - ((vetoes >>> a) & 1);
  let place = Math.floor(uniform(random) * left);
  let action = 0;
  while ((vetoes >>> action) & 1 || place-- > 0) action++;
  return action;
}
