/** Learners against published numbers: what the kernels compute is textbook TD(λ) and Rescorla and Wagner's rule. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/analysis/statistics';
import type { AgentTable } from '../../src/experiment/results';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import { localCpuEngine } from '../gpu/harness/cpu';

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../external/${name}.json`, import.meta.url), 'utf8')) as T;

async function agentsOf(experiment: unknown): Promise<AgentTable> {
  const { agents } = await runExperiment(parseExperiment(experiment), localCpuEngine(), {});
  return agents!;
}
const column = (table: AgentTable, name: string): readonly number[] => table.columns[table.names.indexOf(name)] as readonly number[];

describe('TD(λ) on the 19-state random walk', () => {
  const { rows } = read<{ rows: readonly { lambda: number; alpha: number; mean: number; se: number; rmsByEpisode: number[]; rmsByEpisodeSe: number[] }[] }>('td-lambda-19');
  const states = Array.from({ length: 19 }, (_, i) => i + 1);
  const episodes = Array.from({ length: 10 }, (_, i) => `episode ${i + 1}`);

  /** The published numbers are printed to five digits after the point. */
  const printed = 5e-6;

  describe.each([0, 0.8])('λ = %s', async (lambda) => {
    const own = rows.filter((row) => row.lambda === lambda);
    const table = await agentsOf({
      schema: 1, scenario: 'random-walk', scenarioOptions: { states: 19 }, agents: 400 * own.length, seed: 19,
      agent: { lambda, alpha: { grid: own.map(({ alpha }) => alpha) } },
      phases: episodes.map((name) => ({ name, split: 'train', episodes: 1 })),
      record: { everySteps: 1000 },
    });
    /** [agent] root mean square error over the states after an episode. */
    const rms = episodes.map((name) => {
      const values = states.map((state) => column(table, `${name}.probe.state ${state}`));
      return values[0]!.map((_, agent) => Math.sqrt(states.reduce((sum, state, s) => sum + (values[s]![agent]! - (state - 10) / 10) ** 2, 0) / 19));
    });

    it.each(own.map((row, place) => [row.alpha, row, place] as const))('α = %s: within four standard errors', (_alpha, row, place) => {
      const mine = (perAgent: readonly number[]) => summarise(perAgent.filter((_, agent) => agent % own.length === place));
      const within = (perAgent: readonly number[], mean: number, se: number): void => {
        const { mean: got, standardError } = mine(perAgent);
        expect(Math.abs(got! - mean)).toBeLessThanOrEqual(4 * Math.sqrt(se ** 2 + standardError! ** 2) + printed);
      };
      within(rms[0]!.map((_, agent) => rms.reduce((sum, episode) => sum + episode[agent]!, 0) / rms.length), row.mean, row.se);
      rms.forEach((episode, i) => within(episode, row.rmsByEpisode[i]!, row.rmsByEpisodeSe[i]!));
    });
  });
});

describe('TD(0) prediction with a small step size', () => {
  const { problems } = read<{ problems: readonly { id: string; values: number[] }[] }>('td-prediction');
  it.each([[5, 'walk5'], [19, 'walk19']])('%s states: the population mean is within .02 of the true values', async (states, id) => {
    const { values } = problems.find((problem) => problem.id === id)!;
    const table = await agentsOf({
      schema: 1, scenario: 'random-walk', scenarioOptions: { states }, agents: 200, seed: 3, agent: { alpha: 0.02 },
      phases: [{ name: 'train', split: 'train', steps: 100_000 }],
    });
    values.forEach((value, i) => expect(Math.abs(summarise(column(table, `train.probe.state ${i + 1}`)).mean! - value)).toBeLessThan(0.02));
  });
});

describe('REINFORCE on the short corridor', () => {
  const { optimum } = read<{ optimum: { p: number; J: number } }>('short-corridor');
  const shareOfRight = async (agent: object): Promise<number> => {
    const table = await agentsOf({
      schema: 1, scenario: 'short-corridor', agents: 200, seed: 5, agent,
      phases: [{ name: 'train', split: 'train', steps: 20_000 }, { name: 'test', split: 'train', steps: 4000, learn: false }], record: { everySteps: 8000 },
    });
    const p = column(table, 'test.event.right').map((right, agent) => right / column(table, 'test.event.step')[agent]!);
    return summarise(p.filter((share) => !Number.isNaN(share))).mean!;
  };
  it('ends near the best gamble', async () => expect(Math.abs((await shareOfRight({ beta: 2 ** -12 })) - optimum.p)).toBeLessThan(0.05));
  it('which a critic that bootstraps does not find', async () => expect(await shareOfRight({ alpha: 0.03, beta: 0.05, lambdaActor: 0 })).toBeGreaterThan(0.9));
});

describe("Rescorla and Wagner's rule", () => {
  interface Case {
    readonly id: string;
    readonly schedule: readonly unknown[];
    readonly cues: readonly string[];
    readonly weights: readonly number[];
  }
  const { rescorlaWagner } = read<{ rescorlaWagner: { alpha: number; cases: readonly Case[] } }>('td-prediction');

  /** A schedule as phases: ["A+", 20] is twenty trials, ["A+", "AX-", 40] is forty times both in turn. */
  const phasesOf = (schedule: readonly unknown[]) => {
    const blocks = schedule.every(Array.isArray) ? (schedule as unknown[][]) : [schedule];
    return blocks.map((block, i) => ({ name: `block ${i}`, levels: block.slice(0, -1), repeat: block.at(-1) }));
  };

  it.each(rescorlaWagner.cases.map((one) => [one.id, one] as const))('%s', async (_id, { schedule, cues, weights }) => {
    const phases = phasesOf(schedule);
    const trials = [...new Set(phases.flatMap(({ levels }) => levels as string[]))];
    const world = {
      schema: 1, actions: ['wait'], events: [{ name: 'reinforcement', reward: 1 }],
      levels: trials.map((trial) => ({
        name: trial, splits: { all: 1 }, states: 2, start: [[1, 0]],
        transitions: [[0, 0, [[1, 1, trial.endsWith('+') ? ['reinforcement'] : [], true]]]],
        features: { object: [cues.flatMap((cue, i) => (trial.includes(cue) ? [[i, 1]] : [])), []], self: [] },
      })),
      probes: cues.map((cue, i) => ({ name: cue, features: { object: [[i, 1]], self: [] } })),
    };
    const table = await agentsOf({
      schema: 1, scenario: { world }, agents: 2, agent: { hidden: 0, initScale: 0, alpha: rescorlaWagner.alpha, gamma: 1 }, phases,
    });
    weights.forEach((weight, i) => expect(column(table, `${phases.at(-1)!.name}.probe.${cues[i]}`)[0]).toBeCloseTo(weight, 5));
  });
});
