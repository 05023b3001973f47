import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { chooseRunner } from '../../src/headless/choose-engine';
import { checkMemory, memoryLine } from '../../src/headless/memory';
import { csvOf } from '../../src/analysis/csv';
import { duration, short, withError } from '../../src/headless/number-text';
import { ProgressLine } from '../../src/headless/progress';
import { DeviceError, type EngineName, type OpenEngine } from '../../src/headless/runner';

describe('chooseRunner', () => {
  const sample = parseExperiment({ scenario: 'random-walk', agents: 1_000_000, phases: [{ name: 'train', split: 'train', steps: 1_000_000 }] });
  /** Engines of so many agent-steps per second, the CPU's beside those on a GPU; others cannot be had. */
  const machine = (speeds: Partial<Record<EngineName, number>>, software: readonly EngineName[] = ['cpu'], gpu = true) => {
    const open: EngineName[] = [];
    return {
      open,
      mayHaveGPU: () => gpu,
      async opened(name: EngineName): Promise<OpenEngine> {
        const speed = speeds[name];
        if (speed === undefined) throw new DeviceError(`no ${name}`);
        open.push(name);
        return {
          engine: name, device: 'a fake', software: software.includes(name),
          capacity: () => ({ agents: null, bytesPerAgent: 1 }),
          async run({ agents }, { signal, onProgress }) {
            const began = performance.now();
            while (!signal!.aborted) {
              await new Promise((resolve) => setTimeout(resolve, 5));
              const step = ((performance.now() - began) * speed) / 1000 / agents;
              onProgress!({ phase: 'train', step, totalSteps: 1_000_000, agentStepsPerSecond: speed, compileMilliseconds: null });
            }
            throw signal!.reason;
          },
          runShard: () => Promise.reject(new Error('not here')),
          close: async () => void open.splice(open.indexOf(name), 1),
        };
      },
    };
  };
  const choose = async (wanted: EngineName | null, { open, opened, mayHaveGPU }: ReturnType<typeof machine>) => {
    const runner = await chooseRunner(wanted, sample, { mayHaveGPU, open: opened });
    return { reason: runner.reason, open };
  };

  it.each<[string, EngineName | null, ReturnType<typeof machine>, RegExp]>([
    ['the fastest on a GPU', null, machine({ cpu: 1e6, dawn: 5e8, deno: 2e8, chromium: 9e9 }), /^Engine: dawn \(a fake\), the fastest in a short measurement: dawn [45]\d\d M, deno [12]\d\d M, cpu [\d.]+ (M|k) agent-steps\/s\.$/],
    ['the browser where Dawn is missing', null, machine({ cpu: 1e6, deno: 2e8, chromium: 9e8 }), /^Engine: chromium .*: chromium [89]\d\d M, deno/],
    ['the CPU where it is faster', null, machine({ cpu: 9e6, dawn: 1e6 }), /^Engine: cpu .*: cpu [\d.]+ M, dawn/],
    ['the CPU where WebGPU is the processor again', null, machine({ cpu: 1e6, dawn: 9e8, chromium: 9e8 }, ['cpu', 'dawn', 'chromium']), /^Engine: cpu \(a fake\), because no engine offers the GPU\.$/],
    ['the CPU where what runs is over soon', null, machine({ cpu: 1e12, dawn: 9e13 }), /^Engine: cpu \(a fake\), which takes about \d\.\d s\.$/],
    ['the CPU without a GPU, unmeasured', null, machine({ cpu: 0, dawn: 1e9 }, ['cpu'], false), /^Engine: cpu \(a fake\), because this machine shows no GPU\.$/],
    ['what is asked for', 'deno', machine({ cpu: 1e6, deno: 1 }, ['cpu', 'deno'], false), /^Engine: deno \(a fake\), as asked for\.$/],
  ])('takes %s, and leaves no other one open', async (_, wanted, own, reason) => {
    const chosen = await choose(wanted, own);
    expect(chosen.reason).toMatch(reason);
    expect(chosen.open).toEqual([/^Engine: (\w+)/.exec(chosen.reason)![1]]);
  });

  it('refuses a wish that cannot be had', async () => {
    await expect(choose('chromium', machine({ cpu: 1 }))).rejects.toThrow('no chromium');
  });
});

describe('the estimate of memory', () => {
  it.each([
    [1_000_000, { agents: 7_500_000, bytesPerAgent: 2134 }, 'Memory: 1,000,000 agents × 2.13 kB = 2.13 GB of 16 GB.'],
    [3, { agents: null, bytesPerAgent: 100 }, 'Memory: 3 agents × 100 B = 300 B of the GPU’s memory, which WebGPU does not tell.'],
  ])('of %i agents', (agents, capacity, line) => {
    expect(memoryLine(agents, capacity)).toBe(line);
    expect(() => checkMemory('agents', agents, capacity)).not.toThrow();
  });

  it('refuses what does not fit with what does', () => {
    expect(() => checkMemory('agents', 2001, { agents: 2000, bytesPerAgent: 1500 })).toThrow('agents: 2001; expected at most 2,000, what fits on this machine with 1,500 bytes per agent');
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
    const update = (step: number, compileMilliseconds: number | null = null) => line.update({ phase: 'train', step, totalSteps: 400, agentStepsPerSecond: 2000, compileMilliseconds });
    return { update, clear: () => line.clear(), pass: (seconds: number) => (time += seconds), text: () => text };
  };

  it.each([true, false])('says once what kernels took to compile (terminal: %s)', (terminal) => {
    const { update, text } = lines(terminal);
    [1, 2].forEach((step) => update(step, 1240));
    expect(text().match(/^Kernels compiled in 1\.2 s\.$/gm)).toHaveLength(1);
  });

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
