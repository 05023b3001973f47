/** The CPU engine, and with it every other, against numpy: word by word, and the sums of the fingerprint. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { preparePhase, programOf } from '../../src/lab/program';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { handedOver } from '../independent/handed-over';
import { installNumpy } from '../setup/install';

interface Ended {
  readonly agents: readonly (readonly number[])[];
  readonly stateSum: readonly number[];
}

const agents = 5;
const phases = (steps: number) => [
  { name: 'train', split: 'train', steps },
  { name: 'test', split: 'train', steps: 40, learn: false },
  { name: 'best', split: 'train', steps: 40, greedy: true },
];
const plain = (agent: object) => ({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 8 }, agent: { hidden: 8, ...agent }, phases: phases(250) });
/** Thoughts about oneself and events that need parts which the check does not know are left out. */
const { deception: _deception, ...whole } = wholeWorld;
const world = {
  ...whole,
  levels: whole.levels.map(({ reflection: _reflection, features, ...level }) => ({ ...level, features: { object: features.object } })),
};
const rich = (agent: object) => ({ scenario: { world }, agent: { initScale: 0.5, beta: 0.2, ...agent }, phases: phases(250) });

/** Worlds with chance, strengths other than 1 and overrides are the rich ones. */
const cases: Readonly<Record<string, object>> = {
  'hidden units, λ = 0': plain({}),
  'hidden units, λ > 0': plain({ lambda: 0.8, hidden: 16 }),
  'hidden units, a floor': plain({ floor: 0.25, beta: 0.3 }),
  'hidden units, an actor that leaves the trunk alone': plain({ trunkGradient: 'critic' }),
  'hidden units, chance and overrides': rich({ hidden: 8 }),
  'hidden units, all together': rich({ hidden: 8, lambda: { choice: [0, 0.9] }, floor: { choice: [0, 0.2] }, gamma: { uniform: [0.8, 1] }, alpha: { logUniform: [0.01, 0.3] }, temperature: { uniform: [0.5, 2] }, halfLife: { choice: [0, 64] } }),
  'linear, λ = 0': rich({ hidden: 0 }),
  'linear, traces of the critic': rich({ hidden: 0, lambda: 0.7, floor: 0.1 }),
  'linear, traces of both': rich({ hidden: 0, lambda: { choice: [0, 0.5] }, lambdaActor: { choice: [0, 0.9] }, floor: 0.1, halfLife: 100 }),
  'weights that leave the range': rich({ hidden: 0, alpha: 4, gamma: 1, initScale: 4 }),
  'one action': { scenario: 'random-walk', agent: { hidden: 0, lambda: 0.5, alpha: 0.2 }, phases: phases(250) },
  'trials, one after another': { ...rich({ hidden: 8, floor: 0.1 }), phases: [{ name: 'trials', levels: ['glade', 'town', 'glade'], repeat: 2 }, { name: 'keep', split: 'deploy', episodes: 2, learn: false }] },
};

/** What the engine's agents are at the end of each phase, and what numpy is told. */
async function onEngine(settings: object): Promise<{ readonly told: object; readonly ended: readonly Ended[] }> {
  const experiment = parseExperiment({ schema: 1, agents, seed: 31, ...settings });
  const session = await Session.open(experiment, localCpuEngine(), true);
  const { shape, plan, population } = session;
  const prepared = plan.phases.map((planned) => [preparePhase(planned, shape.tables, 1).program, planned.steps] as const);
  const ended: Ended[] = [];
  for (const [program, steps] of prepared) {
    await population.begin(program);
    await population.advance(steps);
    const states = await Promise.all(Array.from({ length: agents }, (_, i) => population.agent(i)));
    ended.push({ agents: states.map(({ words }) => [...words]), stateSum: [...(await population.stateSum())] });
  }
  session.destroy();
  return { told: handedOver(programOf(experiment, shape), prepared), ended };
}

describe('numpy, from the written order of operations', () => {
  const names = Object.keys(cases);
  let engine: readonly (readonly Ended[])[];
  let numpy: readonly (readonly Ended[])[];
  beforeAll(async () => {
    installNumpy();
    const runs = await Promise.all(names.map((name) => onEngine(cases[name]!)));
    engine = runs.map(({ ended }) => ended);
    const { status, stdout, stderr } = spawnSync('python3', ['tests/independent/agent.py'], { input: JSON.stringify(runs.map(({ told }) => told)), encoding: 'utf8', maxBuffer: 2 ** 28 });
    expect([status, stderr]).toEqual([0, '']);
    numpy = JSON.parse(stdout) as typeof numpy;
  }, 120_000);

  it.each(names.map((name, i) => [name, i] as const))('gets the same bits: %s', (_name, i) => {
    numpy[i]!.forEach(({ agents: own, stateSum }, phase) => {
      own.forEach((words, agent) => {
        const computed = engine[i]![phase]!.agents[agent]!;
        expect([words.length, words.findIndex((word, w) => word !== computed[w])], `phase ${phase}, agent ${agent}`).toEqual([computed.length, -1]);
      });
      expect(stateSum).toEqual(engine[i]![phase]!.stateSum);
    });
  });

  it('has seen agents learn, and agents that diverged', () => {
    const divergedIn = (name: string) => numpy[names.indexOf(name)]!.at(-1)!.agents.filter((words) => words[2]! > 0).length;
    expect(divergedIn('weights that leave the range')).toBeGreaterThan(0);
    expect(divergedIn('hidden units, λ = 0')).toBe(0);
    expect(new Set(numpy.map((run) => run[0]!.stateSum.join())).size).toBe(names.length);
  });
});
