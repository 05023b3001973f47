/**
 * Exponential and logarithm in binary64 from + − × ÷ alone. The language leaves the last bits of Math.exp, Math.log and
 * Math.pow to the engine; whatever feeds a fingerprint must not depend on them.
 */

const ln2High = 6.93147180369123816490e-1;
const ln2Low = 1.90821492927058770002e-10;

/** 2ᵏ for an integer k in [−1022, 1023], by repeated exact doubling or halving. */
function powerOfTwo(k: number): number {
  let result = 1;
  for (let i = 0; i < Math.abs(k); i++) result = k > 0 ? result * 2 : result / 2;
  return result;
}

/** eˣ for |x| ≤ 700, relative error below 1e-15: argument reduction by ln 2, then the Taylor series. */
export function exp(x: number): number {
  const k = Math.round(x / 0.6931471805599453);
  const r = x - k * ln2High - k * ln2Low;
  let sum = 1;
  for (let n = 18; n >= 1; n--) sum = 1 + (r / n) * sum;
  return sum * powerOfTwo(k);
}

/** Natural logarithm of a normal x > 0, relative error below 1e-15: ln m = 2 artanh((m − 1) / (m + 1)), √½ ≤ m < √2. */
export function log(x: number): number {
  let m = x;
  let k = 0;
  while (m >= 1.4142135623730951) (m /= 2), k++;
  while (m < 0.7071067811865476) (m *= 2), k--;
  const s = (m - 1) / (m + 1);
  let sum = 0;
  for (let n = 41; n >= 1; n -= 2) sum = sum * s * s + 1 / n;
  return k * ln2High + (2 * s * sum + k * ln2Low);
}
