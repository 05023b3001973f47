import { encodeBase64url } from '../../src/experiment/base64url';
import { encodeLink, linkFingerprint } from '../../src/experiment/link';
import type { Results } from '../../src/experiment/results';
import type { Experiment } from '../../src/experiment/types';
import { main } from '../../src/headless/cli';
import type { Context } from '../../src/headless/command';
import type { EngineName, Runner } from '../../src/headless/runner';
import type { Finished } from '../../src/lab/outcome';

export const fingerprint = (text: string): string => encodeBase64url(new TextEncoder().encode(text.padEnd(16, '.').slice(0, 16)));

/** What a run would give, without computing anything: phase fingerprints are made of the seed and the phase's name. */
export function fakeRun(experiment: Experiment): Finished {
  const prints = experiment.phases.map(({ name }) => fingerprint(`${experiment.seed} ${name}`));
  const results: Results = {
    schema: 1,
    experiment,
    link: encodeLink(experiment, 'https://example.org/', linkFingerprint(prints)),
    fingerprint: prints.at(-1)!,
    exact: true,
    device: 'a fake',
    engine: 'cpu',
    phases: experiment.phases.map(({ name }, i) => ({
      name,
      steps: 1000,
      fingerprint: prints[i]!,
      population: {
        reward: { mean: 0.97314, standardError: 0.00421, quantiles: [0.9, 0.95, 0.97, 0.98, 1], count: experiment.agents },
        'reward.discounted': { mean: 0.5, standardError: null, quantiles: [null, null, null, null, null], count: 1 },
        valueBias: { mean: null, standardError: null, quantiles: [null, null, null, null, null], count: 0 },
      },
      shares: { 'goal.behaviour': [{ name: 'corner', count: 3, share: 0.75, low: 0.3006, high: 0.9544 }] },
      oracle: { 'oracle.reward': 1 },
      uniform: { 'uniform.reward': 0.2 },
    })),
    curves: [],
    throughput: { agentSteps: 2e8, seconds: 50, agentStepsPerSecond: 4e6 },
  };
  const agents = experiment.record.perAgent
    ? { names: ['agent', 'alpha', 'train.goal'], columns: [[0, 1], [Math.fround(0.03), NaN], ['corner', 'a "b", c']] }
    : null;
  return { results, agents };
}

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line with a fake engine that holds a million agents. */
export async function lab(args: readonly string[], changes: Partial<Context> & { readonly runner?: Partial<Runner> } = {}): Promise<Outcome & { readonly wanted: (EngineName | null)[] }> {
  const { runner, ...context } = changes;
  let [stdout, stderr] = ['', ''];
  const wanted: (EngineName | null)[] = [];
  const code = await main(args, {
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    terminal: false,
    signal: new AbortController().signal,
    program: ['node', 'lab.js'],
    now: () => 0,
    chooseRunner: async (name) => {
      wanted.push(name);
      return {
        engine: name ?? 'cpu',
        device: 'a fake',
        software: true,
        reason: 'Engine: cpu, for a test.',
        capacity: () => ({ agents: 1_000_000, bytesPerAgent: 15_000 }),
        run: async (experiment) => fakeRun(experiment),
        runShard: () => Promise.reject(new Error('this fake has no shards')),
        close: async () => undefined,
        ...runner,
      };
    },
    ...context,
  });
  return { code, stdout, stderr, wanted };
}
