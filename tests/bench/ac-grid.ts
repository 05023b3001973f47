/**
 * The workload of the benchmark, an actor-critic in a small grid: 8 × 8 cells, from the first to the last, in steps to the
 * right, left, down and up that the walls clamp. A step costs .01; the goal pays 1 and terminates. The agent sees its cell,
 * one-hot.
 */
import type { World } from '../../src/world/types';
import { worldLimits } from '../../src/world/limits';

const size = 8;

export const grid = { cells: size * size, start: 0, goal: size * size - 1, actions: ['right', 'left', 'down', 'up'] } as const;

export const rewards = { step: -0.01, goal: 1 } as const;

export const learner = { hidden: 32, gamma: 0.97, alpha: 0.01, beta: 0.01, initScale: 0.1 } as const;

/** The cell that an action leads to. */
export function nextCell(cell: number, action: number): number {
  const [x, y] = [cell % size, Math.floor(cell / size)];
  switch (grid.actions[action]) {
    case 'right': return Math.min(x + 1, size - 1) + y * size;
    case 'left': return Math.max(x - 1, 0) + y * size;
    case 'down': return x + Math.min(y + 1, size - 1) * size;
    default: return x + Math.max(y - 1, 0) * size;
  }
}

/** The grid in the public form of a world. */
function world(): World {
  const places = Array.from({ length: grid.goal }, (_, cell) => cell);
  return {
    schema: 1,
    actions: grid.actions,
    events: [{ name: 'step', reward: rewards.step }, { name: 'goal', reward: rewards.goal }],
    levels: [{
      name: 'grid',
      splits: { train: 1 },
      // As good as never: the workload has no time limit.
      maxSteps: worldLimits.maxSteps,
      states: grid.cells,
      start: [[1, grid.start]],
      transitions: places.flatMap((cell) =>
        grid.actions.map((_, action) => {
          const next = nextCell(cell, action);
          const terminated = next === grid.goal;
          return [cell, action, [[1, next, [terminated ? 'goal' : 'step'], terminated]]] as const;
        }),
      ),
    }],
  };
}

/** The workload as an experiment in its public JSON form. @param more hyperparameters, for agents that do more than the plain loop's */
export const acGrid = (agents: number, more: Readonly<Record<string, unknown>> = {}) =>
  ({ schema: 1, name: 'AC-grid', scenario: { world: world() }, agents, agent: { ...learner, ...more } });
