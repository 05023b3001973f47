/** The softmax policy of the specification, written a second time. */
import { settle } from '../../../src/numerics/float32';
import { uniform24 } from '../../../src/numerics/threefry';
import { add, canonicalSum, exponential, mul, reciprocal, sub } from './arithmetic';

export interface Policy {
  readonly preference: readonly number[];
  readonly e: readonly number[];
  readonly total: number;
}

export function softmax(preference: readonly number[], temperature: number): Policy {
  const highest = Math.max(...preference);
  const e = preference.map((x) => exponential(settle(mul(sub(x, highest), settle(1 / temperature)))));
  return { preference, e, total: canonicalSum(e) };
}

export const probabilities = ({ e, total }: Policy): number[] => e.map((x) => mul(x, reciprocal(total)));

/** How many of the prefix sums before the last action a uniform number has passed. */
export function sample({ e, total }: Policy, word: number): number {
  const u = mul(uniform24(word), total);
  let prefix = 0;
  return e.slice(0, -1).filter((x) => u >= (prefix = add(prefix, x))).length;
}

/** Actions from the highest preference down, the lowest index first among equals. */
export const ranked = ({ preference }: Policy): number[] => preference.map((_, a) => a).sort((a, b) => preference[b]! - preference[a]! || a - b);

/** min(1, π(a) / b(a)) under b = (1 − floor) π + floor / A. */
export function floorRatio(pi: readonly number[], action: number, floor: number): number {
  const behaviour = add(mul(settle(1 - floor), pi[action]!), settle(floor / pi.length));
  return pi[action]! >= behaviour ? 1 : mul(pi[action]!, reciprocal(behaviour));
}

/** e := decay e + gradient x and w += step e, of every feature and action. */
export function followTraces(weights: readonly Float32Array[], traces: readonly Float32Array[], features: readonly (readonly [number, number])[], gradient: readonly number[], decay: number, step: number): void {
  weights.forEach((own, i) => {
    const x = features.find(([index]) => index === i)?.[1] ?? 0;
    gradient.forEach((g, a) => {
      traces[i]![a] = settle(add(mul(decay, traces[i]![a]!), mul(g, x)));
      own[a] = settle(add(own[a]!, mul(step, traces[i]![a]!)));
    });
  });
}
