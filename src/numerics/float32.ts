/**
 * Binary32 on the host, as the kernels see it: one rounding per operation, and one range for everything stored.
 */

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The bits of the binary32 number nearest to x. */
export function bitsOf(x: number): number {
  float[0] = x;
  return word[0]!;
}

/** The binary32 number with these bits. */
export function floatOf(bits: number): number {
  word[0] = bits;
  return float[0]!;
}

/** Smallest magnitude that a stored number may have: 2⁻⁴⁰. Anything nearer to zero is stored as +0. */
export const smallest = 2 ** -40;
/** Magnitudes from here on mean divergence: 2⁴⁰. */
export const limit = 2 ** 40;

/**
 * Rounds to binary32 and brings the result into the one range for state: +0, or 2⁻⁴⁰ ≤ |x| < 2⁴⁰. Negative zero,
 * subnormals, infinities and NaN become +0, so that devices which flush subnormals cannot differ from those which do not.
 */
export function settle(x: number): number {
  const bits = bitsOf(x);
  return ((bits & 0x7fffffff) - 0x2b800000) >>> 0 < 0x28000000 ? floatOf(bits) : 0;
}

/**
 * A probability as a cumulative u32 threshold: a random word w selects the event when w < threshold.
 * 1 becomes 2³²−1; callers let the last of several outcomes take what remains.
 */
export const threshold = (probability: number): number => Math.min(0xffffffff, Math.floor(probability * 2 ** 32));
