/** A population as points: which numbers of its agents stand for place and colour, and where they come from. */
import { perAgentNames, type HyperparameterName } from '../agent/hyperparameters';
import type { LiveColumn, PaintedColumn, Painting } from '../engine/painting';
import { specialise } from '../engine/specialise';
import { floatOf } from '../numerics/float32';
import { drawHyperparameters } from '../experiment/distributions';
import type { Session } from './session';

/** A number of every agent: a hyperparameter, a measure of the present phase so far by its name, or numbers that the page has given under a name. */
export type PlotAxis = { readonly agent: HyperparameterName } | { readonly live: string } | { readonly given: string };

export const sameAxis = (a: PlotAxis, b: PlotAxis): boolean => JSON.stringify(a) === JSON.stringify(b);

export interface Plot extends Omit<Painting, 'columns'> {
  readonly axes: readonly [x: PlotAxis, y: PlotAxis, colour: PlotAxis];
  /** size of the picture, in pixels */
  readonly size: readonly [width: number, height: number];
}

/** Finds the numbers of a session's agents; what does not change during a run is drawn once. */
export class PlotColumns {
  private readonly drawn = new Map<HyperparameterName, Float32Array>();
  private hyperparameters: Float32Array | null = null;

  /** @param given what the page has given, by name */
  constructor(private readonly session: Session, private readonly given: ReadonlyMap<string, Float32Array>) {}

  /** Where a painter finds the numbers of an axis; null if this population has no such measure. */
  painted(axis: PlotAxis): PaintedColumn | null {
    if ('given' in axis) return this.givenColumn(axis.given);
    return 'agent' in axis ? this.hyperparameter(axis.agent) : this.live(axis.live);
  }

  /** The numbers of every agent, NaN where it has none; null if this population has no such measure. */
  async values(axis: PlotAxis): Promise<Float32Array | null> {
    const column = this.painted(axis);
    if (column === null || column instanceof Float32Array) return column;
    const [numerator, ...denominators] = await this.session.population.accumulators([column.numerator, ...column.denominators]);
    return Float32Array.from(numerator!, (word, agent) => {
      const over = denominators.reduce((sum, counts) => sum + counts[agent]!, 0);
      const x = column.float ? floatOf(word) : word;
      return denominators.length === 0 ? x : over > 0 ? x / over : NaN;
    });
  }

  private givenColumn(name: string): Float32Array | null {
    const column = this.given.get(name);
    return column?.length === this.session.shape.agents ? column : null;
  }

  private hyperparameter(name: HyperparameterName): Float32Array | null {
    const place = perAgentNames.indexOf(name);
    if (place < 0) return null;
    const { experiment, shape: { firstAgent, agents } } = this.session;
    let known = this.drawn.get(name);
    if (!known) {
      this.hyperparameters ??= drawHyperparameters(experiment, firstAgent, agents);
      this.drawn.set(name, (known = this.hyperparameters.slice(place * agents, (place + 1) * agents)));
    }
    return known;
  }

  /** The totals of the phase behind a measure that has a curve. */
  private live(name: string): LiveColumn | null {
    const { statistics, measures: { RETURNS, TOTALS } } = specialise(this.session.shape);
    const place = statistics.find((statistic) => statistic.name === name);
    const total = (slot: number): number => (slot >= RETURNS && slot < TOTALS ? slot - RETURNS + TOTALS : slot);
    return place ? { numerator: total(place.numerator), float: place.float, denominators: place.denominators.map(total) } : null;
  }
}
