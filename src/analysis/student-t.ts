/** Student's t distribution, in float64. */

/** The argument from which on the series below is exact to rounding. */
const asymptotic = 32;

/** Γ(x + ½) / Γ(x) for x > 0: by recurrence up to large x, and there by its asymptotic series (DLMF 5.11.13). */
function gammaRatio(x: number): number {
  let factor = 1;
  let at = x;
  for (; at < asymptotic; at++) factor *= at / (at + 0.5);
  const z = 1 / at;
  const series = 1 + z * (-1 / 8 + z * (1 / 128 + z * (5 / 1024 + z * (-21 / 32768 + z * (-399 / 262144 + z * (869 / 4194304 + (z * 39325) / 33554432))))));
  return factor * Math.sqrt(at) * series;
}

/** Terms of the continued fraction: enough for every number of degrees of freedom from 1 on and t ≥ 1. */
const terms = 200;

/**
 * P(T > t) for t ≥ 1, as half the regularised incomplete beta function I_x(ν/2, ½), x = ν / (ν + t²), by the continued
 * fraction of Didonato & Morris 1992 (ACM TOMS 18:360, equation 9), which stays accurate for large ν.
 * @param df ν, degrees of freedom, at least 1; need not be whole
 */
function upperTail(t: number, df: number): number {
  const a = df / 2;
  const b = 0.5;
  const x = df / (df + t * t);
  const y = (t * t) / (df + t * t);
  const lambda = (a + b) * y - b;
  let fraction = 0;
  for (let m = terms; m > 0; m--) {
    const beta = m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) * (lambda + 1 + m * (1 + y))) / (a + 2 * m + 1);
    const alpha = ((a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x) / ((a + 2 * m - 1) * (a + 2 * m - 1));
    fraction = alpha / (beta + fraction);
  }
  fraction = 1 / ((a * (lambda + 1)) / (a + 1) + fraction);
  const oneOverB = gammaRatio(a) / Math.sqrt(Math.PI);
  return 0.5 * Math.exp(-a * Math.log1p((t * t) / df)) * Math.sqrt(y) * oneOverB * fraction;
}

/**
 * The quantile that is exceeded with a probability of `tail`.
 * @param tail in (0, .05]: what two-sided intervals of 90 % and more need
 * @param df degrees of freedom, at least 1; need not be whole
 */
export function studentUpperQuantile(tail: number, df: number): number {
  let [low, high] = [1, 2];
  while (upperTail(high, df) > tail) [low, high] = [high, 2 * high];
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (upperTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  return high;
}
