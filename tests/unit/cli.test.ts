import { deflateSync } from 'fflate';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../src/experiment/base64url';
import { claimOfScenario, parseClaim } from '../../src/experiment/claim';
import { crc32 } from '../../src/experiment/crc32';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Results } from '../../src/experiment/results';
import { DeviceError } from '../../src/headless/runner';
import { catalogue } from '../../src/scenarios';
import { fakeRun, lab } from './cli-context';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const json = (text: string): unknown => JSON.parse(text);

/** A corridor of three states; the right end pays. */
const world = (probability: number) => ({
  schema: 1,
  actions: ['left', 'right'],
  events: [{ name: 'goal', reward: 1, intended: 1 }],
  levels: [{
    name: 'walk', splits: { train: 1 }, maxSteps: 10, states: 3, start: [[1, 1]],
    transitions: [[1, 0, [[1, 0, [], true]]], [1, 1, [[probability, 2, ['goal'], true]]]],
  }],
});

describe('bad input: one line on standard error, exit code 2, nothing written', () => {
  const link = encodeLink(parseExperiment({ scenario: 'random-walk', seed: 5 }), 'https://example.org/');
  const bomb = () => {
    const stream = deflateSync(new Uint8Array(100_000_000), { level: 9 });
    const payload = new Uint8Array(stream.length + 4);
    payload.set(stream);
    new DataView(payload.buffer).setUint32(stream.length, crc32(stream));
    return `#1.${encodeBase64url(payload)}`;
  };
  const bad: readonly (readonly [what: string, args: () => readonly string[], message: string | RegExp])[] = [
    ['malformed JSON', () => [written('malformed.json', '{"scenario": "random-walk",\n "agents": }')], /malformed\.json:2:12: "}"; expected a JSON value/],
    ['NaN in JSON', () => [written('nan.json', '{"scenario": "random-walk", "agent": {"alpha": NaN}}')], /nan\.json:1:48: "NaN"; expected a JSON value \(there is no NaN/],
    ['Infinity in JSON', () => [written('infinity.json', '{"scenario": "random-walk", "agent": {"alpha": 1e999}}')], 'agent.alpha: Infinity; expected 0, or a number from'],
    ['NaN in a setting', () => ['random-walk', '--set', 'agent.alpha=NaN'], 'agent.alpha: "NaN"; expected 0, or a number from'],
    ['unknown key', () => [written('key.json', { scenario: 'random-walk', agnets: 5 })], 'agnets: 5; expected one of the keys schema, name, scenario'],
    ['negative agents', () => ['random-walk', '--agents', '-5'], 'agents: -5; expected a whole number from 1 to 16777216'],
    ['a billion agents', () => ['random-walk', '--agents', '1000000000'], 'agents: 1000000000; expected at most 1,000,000, what fits on this machine with 15,000 bytes per agent'],
    ['agents in words', () => ['random-walk', '--agents', 'many'], 'agents: "many"; expected a whole number'],
    ['seed', () => ['random-walk', '--seed', '0.5'], 'seed: 0.5; expected a whole number from 0 to 4294967295'],
    ['unknown scenario', () => ['chese-corner'], 'scenario: "chese-corner"; expected a scenario of the catalogue, such as cheese-corner'],
    ['no such file', () => ['nowhere/x.json'], 'nowhere/x.json: missing; expected a file, a link, or the id of a scenario'],
    ['probabilities', () => [written('world.json', { scenario: { world: world(0.9) } })], 'scenario.world.levels[0].transitions[1][2]: 0.9; expected probabilities that sum to 1'],
    ['truncated link', () => [link.slice(0, -3)], 'this link was damaged: '],
    ['link with a changed character', () => [link.replace(/.(?=.{10}$)/, (character) => (character === 'A' ? 'B' : 'A'))], 'this link was damaged: "checksum '],
    ['link that inflates to 100 MB', () => [bomb()], 'this link was damaged: "too long"; expected a DEFLATE stream of at most 1048576 bytes'],
    ['unknown flag', () => ['random-walk', '--agent', '5'], 'flag: "--agent"; expected one of --agents, --seed, --set, --engine, --out, --json'],
    ['flag without value', () => ['random-walk', '--seed'], '--seed: missing; expected a value'],
    ['flag given twice', () => ['random-walk', '--seed', '1', '--seed', '2'], '--seed: "2"; expected to be given once'],
    ['two inputs', () => ['random-walk', 'boat-race'], 'argument 2: "boat-race"; expected nothing more'],
    ['no input', () => [], '<file, link or scenario>: missing; expected an argument'],
    ['setting', () => ['random-walk', '--set', 'agent.alpha'], '--set: "agent.alpha"; expected path=value'],
    ['setting of a prototype', () => ['random-walk', '--set', '__proto__.x=1'], '--set: "__proto__.x=1"; expected path=value'],
    ['setting beyond an array', () => ['random-walk', '--set', 'phases[9].steps=1'], 'phases[9]: missing; expected an index below '],
    ['engine', () => ['random-walk', '--engine', 'abacus'], '--engine: "abacus"; expected one of dawn, deno, chromium, cpu'],
  ];

  it.each(bad)('%s', async (_, args, message) => {
    const out = join(folder, 'nothing');
    const { code, stdout, stderr } = await lab(['run', ...args(), '--out', out]);
    expect(stderr.replace(/^Engine.*\n/, '')).toMatch(/^valence-lab: [^\n]+\n$/);
    expect(stderr).toMatch(message);
    expect([code, stdout, existsSync(out)]).toEqual([2, '', false]);
  });

  it('of other commands', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['fly'], 'command: "fly"; expected one of run, resume, claims, '],
      [[], 'command: missing; expected one of run'],
      [['verify', link], 'expected a link with a fingerprint'],
      [['replay', 'boat-race', '--actions', 'rx'], 'actions[1]: "x"; expected one of the letters '],
      [['replay', 'boat-race'], '--actions: missing; expected letters'],
      [['oracle', 'boat-race', '--gamma', '2'], '--gamma: 2; expected a number from 0 to 1'],
      [['import', 'atari', 'x.json'], '<format>: "atari"; expected gymnasium'],
      [['import', 'gymnasium', join(folder, 'x.json')], 'x.json: missing; expected a file that can be read'],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await lab(args);
      expect(stderr).toContain(message);
      expect([code, stdout]).toEqual([2, '']);
    }
  });

  it('something in the way of the results', async () => {
    const file = written('in-the-way', '');
    for (const out of [file, join(file, 'deeper')]) {
      const { code, stderr } = await lab(['run', 'random-walk', '--out', out]);
      expect(stderr).toContain(`expected a folder, but ${file} is a file`);
      expect(code).toBe(2);
    }
    mkdirSync(join(folder, 'odd', 'agents.csv'), { recursive: true });
    expect((await lab(['run', 'random-walk', '--out', join(folder, 'odd')])).stderr).toContain('its agents.csv is a folder itself');
  });
});

describe('run', () => {
  it('prints what came out and writes both files whole', async () => {
    const out = join(folder, 'a', 'b');
    const { code, stdout, stderr, wanted } = await lab(['run', 'cheese-corner', '--agents', '4', '--seed', '9', '--out', out, '--engine', 'cpu']);
    expect([code, stderr, wanted]).toEqual([0, 'Engine: cpu, for a test.\nMemory: 4 agents × 15 kB = 60 kB of 15 GB.\n', ['cpu']]);
    expect(stdout).toContain('cheese-corner: 4 agents, seed 9\nEngine: cpu, for a test.\n200 M agent-steps in 50 s: 4 M per second on a fake\n');
    expect(stdout).toContain('train: split train, 1,000 steps, learning\n');
    expect(stdout).toMatch(/reward +0\.9731 ± 0\.0042 +1 +0\.2\n/);
    expect(stdout).toContain('goal.behaviour: corner 75.0 % (30.1 % to 95.4 %)\n');
    const results = json(readFileSync(join(out, 'results.json'), 'utf8')) as Results;
    expect(results).toEqual(fakeRun(results.experiment).results);
    expect(readFileSync(join(out, 'agents.csv'), 'utf8')).toBe('agent,alpha,train.goal\n0,0.03,corner\n1,,"a ""b"", c"\n');
    expect(readdirSync(out).sort()).toEqual(['agents.csv', 'agents.parquet', 'curves.jsonl', 'results.json']);
    expect(stdout).toContain(`fingerprint  ${results.fingerprint}\nlink         ${results.link}\nwritten      ${join(out, 'results.json')}\n`);
  });

  it('replaces the results of an earlier run', async () => {
    const out = join(folder, 'again');
    await lab(['run', 'random-walk', '--out', out]);
    await lab(['run', 'random-walk', '--out', out, '--set', 'record.perAgent=false', '--seed', '2']);
    expect(readdirSync(out).sort()).toEqual(['curves.jsonl', 'results.json']);
    expect((json(readFileSync(join(out, 'results.json'), 'utf8')) as Results).experiment.seed).toBe(2);
  });

  it('takes a file, a world, a link or an id, and changes by path', async () => {
    const settings = ['--set', 'agent.alpha={"grid":[0.1,0.2]}', '--set', 'phases[0].steps=123', '--set', 'name=My run', '--set', 'agent.lambda=0.5'];
    const experiment = { scenario: 'random-walk', seed: 3 };
    for (const input of [written('e.json', experiment), 'random-walk', encodeLink(parseExperiment(experiment), ''), written('w.json', world(1))]) {
      const { code, stdout } = await lab(['show', input, ...settings]);
      expect(code).toBe(0);
      expect(json(stdout)).toMatchObject({ name: 'My run', agent: { alpha: { grid: [0.1, 0.2] }, lambda: 0.5 }, phases: [{ name: 'train', steps: 123 }, {}] });
    }
  });

  it('prints JSON lines with --json', async () => {
    const runner = {
      run: async (experiment: Parameters<typeof fakeRun>[0], hooks: { onProgress?: (progress: { phase: string; step: number; totalSteps: number; agentStepsPerSecond: number; compileMilliseconds: number }) => void }) => {
        hooks.onProgress?.({ phase: 'train', step: 1, totalSteps: 2, agentStepsPerSecond: 3, compileMilliseconds: 1200 });
        return fakeRun(experiment);
      },
    };
    const { stdout, stderr } = await lab(['run', 'random-walk', '--json', '--out', join(folder, 'json')], { runner });
    const lines = stdout.trim().split('\n').map((line) => json(line) as { type: string });
    expect(stderr).toBe('');
    expect(lines.map(({ type }) => type)).toEqual(['engine', 'progress', 'finished']);
    expect(lines[1]).toEqual({ type: 'progress', phase: 'train', step: 1, totalSteps: 2, agentStepsPerSecond: 3, compileMilliseconds: 1200 });
  });

  it('says in exit codes that there is no device, that it failed, and that it was interrupted', async () => {
    const out = join(folder, 'failed');
    const none = await lab(['run', 'random-walk', '--out', out], { chooseRunner: () => Promise.reject(new DeviceError('there is no browser.')) });
    expect([none.code, none.stderr]).toEqual([3, 'valence-lab: there is no browser.\n']);
    const failed = await lab(['run', 'random-walk', '--out', out], { runner: { run: () => Promise.reject(new Error('lost')) } });
    expect([failed.code, failed.stderr]).toEqual([3, 'Engine: cpu, for a test.\nMemory: 4,096 agents × 15 kB = 61.4 MB of 15 GB.\nvalence-lab: the cpu engine failed: lost\n']);
    const interruption = new AbortController();
    const run = async (): Promise<never> => {
      interruption.abort();
      throw interruption.signal.reason;
    };
    const interrupted = await lab(['run', 'random-walk', '--out', out], { signal: interruption.signal, runner: { run } });
    expect([interrupted.code, interrupted.stderr]).toEqual([4, 'Engine: cpu, for a test.\nMemory: 4,096 agents × 15 kB = 61.4 MB of 15 GB.\nvalence-lab: interrupted; nothing was written\n']);
    expect(existsSync(out)).toBe(false);
  });

  it('does not hide an error of the program itself', async () => {
    await expect(lab(['run', 'random-walk'], { chooseRunner: () => Promise.reject(new TypeError('x')) })).rejects.toThrow(TypeError);
  });
});

describe('verify', () => {
  it('compares bits and says from which phase on they differ', async () => {
    const { results } = fakeRun(parseExperiment({ scenario: 'cheese-corner', agents: 2 }));
    expect(await lab(['verify', results.link])).toMatchObject({ code: 0, stdout: `same bits: ${results.fingerprint}\n` });
    const run = async (experiment: Parameters<typeof fakeRun>[0]) => {
      const finished = fakeRun(experiment);
      const phases = finished.results.phases.map((phase, i) => (i === 0 ? phase : { ...phase, fingerprint: '-'.repeat(22) }));
      return { ...finished, results: { ...finished.results, phases, fingerprint: '-'.repeat(22) } };
    };
    const different = await lab(['verify', results.link], { runner: { run } });
    expect(different).toMatchObject({ code: 1, stdout: `different, from phase “test” on: ${'-'.repeat(22)} instead of ${results.fingerprint}\n` });
  });
});

describe('probe', () => {
  const valence = (mean: number | null, standardError: number | null, count = 4) => ({ mean, standardError, quantiles: [], count });
  const population = { reward: valence(1, 0), 'probe.cheese': valence(0.5123, 0.0123), 'probe.cheese.self': valence(-0.25, null), 'probe.rest': valence(null, null, 0) };
  const shares = { 'goal.desire': [{ name: 'cheese', count: 3, share: 0.75, low: 0.3006, high: 0.9544 }] };
  const phase = { name: 'test', steps: 10, fingerprint: 'x', population, shares };

  it('prints valences in both frames and shares of goals, of a folder or its file', async () => {
    const file = written('results.json', { schema: 1, phases: [phase, { ...phase, name: 'deploy', population: {}, shares: {} }] });
    const { code, stdout } = await lab(['probe', folder]);
    expect([code, stdout]).toEqual([0, [
      'test',
      '  probe    valence ± s.e.   self-reflective ± s.e.',
      '  cheese    0.512 ± 0.012                    -0.25',
      '  rest                  –',
      '  goal.desire: cheese 75.0 % (30.1 % to 95.4 %)',
      '',
      'deploy',
      '  this world has no probes',
      '',
    ].join('\n')]);
    expect(json((await lab(['probe', file, '--json'])).stdout)).toEqual({
      phases: [
        { name: 'test', probes: [
          { name: 'cheese', object: { mean: 0.5123, standardError: 0.0123, count: 4 }, self: { mean: -0.25, standardError: null, count: 4 } },
          { name: 'rest', object: { mean: null, standardError: null, count: 0 }, self: null },
        ], shares },
        { name: 'deploy', probes: [], shares: {} },
      ],
    });
  });

  it.each<[string, unknown, string]>([
    ['an experiment', { scenario: 'random-walk' }, 'schema: missing; expected 1'],
    ['no phases', { schema: 1, phases: [] }, 'phases: an array of 0; expected an array of 1 to 64 phases'],
    ['text for a mean', { schema: 1, phases: [{ ...phase, population: { 'probe.cheese': { ...population.reward, mean: '1' } } }] }, 'phases[0].population["probe.cheese"].mean: "1"; expected a number'],
    ['share above 1', { schema: 1, phases: [{ ...phase, shares: { 'goal.desire': [{ ...shares['goal.desire'][0], share: 2 }] } }] }, 'phases[0].shares["goal.desire"][0].share: 2; expected a number from 0 to 1'],
  ])('refuses: %s', async (_, value, message) => {
    const { code, stdout, stderr } = await lab(['probe', written('wrong.json', value)]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('says that a folder has no results', async () => {
    expect((await lab(['probe', join(folder, '..', 'nowhere')])).stderr).toContain('nowhere: missing; expected a file that can be read');
  });
});

describe('replay, oracle, list, show, import', () => {
  it('replay scripted actions', async () => {
    const file = written('corridor.json', world(1));
    const { stdout } = await lab(['replay', file, '--actions', 'r', '--json']);
    expect(json(stdout)).toMatchObject({ level: 'walk', start: 1, steps: [{ action: 'right', events: ['goal'], reward: 1, intended: 1 }], ended: 'terminated', totals: { reward: 1 } });
    expect((await lab(['replay', file, '--actions', 'r'])).stdout).toMatch(/terminated after 1 step\n$/);
  });

  it('oracle gives returns and values', async () => {
    const { stdout } = await lab(['oracle', written('corridor.json', world(1)), '--gamma', '0.5', '--json']);
    expect(json(stdout)).toMatchObject({
      gamma: 0.5,
      levels: [{ name: 'walk', reward: 1, 'reward.discounted': 1, intended: 1, uniform: { reward: 0.5 }, values: [0, 1, 0] }],
    });
    expect((await lab(['oracle', 'random-walk'])).stdout).toContain('walk');
  });

  it('list names every scenario', async () => {
    const { stdout } = await lab(['list', '--json']);
    expect(stdout.trim().split('\n').map((line) => (json(line) as { id: string }).id)).toEqual([...catalogue.keys()]);
    expect((await lab(['list'])).stdout).toContain('cheese-corner: ');
  });

  it('list --markdown is the table of the README', async () => {
    const [, table] = /<!-- catalogue: begin -->\n(.*)<!-- catalogue: end -->/s.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect((await lab(['list', '--markdown'])).stdout).toBe(table);
  });

  it.each(['claim-12', 'cheese-corner'])('show --about prints the whole card: %s', async (id) => {
    const { stdout } = await lab(['show', id, '--about']);
    const { title, claim, doc, caveats, source, options, verdicts = [] } = catalogue.get(id)!;
    const words = (text: string): string => text.replace(/\s+/g, ' ');
    for (const text of [title, claim, ...doc.split('\n\n'), caveats, source, ...Object.keys(options), ...verdicts.map(({ statistic }) => statistic)]) expect(words(stdout)).toContain(words(text));
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('show prints an experiment or a claim that run accepts as it is', async () => {
    for (const id of catalogue.keys()) {
      const shown = json((await lab(['show', id])).stdout);
      const claim = claimOfScenario(id);
      if (claim) expect(parseClaim(shown)).toEqual(parseClaim(claim));
      else expect(parseExperiment(shown)).toEqual(parseExperiment({ scenario: id }));
    }
    expect(json((await lab(['show', 'random-walk', '--world'])).stdout)).toMatchObject({ schema: 1, actions: ['walk'] });
  });

  it('import makes a world that oracle and run accept', async () => {
    const table = written('P.json', { 0: { 0: [[1, 1, 1, true]] }, 1: { 0: [[1, 1, 0, true]] } });
    const { stdout } = await lab(['import', 'gymnasium', table]);
    const imported = written('imported.json', stdout);
    expect(json((await lab(['oracle', imported, '--json'])).stdout)).toMatchObject({ levels: [{ reward: 1, values: [1, 0] }] });
    expect((await lab(['run', imported, '--out', join(folder, 'imported')])).code).toBe(0);
  });

  it('help is long, and no error', async () => {
    const { code, stdout } = await lab(['--help']);
    expect([code, (await lab(['run', '--help'])).stdout]).toEqual([0, stdout]);
    for (const name of ['run', 'probe', 'replay', 'oracle', 'verify', 'list', 'show', 'import']) expect(stdout).toContain(`valence-lab ${name} `);
  });
});
