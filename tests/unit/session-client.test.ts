import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { SessionClient, type SessionPort } from '../../src/lab/client';
import type { FromWorker, ToWorker } from '../../src/lab/messages';

const loaded: FromWorker = {
  type: 'loaded', info: { engine: 'cpu', device: 'test', software: false }, exact: true, selfTestFailures: [], absence: 'no-api', totalSteps: 10, bytesPerAgent: 1,
};
const progress = (step: number): FromWorker => ({ type: 'progress', phase: 'train', step, totalSteps: 10, agentStepsPerSecond: 1, diverged: 0 });
const watched = (row: number): FromWorker => ({ type: 'watched', rows: [row], selected: { agent: 0, row, values: new Float32Array(3) } });
const experiment = (seed: number) => parseExperiment({ scenario: 'random-walk', seed });

function session() {
  const sent: ToWorker[] = [];
  let listener: (event: MessageEvent<FromWorker>) => void = () => undefined;
  const port: SessionPort = {
    postMessage: (message) => void sent.push(message),
    addEventListener: (type: 'message' | 'error', given: typeof listener | ((event: ErrorEvent) => void)) => {
      if (type === 'message') listener = given as typeof listener;
    },
  };
  const client = new SessionClient(port, 'https://lab.example/');
  return { client, sent, receive: (...messages: FromWorker[]) => messages.forEach((data) => listener({ data } as MessageEvent<FromWorker>)) };
}

describe('a session seen from the page', () => {
  it('loads, then runs when it was asked to meanwhile', () => {
    const { client, sent, receive } = session();
    client.load(experiment(1));
    client.run();
    expect(client.snapshot.state).toBe('loading');
    receive(loaded);
    expect(sent.map(({ type }) => type)).toEqual(['load', 'watch', 'run']);
  });

  it('has one load under way; of later ones the last counts', () => {
    const { client, sent, receive } = session();
    for (const seed of [1, 2, 3]) client.load(experiment(seed));
    receive(loaded);
    expect(client.snapshot).toMatchObject({ state: 'loading', experiment: { seed: 3 } });
    receive(loaded);
    expect(client.snapshot.state).toBe('idle');
    expect(sent.filter(({ type }) => type === 'load')).toHaveLength(2);
  });

  it('drops what belongs to the time before a reset', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, { type: 'state', state: 'running' }, progress(4));
    client.reset();
    receive(progress(5), { type: 'record', point: { phase: 'train', step: 5, measures: {} } });
    expect(client.snapshot).toMatchObject({ progress: null, curve: [] });
    receive({ type: 'state', state: 'idle' }, progress(0));
    expect(client.snapshot).toMatchObject({ state: 'idle', progress: { step: 0 } });
  });

  it('keeps the way of single steps, and forgets it at a jump', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, watched(0), progress(1), watched(1), progress(2), watched(2));
    expect(client.snapshot.trail).toEqual([0, 1, 2]);
    receive(progress(9), watched(0));
    expect(client.snapshot.trail).toEqual([0]);
  });

  it('goes on with the next experiment after one that failed', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive({ type: 'failed', message: 'agents: too many', path: 'agents' });
    expect(client.snapshot).toMatchObject({ state: 'failed', failure: { path: 'agents' } });
    client.load(experiment(2));
    receive(loaded);
    expect(client.snapshot).toMatchObject({ state: 'idle', failure: null });
  });
});
