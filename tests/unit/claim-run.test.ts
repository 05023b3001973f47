import { describe, expect, it, test } from 'vitest';
import { plainStructure } from '../../src/engine/engine';
import { claimIn } from '../../src/experiment/catalogued-claim';
import { claimOfScenario, parseClaim } from '../../src/experiment/claim';
import { parseExperiment } from '../../src/experiment/parse';
import type { Results } from '../../src/experiment/results';
import { SessionClient, type SessionPort } from '../../src/lab/client';
import type { FromWorker, ToWorker } from '../../src/lab/messages';
import { Laboratory } from '../../src/ui/laboratory';
import { Workbench } from '../../src/ui/workbench';

describe.each(['claim-02', 'claim-12', 'claim-18', 'claim-20'])('%s, one arm at a time', (id) => {
  const population = { agents: 24, seed: 5 };
  const claim = parseClaim({ ...claimOfScenario(id), base: { scenario: id, ...population } });
  const here = claimIn(id)!;

  test('predicts the same, and has the same arms', () => {
    expect(here.predictions).toEqual(claim.verdicts);
    expect(here.arms.map((name) => ({ name, experiment: here.experimentOf(name, population) }))).toEqual(claim.arms);
    expect(here.experimentOf(null, population)).toEqual(claim.base);
  });

  test('tells which arm an experiment is', () => {
    for (const { name, experiment } of claim.arms) expect(here.armOf(experiment)).toBe(name);
    expect(here.armOf(parseExperiment({ scenario: id, agent: { temperature: 0.123 } }))).toBeUndefined();
  });
});

test('a scenario without arms, and a world of one’s own, are no claim', () => {
  expect(claimIn('boat-race')).toBeNull();
  expect(claimIn({ world: { schema: 1, actions: ['on'], events: [], levels: [] } })).toBeNull();
});

/** A laboratory over a worker that answers at once, or when told to, with means that rise from arm to arm. */
function laboratory(scenario: string) {
  const sent: ToWorker[] = [];
  let listener: (event: MessageEvent<FromWorker>) => void = () => undefined;
  const port: SessionPort = {
    postMessage: (message) => void sent.push(message),
    addEventListener: (type: 'message' | 'error', given: typeof listener | ((event: ErrorEvent) => void)) => {
      if (type === 'message') listener = given as typeof listener;
    },
  };
  const receive = (...messages: FromWorker[]) => messages.forEach((data) => listener({ data } as MessageEvent<FromWorker>));
  const lab = new Laboratory(new Workbench(scenario, ''), new SessionClient(port, ''));
  const loaded = () => receive(
    { type: 'loaded', info: { engine: 'cpu', device: 'test', software: false }, structure: plainStructure, exact: true, selfTestFailures: [], absence: 'no-api', totalSteps: 10, bytesPerAgent: 1, mostAgents: 1e6 },
    { type: 'state', state: 'idle' },
  );
  let finishes = 0;
  const finish = () => {
    const { experiment } = lab.session.snapshot;
    const statistic = { mean: ++finishes, standardError: 0.01, quantiles: [], count: 24 };
    const phases = experiment!.phases.map(({ name }) => ({ name, population: { intended: statistic, 'event.trap': { ...statistic, mean: 0 } } }));
    receive({ type: 'state', state: 'running' }, { type: 'finished', results: { experiment, phases, curves: [], exact: true, fingerprint: '', link: '#' } as unknown as Results, agents: null }, { type: 'state', state: 'finished' });
  };
  lab.start();
  loaded();
  return { lab, sent, receive, loaded, finish, loads: () => sent.filter(({ type }) => type === 'load').length };
}

describe('a run of a claim', () => {
  it('takes the population under the controls, goes through all arms, and judges as it goes', () => {
    const { lab, finish, loaded } = laboratory('claim-12');
    lab.bench.set('agents', '24', () => 24);
    lab.toggleClaim();
    const arms: (string | null | undefined)[] = [];
    for (let i = 0; i < 5; i++) {
      loaded();
      arms.push(lab.arm);
      expect(lab.claim).toMatchObject({ agents: 24, running: i });
      expect(lab.session.snapshot.experiment).toEqual(claimIn('claim-12')!.experimentOf(lab.arm!, { agents: 24, seed: 1 }));
      expect(lab.claim!.verdicts.slice(0, 4).filter((verdict) => verdict !== null)).toHaveLength(Math.max(0, i - 1));
      finish();
    }
    expect(arms).toEqual(claimIn('claim-12')!.arms);
    expect(lab.claim!.running).toBeNull();
    expect(lab.claim!.verdicts.map((verdict) => verdict!.verdict)).toEqual([...Array<string>(4).fill('as predicted'), 'undecided']);
    expect(lab.claim!.verdicts[0]!.interval!.estimate).toBeCloseTo(1);
  });

  it('is stopped and gone on with where it was, and begins anew when all arms have finished', () => {
    const { lab, finish, loaded, loads, sent } = laboratory('claim-12');
    lab.toggleClaim();
    finish();
    loaded();
    lab.toggleClaim();
    expect(sent.at(-1)).toEqual({ type: 'pause' });
    expect(lab.claim).toMatchObject({ running: null, finished: [{ name: 'foresight 0' }] });
    lab.toggleClaim();
    expect(lab.claim!.running).toBe(1);
    for (let i = 1; i < 5; i++) {
      finish();
      loaded();
    }
    const before = loads();
    expect(lab.claim!.finished).toHaveLength(5);
    lab.toggleClaim();
    expect(loads()).toBe(before + 1);
    expect(lab.claim!.finished).toHaveLength(0);
  });

  it('ends when the settings are changed, another entry is opened, or an arm fails; what has finished stays', () => {
    const ways: readonly ((work: ReturnType<typeof laboratory>) => void)[] = [
      ({ lab, finish }) => {
        lab.bench.set('agent.floor', '0.5', () => 0.5);
        finish();
      },
      ({ lab }) => lab.choose('boat-race'),
      ({ receive }) => receive({ type: 'failed', message: 'no room', path: null }),
    ];
    for (const way of ways) {
      const work = laboratory('claim-12');
      work.lab.toggleClaim();
      work.finish();
      work.loaded();
      way(work);
      expect(work.lab.claimOf('claim-12')!.running).toBeNull();
      expect(work.lab.claimOf('claim-12')!.finished[0]!.name).toBe('foresight 0');
    }
  });
});
