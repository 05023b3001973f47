import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import type { Distribution } from '../../src/experiment/types';
import { worldOf } from '../../src/experiment/world-of';
import { InputError } from '../../src/world/input-error';
import type { Outcome, Verdict } from '../../src/analysis/verdict';
import { lastLevelOf } from '../../src/experiment/last-level';
import { catalogue } from '../../src/lab/tables';
import { catalogueGroups, search } from '../../src/ui/catalogue-entries';
import { differences } from '../../src/ui/differences';
import { formatDistribution, parseDistribution } from '../../src/ui/distribution-text';
import { bytes, compact, duration, fixed, grouped, plain, withError } from '../../src/ui/format';
import { contrastOf, intervalText, predictedText, tallyText } from '../../src/ui/outcomes';
import { goalsOf, goalStyle, roundScale } from '../../src/ui/palette';
import { PhaseAxis } from '../../src/ui/views/phase-axis';
import { canBeDrawn, WorldShape } from '../../src/ui/world-shape';
import { Workbench } from '../../src/ui/workbench';

describe('distributions as text', () => {
  it.each<[string, Distribution]>([
    ['0.03', 0.03],
    ['0.1…0.5', { uniform: [0.1, 0.5] }],
    ['0.003…0.1 log', { logUniform: [0.003, 0.1] }],
    ['{0, 0.8}', { grid: [0, 0.8] }],
    ['0.1 | 0.3', { choice: [0.1, 0.3] }],
    ['1e-7', 1e-7],
    ['-1…1', { uniform: [-1, 1] }],
  ])('%s', (text, distribution) => {
    expect(parseDistribution(text, 'agent.alpha')).toEqual(distribution);
    expect(formatDistribution(distribution)).toBe(text);
  });

  it('takes dots for the ellipsis, and spaces', () => {
    expect(parseDistribution(' .1 ... .5 ', 'a')).toEqual({ uniform: [0.1, 0.5] });
    expect(parseDistribution('1e-3..1e-1 log', 'a')).toEqual({ logUniform: [0.001, 0.1] });
    expect(parseDistribution('{1,2 , 3}', 'a')).toEqual({ grid: [1, 2, 3] });
  });

  it.each(['', 'x', '0,03', 'NaN', 'Infinity', '{}', '{1,}', '1…', '1 |', '0x10', '1…2…3'])('refuses %j', (text) => {
    expect(() => parseDistribution(text, 'agent.alpha')).toThrow(InputError);
  });
});

describe('numbers', () => {
  it.each([
    [fixed(0.4419), '.44'],
    [fixed(-0.001), '.00'],
    [fixed(-1.25, 1), '−1.3'],
    [fixed(null), '–'],
    [fixed(Number.NaN), '–'],
    [withError(0.4412, 0.0043), '.441 ± .004'],
    [withError(0.4412, 0.0143), '.441 ± .014'],
    [withError(12.3, null), '12.30'],
    [withError(-1_376_775.99, 137_412.3), '−1.38\u202fM ± 137\u202fk'],
    [withError(null, null), '–'],
    [grouped(48000), '48\u202f000'],
    [compact(4_812_345), '4.81\u202fM'],
    [compact(999_700), '1.00\u202fM'],
    [compact(640), '640'],
    [duration(0.2), '1\u202fs'],
    [duration(65), '1\u202fmin 05\u202fs'],
    [duration(7800), '2\u202fh 10\u202fmin'],
    [bytes(15_200), '15\u202fKiB'],
  ])('%s', (written, expected) => expect(written).toBe(expected));

  it('scales of value maps are round and never too small', () => {
    [0, 0.3, -0.21, 1, 1.02, 9].forEach((value, i) => expect(roundScale([value])).toBeCloseTo([0.01, 0.3, 0.25, 1, 1.2, 10][i]!, 12));
  });
});

describe('the workbench', () => {
  const open = () => new Workbench('cheese-corner', 'https://lab.example/');

  it('keeps what cannot be used in its control and changes nothing else', () => {
    const bench = open();
    const before = bench.experiment;
    bench.set('agents', '-1', () => -1);
    expect(bench.experiment).toBe(before);
    expect(bench.refusals.get('agents')).toMatchObject({ text: '-1', message: expect.stringMatching(/^agents: -1; expected/) });
    bench.set('agents', '5', () => 5);
    expect(bench.experiment.agents).toBe(5);
    expect(bench.refusals.size).toBe(0);
  });

  it('lists what differs from the recommended experiment, and takes it back', () => {
    const bench = open();
    bench.set('agent.alpha', '', () => ({ logUniform: [0.003, 0.1] }));
    bench.set('phases[0].steps', '', () => 100);
    const found = differences(bench.experiment, bench.standard);
    expect(found.map(({ path }) => path)).toEqual(['agent.alpha', 'phases[0].steps']);
    for (const { path, standard } of found) bench.set(path, '', () => standard);
    expect(bench.experiment).toEqual(bench.standard);
  });

  it('takes what is recommended under other options, as long as nothing else was asked for', () => {
    const bench = new Workbench('claim-20', '');
    bench.set('agents', '', () => 3);
    bench.set('scenarioOptions.group', '', () => 'extinction: partial');
    bench.set('scenarioOptions.model', '', () => 'RW');
    expect(bench.refusals.size).toBe(0);
    expect(bench.experiment).toMatchObject({ agents: 3, agent: { gamma: 0 }, phases: [{ name: 'train', levels: ['A+', 'A-'], repeat: 5 }, { name: 'extinction', levels: ['A-'], repeat: 16 }] });
    bench.set('phases[1].repeat', '', () => 2);
    expect(bench.experiment.phases[1]).toMatchObject({ levels: ['A-'], repeat: 2 });
    bench.set('scenarioOptions.group', 'blocking: control', () => 'blocking: control');
    expect(bench.refusals.get('scenarioOptions.group')?.message).toMatch(/^phases\[0\].levels/);
  });

  it('begins with the experiment of the link that the page was opened with, and has nothing to undo then', () => {
    const experiment = parseExperiment({ scenario: 'random-walk', agents: 7, seed: 3 });
    const bench = new Workbench('cheese-corner', '', encodeLink(experiment, ''));
    expect([bench.experiment, bench.canUndo, bench.notice]).toEqual([experiment, false, null]);
    expect(differences(bench.experiment, bench.standard).map(({ path }) => path)).toEqual(['agents', 'seed']);
    const damaged = new Workbench('random-walk', '', '#1.damaged');
    expect([damaged.experiment, damaged.notice?.kind]).toEqual([parseExperiment({ scenario: 'random-walk' }), 'problem']);
  });

  it('keeps the fingerprint of an opened link only while its experiment stays', () => {
    const bench = open();
    const fingerprint = { numerics: 1, end: `${'B'.repeat(21)}A`, earlier: ['CC', 'DD'] };
    bench.opened = { key: bench.key, fingerprint };
    const link = bench.link(null);
    expect(link).toContain('~1.BBBB');
    const other = open();
    expect(other.open(link.slice(link.indexOf('#')))).toBe(true);
    expect(other.expected).toEqual(fingerprint);
    other.set('seed', '8', () => 8);
    expect(other.expected).toBeNull();
    expect(other.link(null)).not.toContain('~');
    other.set('seed', '1', () => 1);
    expect(other.expected).toEqual(fingerprint);
  });

  it.each(['#1.abc', '#', '#2.x', '#hello'])('says that the link %j cannot be opened, and loses nothing', (fragment) => {
    const bench = open();
    bench.set('seed', '9', () => 9);
    expect(bench.open(fragment)).toBe(false);
    expect(bench.notice?.kind).toBe('problem');
    expect(bench.experiment.seed).toBe(9);
  });

  it('brings back the draft of a scenario that was left', () => {
    const bench = open();
    bench.set('seed', '9', () => 9);
    bench.choose('boat-race');
    expect(bench.experiment.scenario).toBe('boat-race');
    bench.choose('cheese-corner');
    expect(bench.experiment.seed).toBe(9);
  });
});

describe('a world as the views see it', () => {
  const world = worldOf(parseExperiment({ scenario: 'cheese-corner' }));
  const shape = new WorldShape(world);

  it('finds the level of every row', () => {
    world.levels.forEach((_, index) => {
      const { firstRow, states } = shape.level(index);
      expect([firstRow, firstRow + states - 1].map((row) => shape.levelOf(row))).toEqual([index, index]);
    });
  });

  it('leaves cells without a state that goes on without a value', () => {
    const { objects, stateOf, open } = shape.level(0);
    const cheese = objects.find(([, name]) => name === 'cheese')![0];
    expect([stateOf[cheese], open[cheese]]).toEqual([-1, 1]);
  });

  it('gives every goal its own look, and none to what is no goal', () => {
    const goals = goalsOf(world);
    expect(goals).toEqual(['cheese', 'corner']);
    expect(new Set(goals.map((goal) => goalStyle(goals, goal).colour)).size).toBe(2);
    expect(goalStyle(goals, 'none').mark).toBe('none');
  });
});

describe('the catalogue', () => {
  const found = (query: string): string[] => search(query).flatMap(({ entries }) => entries.map(({ id }) => id));

  it('lists every entry once, claims by number and worlds by title', () => {
    expect([...found('')].sort()).toEqual([...catalogue.keys()]);
    expect(catalogueGroups[0]!.entries.map(({ id }) => id)).toEqual([...catalogue.keys()].filter((id) => id.startsWith('claim-')));
  });

  it.each([['claim-12', 'claim-12'], ['  Trapped PRIOR ', 'claim-08'], ['tomato bucket', 'tomato-watering'], ['oracle’s foresight', 'claim-13'], ["oracle's foresight", 'claim-13']])('finds by any words: %j', (query, id) => {
    expect(found(query)).toContain(id);
    expect(found(query).length).toBeLessThan(catalogue.size / 4);
  });

  it('finds nothing for words that do not stand together', () => expect(found('tomato zebra')).toEqual([]));

  it('has a picture for every entry, of its last level alone', () => {
    for (const id of catalogue.keys()) expect(canBeDrawn(new WorldShape(lastLevelOf(id)).level(0)), id).toBe(true);
  });
});

describe('verdicts as text', () => {
  it.each([
    [intervalText({ estimate: 0.3124, low: 0.2851, high: 0.3397, degreesOfFreedom: 9 }), '+.312 [.285, .340]'],
    [intervalText({ estimate: 0.11, low: 0.0021, high: 0.22, degreesOfFreedom: 9 }), '+.110 [.002, .220]'],
    [intervalText({ estimate: -12.3, low: -15.1, high: -9.5, degreesOfFreedom: 9 }), '−12.30 [−15.10, −9.50]'],
    [intervalText({ estimate: -1, low: -1, high: -1, degreesOfFreedom: null }), '−1.000 [−1.000, −1.000]'],
    [predictedText({ predicted: '+', margin: null }), '> 0'],
    [predictedText({ predicted: '0', margin: 0.05 }), '0 ± .05'],
    [contrastOf({ contrast: [['a', 1], ['b', -0.5], ['c', 2]] }), 'a − .5 × b + 2 × c'],
    [contrastOf({ contrast: [['a', -1]] }), '−a'],
    [plain(-0.05), '−.05'],
    [plain(12), '12'],
  ])('%s', (written, expected) => expect(written).toBe(expected));

  it('counts what has been judged so far', () => {
    const verdict = (outcome: Outcome): Verdict => ({ statistic: '', contrast: [], predicted: '+', margin: null, interval: null, verdict: outcome, reason: null });
    expect(tallyText({ verdicts: [null, null] })).toBe('');
    expect(tallyText({ verdicts: [null, verdict('as predicted')] })).toBe('1 of 1 as predicted');
    expect(tallyText({ verdicts: (['as predicted', 'undecided', 'opposite', 'as predicted'] as const).map(verdict) })).toBe('2 of 4 as predicted, 1 opposite, 1 undecided');
  });
});

describe('the axis of phases', () => {
  const axis = new PhaseAxis([
    { name: 'train', firstStep: 0, steps: 40_000, learn: true, split: 'train' },
    { name: 'test', firstStep: 40_000, steps: 4000, learn: false, split: 'train' },
  ]);

  it('fills its length in order', () => {
    expect(axis.position(0, 0)).toBe(0);
    expect(axis.position(1, 44_000)).toBeCloseTo(1);
    expect(axis.position(1, 40_000)).toBeGreaterThan(axis.position(0, 40_000));
  });

  it('has round ticks that keep their distance', () => {
    const ticks = axis.ticks(500, 50);
    expect(ticks.length).toBeGreaterThan(4);
    ticks.slice(1).forEach(({ position }, i) => expect((position - ticks[i]!.position) * 500).toBeGreaterThanOrEqual(40));
    expect(ticks.every(({ step }) => step % 1000 === 0)).toBe(true);
  });
});
