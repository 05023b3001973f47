/** Value against return: v at the start of an episode and its discounted return G, without bootstrapping. */
import type { Columns } from '../../engine/columns';
import type { PopulationStatistic } from '../../experiment/results';
import type { PhaseContext } from '../context';
import { each, perEpisode, type Measure } from '../measure';
import { noStatistic, percents } from '../statistics';

/** Episodes that an R² needs before it means anything. */
const leastEpisodes = 8;

/** The relative error that rounding to binary32 leaves in a sum, per term. */
const rounding = 2 ** -24;

/** Σ(G − Ḡ)² over an agent's episodes around their own mean, from sums that are shifted by a constant. */
const variation = ({ episodes, returnShifted, returnShiftedSquared }: Columns, i: number): number =>
  Math.max(0, returnShiftedSquared[i]! - (returnShifted[i]! * returnShifted[i]!) / episodes[i]!);

/** How large rounding alone may make that where all returns are equal. */
const variationByRounding = ({ episodes, returnShiftedSquared }: Columns, i: number): number => returnShiftedSquared[i]! * episodes[i]! * rounding;

export const valueMeasures: readonly Measure[] = [
  { name: 'valueBias', unit: 'return', doc: 'Mean of v − G.', perAgent: (x) => perEpisode(x, x.columns.valueError) },
  {
    name: 'valueRmse', unit: 'return', doc: 'Root mean square of v − G.',
    perAgent: (x) => perEpisode(x, x.columns.valueErrorSquared).map(Math.sqrt),
  },
  {
    name: 'valueR2', unit: '1', doc: `1 − Σ(G − v)² / Σ(G − Ḡ)²; no value below ${leastEpisodes} episodes or without variance.`,
    perAgent: (x) => each(x, (i) => {
      const { columns } = x;
      const total = variation(columns, i);
      return columns.episodes[i]! < leastEpisodes || total <= variationByRounding(columns, i) ? NaN : 1 - columns.valueErrorSquared[i]! / total;
    }),
  },
  {
    name: 'valueR2.pooled', unit: '1', doc: 'The same over the episodes of all agents together, with one Ḡ for all of them: agents may also differ in what they get.',
    ofPopulation: pooledR2,
  },
];

/**
 * 1 − ΣA / ΣB over agents, A = Σ(G − v)² and B = Σ(G − Ḡ)² of an agent's episodes around the population's mean, which is
 * n (Ḡ_own − Ḡ)² more than around its own. The standard error is that of a ratio of sums over independent agents, to first
 * order (Cochran 1977, Sampling Techniques, chapter 6); that Ḡ is itself estimated changes nothing at that order, since it
 * minimises ΣB.
 */
function pooledR2({ tables, columns }: PhaseContext): PopulationStatistic {
  const { episodes, valueErrorSquared } = columns;
  const returns = columns.discounted[tables.channels.indexOf('reward')]!;
  const agents = Array.from(episodes.keys()).filter((i) => episodes[i]! > 0 && columns.divergedAt[i]! === 0);
  const sum = (of: (i: number) => number): number => agents.reduce((total, i) => total + of(i), 0);
  const count = sum((i) => episodes[i]!);
  const mean = sum((i) => returns[i]!) / count;
  const around = (i: number): number => variation(columns, i) + episodes[i]! * (returns[i]! / episodes[i]! - mean) ** 2;
  const total = sum(around);
  const byRounding = sum((i) => variationByRounding(columns, i) + episodes[i]! * (returns[i]! * rounding) ** 2);
  if (count < leastEpisodes || total <= byRounding) return noStatistic;
  const ratio = sum((i) => valueErrorSquared[i]!) / total;
  const squares = sum((i) => (valueErrorSquared[i]! - ratio * around(i)) ** 2);
  const n = agents.length;
  return { mean: 1 - ratio, standardError: n > 1 ? Math.sqrt((squares * n) / (n - 1)) / total : null, quantiles: percents.map(() => null), count: n };
}
