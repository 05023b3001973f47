/** Shards of a population, merged, are the unsharded run digit for digit: through the files, as the command line writes them. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src/experiment/results';
import type { Runner } from '../../src/headless/runner';
import { runExperiment, runShard } from '../../src/lab/run';
import { shardOf } from '../../src/lab/shard';
import { localCpuEngine } from '../gpu/harness/cpu';
import { fadingWorld, wholeWorld } from '../gpu/harness/whole-world';
import { lab } from './cli-context';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'valence-lab-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cpu = localCpuEngine(2);
const tested = cpu.selfTest();
/** Tests itself once, not before every run. */
const engine = { ...cpu, selfTest: () => tested };
const runner: Partial<Runner> = {
  run: (experiment) => runExperiment(experiment, engine),
  runShard: (experiment, shard) => runShard(experiment, engine, shard),
};

async function done(...args: readonly string[]): Promise<string> {
  const { code, stderr, stdout } = await lab(args, { runner });
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Runs all parts of an experiment in a file; returns their folders, below one of that name. */
async function shards(name: string, file: string, n: number): Promise<string[]> {
  const folders = Array.from({ length: n }, (_, i) => join(folder, name, `${i + 1}`));
  for (const [i, out] of folders.entries()) await done('shard', `${i + 1}/${n}`, file, '--out', out);
  return folders;
}

const written = (name: string, json: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(json));
  return path;
};
const textIn = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');
const resultsIn = (...path: readonly string[]): Results => JSON.parse(textIn(...path, 'results.json')) as Results;
/** The text of results without what differs from one run to the next: how long it took, on what. */
const lasting = (results: Results): string => JSON.stringify({ ...results, device: null, engine: null, throughput: null });

interface StoredShard {
  readonly phases: readonly { readonly records: readonly unknown[] }[];
}
const shardIn = (out: string): StoredShard => JSON.parse(readFileSync(join(out, 'shard.json'), 'utf8')) as StoredShard;

const train = { name: 'train', split: 'train', steps: 300 };
const worlds: readonly (readonly [what: string, experiment: object, special: (results: Results, shards: readonly StoredShard[]) => void])[] = [
  ['goals, probes, frames, deception, plans, an oracle; distributions and grids', {
    scenario: { world: wholeWorld }, agents: 23,
    agent: { hidden: 8, alpha: { logUniform: [0.01, 0.2] }, gamma: { choice: [0.9, 0.5] }, depth: { grid: [0, 2] }, lambda: { grid: [0, 0.5, 0.9] }, candidates: 3, oracle: 'good', model: 'learned', fn: 0.1 },
    phases: [train, { name: 'deploy', split: 'deploy', steps: 130, learn: false }], record: { everySteps: 70 },
  }, ({ phases }) => {
    expect(Object.keys(phases[0]!.shares)).toEqual(['goal.behaviour', 'goal.desire']);
    expect(Object.keys(phases[0]!.population)).toEqual(expect.arrayContaining(['valueR2.pooled', 'probe.pill.self', 'first.desireFirst.shuffled', 'vetoes', 'modelError', 'response.first']));
  }],
  ['phases in episodes, over at different times in different shards', {
    scenario: { world: wholeWorld }, agents: 9, agent: { hidden: 0, alpha: 0.1 },
    phases: [{ name: 'train', split: 'train', episodes: 7 }, { name: 'trials', levels: ['town', 'glade', 'town'], repeat: 2 }], record: { everySteps: 4 },
  }, ({ curves }, stored) => {
    expect(new Set(stored.map(({ phases }) => phases[0]!.records.length)).size).toBeGreaterThan(1);
    // Probes of agents that rest go on counting.
    expect(curves.every(({ measures }) => measures['probe.meal']!.count === 9)).toBe(true);
  }],
  ['some agents that diverge', {
    scenario: 'random-walk', agents: 8, agent: { alpha: { grid: [0.01, 4] } }, phases: [train, { ...train, name: 'again' }],
  }, ({ phases }) => {
    const { mean } = phases[1]!.population['diverged']!;
    expect(mean! > 0 && mean! < 1).toBe(true);
  }],
  ['a scenario of the catalogue, without rows per agent', {
    scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 16 }, agents: 10, phases: [train, { name: 'deploy', split: 'deploy', steps: 100, learn: false, greedy: true }], record: { perAgent: false },
  }, ({ phases }) => expect(phases[1]!.shares).toHaveProperty(['goal.behaviour'])],
  ['policy search where things fade', {
    scenario: { world: fadingWorld }, agents: 7, agent: { learner: 'hill-climbing', trial: { choice: [1, 2] } }, phases: [train],
  }, ({ phases }) => expect(phases[0]!.population['ttc']!.count).toBeGreaterThan(0)],
];

describe('merged shards are the unsharded run', () => {
  it.each(worlds)('%s', async (what, experiment, special) => {
    const file = written(`${what}.json`, experiment);
    await done('run', file, '--out', join(folder, what));
    const whole = resultsIn(what);
    for (const n of [1, 2, 3, 7]) {
      const folders = await shards(join(what, `${n}`), file, n);
      await done('merge', ...folders.reverse(), '--out', join(folder, what, 'merged'));
      expect(lasting(resultsIn(what, 'merged'))).toBe(lasting(whole));
      if (whole.experiment.record.perAgent) expect(textIn(what, 'merged', 'agents.csv')).toBe(textIn(what, 'agents.csv'));
      else expect(existsSync(join(folder, what, 'merged', 'agents.csv'))).toBe(false);
      if (n === 7) special(whole, folders.map(shardIn));
    }
  });
});

describe('parts of a population', () => {
  it.each([[10, 3, [3, 3, 4]], [4, 4, [1, 1, 1, 1]], [16_777_216, 1, [16_777_216]]])('%i agents in %i parts', (agents, n, sizes) => {
    const parts = sizes.map((_, i) => shardOf(i + 1, n, agents));
    expect(parts.map((part) => part.agents)).toEqual(sizes);
    parts.forEach(({ first }, i) => expect(first).toBe(sizes.slice(0, i).reduce((sum, size) => sum + size, 0)));
  });
});

const walk = { scenario: 'random-walk', agents: 6, phases: [{ name: 'train', split: 'train', steps: 100 }], record: { everySteps: 50 } };

describe('shard', () => {
  it.each<[string, readonly string[], string]>([
    ['part 0', ['0/2', 'random-walk'], '<k/n>: "0/2"; expected which of how many parts, such as 1/16 for the first'],
    ['a part behind the last', ['3/2', 'random-walk'], '<k/n>: "3/2"; expected which of how many parts'],
    ['no part', ['random-walk', 'random-walk'], '<k/n>: "random-walk"; expected which of how many parts'],
    ['more parts than agents', ['1/5', 'random-walk', '--agents', '4'], '<k/n>: "1/5"; expected at most as many parts as there are agents, 4'],
    ['a claim', ['1/2', 'claim-01'], 'claim-01: "a claim"; expected one experiment, which shards are parts of'],
    ['an unknown flag', ['1/2', 'random-walk', '--part', '1'], 'flag: "--part"; expected one of --agents'],
  ])('refuses %s', async (_, args, message) => {
    const out = join(folder, 'refused');
    const { code, stderr } = await lab(['shard', ...args, '--out', out], { runner });
    expect(stderr).toContain(message);
    expect([code, existsSync(out)]).toEqual([2, false]);
  });

  it('says which agents ran, and where its files are', async () => {
    const out = join(folder, 'said');
    const stdout = await done('shard', '2/2', 'random-walk', '--agents', '5', '--set', 'phases[0].steps=50', '--out', out);
    expect(stdout).toContain('shard 2 of 2: agents 2 to 4 of 5\n');
    expect(stdout).toContain(`written      ${join(out, 'shard.json')}\nwritten      ${join(out, 'columns.bin')}\n`);
    const lines = (await done('shard', '1/2', written('json.json', walk), '--json', '--out', out)).trim().split('\n').map((line) => JSON.parse(line) as object);
    expect(lines.at(-1)).toEqual({ type: 'finished', firstAgent: 0, agents: 3, exact: true, files: [join(out, 'shard.json'), join(out, 'columns.bin')] });
  });
});

describe('merge', () => {
  let parts: string[];
  beforeAll(async () => {
    parts = await shards('walk', written('walk.json', walk), 3);
  });
  const changed = (part: string, name: string, change: (shard: Json) => void): string => {
    const out = join(folder, name);
    cpSync(part, out, { recursive: true });
    const shard = JSON.parse(readFileSync(join(out, 'shard.json'), 'utf8')) as Json;
    change(shard);
    writeFileSync(join(out, 'shard.json'), JSON.stringify(shard));
    return out;
  };
  const refusal = async (...folders: readonly string[]): Promise<string> => {
    const out = join(folder, 'not merged');
    const { code, stdout, stderr } = await lab(['merge', ...folders, '--out', out]);
    expect([code, stdout, existsSync(out)]).toEqual([2, '', false]);
    expect(stderr).toMatch(/^valence-lab: [^\n]+\n$/);
    return stderr.slice('valence-lab: '.length, -1);
  };

  it('names the agents that are missing, and those that are there twice', async () => {
    const [a, b, c] = parts as [string, string, string];
    expect(await refusal(c)).toBe('shards: 1; expected each of the 6 agents in exactly one of them; missing: agents 0 to 3');
    expect(await refusal(a, c)).toContain('missing: agents 2 to 3');
    expect(await refusal(c, a, b, a)).toContain(`double: agents 0 to 1 (in ${a} and ${a})`);
    const [, half] = await shards('halves', join(folder, 'walk.json'), 2);
    expect(await refusal(a, half!)).toContain('missing: agents 2');
    expect(await refusal(a, b, half!)).toContain(`double: agents 3 (in ${b} and ${half!})`);
    expect(await refusal()).toContain('<folder…>: missing; expected an argument');
  });

  it('lists the devices, adds their work, and is exact only if all of them are', async () => {
    const [a, b, c] = parts as [string, string, string];
    const other = changed(b, 'other', (shard) => Object.assign(shard, { exact: false, device: 'a second one', engine: 'webgpu', throughput: { agentSteps: 1000, seconds: 0 } }));
    const stdout = await done('merge', a, other, c, '--out', join(folder, 'inexact'));
    expect(stdout).toContain('Merged from 3 shards.\n');
    expect(resultsIn('inexact')).toMatchObject({ exact: false, device: 'this process; a second one', engine: 'cpu; webgpu', throughput: { agentSteps: 1400 } });
    const line = JSON.parse(await done('merge', ...parts, '--json', '--out', join(folder, 'exact'))) as object;
    expect(line).toMatchObject({ type: 'finished', exact: true, fingerprint: resultsIn('inexact').fingerprint });
  });

  const record = (shard: Json): Json => member(shard, 'phases', 0, 'records', 1) as Json;
  const tally = (shard: Json): Json => member(record(shard), 'measures', 'reward') as Json;
  it.each<[string, (shard: Json) => void, string]>([
    ['an odd schema', (shard) => (shard.schema = 2), 'schema: 2; expected 1'],
    ['an unknown key', (shard) => (shard.more = 1), 'shard.more: 1; expected one of the keys schema'],
    ['another arithmetic', (shard) => (shard.numerics = 0), 'numerics: 0; expected 1, the version of the arithmetic'],
    ['a broken experiment', (shard) => ((shard.experiment as Json).agents = -1), 'experiment: agents: -1; expected a whole number from 1'],
    ['another seed', (shard) => ((shard.experiment as Json).seed = 2), 'experiment.seed: 2; expected 1, as in '],
    ['another step size', (shard) => (member(shard, 'experiment', 'agent') as Json).alpha = 0.5, 'experiment.agent.alpha: 0.5; expected '],
    ['another phase', (shard) => (member(shard, 'experiment', 'phases', 0) as Json).learn = false, 'experiment.phases[0].learn: false; expected true, as in '],
    ['agents behind the last', (shard) => (shard.firstAgent = 6), 'firstAgent: 6; expected a whole number from 0 to 5'],
    ['too many agents', (shard) => (shard.agents = 2 ** 24), 'agents: 16777216; expected a whole number from 1 to 4'],
    ['half a word', (shard) => ((member(shard, 'phases', 0) as Json).stateSum = [0.5, 0, 0, 0]), 'phases[0].stateSum[0]: 0.5; expected a whole number from 0 to 4294967295'],
    ['three words', (shard) => ((member(shard, 'phases', 0) as Json).stateSum = [1, 2, 3]), 'phases[0].stateSum: an array of 3; expected an array of 4 words'],
    ['another world', (shard) => (shard.tableDigest = [1, 2, 3, 4]), 'tableDigest: "1 2 3 4"; expected '],
    ['other columns', (shard) => (shard.columns as unknown[]).pop(), 'columns: an array of '],
    ['a device that is none', (shard) => (shard.device = 'a\nb'), 'device: "a\\nb"; expected text of at most 1000 characters'],
    ['exactness in words', (shard) => (shard.exact = 'yes'), 'exact: "yes"; expected true or false'],
    ['time that runs back', (shard) => ((shard.throughput as Json).seconds = -1), 'throughput.seconds: -1; expected a number from 0'],
    ['a missing phase', (shard) => (shard.phases = []), 'phases: an array of 0; expected an array of 1 phases'],
    ['a renamed phase', (shard) => ((member(shard, 'phases', 0) as Json).name = 'test'), 'phases[0].name: "test"; expected "train", as in the experiment'],
    ['a longer phase', (shard) => ((member(shard, 'phases', 0) as Json).steps = 101), 'phases[0].steps: 101; expected 100, as in the experiment'],
    ['no records', (shard) => ((member(shard, 'phases', 0) as Json).records = []), 'phases[0].records: an array of 0; expected an array of 1 to 2 records'],
    ['a record at another step', (shard) => (record(shard).step = 51), 'phases[0].records[1].step: 51; expected 100, as in the experiment'],
    ['a missing measure', (shard) => delete (record(shard).measures as Json).reward, 'phases[0].records[1].measures.reward: missing; expected an object'],
    ['an unknown measure', (shard) => ((record(shard).measures as Json).joy = {}), 'phases[0].records[1].measures.joy: an object; expected one of the keys reward'],
    ['a count of more agents than there are', (shard) => (tally(shard).count = 3), 'measures.reward.count: 3; expected a whole number from 0 to 2'],
    ['a sum beyond all values', (shard) => (tally(shard).sum = 2 ** 40), 'measures.reward.sum: 1099511627776; expected a whole number from -'],
    ['a bin that there is not', (shard) => (tally(shard).histogram = [65536, 2]), 'measures.reward.histogram[0]: 65536; expected the number of a bin from 0 to 65535'],
    ['bins out of order', (shard) => (tally(shard).histogram = [7, 1, 7, 1]), 'measures.reward.histogram[2]: 7; expected the number of a bin from 8 to 65535'],
    ['a bin without agents', (shard) => (tally(shard).histogram = [7, 0]), 'measures.reward.histogram[1]: 0; expected a number of agents from 1 to 2'],
    ['a bin without its agents', (shard) => (tally(shard).histogram = [7]), 'measures.reward.histogram[1]: missing; expected a number of agents from 1 to 2'],
    ['too few agents in bins', (shard) => (tally(shard).histogram = [7, 1]), 'measures.reward.histogram: "1 agents"; expected 2 agents, as many as count says'],
    ['more bins than agents', (shard) => (tally(shard).histogram = [1, 1, 2, 1, 3, 1]), 'measures.reward.histogram: an array of 6; expected an array of 0 to 4 bins'],
    ['a checksum that is none', (shard) => (shard.columnsCrc32 = 'x'), 'columnsCrc32: "x"; expected a whole number from 0'],
    ['the checksum of other columns', (shard) => (shard.columnsCrc32 = 1), 'columns.bin: "checksum '],
  ])('refuses %s', async (what, change, message) => {
    const [a, b, c] = parts as [string, string, string];
    expect(await refusal(a, changed(b, what, change), c)).toContain(message);
  });

  it('refuses files that are missing, no JSON, too deep, too short or damaged', async () => {
    const [a, b, c] = parts as [string, string, string];
    const spoilt = (name: string, file: string, spoil: (path: string) => void): Promise<string> => {
      const out = changed(b, name, () => undefined);
      spoil(join(out, file));
      return refusal(a, out, c);
    };
    expect(await refusal(join(folder, 'nowhere'))).toContain('shard.json: missing; expected a file of a shard');
    expect(await spoilt('no json', 'shard.json', (path) => writeFileSync(path, '{"schema": 1,}'))).toContain('shard.json:1:14: "}"; expected a key');
    expect(await spoilt('deep', 'shard.json', (path) => writeFileSync(path, `{"schema":1,"numerics":1,"experiment":${'['.repeat(1e5)}${']'.repeat(1e5)}}`))).toContain('experiment: experiment: an array of 1; expected an object');
    expect(await spoilt('no columns', 'columns.bin', (path) => rmSync(path))).toContain('columns.bin: missing; expected a file of a shard');
    expect(await spoilt('short', 'columns.bin', (path) => truncateSync(path, 8))).toContain('columns.bin: "8 bytes"; expected ');
    const flipped = (path: string, bits: number): Buffer => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 1]! ^= bits;
      writeFileSync(path, bytes);
      return bytes;
    };
    expect(await spoilt('damaged', 'columns.bin', (path) => void flipped(path, 1))).toContain('columns.bin: "checksum ');
    const notANumber = changed(b, 'not a number', () => undefined);
    const bytes = readFileSync(join(notANumber, 'columns.bin'));
    const at = firstFloat(notANumber);
    bytes.writeFloatLE(NaN, at.offset);
    writeFileSync(join(notANumber, 'columns.bin'), bytes);
    expect(await refusal(a, changed(notANumber, 'not a number, checked', (shard) => (shard.columnsCrc32 = crc32(bytes))), c)).toContain(`columns.bin, ${at.name} of agent 2: NaN; expected a number`);
  });
});

type Json = Record<string, unknown>;
const member = (value: unknown, ...path: readonly (string | number)[]): unknown => path.reduce<unknown>((own, key) => (own as Json)[key], value);

/** The first column of binary32 numbers of a shard of two agents, all columns before it being of 4 bytes. */
function firstFloat(out: string): { readonly name: string; readonly offset: number } {
  const columns = (JSON.parse(readFileSync(join(out, 'shard.json'), 'utf8')) as { columns: [string, string][] }).columns;
  const index = columns.findIndex(([, kind]) => kind === 'float32');
  return { name: columns[index]![0], offset: index * 4 * 2 };
}
