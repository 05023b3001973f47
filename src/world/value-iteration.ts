import { decisionsOf, payoffsOf, sweep, sweepsOf } from './solve';
import type { WorldTables } from './types';

export interface OptimalValues {
  /** [rows] */
  readonly values: Float64Array;
  /** [levels] 0 where the values did not settle: with γ = 1 they may be infinite */
  readonly converged: Uint8Array;
}

/** However small a level is, it is swept no more often than this. */
const sweepLimit = 1_000_000;

/**
 * The optimal reward value of every row without a horizon, v*(s) = maxₐ Σ p (r + γ v*(s′)): value iteration in place
 * (Sutton & Barto 2018, section 4.4), until a sweep changes no value by more than 2⁻⁵¹ of the largest. Where that does
 * not happen within the bound on sweeps, as with γ = 1 and rewards that can be collected for ever, the values are those
 * of the last sweep and `converged` is 0.
 * @param gamma discount per step, in [0, 1]
 */
export function optimalValues(tables: WorldTables, gamma: number): OptimalValues {
  const { firstRow, rows } = tables;
  const decisions = decisionsOf(tables, payoffsOf(tables, 'reward'));
  const values = new Float64Array(rows);
  const converged = new Uint8Array(tables.maxSteps.length);
  for (let level = 0; level < converged.length; level++) {
    const from = firstRow[level]!;
    const to = firstRow[level + 1]!;
    const sweeps = Math.min(sweepLimit, sweepsOf(tables, level));
    for (let k = 0; k < sweeps && !converged[level]; k++) {
      const change = sweep(from, to, decisions, gamma, values, values);
      let largest = 0;
      for (let row = from; row < to; row++) largest = Math.max(largest, Math.abs(values[row]!));
      if (change <= 2 ** -51 * largest) converged[level] = 1;
    }
  }
  return { values, converged };
}
