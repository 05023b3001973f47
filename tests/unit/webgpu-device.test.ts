import { describe, expect, it, vi } from 'vitest';
import { specialise } from '../../src/engine/specialise';
import { Backlog } from '../../src/engine/webgpu/backlog';
import { watched } from '../../src/engine/webgpu/device';
import { bytesOf } from '../../src/engine/webgpu/engine';
import { Pipelines } from '../../src/engine/webgpu/pipelines';
import { Slicer } from '../../src/engine/webgpu/slicer';
import { sumLayout } from '../../src/engine/words';
import { experimentLimits } from '../../src/experiment/limits';
import { parseExperiment } from '../../src/experiment/parse';
import { shapeOf } from '../../src/lab/program';

/** Error scopes as WebGPU has them: a stack, of which the innermost that listens to a kind of error takes it. */
class Scopes {
  readonly open: { readonly filter: GPUErrorFilter; error: GPUError | null }[] = [];
  pushErrorScope(filter: GPUErrorFilter): void {
    this.open.push({ filter, error: null });
  }
  async popErrorScope(): Promise<GPUError | null> {
    return this.open.pop()!.error;
  }
  report(filter: GPUErrorFilter, message: string): void {
    this.open.findLast((scope) => scope.filter === filter)!.error ??= { message };
  }
}

describe('what a device refuses', () => {
  it.each<readonly [GPUErrorFilter | null, string | null]>([[null, null], ['validation', 'no such thing'], ['out-of-memory', 'no memory']])('is heard: %s', async (filter, message) => {
    const scopes = new Scopes();
    const { made, refusal } = await watched(scopes as unknown as GPUDevice, () => {
      if (filter) scopes.report(filter, message!);
      return 7;
    });
    expect({ made, refusal, open: scopes.open.length }).toEqual({ made: 7, refusal: message, open: 0 });
  });

  it('leaves no scope open when a call throws', async () => {
    const scopes = new Scopes();
    await expect(watched(scopes as unknown as GPUDevice, () => { throw new Error('thrown'); })).rejects.toThrow('thrown');
    expect(scopes.open).toEqual([]);
  });
});

describe('pipelines', () => {
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 4 });

  /** Compiles nothing, and counts. */
  const compiler = (fails: boolean) => {
    let compiled = 0;
    const device = {
      createBindGroupLayout: () => ({}), createPipelineLayout: () => ({}), createShaderModule: () => ({ getCompilationInfo: async () => ({ messages: [] }) }),
      createComputePipelineAsync: async () => {
        compiled++;
        if (fails) throw new Error('refused');
        return { number: compiled };
      },
    };
    return { pipelines: new Pipelines(device as unknown as GPUDevice), count: () => compiled };
  };

  it('are compiled once for a text, unless it is long ago', async () => {
    const { pipelines, count } = compiler(false);
    const first = await pipelines.get('live', 'a');
    expect(await pipelines.get('live', 'a')).toBe(first);
    expect(count()).toBe(1);
    for (let i = 0; i < 64; i++) await pipelines.get('live', `${i}`);
    await pipelines.get('live', 'a');
    expect(count()).toBe(66);
  });

  it('of one text are two where tables are bound in two ways', async () => {
    const { pipelines } = compiler(false);
    expect(await pipelines.get('begin', 'a', 'uniform')).not.toBe(await pipelines.get('begin', 'a', 'read-only-storage'));
  });

  it('that fail are tried again', async () => {
    const { pipelines, count } = compiler(true);
    for (let i = 0; i < 2; i++) await expect(pipelines.get('live', 'a')).rejects.toThrow('refused');
    expect(count()).toBe(2);
  });
});

describe('slices', () => {
  it.each([12, 100])('come to fill %d ms, and never more than twice that, on devices of any speed', (dispatchMilliseconds) => {
    for (const microseconds of [0.001, 0.01, 0.1, 1]) {
      const slicer = new Slicer({ dispatchMilliseconds }, 1024);
      let took = 0;
      for (let i = 0; i < 40; i++) {
        const [steps, tiles] = [slicer.steps(1e9), slicer.tiles(1024)];
        took = (steps * tiles * 64 * microseconds) / 1000;
        slicer.measured(tiles, steps, took, tiles === 1024);
      }
      expect(took, `${microseconds}`).toBeLessThan(2 * dispatchMilliseconds);
      expect(took, `${microseconds}`).toBeGreaterThan(dispatchMilliseconds / 4);
    }
  });

  it('that are cut short tell how long whole ones would take', () => {
    const slicer = new Slicer({ dispatchMilliseconds: 12 }, 1024);
    for (let i = 0; i < 40; i++) slicer.measured(16, Math.min(100, slicer.steps(100)), 5, true);
    expect(slicer.steps(1e9)).toBeGreaterThan(100);
    expect(slicer.steps(1e9)).toBeLessThan(2 * (12 / 5) * 100);
  });
});

describe('what a device has yet to do', () => {
  it.each([[64, 1], [16, 4], [10, 6]])('is a slice behind the dispatch that runs: pieces of %i steps', async (steps, pieces) => {
    const finish: (() => void)[] = [];
    const device = { queue: { onSubmittedWorkDone: () => new Promise<void>((done) => finish.push(done)) } };
    const backlog = new Backlog(device as unknown as GPUDevice, new Slicer({ sliceSteps: 64, dispatchMilliseconds: 12 }, 1024));
    for (let i = 0; i < pieces; i++) await backlog.add(1, steps, true);
    const full = backlog.add(1, steps, true).then(() => 'room');
    expect(await Promise.race([full, new Promise((after) => setTimeout(after, 0, 'full'))])).toBe('full');
    finish[0]!();
    expect(await full).toBe('room');
  });
});

describe('the sums of a population', () => {
  it('overflow in none that is allowed', () => {
    const { PART_COUNT } = sumLayout(1);
    // Cohorts may have a tile more in a part than their share.
    expect((experimentLimits.agents / PART_COUNT) * 0xffff).toBeLessThan(2 ** 31);
  });
});

describe('the memory of an agent', () => {
  it.each(['random-walk', 'cheese-corner'])('is cut into windows by whatever takes most of it: %s', (scenario) => {
    const shape = shapeOf(parseExperiment({ scenario }));
    const { network, extras, measures } = specialise(shape);
    const { largest, total } = bytesOf(shape);
    const sizes = [network.slots * 16, extras.WORDS * 4, measures.MEASURES * 4];
    expect(Math.min(...sizes.map((bytes) => largest - bytes))).toBeGreaterThanOrEqual(0);
    expect(total).toBeGreaterThan(sizes.reduce((sum, bytes) => sum + bytes, 0));
  });
});
