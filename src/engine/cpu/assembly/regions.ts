// From physical slots to the logical indices that initial weights and fingerprints are defined by.
import { worldWord } from './bindings';
import { regions } from './structure';

export const NONE: u32 = 0xffffffff;

@inline export function field(n: u32, f: u32): u32 { return worldWord(regions + n * 10 + f); }
export const SLOT: u32 = 0;
export const COUNT: u32 = 1;
export const RANDOM: u32 = 9;

/// The logical index of a component of the n-th region's i-th slot, or NONE for padding.
export function logicalIndex(n: u32, i: u32, component: u32): u32 {
  const inner = field(n, 2);
  if (component < field(n, 8)) return NONE;
  const along = (i % inner) * field(n, 5) + (component - field(n, 8)) * field(n, 6);
  return along >= field(n, 7) ? NONE : field(n, 3) + (i / inner) * field(n, 4) + along;
}
