/**
 * What is possible in a world: returns of the optimal and of the reward-blind (uniform) policy, for everything that is
 * paid, and the optimal value of every state. The measures of a population stand beside these numbers.
 */
import { solve, type ChannelSolution, type Returns } from './solve';
import { startRow } from './starts';
import type { StartTable, WorldTables } from './types';
import { optimalValues } from './value-iteration';

/** An expected return per episode, from the start distribution. */
export interface ExpectedReturn {
  /** Σ γᵗ rₜ */
  readonly discounted: number;
  /** Σ rₜ */
  readonly undiscounted: number;
}

/** By channel (`reward`, `intended`, `proxy.<name>`): as if an agent cared for that channel alone. */
export type ReturnsByChannel = Readonly<Record<string, ExpectedReturn>>;

export interface PolicyReturns {
  readonly optimal: ReturnsByChannel;
  readonly uniform: ReturnsByChannel;
}

export interface LevelOracle extends PolicyReturns {
  readonly name: string;
  /** by state number: optimal reward value without a horizon */
  readonly values: readonly number[];
  /** whether `values` settled: with γ = 1 they may be infinite */
  readonly converged: boolean;
}

/**
 * Per level: returns from its own start states over episodes of at most `maxSteps` steps, and values of all states.
 * Bounded work in every case, see `solve` and `optimalValues`.
 * @param gamma discount per step, in [0, 1]
 */
export function oracle(tables: WorldTables, gamma: number): readonly LevelOracle[] {
  const { values, converged } = optimalValues(tables, gamma);
  return tables.world.levels.map((level, l) => {
    const first = tables.firstRow[l]!;
    const weights = level.start.map(([probability, state]): Weight => [startRow(tables, l, state), probability]);
    return {
      name: level.name,
      ...expect(tables, weights, gamma),
      values: Array.from(values.subarray(first, tables.firstRow[l + 1]!)),
      converged: converged[l] === 1,
    };
  });
}

/**
 * Expected returns per episode from a table of starts, weighted exactly as its thresholds draw them; segments count
 * equally, since episodes take them in turn.
 */
export function splitReturns(tables: WorldTables, starts: StartTable, gamma: number): PolicyReturns {
  const weights = starts.segments.flatMap(({ threshold, row }) =>
    Array.from(row, (r, i): Weight => {
      const below = i === 0 ? 0 : threshold[i - 1]!;
      const above = i === row.length - 1 ? 2 ** 32 : threshold[i]!;
      return [r, (above - below) / 2 ** 32 / starts.segments.length];
    }),
  );
  return expect(tables, weights, gamma);
}

/**
 * [levels] 1 where goals come apart: from some start state no first action is optimal (discounted, within 1e-9) for both
 * of some pair among the intended goal and the proxies.
 */
export function contestedLevels(tables: WorldTables, gamma: number): Uint8Array {
  const goals = [...new Set(solve(tables, gamma).channels.slice(tables.channels.indexOf('intended')))];
  return Uint8Array.from(tables.world.levels, (level, l) =>
    level.start.some(([, state]) => {
      const row = startRow(tables, l, state);
      return goals.some((goal, g) => goals.slice(0, g).some((other) => (goal.optimalActions[row]! & other.optimalActions[row]!) === 0));
    }) ? 1 : 0,
  );
}

type Weight = readonly [row: number, weight: number];

function expect(tables: WorldTables, weights: readonly Weight[], gamma: number): PolicyReturns {
  const { channels } = solve(tables, gamma);
  const mean = (values: Float64Array) => weights.reduce((sum, [row, weight]) => sum + weight * values[row]!, 0);
  const byChannel = (policy: (solution: ChannelSolution) => Returns): ReturnsByChannel =>
    Object.fromEntries(
      tables.channels.map((channel, c) => {
        const { discounted, undiscounted } = policy(channels[c]!);
        return [channel, { discounted: mean(discounted), undiscounted: mean(undiscounted) }];
      }),
    );
  return { optimal: byChannel((solution) => solution.optimal), uniform: byChannel((solution) => solution.uniform) };
}
