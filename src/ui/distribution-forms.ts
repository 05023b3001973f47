/** What a distribution comes to over the agents, and how a number becomes a distribution that a hyperparameter allows. */
import type { Distribution } from '../experiment/types';
import { smallest } from '../numerics/float32';
import type { DistributionKind } from './distribution-text';
import { grouped, plain } from './format';

/** The values that a hyperparameter of single agents may have: `min`, and what lies between `above` and `max`. */
export interface DistributionRange {
  readonly min: number;
  readonly above: number;
  readonly max: number;
  readonly whole: boolean;
}

/** Whole numbers are listed, never drawn from a range. */
export const kindsFor = ({ whole }: Pick<DistributionRange, 'whole'>): readonly DistributionKind[] =>
  whole ? ['number', 'choice', 'grid'] : ['number', 'uniform', 'logUniform', 'choice', 'grid'];

const rounded = (value: number): number => Number(value.toPrecision(3));
const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Values of a range at equal distances, or at equal ratios; both ends are among them. */
export function evenly(low: number, high: number, count: number, log: boolean): readonly number[] {
  const at = (share: number): number => (log ? low * (high / low) ** share : low + share * (high - low));
  return ascending(Array.from({ length: count }, (_, i) => (i === 0 ? low : i === count - 1 ? high : rounded(at(i / (count - 1))))));
}

/**
 * So many values between the lowest and the highest of a list.
 * @param log by equal ratios, for positive values; else at equal distances
 */
export function respread(values: readonly number[], count: number, log: boolean, { whole }: DistributionRange): readonly number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spread = evenly(low, high, Math.max(1, count), log);
  return whole ? ascending(spread.map(Math.round)) : spread;
}

/** How many values a list gets that a range is turned into. */
const listed = 4;

/**
 * The same in another form, as near as that can be.
 * @param values the numbers that the present form is written with
 * @param kind one of `kindsFor(range)`
 * @returns what the experiment's validation accepts for every hyperparameter of this range, if it accepts `values`
 */
export function inForm(values: readonly number[], from: DistributionKind, kind: DistributionKind, range: DistributionRange): Distribution {
  const { above, max, min, whole } = range;
  const allowed = (value: number): number => Math.min(max, Math.max(value === min ? min : above, value));
  const sorted = ascending(values.map(allowed));
  const [low, high] = [sorted[0] ?? above, sorted.at(-1) ?? above];
  if (kind === 'number') {
    const ranges = from === 'uniform' || from === 'logUniform';
    const middle = from === 'uniform' ? (low + high) / 2 : Math.sqrt(low * high);
    return ranges ? Math.min(high, Math.max(low, rounded(middle))) : (values[0] === undefined ? low : allowed(values[0]));
  }
  // Around a special case such as “never” there is nothing to spread over: a tenth is a usual size.
  const centre = low > 0 ? low : Math.min(max, Math.max(0.1, 10 * above));
  if (kind === 'uniform' || kind === 'logUniform') {
    const least = kind === 'logUniform' ? Math.max(above, smallest) : above;
    const factor = kind === 'uniform' ? 2 : 4;
    const ends = low < high && low >= least
      ? ([low, high] as const)
      : ([Math.max(least, rounded(centre / factor)), Math.min(max, Math.max(high, rounded(centre * factor)))] as const);
    return kind === 'uniform' ? { uniform: ends } : { logUniform: ends };
  }
  const list = (): readonly number[] => {
    if (from === 'uniform' || from === 'logUniform') return evenly(low, high, listed, from === 'logUniform' && low > 0);
    if (sorted.length > 1) return sorted;
    if (whole) return low < max ? [low, low + 1] : [low - 1, low];
    return ascending([low, allowed(rounded(centre / 2)), allowed(rounded(centre * 2))]);
  };
  return kind === 'grid' ? { grid: list() } : { choice: list() };
}

/** Values at which equal shares of the agents lie between neighbours; of a list, its values. */
export function quantiles(distribution: Distribution, count: number): readonly number[] {
  if (typeof distribution === 'number') return [distribution];
  if ('choice' in distribution) return distribution.choice;
  if ('grid' in distribution) return distribution.grid;
  const log = 'logUniform' in distribution;
  const [low, high] = log ? distribution.logUniform : distribution.uniform;
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5) / count;
    return log ? low * (high / low) ** share : low + share * (high - low);
  });
}

/**
 * What the agents get, in a sentence.
 * @param others points of the product of all other grids
 */
export function sentenceOf(distribution: Distribution, agents: number, others: number): string {
  if (typeof distribution === 'number') return 'All agents have the same value.';
  if ('uniform' in distribution || 'logUniform' in distribution) {
    const middle = quantiles(distribution, 1)[0]!;
    return `Each agent draws its own; half of the agents are below ${plain(Number(middle.toPrecision(2)))}.`;
  }
  if ('choice' in distribution) {
    const { length } = distribution.choice;
    return `Each agent draws one of ${grouped(length)}: about ${grouped(agents / length)} agents each.`;
  }
  const { length } = distribution.grid;
  const points = length * others;
  const product = others > 1 ? `${grouped(length)} values × ${grouped(others)} of other grids = ${grouped(points)} combinations` : `${grouped(length)} ${length === 1 ? 'value' : 'values'}`;
  if (points > agents) return `${product}, of which ${grouped(agents)} agents take the first ${grouped(agents)}.`;
  const each = Math.floor(agents / points);
  return `${product}, ${grouped(each)}${agents % points === 0 ? '' : ` or ${grouped(each + 1)}`} ${each === 1 && agents % points === 0 ? 'agent' : 'agents'} each.`;
}
