/** What figures are drawn from: the rows of the agents, all of them or those that are selected, and the populations of the phases. */
import { summarise } from '../analysis/statistics';
import type { AgentColumn, AgentTable, PhaseResult, PopulationStatistic } from '../experiment/results';

/** Agents by number; null stands for all of them. */
export type Chosen = ArrayLike<number> | null;

export class FigureData {
  /** of the agents that figures are about, their rows; null as long as there are none */
  readonly agents: readonly number[] | null;
  private readonly columns: ReadonlyMap<string, AgentColumn>;
  private readonly cache = new Map<string, Float64Array | null>();

  /**
   * @param table null before the end of a run, and for one without rows per agent
   * @param phases those that are over
   */
  constructor(readonly table: AgentTable | null, readonly phases: readonly PhaseResult[], readonly chosen: Chosen) {
    this.columns = new Map(table?.names.map((name, column) => [name, table.columns[column]!]));
    const count = table?.columns[0]?.length ?? 0;
    this.agents = table ? (chosen ? Array.from(chosen).filter((agent) => agent < count) : Array.from({ length: count }, (_, agent) => agent)) : null;
  }

  /** A number of every agent, NaN where it has none; null if there is no such column of numbers. */
  numbers(name: string): Float64Array | null {
    let found = this.cache.get(name);
    if (found === undefined) {
      const column = this.columns.get(name);
      const usable = column !== undefined && this.agents !== null && typeof column[0] === 'number';
      this.cache.set(name, (found = usable ? Float64Array.from(this.agents!, (agent) => column[agent] as number) : null));
    }
    return found;
  }

  /** Names of hyperparameters that the rows hold. */
  get hyperparameters(): readonly string[] {
    const phases = this.phases.map(({ name }) => `${name}.`);
    return this.table?.names.filter((name) => name !== 'agent' && !phases.some((phase) => name.startsWith(phase))) ?? [];
  }

  /** Those of some measures that the rows hold in at least one phase. */
  measuresAmong(names: readonly string[]): readonly string[] {
    return names.filter((name) => this.phases.some((phase) => this.numbers(`${phase.name}.${name}`)));
  }

  /** A measure over the agents that the figures are about; null where the phase does not have it. */
  statistic(phase: PhaseResult, measure: string): PopulationStatistic | null {
    if (!this.chosen) return phase.population[measure] ?? null;
    const values = this.numbers(`${phase.name}.${measure}`);
    return values && summarise(values);
  }
}
