/**
 * Generalisation between features, as a change of the lists that thoughts are made of: which thoughts share weights is
 * decided here, and engines need not know.
 */
import { settle } from '../numerics/float32';
import type { Feature, World } from './types';

/** Consecutive groups of feature indices, from 0 on. */
export interface Groups {
  /** [groups] first index of every group */
  readonly first: readonly number[];
  /** [groups] */
  readonly size: readonly number[];
}

/**
 * The groups of a world, cut off at `count`; what they leave over is one more group.
 * @param count how many feature indices there are
 */
export function groupsOf(world: World, count: number): Groups {
  const first: number[] = [];
  const size: number[] = [];
  let end = 0;
  for (const group of [...(world.featureGroups ?? []), { size: count }]) {
    const kept = Math.min(group.size, count - end);
    if (kept === 0) continue;
    first.push(end);
    size.push(kept);
    end += kept;
  }
  return { first, size };
}

/** How many slots a group of `size` indices keeps. */
const slotsOf = (size: number, capacity: number): number => Math.max(1, Math.ceil(capacity * size));

/**
 * How many feature indices there are after `generalise`.
 * @param capacity share of its slots that every group keeps, in (0, 1]
 */
export function generalisedCount(groups: Groups, capacity: number): number {
  return groups.size.reduce((sum, size) => sum + slotsOf(size, capacity), 0);
}

/**
 * Spreads and folds the features of one thought. *Coarse coding* (Sutton & Barto 2018, section 9.5.3): feature i also
 * activates its neighbours up to distance `width` within its group, all n of them with its value over √n, so that the
 * squared length of a lone feature, and with it the speed of learning at the point itself, stays. *Capacity*: a group that
 * keeps K slots puts its i-th index into slot i mod K, and indices with one slot share its weights. Values that meet in one
 * slot are added.
 * @param width in features, a whole number from 0 on
 * @param capacity share of its slots that every group keeps, in (0, 1]
 * @returns the same features for width 0 and capacity 1; else those in order of index, their values settled
 */
export function generalise(features: readonly Feature[], groups: Groups, width: number, capacity: number): Feature[] {
  if (width === 0 && capacity === 1) return [...features];
  const slots = new Map<number, number>();
  for (const [index, value] of features) {
    let group = 0;
    let offset = 0;
    for (; index >= groups.first[group]! + groups.size[group]!; group++) offset += slotsOf(groups.size[group]!, capacity);
    const first = groups.first[group]!;
    const size = groups.size[group]!;
    const kept = slotsOf(size, capacity);
    const from = Math.max(first, index - width);
    const to = Math.min(first + size - 1, index + width);
    const share = settle(value * (1 / Math.sqrt(to - from + 1)));
    for (let j = from; j <= to; j++) {
      const slot = offset + ((j - first) % kept);
      slots.set(slot, (slots.get(slot) ?? 0) + share);
    }
  }
  return [...slots].map(([slot, value]) => [slot, settle(value)] satisfies Feature).sort(([a], [b]) => a - b);
}
