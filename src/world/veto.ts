/** What an oracle in the loop vetoes: tables that an agent's step looks up. */
import { actionValue, decisionsOf, payoffsOf } from './solve';
import type { WorldTables } from './types';

/** How far below a bound a sum may lie before it counts as below: the error of summing. */
const tolerance = 1e-9;

/**
 * The actions that an oracle which looks k steps ahead vetoes while it is enabled, from intended payoffs, undiscounted; a
 * terminated episode has no future, and what lies behind the k steps counts 0.
 *
 * `good`: with Q_k the optimal expected value over k steps, a is vetoed if Q_k(s, a) < max_b Q_k(s, b) − margin.
 *
 * `harm`: a is vetoed if the worst sum over the next k steps, a included, at which the agent might stop, is below 0, where
 * actions that the oracle would itself veto at the remaining horizon are left out, and nothing is left out once an event
 * has disabled it. Without such an event no sum over the future needs to be worked out: if the oracle stays enabled after
 * a, then by induction over the horizon whatever it lets pass there has a worst sum of at least 0 within the remaining
 * k − 1 steps, so that stopping after a is the worst that can happen; with one step left this is trivially so. What remains
 * is the payoff of a itself and, where an outcome of a disables the oracle, the worst that can be done freely afterwards,
 * U_j(s) = min(0, min over actions and outcomes of payoff + U_{j−1}(s′)), U_0 = 0:
 * veto_k(s, a) = min over outcomes of (payoff + (disabled by it ? U_{k−1}(s′) : 0)) < 0.
 * The null action, which is done where everything is vetoed, is taken to be harmless.
 *
 * @param foresight the largest k, a whole number from 0 on
 * @param margin θ of `good`, in units of intended return, from 0 on; `harm` has none
 * @returns [(foresight + 1) × rows] bit a of word k · rows + row is set when action a is vetoed; none is for k = 0
 */
export function vetoMasks(tables: WorldTables, mode: 'good' | 'harm', foresight: number, margin: number): Uint32Array {
  const masks = new Uint32Array((foresight + 1) * tables.rows);
  const look = mode === 'good' ? lookForGood(tables, margin) : lookForHarm(tables);
  let later = new Float64Array(tables.rows);
  let values = new Float64Array(tables.rows);
  for (let k = 1, changed = true; k <= foresight; k++) {
    const from = k * tables.rows;
    if (changed) {
      changed = look(later, values, masks.subarray(from, from + tables.rows));
      [later, values] = [values, later];
    } else {
      masks.copyWithin(from, from - tables.rows, from);
    }
  }
  return masks;
}

/**
 * One more step of foresight: fills the masks and the [rows] `values` of k steps from those of k − 1 steps, `later`;
 * whether any of them differs.
 */
type Look = (later: Float64Array, values: Float64Array, masks: Uint32Array) => boolean;

function lookForGood(tables: WorldTables, margin: number): Look {
  const { actions } = tables;
  const decisions = decisionsOf(tables, payoffsOf(tables, 'intended'));
  const q = new Float64Array(actions);
  return (later, values, masks) => {
    let changed = false;
    for (let row = 0; row < values.length; row++) {
      let best = -Infinity;
      for (let action = 0; action < actions; action++) {
        q[action] = actionValue(row * actions + action, decisions, 1, later);
        if (q[action]! > best) best = q[action]!;
      }
      for (let action = 0; action < actions; action++) {
        if (q[action]! < best - margin - tolerance) masks[row]! |= 1 << action;
      }
      if (best !== later[row]) changed = true;
      values[row] = best;
    }
    return changed;
  };
}

function lookForHarm(tables: WorldTables): Look {
  const { actions, firstOutcome, outcomeEvents, outcomeNext, outcomeTerminated } = tables;
  const payoffs = payoffsOf(tables, 'intended');
  const disables = tables.eventSetMask.map((mask) => mask & tables.disablesOracle);
  return (later, values, masks) => {
    let changed = false;
    for (let row = 0; row < values.length; row++) {
      let worst = 0;
      for (let action = 0; action < actions; action++) {
        const pair = row * actions + action;
        for (let o = firstOutcome[pair]!, end = firstOutcome[pair + 1]!; o < end; o++) {
          const payoff = payoffs[outcomeEvents[o]!]!;
          const free = payoff + (outcomeTerminated[o] ? 0 : later[outcomeNext[o]!]!);
          if (free < worst) worst = free;
          if ((disables[outcomeEvents[o]!] ? free : payoff) < -tolerance) masks[row]! |= 1 << action;
        }
      }
      if (worst !== later[row]) changed = true;
      values[row] = worst;
    }
    return changed;
  };
}
