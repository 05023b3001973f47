/** Conditioning schedules of any form: against the models' equations, and what is said of schedules that cannot be used. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importConditioning } from '../../src/experiment/import-conditioning';
import { parseExperiment } from '../../src/experiment/parse';
import { threefry } from '../../src/numerics/threefry';
import { conditioningModels } from '../../src/world/conditioning';
import type { Part, Schedule, TimeStep } from '../../src/world/schedule';
import { lab } from './cli-context';
import { conditionedResponse, course, mean, measured, simulated } from './conditioning-trials';

/** Every trial of a part with its phase, one by one. */
function visits(part: Part, inherited = 'trials'): [phase: string, trial: string][] {
  if (typeof part === 'string') return [[inherited, part]];
  if ('oneOf' in part) throw new Error('what is drawn is not known');
  return Array.from({ length: part.repeat ?? 1 }, () => part.of.flatMap((inner) => visits(inner, part.phase ?? inherited))).flat();
}

/** A schedule with cues of several magnitudes, contexts, empty time steps, trials of several lengths, and parts in parts. */
function anySchedule(seed: number): Schedule {
  let drawn = 0;
  const below = (n: number): number => threefry([seed, 0], [drawn++, 0])[0] % n;
  const chance = (percent: number): boolean => below(100) < percent;
  const step = (): TimeStep => ({
    ...(chance(80) && { [`K${1 + below(2)}`]: 1 }),
    ...Object.fromEntries(['A', 'B', 'C'].filter(() => chance(40)).map((cue) => [cue, [0.25, 0.5, 1, -0.5][below(4)]!])),
    ...(chance(30) && { us: [1, 0.5, -1, 0][below(4)]! }),
  });
  const trials = Object.fromEntries(['one', 'two', 'three', 'four'].map((name) => [name, Array.from({ length: 1 + below(6) }, step)]));
  const part = (depth: number): Part => {
    if (depth === 0 || chance(30)) return Object.keys(trials)[below(4)]!;
    return { of: Array.from({ length: 1 + below(3) }, () => part(depth - 1)), ...(chance(80) && { repeat: below(4) }), ...(chance(60) && { phase: ['train', 'test'][below(2)]! }) };
  };
  return { id: `schedule ${seed}`, trials, groups: { only: { of: ['one', part(3), part(3), 'two'] } } };
}

describe.each(conditioningModels)('%s', (model) => {
  it.each([1, 2, 3, 4, 5, 6])('any schedule is learned from as the equations say: %i', async (seed) => {
    const schedule = anySchedule(seed);
    const sequence = visits(schedule.groups.only!);
    const expected = simulated(schedule, sequence.map(([, trial]) => trial), model);
    for (const phase of [undefined, ...new Set(sequence.map(([own]) => own))]) {
      const run = await course({ ...importConditioning(schedule, { model, phase }), record: { everySteps: 1000 } });
      expect(run.trials).toHaveLength(expected.length);
      run.trials.forEach(({ responses }, i) => {
        expect(responses).toHaveLength(expected[i]!.length);
        responses.forEach((response, t) => expect(Math.abs(response - expected[i]![t]!)).toBeLessThan(2e-5));
      });
      for (const { name } of run.phases) {
        const read = expected.flatMap((responses, i) => (run.trials[i]!.phase === name && (phase ?? sequence[i]![0]) === sequence[i]![0] ? (conditionedResponse(schedule.trials[sequence[i]![1]]!, responses) ?? []) : []));
        if (read.length === 0) continue;
        for (const [measure, value] of [['response', mean(read)], ['response.first', read[0]!], ['response.last', read.at(-1)!]] as const) expect(Math.abs(measured(run, name, measure) - value)).toBeLessThan(2e-5);
      }
    }
  });

  it('a draw is drawn anew at every visit, and learned from', async () => {
    const schedule: Schedule = {
      id: 'partial', trials: { 'A+': [{ K1: 1 }, { A: 1, us: 1 }], B: [{ B: 1 }] },
      groups: { only: { repeat: 60, of: [{ oneOf: [[0.25, 'A+'], [0.75, 'B']] }] } },
    };
    const experiment = importConditioning(schedule, { model });
    const run = await course({ ...experiment, agents: 400, record: { everySteps: 1000 } });
    const sequence = run.trials.map(({ start }) => ['A+', 'B'][start]!);
    simulated(schedule, sequence, model).forEach((responses, i) => responses.forEach((response, t) => expect(Math.abs(run.trials[i]!.responses[t]! - response)).toBeLessThan(2e-5)));
    const { mean: share, standardError } = run.phases[0]!.population['event.US 1']!;
    expect(Math.abs(share! - 0.25)).toBeLessThan(4 * standardError!);
  });
});

describe('phases', () => {
  const trials = { A: [{ A: 1 }], B: [{ B: 1 }] };
  const phasesOf = (group: Part, phase?: string) => importConditioning({ id: 'x', trials, groups: { only: group } }, { phase }).phases;
  const train = (...of: readonly Part[]): Part => ({ phase: 'train', of });
  const test = (...of: readonly Part[]): Part => ({ phase: 'test', of });

  it.each<[string, Part, unknown]>([
    ['repeats inside each other are multiplied', { repeat: 1000, of: [{ repeat: 1000, of: ['A', 'B'] }] }, [{ name: 'trials', levels: ['A', 'B'], repeat: 1e6 }]],
    ['neighbours of one phase are one', { of: [train('A', 'A'), train('B'), test('A')] }, [{ name: 'train', levels: ['A', 'A', 'B'], repeat: 1 }, { name: 'test', levels: ['A'], repeat: 1 }]],
    ['equal neighbours are counted', { of: ['A', { repeat: 3, of: ['A'] }] }, [{ name: 'trials', levels: ['A'], repeat: 4 }]],
    ['a later one of the same name has a number', { of: [train('A'), test('B'), train('A')] }, [{ name: 'train', levels: ['A'], repeat: 1 }, { name: 'test', levels: ['B'], repeat: 1 }, { name: 'train 2', levels: ['A'], repeat: 1 }]],
    ['phases that alternate are one', { repeat: 500, of: [train('A'), test('B')] }, [{ name: 'train and test', levels: ['A', 'B'], repeat: 500 }]],
    ['what is repeated no time is left out', { of: [{ repeat: 0, of: [test('B')] }, train('A')] }, [{ name: 'train', levels: ['A'], repeat: 1 }]],
  ])('%s', (_, group, phases) => expect(phasesOf(group)).toEqual(phases));

  it('responses can be read in one phase of those that alternate, also where they share a trial', () => {
    expect(phasesOf({ repeat: 5, of: [train('A'), test('A')] }, 'test')).toEqual([{ name: 'train and test', levels: ['A', 'A in test'], repeat: 5 }]);
  });
});

describe('a schedule that cannot be used', () => {
  const good = { id: 'x', cues: ['A', 'K1'], trials: { 'A+': [{ K1: 1 }, { A: 1, us: 1 }] }, groups: { only: 'A+' } };
  const trialsOf = (trial: unknown) => ({ ...good, trials: { 'A+': trial } });
  const groupOf = (part: unknown) => ({ ...good, groups: { only: part } });
  const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => ({ of: [inner] }), 'A+');

  it('is only what is wrong with it', () => expect(() => parseExperiment(importConditioning(good))).not.toThrow());

  it.each<[string, unknown]>([
    ['experiment: an array of 0; expected an object', []],
    ['experiments: an array of 0; expected an array of at least 1 experiments', { experiments: [] }],
    ['experiments[1].id: "x"; expected a name that is not used twice', { experiments: [good, good] }],
    ['experiment: missing; expected the name of an experiment: x, y', { experiments: [good, { ...good, id: 'y' }] }],
    ['group: missing; expected the name of a group: a, b', { ...good, groups: { a: 'A+', b: 'A+' } }],
    ['experiment.trials["A+"][0].B: 1; expected us, or one of the cues A, K1 instead', trialsOf([{ B: 1 }])],
    ['experiment.trials["A+"][0].us: "1"; expected 0, or a number', trialsOf([{ us: '1' }])],
    ['experiment.trials["A+"]: an array of 0; expected an array of 1 to 1048576 time steps', trialsOf([])],
    ['experiment.groups: an object; expected at least one group', { ...good, groups: {} }],
    ['experiment.groups.only: "B"; expected the name of a trial: A+', groupOf('B')],
    ['experiment.groups.only.of: missing; expected an array of at least 1 trials and sequences', groupOf({ repeat: 2 })],
    ['experiment.groups.only.repeat: 1.5; expected a whole number from 0 to 4294967295', groupOf({ repeat: 1.5, of: ['A+'] })],
    ['experiment.groups.only.of[0].times: 2; expected one of the keys oneOf, of, repeat, phase instead', groupOf({ of: [{ times: 2, of: ['A+'] }] })],
    ['experiment.groups.only.oneOf: 0.5; expected probabilities that sum to 1', groupOf({ oneOf: [[0.5, 'A+']] })],
    ['experiment.groups.only: 0; expected at least one trial', groupOf({ repeat: 0, of: ['A+'] })],
    ['an object; expected sequences nested at most 64 deep', groupOf(deep)],
    ['experiment.groups.only: 4000000001; expected at most 65536 trials in a row', groupOf({ of: [{ repeat: 4e9, of: ['A+'] }, { oneOf: [[0.5, 'A+'], [0.5, 'A+']] }] })],
    ['phases[0].repeat: 16000000000000000000; expected a whole number', groupOf({ repeat: 4e9, of: [{ repeat: 4e9, of: ['A+'] }] })],
  ])('%s', (message, value) => expect(() => importConditioning(value)).toThrow(message));

  it.each<[string, object]>([
    ['model: "SR"; expected the name of a model: RW, TD', { model: 'SR' }],
    ['phase: "test"; expected the name of a phase of the group: trials', { phase: 'test' }],
  ])('or a choice: %s', (message, choice) => expect(() => importConditioning(good, choice)).toThrow(message));
});

describe('on the command line', () => {
  const file = fileURLToPath(new URL('../external/conditioning.json', import.meta.url));

  it('import conditioning prints one group of a file as an experiment', async () => {
    const { code, stdout } = await lab(['import', 'conditioning', file, '--experiment', 'Extinction_ContinuousVsPartial', '--group', 'partial', '--model', 'RW']);
    expect([code, stdout.split('\n').length]).toEqual([0, 2]);
    expect(parseExperiment(JSON.parse(stdout))).toMatchObject({ name: 'Extinction_ContinuousVsPartial, partial (RW)', agents: 1, agent: { gamma: 0 }, phases: [{ name: 'train', repeat: 5 }, { name: 'extinction', repeat: 16 }], record: { everySteps: 8 } });
  });

  it.each([
    [['conditioning', file], 'experiment: missing; expected the name of an experiment: Competition_OvershadowingAndForwardBlocking, '],
    [['gymnasium', file, '--model', 'RW'], '--model: "RW"; expected import conditioning'],
  ])('import %s', async (args, message) => {
    const { code, stderr } = await lab(['import', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
