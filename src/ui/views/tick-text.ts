/** Where ticks stand, and what is written at them. */
import { roundUp } from '../../analysis/round';
import { fixed } from '../format';

/** Round steps in thousands or millions: `500`, `40 k`, `1.5 M`. */
export const stepText = (step: number): string => (step >= 1e6 ? `${step / 1e6}\u202fM` : step >= 1e3 ? `${step / 1e3}\u202fk` : String(step));

/** As many decimals as the distance between ticks has. */
export function tickText(value: number, splits: readonly number[]): string {
  const distance = Math.abs((splits[1] ?? 1) - (splits[0] ?? 0));
  let decimals = 0;
  while (decimals < 6 && Math.abs(distance * 10 ** decimals - Math.round(distance * 10 ** decimals)) > 1e-6) decimals++;
  return Math.abs(value) < distance / 1000 ? '0' : fixed(value, decimals);
}

/** Round numbers in a range, about `count` of them. */
export function roundTicks(low: number, high: number, count: number): readonly number[] {
  const distance = roundUp(Math.max((high - low) / count, Number.MIN_VALUE));
  const first = Math.ceil(low / distance);
  return Array.from({ length: Math.max(0, Math.floor(high / distance) - first + 1) }, (_, k) => (first + k) * distance);
}
