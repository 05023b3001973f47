/**
 * The version of the arithmetic: rounding, order of operations, random streams. It is part of every fingerprint; whoever
 * changes what a kernel computes raises it, so that old links say "made by an older numerics version", not "different".
 */
export const numerics = 1;
