/** What the independent check is handed: a program's tables, phases and hyperparameters as JSON, without any encoding for engines. */
import { perAgentNames } from '../../src/agent/hyperparameters';
import type { PhaseProgram, Program } from '../../src/engine/engine';
import { specialise } from '../../src/engine/specialise';
import type { FeatureTable } from '../../src/world/types';

/** @param phases [phase] and how many steps it has */
export function handedOver(program: Program, phases: readonly (readonly [phase: PhaseProgram, steps: number])[]): object {
  const { tables, structure, seed, agents, hyperparameters } = program;
  const { thoughts } = specialise(program);
  const channels = tables.channels.length;
  const outcomesOf = (row: number, action: number): object[] => {
    const pair = row * tables.actions + action;
    const [first, end] = [tables.firstOutcome[pair]!, tables.firstOutcome[pair + 1]!];
    return Array.from({ length: end - first }, (_, i) => {
      const set = tables.outcomeEvents[first + i]!;
      return {
        threshold: tables.outcomeThreshold[first + i], next: tables.outcomeNext[first + i], terminated: tables.outcomeTerminated[first + i] === 1,
        reward: tables.eventSetPayoff[set * channels], valence: tables.eventSetOverrides[set] === 1 ? tables.eventSetValence[set] : null,
      };
    });
  };
  return {
    seed, features: thoughts.count, hidden: structure.hidden, actions: tables.actions,
    traces: structure.traces, actorTraces: structure.actorTraces, floor: structure.floor, trunkActor: structure.trunk.actor, forgets: structure.decay,
    agents: Array.from({ length: agents }, (_, agent) => Object.fromEntries(perAgentNames.map((name, i) => [name, hyperparameters[i * agents + agent]]))),
    rows: Array.from({ length: tables.rows }, (_, row) => ({
      features: featuresOf(thoughts.rows, row), maxSteps: tables.maxSteps[tables.levelOf[row]!], actions: Array.from({ length: tables.actions }, (_a, action) => outcomesOf(row, action)),
    })),
    phases: phases.map(([{ firstStep, learn, greedy, episodes, starts }, steps]) => ({
      firstStep, steps, learn, greedy, episodes, starts: starts.segments.map(({ threshold, row }) => [[...threshold], [...row]]),
    })),
  };
}

/** Indices and strengths of a row's active features. */
function featuresOf({ count, perRow, index, value }: FeatureTable, row: number): readonly [number[], number[]] {
  const places = Array.from({ length: perRow }, (_, m) => row * perRow + m).filter((place) => index[place]! < count);
  return [places.map((place) => index[place]!), places.map((place) => value[place]!)];
}
