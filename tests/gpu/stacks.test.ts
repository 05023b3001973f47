import { describe, expect, it } from 'vitest';
import { runOn, stacks, type Stack } from './harness/run';

const collatz = `
@group(0) @binding(0) var<storage, read_write> words: array<u32>;
@compute @workgroup_size(4) fn steps(@builtin(global_invocation_id) id: vec3u) {
  var n = words[id.x];
  var count = 0u;
  while (n != 1u) { n = select(n / 2u, 3u * n + 1u, n % 2u == 1u); count++; }
  words[id.x] = count;
}`;

describe.each(Object.keys(stacks) as Stack[])('%s', (stack) => {
  it('runs a compute shader', async () => {
    const { adapter, results } = await runOn(stack, 'shaders', [{ name: 'collatz', wgsl: collatz, workgroups: 1, buffers: [[1, 7, 27, 97]] }]);
    expect(adapter).toMatch(stack === 'chromium' ? /swiftshader/i : process.platform === 'linux' ? /llvmpipe/ : /./);
    expect(results).toEqual([{ name: 'collatz', buffers: [[0, 16, 111, 118]] }]);
  });

  it('fails on errors that WebGPU does not throw', async () => {
    const tooMany = { name: 'too many workgroups', wgsl: collatz, workgroups: 65536, buffers: [[1]] };
    await expect(runOn(stack, 'shaders', [tooMany])).rejects.toThrow(/uncaptured/);
  });
});
