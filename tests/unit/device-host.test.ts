/** Programs that hold a device, and do what drivers do: end, hang, find nothing. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { DeviceHost, type StartHost } from '../../src/headless/engines/device-host';
import { frameOf, partsOf, type Answer, type FromHost } from '../../src/lab/host-messages';

const experiment = parseExperiment({ scenario: 'random-walk', agents: 2 });

/** A program that says these things and then nothing more. */
function program(messages: readonly FromHost[]) {
  let ends: (how: string) => void = () => {};
  let ended = 0;
  const said: Answer[] = [];
  const start: StartHost = async (url) => {
    void (async () => {
      for (const message of messages) {
        const response = await fetch(url, { method: 'POST', body: frameOf(message) });
        said.push(partsOf<Answer>(new Uint8Array(await response.arrayBuffer())).head);
      }
    })().catch(() => {
      // The server has closed, as a program that is ended finds it.
    });
    return { ended: new Promise((resolve) => (ends = resolve)), end: async () => void ended++ };
  };
  return { start, said, ends: (how: string) => ends(how), ended: () => ended };
}

const device: FromHost = { type: 'device', info: { engine: 'webgpu', device: 'a fake', software: true } };

describe('a program that holds a device', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }));
  afterEach(() => vi.useRealTimers());
  const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

  it('is told how much memory its populations may take, and given a task when it asks', async () => {
    const { start, said } = program([device, { type: 'idle' }, { type: 'failed', message: 'agents: 2; expected fewer', path: 'agents' }]);
    const host = await DeviceHost.open(start, 12_345);
    await expect(host.run(experiment, {})).rejects.toMatchObject({ name: 'InputError', message: 'agents: 2; expected fewer' });
    expect(said[0]).toEqual({ memoryBytes: 12_345 });
    expect(said[1]).toEqual({ quit: false, task: { experiment, shard: null, keep: null, checkpointBytes: null } });
    expect(host.broken).toBe(false);
    vi.useRealTimers();
    await host.close();
  });

  it.each<[string, readonly FromHost[], (own: ReturnType<typeof program>) => void, string]>([
    ['finds no adapter', [{ type: 'failed', message: 'it offers no WebGPU adapter', path: null }], () => {}, 'it offers no WebGPU adapter'],
    ['ends', [], ({ ends }) => ends('ended unexpectedly (SIGSEGV)'), 'it ended unexpectedly (SIGSEGV)'],
    ['hangs', [], () => vi.advanceTimersByTime(40_000), 'it has not answered for 30 s'],
  ])('is ended if it %s at its start', async (_, messages, then, message) => {
    const own = program(messages);
    const opened = DeviceHost.open(own.start, 1);
    opened.catch(() => {});
    await soon();
    then(own);
    await expect(opened).rejects.toMatchObject({ name: 'DeviceError', message });
    expect(own.ended()).toBe(1);
  });

  it.each<[string, (own: ReturnType<typeof program>) => void, string]>([
    ['ends', ({ ends }) => ends('ended unexpectedly (SIGKILL)'), 'it ended unexpectedly (SIGKILL)'],
    ['hangs', () => vi.advanceTimersByTime(200_000), 'it has not answered for 180 s'],
  ])('fails its run if it %s, and takes no other', async (_, then, message) => {
    const own = program([device, { type: 'idle' }]);
    const host = await DeviceHost.open(own.start, 1);
    const run = host.run(experiment, {});
    run.catch(() => {});
    await soon();
    then(own);
    await expect(run).rejects.toMatchObject({ name: 'DeviceError', message });
    await expect(host.run(experiment, {})).rejects.toMatchObject({ message });
    await host.close();
    expect(own.ended()).toBe(1);
  });

  it('is not reached by whoever does not know its address', async () => {
    let address = '';
    const own = program([device]);
    const host = await DeviceHost.open((url, secret) => {
      address = url.replace(secret, 'f'.repeat(secret.length));
      return own.start(url, secret);
    }, 1);
    const response = await fetch(address, { method: 'POST', body: frameOf({ type: 'failed', message: 'from a stranger', path: null }) });
    expect([response.status, host.broken]).toEqual([404, false]);
    own.ends('is over');
    await host.close();
  });
});
