// Masks: all bits of a lane, or none.

/// Whether there is a lane. V8 asks for signs in fewer instructions than for bits.
@inline export function some(mask: v128): bool { return i32x4.bitmask(mask) != 0; }
@inline export function all(mask: v128): bool { return i32x4.bitmask(mask) == 15; }
