/** The self-test at start-up: what every device must compute, whatever compiler stands between. */
import { compile } from '../world/compile';
import { enumerate } from '../world/enumerate';
import { startsOfSplit } from '../world/starts';
import { hyperparameters, perAgentNames } from '../agent/hyperparameters';
import { settle } from '../numerics/float32';
import { plainStructure, type Engine, type Program, type SelfTest } from './engine';

/** Name and result of every case of shaders/kernels/selftest.wgsl, in its order; an independent mirror in the tests agrees. */
export const selfTestCases: readonly (readonly [name: string, bits: number])[] = [
  ['rounding', 0x3e82f868],
  ['contraction', 0],
  ['reassociation', 0],
  ['settle', 0xed35ab5a],
  ['exponential', 0xed810091],
  ['reciprocal', 0xae34542b],
  ['random numbers', 0x8a8438f9],
];

/** What the four state sums of `selfTestAgents` are after `selfTestSteps` steps. */
export const selfTestStateSum: readonly number[] = [0xb86be3eb, 0xc5c6e389, 0x7cffb69d, 0xa169ea1c];
export const selfTestSteps = 1000;

/** A ring of five cells with a stochastic step and one rewarded cell: four agents with 8 hidden units and a floor. */
export function selfTestProgram(): Program {
  const cells = 5;
  const world = enumerate({
    actions: ['left', 'stay', 'right'],
    events: [{ name: 'goal', reward: 1, intended: 1 }, { name: 'slip', reward: -0.125 }],
    levels: [{
      name: 'ring', splits: { train: 1 }, maxSteps: 16, start: [[0.5, 0], [0.5, 2]],
      step: (cell: number, action: number) => {
        const next = (cell + action - 1 + cells) % cells;
        return [
          { probability: 0.75, next, events: next === 4 ? ['goal'] : [], terminated: next === 4 },
          { probability: 0.25, next: cell, events: ['slip'] },
        ];
      },
      features: (cell: number) => ({ object: [[cell, 1], [cells, cell / 4]] }),
    }],
  });
  const agents = 4;
  const values: Partial<Record<(typeof perAgentNames)[number], number>> = { gamma: 0.9, alpha: 0.1, beta: 0.2, lambda: 0, temperature: 0.75, initScale: 0.5, floor: 0.1 };
  return {
    tables: compile(world),
    structure: { ...plainStructure, hidden: 8, floor: true },
    seed: 20, firstAgent: 0, agents,
    hyperparameters: Float32Array.from(perAgentNames.flatMap((name) => Array<number>(agents).fill(settle(values[name] ?? (hyperparameters[name].default as number))))),
  };
}

/**
 * Runs the cases and the agents on an engine.
 * @param runCases computes the cases' numbers on the engine's device
 */
export async function selfTestOf(runCases: () => Promise<Uint32Array>, engine: Pick<Engine, 'load'>): Promise<SelfTest> {
  const results = await runCases();
  const failures = selfTestCases.filter(([, expected], i) => results[i] !== expected).map(([name]) => name);
  const sum = await selfTestAgents(engine);
  if (selfTestStateSum.some((expected, k) => sum[k] !== expected)) failures.push(`${selfTestSteps} steps of an agent`);
  return { exact: failures.length === 0, failures };
}

/** The state sum after the self-test's steps. */
export async function selfTestAgents(engine: Pick<Engine, 'load'>): Promise<Uint32Array> {
  const program = selfTestProgram();
  const population = await engine.load(program);
  await population.begin({
    firstStep: 0, learn: true, greedy: false, modelLearn: true, episodes: 0, starts: startsOfSplit(program.tables, 'train'),
    references: { halfIntended: 0.5, halfReward: 0.5, criterion: 0.8, contested: new Uint8Array(1) },
  });
  await population.advance(selfTestSteps);
  const sum = await population.stateSum();
  population.destroy();
  return sum;
}
