import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { summarise } from '../../src/analysis/statistics';
import type { Verdict } from '../../src/analysis/verdict';
import type { AgentTable } from '../../src/experiment/results';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Experiment } from '../../src/experiment/types';
import { contrastText } from '../../src/headless/claim-report';
import { withInterval } from '../../src/headless/number-text';
import type { Runner } from '../../src/headless/runner';
import { runExperiment, type RunHooks } from '../../src/lab/run';
import { catalogue, findScenario } from '../../src/scenarios';
import type { Scenario } from '../../src/world/scenario';
import { localCpuEngine } from '../gpu/harness/cpu';
import { fakeRun, lab } from './cli-context';

const claim = 'tests/unit/claim.json';

/** A scenario with arms; the catalogue of this file alone has it. */
const { arms, verdicts } = JSON.parse(readFileSync(claim, 'utf8')) as Required<Pick<Scenario, 'arms' | 'verdicts'>>;
const walk = { ...findScenario('random-walk'), id: 'walk-claim', defaults: { phases: [{ name: 'walk', split: 'train', steps: 2000 }] }, arms, verdicts };

let folder: string;
beforeAll(() => {
  (catalogue as Map<string, Scenario>).set(walk.id, walk);
  folder = mkdtempSync(join(tmpdir(), 'lab-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('run of a claim, computed by the CPU engine', () => {
  const tables: AgentTable[] = [];
  const run: Runner['run'] = async (experiment, hooks) => {
    const engine = localCpuEngine();
    const finished = await runExperiment(experiment, engine, hooks as RunHooks);
    engine.destroy();
    tables.push(finished.agents!);
    return finished;
  };

  it('writes every arm, judges by what its agents did, and exits with 0 whatever the verdicts', async () => {
    const out = join(folder, 'claim');
    const { code, stdout, stderr } = await lab(['run', claim, '--engine', 'cpu', '--out', out], { runner: { run } });
    expect([code, stderr]).toEqual([0, 'Engine: cpu, for a test.\nMemory: 128 agents × 15 kB = 1.92 MB of 15 GB.\narm 1 of 2, 5 states: runs\narm 2 of 2, 19 states: runs\n']);
    expect(readdirSync(out).sort()).toEqual(['19 states', '5 states', 'verdicts.json']);
    expect(readdirSync(join(out, '5 states')).sort()).toEqual(['agents.csv', 'agents.parquet', 'curves.jsonl', 'results.json']);

    const { verdicts } = JSON.parse(readFileSync(join(out, 'verdicts.json'), 'utf8')) as { verdicts: readonly Verdict[] };
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['as predicted', 'as predicted', 'opposite', 'undecided']);
    // A walk of n states is over after ((n + 1) / 2)² steps and earns the mean of its ends.
    const [reward, , episodes] = verdicts;
    expect(reward!.interval!.estimate).toBeCloseTo(0.5, 1);
    expect(episodes!.contrast.map(({ mean }) => mean! / 2000)).toEqual([expect.closeTo(1 / 9, 2), expect.closeTo(1 / 100, 2)]);
    const columns = tables.map(({ names, columns: all }) => summarise(all[names.indexOf('walk.reward')] as readonly number[]));
    expect(reward!.contrast).toEqual(columns.map(({ mean, standardError, count }, i) => ({ arm: ['5 states', '19 states'][i], weight: 1 - 2 * i, mean, standardError, count })));

    expect(stdout).toMatch(/^ {2}5 states +walk\.reward +0\.\d+ ± 0\.\d+ +128$/m);
    expect(stdout).toMatch(/^ {2}walk\.reward: 5 states − 19 states +0\.\d+ \[0\.\d+, 0\.\d+\] +\+ +as predicted$/m);
    expect(stdout).toMatch(/^ {2}walk\.reward: 2 × 5 states .* 0 ± 1 +undecided$/m);
    expect(stdout).toContain('Intervals are 95 % (Welch, Bonferroni over 4 contrasts). They cover agents, not worlds.\n');
  });

  it('goes on where it was interrupted, to the same verdicts, and does all anew once it has some', async () => {
    const whole = join(folder, 'claim');
    const command = ['run', claim, '--engine', 'cpu', '--out', join(folder, 'interrupted')];
    const interruption = new AbortController();
    const stopping: Runner['run'] = (experiment, hooks) => run(experiment, { ...hooks, onProgress: () => experiment.scenarioOptions.states === 19 && interruption.abort() });
    const stopped = await lab(command, { signal: interruption.signal, runner: { run: stopping } });
    expect([stopped.code, stopped.stderr.split('\n').at(-2)]).toEqual([4, 'valence-lab: interrupted; 1 of 2 arms are finished, and the same command goes on from there']);
    expect((await lab(command, { runner: { run } })).stderr).toContain('5 states: has been run\narm 2 of 2, 19 states: goes on from its checkpoint\n');
    const read = (out: string) => readFileSync(join(out, 'verdicts.json'), 'utf8');
    expect(read(join(folder, 'interrupted'))).toBe(read(whole));
    expect((await lab(command, { runner: { run } })).stderr).toContain('5 states: runs\narm 2 of 2, 19 states: runs\n');
  });
});

describe('run of a claim', () => {
  it('prints JSON lines with --json, and changes the base', async () => {
    const seeds: number[] = [];
    const run = async (experiment: Experiment) => {
      seeds.push(experiment.seed, experiment.agents);
      return fakeRun(experiment);
    };
    const { code, stdout } = await lab(['run', claim, '--json', '--out', join(folder, 'json'), '--seed', '7', '--agents', '5', '--set', 'phases[0].name=walk'], { runner: { run } });
    const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([code, seeds]).toEqual([0, [7, 5, 7, 5]]);
    expect(lines.map(({ type }) => type)).toEqual(['engine', 'arm', 'armFinished', 'arm', 'armFinished', 'verdict', 'verdict', 'verdict', 'verdict', 'finished']);
    expect(lines[1]).toEqual({ type: 'arm', name: '5 states', number: 1, arms: 2, what: 'runs' });
    expect(lines[7]).toMatchObject({ statistic: 'walk.episodes', verdict: 'undecided', interval: null, reason: 'no agent of arm “5 states” has a value' });
  });

  const written = (name: string, changes: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(claim, 'utf8')) as object), ...changes }));
    return path;
  };

  it('refuses bad input before anything runs', async () => {
    const out = join(folder, 'nothing');
    const verdict = { contrast: [['19 states', 1]], predicted: '+' };
    mkdirSync(join(folder, 'in-the-way', '19 states', 'agents.csv'), { recursive: true });
    const cases: readonly (readonly [args: readonly string[], message: string])[] = [
      [[claim, '--agents', '0'], 'base.agents: 0; expected a whole number'],
      [[written('arm.json', { arms: [{ name: '5 states' }, { name: '19 states', set: { 'agent.alpha': 9 } }] })], 'arms[1].set["agent.alpha"]: 9; expected 0, or a number from'],
      [[written('large.json', { arms: [{ name: '5 states' }, { name: '19 states', set: { agents: 2_000_000 } }] })], 'arms[1], at agents: 2000000; expected at most 1,000,000, what fits'],
      [[written('measure.json', { verdicts: [{ ...verdict, statistic: 'walk.rewrad' }] })], 'verdicts[0].statistic: "walk.rewrad"; expected a phase and a measure of arm “19 states”: steps, episodes, reward'],
      [[written('category.json', { verdicts: [{ ...verdict, statistic: 'walk.goal.desire' }] })], 'verdicts[0].statistic: "walk.goal.desire"; expected a phase and a measure'],
      [[claim, '--out', join(folder, 'in-the-way')], 'its agents.csv is a folder itself'],
    ];
    for (const [args, message] of cases) {
      const run = () => Promise.reject(new Error('this must not run'));
      const { code, stdout, stderr } = await lab(['run', ...args, ...(args.includes('--out') ? [] : ['--out', out])], { runner: { run } });
      expect(stderr).toContain(message);
      expect([code, stdout, existsSync(out)]).toEqual([2, '', false]);
    }
  });

  it('takes the id of a scenario with arms, and knows its experiment by every other name', async () => {
    const recorded: Experiment[] = [];
    const run = async (experiment: Experiment) => {
      recorded.push(experiment);
      return fakeRun(experiment);
    };
    const out = join(folder, 'catalogue');
    const { code, stdout } = await lab(['run', walk.id, '--agents', '5', '--set', 'agent.lambda=0.5', '--out', out], { runner: { run } });
    expect([code, readdirSync(out).sort()]).toEqual([0, ['19 states', '5 states', 'verdicts.json']]);
    expect(stdout).toContain(`claim: ${walk.claim}\n`);
    expect(recorded.map(({ scenario, agents, agent, scenarioOptions }) => [scenario, agents, agent.lambda, scenarioOptions.states])).toEqual([5, 19].map((states) => [walk.id, 5, 0.5, states]));

    const shown = JSON.parse((await lab(['show', walk.id, '--set', 'seed=9'])).stdout) as { readonly base: unknown };
    expect(shown).toEqual({ schema: 1, claim: walk.claim, base: parseExperiment({ scenario: walk.id, seed: 9 }), arms: walk.arms, verdicts: walk.verdicts });
    expect((await lab(['list'])).stdout).toContain(`${walk.id}: ${walk.title} (claim with 2 arms)\n`);

    recorded.length = 0;
    const file = join(folder, 'base.json');
    writeFileSync(file, JSON.stringify({ scenario: walk.id }));
    const base = parseExperiment({ scenario: walk.id });
    for (const input of [file, encodeLink(base, '')]) await lab(['run', input, '--out', out], { runner: { run } });
    expect(recorded).toEqual([base, base]);
  });

  it('writes contrasts and intervals as people read them', () => {
    expect(contrastText([['a', 1], ['b', -1], ['c', 0.5]].map(([arm, weight]) => ({ arm: arm as string, weight: weight as number })))).toBe('a − b + 0.5 × c');
    expect(contrastText([{ arm: 'a', weight: -2 }])).toBe('−2 × a');
    expect([withInterval(0.3121, 0.2849, 0.3393), withInterval(12, -3, 27), withInterval(0, 0, 0)]).toEqual(['0.312 [0.285, 0.339]', '12 [-3, 27]', '0 [0, 0]']);
  });
});
