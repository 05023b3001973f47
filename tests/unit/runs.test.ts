import { beforeAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { readResults } from '../../src/experiment/read-results';
import type { AgentTable, Results } from '../../src/experiment/results';
import { parseRunFile, runFileText, type FiledRun } from '../../src/experiment/run-file';
import { parsePath, withSetting } from '../../src/experiment/settings';
import { filledIn } from '../../src/experiment/filled-in';
import { runExperiment } from '../../src/lab/run';
import { InputError } from '../../src/world/input-error';
import { beyond } from '../../src/ui/lab-database';
import { comparedBits, comparedMeasures, differentSettings, leavesZeroOut, sharedCurves } from '../../src/ui/run-comparison';
import { runName } from '../../src/ui/run-name';
import { freeStyle, runStyle } from '../../src/ui/run-style';
import { placedCurve, sharedAxis, stretches } from '../../src/ui/views/run-curves';
import { localCpuEngine } from '../gpu/harness/cpu';

const base = {
  scenario: 'random-walk', agents: 24, record: { everySteps: 50 },
  phases: [{ name: 'train', split: 'train', steps: 400 }, { name: 'test', split: 'train', steps: 200, learn: false }],
};
const changed = { ...base, agent: { alpha: 0.4 } };

/** As they come out of a file. */
const reread = (results: Results): Results => JSON.parse(JSON.stringify(results)) as Results;
let first: Results, again: Results, other: Results;
let table: AgentTable;
beforeAll(async () => {
  const run = (experiment: object) => runExperiment(parseExperiment(experiment), localCpuEngine());
  const finished = await run(base);
  table = finished.agents!;
  first = reread(finished.results);
  again = reread((await run(base)).results);
  other = reread((await run(changed)).results);
});

describe('differences between runs', () => {
  it('are the settings that are not the same in all of them', () => {
    expect(differentSettings([first, again].map(({ experiment }) => experiment))).toEqual([]);
    expect(differentSettings([first, other, again].map(({ experiment }) => experiment))).toEqual([
      { path: 'agent.alpha', label: 'critic step size α', values: ['0.05', '0.4', '0.05'] },
    ]);
  });

  it('name the world, and what only one of them has', () => {
    const elsewhere = parseExperiment({ scenario: 'cheese-corner', agents: 24, phases: [{ name: 'train', split: 'train', steps: 400 }] });
    const rows = differentSettings([first.experiment, elsewhere]);
    expect(rows[0]).toEqual({ path: 'scenario', label: 'world', values: ['Random walk', 'Cheese in the corner'] });
    expect(rows).toContainEqual({ path: 'scenarioOptions.size', label: 'size', values: [null, '9'] });
    expect(rows).toContainEqual({ path: 'phases[1]', label: 'phase 2', values: ['test', null] });
  });

  it('are told bit by bit, phase by phase', () => {
    expect(comparedBits([first, again, other]).map(({ phase, bits }) => [phase, ...bits])).toEqual([['train', 'same', 'same', 'other'], ['test', 'same', 'same', 'other']]);
    const elder: Results = { ...again, link: again.link.replace(/~\d+\./, '~999.') };
    expect(comparedBits([first, elder])[0]!.bits).toEqual(['same', 'other arithmetic']);
  });

  it('have an interval for every measure: none where bits are the same, Welch’s elsewhere', () => {
    const row = comparedMeasures([first, again, other], 'test').find(({ measure }) => measure === 'valueRmse')!;
    const [a, , b] = row.statistics.map((statistic) => statistic!);
    expect(row.differences[0]).toBeNull();
    expect(row.differences[1]).toMatchObject({ estimate: 0, low: 0, high: 0 });
    const { estimate, low, high } = row.differences[2]!;
    expect(estimate).toBeCloseTo(b!.mean! - a!.mean!, 12);
    // With so many agents, Student's quantile is a little more than the normal one.
    const half = Math.hypot(a!.standardError!, b!.standardError!);
    expect((high - low) / 2 / half).toBeGreaterThan(1.96);
    expect((high - low) / 2 / half).toBeLessThan(2.1);
    expect(leavesZeroOut({ estimate, low, high, degreesOfFreedom: null })).toBe(low > 0 || high < 0);
  });
});

describe('curves of several runs', () => {
  it('share an axis on which phases of one name lie above each other', () => {
    const longer: Results = { ...other, phases: other.phases.map((phase) => (phase.name === 'train' ? { ...phase, steps: 800 } : phase)) };
    const axis = sharedAxis([first, longer]);
    expect(axis.phases.map(({ name, firstStep, steps, learn }) => [name, firstStep, steps, learn])).toEqual([['train', 0, 800, true], ['test', 800, 200, false]]);
    const [train, test] = placedCurve(first, axis, 'reward');
    expect(train!.at(-1)!.position).toBeCloseTo(axis.spans[0]![1] / 2);
    expect(test!.at(-1)!.position).toBeCloseTo(1);
    expect(sharedCurves([first, other])).toContain('reward');
  });

  it('break where there is no value', () => {
    const point = (index: number, median: number | null) => ({ index, position: index, low: median, median, high: median });
    expect(stretches([null, 1, 2, null, null, 3].map((median, index) => point(index, median))).map((stretch) => stretch.map(({ index }) => index))).toEqual([[1, 2], [5]]);
    expect(stretches([])).toEqual([]);
  });
});

describe('names and colours', () => {
  it.each([
    [{ scenario: 'random-walk' }, 'Random walk'],
    [{ scenario: 'random-walk', agents: 64, seed: 3, agent: { alpha: 0.1 } }, 'α 0.1, seed 3, 64 agents · Random walk'],
  ])('%j', (experiment, name) => expect(runName(parseExperiment(experiment))).toBe(name));

  it('are never too long', () => {
    const own = parseExperiment({ ...base, name: 'x'.repeat(200), scenario: { world: { schema: 1, actions: ['on'], events: [], levels: [{ name: 'l', splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: [[0, 0, [[1, 0, [], false]]]] }] } } });
    expect([...runName(own)]).toHaveLength(100);
  });

  it('differ in 30 runs, in colour or in mark and dash', () => {
    const styles = Array.from({ length: 30 }, (_, place) => JSON.stringify(runStyle(place)));
    expect(new Set(styles).size).toBe(30);
    expect(freeStyle([0, 1, 3])).toBe(2);
  });
});

it('the oldest beyond so many are dropped', () => {
  expect(beyond(['a', 'b', 'c'], 2)).toEqual(['a']);
  expect(beyond(['a', 'b'], 2)).toEqual([]);
});

it('what was stored before a hyperparameter existed has it at its default', () => {
  const { depth: _, ...agent } = first.experiment.agent;
  expect(filledIn({ ...first.experiment, agent: agent as typeof first.experiment.agent })).toEqual(first.experiment);
});

describe('files of runs', () => {
  const filed = (): FiledRun => ({ name: 'a <b>name</b>', date: 1_700_000_000_000, style: 4, results: first, agents: { ...table, columns: table.columns.map((column) => Array.from(column)) } });

  it('come back as they were', () => expect(parseRunFile(runFileText([filed(), { ...filed(), name: null, agents: null }]), 'f.json', 0)).toEqual([filed(), { ...filed(), name: null, agents: null }]));

  it('may be the results.json of the command line', () => {
    expect(parseRunFile(JSON.stringify(first, null, 1), 'results.json', 5)).toEqual([{ name: null, date: 5, style: null, results: first, agents: null }]);
  });

  it.each<[path: string, value: unknown, message: string]>([
    ['schema', 2, 'schema: 2; expected 1'],
    ['runs', [], 'runs: an array of 0; expected an array of 1 to 200 runs'],
    ['more', 1, 'more: 1; expected one of the keys schema, runs instead'],
    ['runs[0].name', 'line\nbreak', 'runs[0].name: "line\\nbreak"; expected text of 1 to 100 characters'],
    ['runs[0].date', -1, 'runs[0].date: -1; expected a whole number'],
    ['runs[0].style', 1e9, 'runs[0].style: 1000000000; expected a whole number'],
    ['runs[0].agents.columns[1]', [1], 'runs[0].agents.columns[1]: an array of 1; expected an array of 24 agents'],
    ['runs[0].agents.columns[0][2]', {}, 'runs[0].agents.columns[0][2]: an object; expected a number, null, or text'],
    ['runs[0].results.schema', 3, 'runs[0].results.schema: 3; expected 1'],
    ['runs[0].results.experiment.agents', 0, 'runs[0].results.experiment: agents: 0; expected a whole number'],
    ['runs[0].results.experiment.scenario', 'nowhere', 'runs[0].results.experiment: scenario: "nowhere"; expected'],
    ['runs[0].results.fingerprint', 'x', 'runs[0].results.fingerprint: "x"; expected'],
    ['runs[0].results.link', 'javascript:alert(1)', 'runs[0].results.link: "javascript:alert(1)"; expected the link of the finished run'],
    ['runs[0].results.exact', 1, 'runs[0].results.exact: 1; expected true or false'],
    ['runs[0].results.device', 'x'.repeat(2000), 'runs[0].results.device: "xxx'],
    ['runs[0].results.phases', [], 'runs[0].results.phases: an array of 0; expected an array of 2 phases, as in the experiment'],
    ['runs[0].results.phases[1].name', 'train', 'runs[0].results.phases[1].name: "train"; expected "test"'],
    ['runs[0].results.phases[0].fingerprint', 'A'.repeat(21), 'runs[0].results.phases[0].fingerprint: "AAAAAAAAAAAAAAAAAAAAA"; expected a fingerprint'],
    ['runs[0].results.phases[0].population.reward.mean', 'high', 'runs[0].results.phases[0].population.reward.mean: "high"; expected a number'],
    ['runs[0].results.phases[0].population.reward.standardError', -1, 'runs[0].results.phases[0].population.reward.standardError: -1; expected a number'],
    ['runs[0].results.phases[0].population.reward.count', 1, 'runs[0].results.phases[0].population.reward.standardError'],
    ['runs[0].results.phases[0].population.reward.count', 25, 'runs[0].results.phases[0].population.reward.count: 25; expected a whole number from 0 to 24'],
    ['runs[0].results.phases[0].population.reward.quantiles', [1, 2], 'runs[0].results.phases[0].population.reward.quantiles: an array of 2; expected an array of 5'],
    ['runs[0].results.curves', Array.from({ length: 10_001 }, () => 0), 'runs[0].results.curves: an array of 10001; expected an array of 0 to 10000 points'],
    ['runs[0].results.curves[0].phase', 'later', 'runs[0].results.curves[0].phase: "later"; expected a phase of the experiment'],
    ['runs[0].results.curves[3].step', 1, 'runs[0].results.curves[3].step: 1; expected a whole number'],
    ['runs[0].results.throughput.seconds', null, 'runs[0].results.throughput.seconds: null; expected a number'],
  ])('refuse something else as %s', (path, value, message) => {
    const file = JSON.parse(runFileText([filed()])) as Readonly<Record<string, unknown>>;
    const damaged = withSetting(file, parsePath(path)!, value);
    const read = () => parseRunFile(JSON.stringify(damaged), 'f.json', 0);
    expect(read).toThrow(InputError);
    expect(read).toThrow(message);
  });

  it('refuse what is no JSON, or no run', () => {
    expect(() => parseRunFile('{"runs": [', 'f.json', 0)).toThrow('f.json:1:11');
    expect(() => parseRunFile('[]', 'f.json', 0)).toThrow('file: an array of 0; expected an object');
    expect(() => parseRunFile('{"scenario": "random-walk"}', 'f.json', 0)).toThrow('schema: missing; expected 1, as in the results.json of a run');
    expect(() => readResults({ ...first, curves: undefined })).toThrow('curves: missing');
  });
});
