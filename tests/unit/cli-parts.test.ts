import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine';
import { parseExperiment } from '../../src/experiment/parse';
import { chooseRunner, type Engines } from '../../src/headless/choose-engine';
import { csvOf } from '../../src/analysis/csv';
import { duration, short, withError } from '../../src/headless/number-text';
import { ProgressLine } from '../../src/headless/progress';
import { fakeRun } from './cli-context';

describe('chooseRunner', () => {
  const engine = {
    info: { engine: 'cpu', device: '2 threads', software: false },
    capacity: ({ structure: { hidden, traces, floor } }: Parameters<Engine['capacity']>[0]) => ({ agents: 100, bytesPerAgent: hidden + (traces ? 1000 : 0) + (floor ? 2000 : 0) }),
    destroy: () => undefined,
  } as unknown as Engine;
  const unused = () => Promise.reject(new Error('not here'));
  const machine = (changes: Partial<Engines>): Engines => ({
    mayHaveGPU: () => true,
    findBrowser: async () => 'chrome',
    browserAdvice: 'Install one.',
    probeChromium: async () => ({ device: 'nvidia', software: false }),
    runInChromium: async (experiment) => fakeRun(experiment),
    runShardInChromium: unused,
    openCpuEngine: async () => engine,
    runExperiment: async (experiment) => fakeRun(experiment),
    runShard: unused,
    ...changes,
  });

  it.each<[string, Parameters<typeof chooseRunner>[0], Partial<Engines>, string]>([
    ['a GPU', null, {}, 'Engine: chromium, because it offers a GPU (nvidia).'],
    ['a wish', 'cpu', {}, 'Engine: cpu (2 threads), as asked for.'],
    ['another wish', 'chromium', { mayHaveGPU: () => false }, 'Engine: chromium, as asked for.'],
    ['no GPU', null, { mayHaveGPU: () => false }, 'Engine: cpu (2 threads), because this machine shows no GPU.'],
    ['no browser', null, { findBrowser: async () => null }, 'Engine: cpu (2 threads), because no browser was found that could use a GPU.'],
    ['no adapter', null, { probeChromium: async () => null }, 'Engine: cpu (2 threads), because the browser offers no WebGPU adapter.'],
    ['a broken browser', null, { probeChromium: () => Promise.reject(new Error()) }, 'Engine: cpu (2 threads), because the browser offers no WebGPU adapter.'],
    ['a software adapter', null, { probeChromium: async () => ({ device: 'SwiftShader', software: true }) }, 'Engine: cpu (2 threads), because the browser offers only a software adapter, which is slower.'],
  ])('with %s', async (_, wanted, changes, reason) => {
    const runner = await chooseRunner(wanted, machine(changes));
    expect(runner.reason).toBe(reason);
    expect(reason).toContain(runner.engine);
  });

  it('refuses a wish that cannot be had', async () => {
    await expect(chooseRunner('chromium', machine({ findBrowser: async () => null }))).rejects.toThrow('there is no browser. Install one.');
  });

  it('knows what fits from the structure of the experiment', async () => {
    const runner = await chooseRunner('cpu', machine({}));
    const capacity = (agent: unknown) => runner.capacity(parseExperiment({ scenario: 'random-walk', agent }))?.bytesPerAgent;
    expect(capacity({ hidden: 0, lambda: 0, floor: 0 })).toBe(0);
    expect(capacity({ hidden: 8, lambda: { uniform: [0, 0.5] }, floor: { grid: [0, 0.1] } })).toBe(3008);
  });
});

describe('csvOf', () => {
  const csv = (columns: readonly (readonly (number | string)[])[]) => [...csvOf({ names: columns.map((_, i) => `c${i}`), columns })].join('').split('\n');

  it('prints the fewest digits that read back as the same number', () => {
    const singles = [0.03, 1 / 3, 1e-9, 123456.789, 16777215, 2 ** -40, 3.4e38, 0, 0.1 + 0.2].map(Math.fround);
    const printed = csv([singles]).slice(1, -1);
    expect(printed.slice(0, 3)).toEqual(['0.03', '0.33333334', '1e-9']);
    expect(printed.map(Number).map(Math.fround)).toEqual(singles);
    expect(csv([[0.1, 1 / 3]])).toEqual(['c0', '0.1', '0.3333333333333333', '']);
  });

  it('writes every agent once, in order, whatever the pieces', () => {
    const agents = Array.from({ length: 10_000 }, (_, i) => i);
    expect(csv([agents, agents]).slice(1, -1)).toEqual(agents.map((i) => `${i},${i}`));
  });
});

describe('ProgressLine', () => {
  const lines = (terminal: boolean) => {
    let [text, time] = ['', 0];
    const line = new ProgressLine((part) => (text += part), terminal, 1000, () => time);
    const update = (step: number) => line.update({ phase: 'train', step, totalSteps: 400, agentStepsPerSecond: 2000 });
    return { update, clear: () => line.clear(), pass: (seconds: number) => (time += seconds), text: () => text };
  };

  it('renews itself on a terminal, ten times a second', () => {
    const { update, clear, pass, text } = lines(true);
    update(100);
    update(101);
    expect(text()).toBe('\r\x1b[2K██████░░░░░░░░░░░░░░░░░░ 25 %  train  2 k agent-steps/s, 2 min 30 s left');
    pass(0.2);
    update(200);
    expect(text()).toMatch(/████████████░{12} 50 %.*1 min 40 s left$/);
    clear();
    expect(text()).toMatch(/\r\x1b\[2K$/);
  });

  it('is quiet elsewhere', () => {
    const { update, clear, pass, text } = lines(false);
    update(100);
    expect(text()).toBe('');
    pass(20);
    update(200);
    clear();
    expect(text()).toBe('50 %  train  2 k agent-steps/s, 1 min 40 s left\n');
  });
});

it('numbers as people read them', () => {
  expect([short(4_567_890), short(999), short(2.5e9), duration(59.4), duration(3900)]).toEqual(['4.57 M', '999', '2.5 G', '59 s', '1 h 5 min']);
  expect([withError(0.97314, 0.00421), withError(12.3, 4.5), withError(null, null), withError(0.5, null)]).toEqual(['0.9731 ± 0.0042', '12.3 ± 4.5', '–', '0.5']);
});
