import { exp } from '../numerics/elementary';
import type { NetworkShape } from './network';
import type { SparseRows } from './value';

/** How preferences become actions. */
export interface Acting {
  readonly temperature: number;
  /** share of actions that are drawn uniformly */
  readonly floor: number;
}

/**
 * The probability of every action in some rows under one agent's weights, for views: (1 − floor) softmax(preferences /
 * temperature) + floor / A, in float64, so the last bits may differ from the engine's. Where agents plan, it is what they
 * draw their thoughts from.
 * @param table features of rows
 * @param weights parameters in logical order (see network.ts)
 * @param first the first row; `count` rows are judged from there on
 * @returns [row from `first` on × actions]
 */
export function policiesOfRows({ features, hidden, actions }: Pick<NetworkShape, 'features' | 'hidden' | 'actions'>, table: SparseRows, weights: Float32Array, { temperature, floor }: Acting, first: number, count: number): Float32Array {
  const policies = new Float32Array(count * actions).fill(1);
  if (actions === 1) return policies;
  const units = new Float64Array(hidden);
  const preferences = new Float64Array(actions);
  const b1 = features * hidden;
  const W3 = hidden > 0 ? b1 + 2 * hidden + 1 : features;
  const b3 = W3 + actions * hidden;
  for (let at = 0; at < count; at++) {
    for (let j = 0; j < hidden; j++) units[j] = weights[b1 + j]!;
    for (let a = 0; a < actions; a++) preferences[a] = hidden > 0 ? weights[b3 + a]! : 0;
    for (let m = (first + at) * table.perRow; m < (first + at + 1) * table.perRow; m++) {
      const feature = table.index[m]!;
      if (feature === features) continue;
      for (let j = 0; j < hidden; j++) units[j]! += weights[feature * hidden + j]! * table.value[m]!;
      if (hidden === 0) for (let a = 0; a < actions; a++) preferences[a]! += weights[W3 + feature * actions + a]! * table.value[m]!;
    }
    for (let a = 0; a < actions; a++) for (let j = 0; j < hidden; j++) preferences[a]! += weights[W3 + a * hidden + j]! * Math.max(0, units[j]!);
    policies.set(softmax(preferences, temperature).map((pi) => (1 - floor) * pi + floor / actions), at * actions);
  }
  return policies;
}

/** Beyond this a weight is nothing, and the exponential below is not defined. */
const lowestExponent = -700;

function softmax(preferences: Float64Array, temperature: number): Float64Array {
  const highest = preferences.reduce((most, preference) => Math.max(most, preference), -Infinity);
  const weights = preferences.map((preference) => exp(Math.max(lowestExponent, (preference - highest) / temperature)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
