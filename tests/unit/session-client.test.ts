import { describe, expect, it } from 'vitest';
import { plainStructure } from '../../src/engine/engine';
import type { Inspection } from '../../src/engine/inspection';
import { parseExperiment } from '../../src/experiment/parse';
import { SessionClient, type SessionPort } from '../../src/lab/client';
import type { FromWorker, ToWorker } from '../../src/lab/messages';

const loaded: FromWorker = {
  type: 'loaded', info: { engine: 'cpu', device: 'test', software: false }, structure: plainStructure, exact: true, selfTestFailures: [], absence: 'no-api', totalSteps: 10, bytesPerAgent: 1, mostAgents: 1e6,
};
const idle: FromWorker = { type: 'state', state: 'idle' };
const progress = (step: number): FromWorker => ({ type: 'progress', phase: 'train', step, totalSteps: 10, agentStepsPerSecond: 1, diverged: 0, dispatchMilliseconds: null, compileMilliseconds: null });
const watched = (row: number): FromWorker => ({ type: 'watched', rows: [row], selected: { agent: 0, row, values: new Float32Array(3), selfValues: null, policies: [] } });
const inspected = (agent: number, step: number | null): FromWorker => ({
  type: 'inspected', agent, eventSets: [[]], letters: 'LR',
  inspection: step === null ? null : { step, row: 0, reflective: false, started: false, value: 0, candidates: [], action: 0, nextRow: 0, nextReflective: false, terminated: false, events: 0, reward: 0, learning: null } satisfies Inspection,
});
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
    receive(loaded, idle);
    expect(sent.map(({ type }) => type)).toEqual(['load', 'watch', 'run']);
  });

  it('has one load under way; of later ones the last counts', () => {
    const { client, sent, receive } = session();
    for (const seed of [1, 2, 3]) client.load(experiment(seed));
    receive(loaded, idle);
    expect(client.snapshot).toMatchObject({ state: 'loading', experiment: { seed: 3 } });
    receive(loaded, idle);
    expect(client.snapshot.state).toBe('idle');
    expect(sent.filter(({ type }) => type === 'load')).toHaveLength(2);
  });

  it('drops what belongs to the time before a reset', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle, { type: 'state', state: 'running' }, progress(4));
    client.reset();
    receive(progress(5), { type: 'record', point: { phase: 'train', step: 5, measures: {} } });
    expect(client.snapshot).toMatchObject({ progress: null, curve: [] });
    receive(loaded, idle, progress(0));
    expect(client.snapshot).toMatchObject({ state: 'idle', progress: { step: 0 } });
  });

  it('keeps the way of single steps, and forgets it at a jump', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle, watched(0), progress(1), watched(1), progress(2), watched(2));
    expect(client.snapshot.trail).toEqual([0, 1, 2]);
    receive(progress(9), watched(0));
    expect(client.snapshot.trail).toEqual([0]);
  });

  it('looks into an agent step by step until it makes no more', () => {
    const { client, sent, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle);
    client.inspect(2);
    client.inspectNext();
    receive(inspected(2, 0));
    client.inspectNext();
    receive(inspected(2, 1));
    expect(client.snapshot.inspected).toMatchObject({ agent: 2, steps: [{ step: 0 }, { step: 1 }], awaiting: false, over: false });
    client.inspectNext();
    receive(inspected(2, null));
    client.inspectNext();
    expect(client.snapshot.inspected).toMatchObject({ steps: [{ step: 0 }, { step: 1 }], over: true });
    expect(sent.slice(-3).map(({ type }) => type)).toEqual(['inspect', 'inspectNext', 'inspectNext']);
  });

  it('forgets what it saw of an agent when the population moves on, and drops what arrives late', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle);
    client.inspect(2);
    receive(inspected(1, 0));
    expect(client.snapshot.inspected).toMatchObject({ agent: 2, steps: [], awaiting: true });
    receive(inspected(2, 0), progress(0));
    expect(client.snapshot.inspected).not.toBeNull();
    receive(progress(1));
    expect(client.snapshot.inspected).toBeNull();
    receive(inspected(2, 1));
    expect(client.snapshot.inspected).toBeNull();
    client.inspect(2);
    receive(inspected(2, 1), inspected(2, 1));
    expect(client.snapshot.inspected?.steps).toHaveLength(1);
    receive({ type: 'state', state: 'running' });
    expect(client.snapshot.inspected).toBeNull();
  });

  it('goes on with the next experiment after one that failed', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive({ type: 'failed', message: 'agents: too many', path: 'agents' }, idle);
    expect(client.snapshot).toMatchObject({ state: 'failed', failure: { path: 'agents' } });
    client.load(experiment(2));
    receive(loaded, idle);
    expect(client.snapshot).toMatchObject({ state: 'idle', failure: null });
  });

  it('begins again, as the worker does, after a lost device', () => {
    const { client, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle, { type: 'state', state: 'running' }, { type: 'record', point: { phase: 'train', step: 5, measures: {} } });
    receive({ type: 'device-lost', reason: 'test' });
    expect(client.snapshot.deviceLost).toBe('test');
    receive({ ...loaded, absence: 'device-lost' }, idle, { type: 'state', state: 'running' });
    expect(client.snapshot).toMatchObject({ state: 'running', curve: [], deviceLost: null, device: { absence: 'device-lost' } });
  });

  it('runs again from the beginning once a reset is through', () => {
    const { client, sent, receive } = session();
    client.load(experiment(1));
    receive(loaded, idle, { type: 'state', state: 'finished' });
    client.reset();
    client.run();
    receive(progress(5));
    expect(sent.at(-1)!.type).toBe('reset');
    receive(loaded, idle);
    expect(sent.at(-1)!.type).toBe('run');
  });
});
