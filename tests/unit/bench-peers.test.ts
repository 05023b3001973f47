/** Peers of the benchmark are programs in a folder: what they print is read, and what goes wrong with one is a line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Contender } from '../bench/contenders';
import { measurePeers, peerTable } from '../bench/peers';

const folder = mkdtempSync(join(tmpdir(), 'peers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Prints what it was asked for, as a peer does. */
const peer = (rate: number): string => `console.log('a word'); console.log(JSON.stringify({ peer: 'with ' + process.argv.slice(2).join(' '), bench: { N: 1, steps: 1, rate: ${rate}, low: 1, high: 2 } }));`;

const engine = (name: string, stack: Contender['stack'], absence: string | null = null): Contender => ({
  name, stack, quick: true,
  absence: () => Promise.resolve(absence),
  measure: () => Promise.resolve({
    device: `device of ${name}`,
    speeds: [{ name: 'AC-grid', agents: 8, bytesPerAgent: 1, work: { operations: 1, bytes: 1 }, stateSum: [], repeats: [300, 500, 400].map((rate) => ({ engine: rate, plain: null, recorded: rate, unguarded: null })) }],
  }),
});

describe('peers of the benchmark', () => {
  it('are measured in turns with the engines of the same device, and missed by name', async () => {
    writeFileSync(join(folder, 'plain_one.mjs'), peer(100));
    writeFileSync(join(folder, 'browser.mjs'), `if (process.argv[2] === 'tfjs-webgpu') throw new Error('no adapter'); console.log('{"peer": "jax", "check": {}}');`);
    const said: string[] = [];
    const report = await measurePeers(folder, 8, [engine('on cores', 'cpu'), engine('in a browser', 'chromium'), engine('in a process', 'deno')], (text) => said.push(text));
    // The plain loop is measured beside every engine.
    expect(report.rows).toEqual(['on cores', 'in a browser', 'in a process'].map((name) => ({ peer: 'with 8', engine: name, device: `device of ${name}`, turns: [1, 2, 3].map(() => ({ peer: 100, engine: 400 })) })));
    expect(report.missing.map(({ name, reason }) => `${name.split(' ').slice(0, 2).join(' ')}: ${reason}`)).toEqual([
      'ac_grid_numpy.py 8: There is no ac_grid_numpy.py.',
      'browser.mjs tfjs-webgpu: It failed: Error: no adapter',
      'browser.mjs jaxjs-webgpu: It printed no line with "peer" and "bench".',
    ]);
    expect(said.filter((text) => text.includes('turn '))).toHaveLength(9);
    expect(peerTable(report)).toContain('| with 8 | 100 (100–100) | on cores | device of on cores | 400 (400–400) | 4 (4–4) |');
  });

  it('are left out where their engine is missing, and refused where there is no folder', async () => {
    expect(await measurePeers(folder, 8, [engine('in a browser', 'chromium', 'There is no browser.')], () => undefined)).toEqual({ agents: 8, rows: [], missing: [{ name: 'in a browser', reason: 'There is no browser.' }] });
    await expect(measurePeers(join(folder, 'none'), 8, [], () => undefined)).rejects.toThrow(/--peers: .*none.* a folder/);
  });
});
