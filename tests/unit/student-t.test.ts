import { describe, expect, it } from 'vitest';
import { studentUpperQuantile } from '../../src/analysis/student-t';

describe("Student's quantile", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: critical values of Student's t.
  it.each([
    [0.05, 1, 6.314], [0.025, 1, 12.706], [0.01, 1, 31.821], [0.025, 2, 4.303], [0.01, 3, 4.541], [0.025, 5, 2.571],
    [0.005, 10, 3.169], [0.05, 20, 1.725], [0.025, 30, 2.042], [0.001, 60, 3.232], [0.025, 100, 1.984],
  ])('exceeded with probability %f at %i degrees of freedom, as published: %f', (tail, df, value) => {
    expect(studentUpperQuantile(tail, df)).toBeCloseTo(value, 3);
  });

  // The root of the incomplete beta function, found with 40 digits.
  it.each([
    [0.025, 2.5, 3.5746548420036818], [0.025, 8.25, 2.2938972083755758], [0.025, 17.776, 2.1028213103802212],
    [0.025 / 3, 17.5, 2.6468225229353513], [0.025 / 64, 1.5, 97.670170913531664], [0.025 / 7, 4095.3, 2.6914627868689837],
    [0.025, 123456.75, 1.9599832001284499], [0.025, 1e8, 1.9599640082627664],
  ])('exceeded with probability %f at %f degrees of freedom: %f', (tail, df, value) => {
    expect(studentUpperQuantile(tail, df) / value).toBeCloseTo(1, 12);
  });

  it('has its closed forms at one and two degrees of freedom', () => {
    for (const tail of [0.05, 0.025, 1e-3, 1e-6]) {
      expect(studentUpperQuantile(tail, 1) * Math.tan(Math.PI * tail)).toBeCloseTo(1, 12);
      expect(studentUpperQuantile(tail, 2) / ((1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail)))).toBeCloseTo(1, 12);
    }
  });
});
