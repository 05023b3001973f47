import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decide, judge, welchInterval, type Outcome } from '../../src/analysis/verdict';
import { summarise } from '../../src/analysis/statistics';
import { claimOfScenario, parseClaim, type Sign } from '../../src/experiment/claim';
import { parseExperiment } from '../../src/experiment/parse';
import { checkStatistics } from '../../src/lab/check-claim';
import { catalogue } from '../../src/scenarios';

type Json = Readonly<Record<string, unknown>>;

const example = JSON.parse(readFileSync('tests/unit/claim.json', 'utf8')) as { readonly base: Json; readonly arms: readonly Json[]; readonly verdicts: readonly Json[] } & Json;

describe('a claim', () => {
  it('has arms that are its base with settings', () => {
    const { base, arms, verdicts } = parseClaim(example);
    expect(arms.map(({ name }) => name)).toEqual(['5 states', '19 states']);
    expect(arms[0]!.experiment).toEqual(base);
    expect(arms[1]!.experiment).toEqual(parseExperiment({ ...example.base, scenarioOptions: { states: 19 } }));
    expect(verdicts[0]).toEqual({ statistic: 'walk.reward', phase: 'walk', measure: 'reward', contrast: [['5 states', 1], ['19 states', -1]], predicted: '+', margin: null });
  });

  it('gives every arm the seed of the base, unless the arm sets one', () => {
    const { arms } = parseClaim({ ...example, base: { ...example.base, seed: 5 }, arms: [example.arms[0], { name: '19 states', set: { seed: 6 } }] });
    expect(arms.map(({ experiment }) => experiment.seed)).toEqual([5, 6]);
  });

  it('can set a part of phases that the base leaves to their defaults', () => {
    const { arms } = parseClaim({ ...example, base: { scenario: 'random-walk' }, arms: [{ name: '5 states', set: { 'phases[1].steps': 77 } }, { name: '19 states' }], verdicts: [{ ...example.verdicts[0], statistic: 'test.reward' }] });
    expect(arms.map(({ experiment }) => experiment.phases[1]!.steps)).toEqual([77, 4000]);
  });

  it('stands in the catalogue as a scenario with arms, complete, and about measures that exist', () => {
    for (const { id, arms, verdicts } of catalogue.values()) {
      const claim = claimOfScenario(id);
      expect([arms === undefined, verdicts === undefined]).toEqual([claim === null, claim === null]);
      if (claim) checkStatistics(parseClaim(claim));
    }
  });

  const arm = (set: Json): Json => ({ arms: [example.arms[0], { name: '19 states', set }] });
  const named = (name: string): Json => ({ arms: [example.arms[0], { name }] });
  const verdict = (changes: Json): Json => ({ verdicts: [{ ...example.verdicts[0], ...changes }] });
  it.each<[what: string, changes: Json, message: string]>([
    ['unknown key', { arm: [] }, 'arm: an array of 0; expected one of the keys schema, claim, base, arms, verdicts instead'],
    ['newer schema', { schema: 2 }, 'schema: 2; expected 1'],
    ['empty text', { claim: '' }, 'claim: ""; expected text of 1 to 500 characters'],
    ['no base', { base: undefined }, 'base: missing; expected an object'],
    ['wrong base', { base: { scenario: 'random-walk', agents: 0 } }, 'base.agents: 0; expected a whole number'],
    ['no arms', { arms: [] }, 'arms: an array of 0; expected an array of 1 to 64 arms'],
    ['path out of the folder', named('../up'), 'arms[1].name: "../up"; expected 1 to 64 letters'],
    ['file name', named('verdicts.json'), 'arms[1].name: "verdicts.json"; expected 1 to 64 letters'],
    ['arm twice', named('5 STATES'), 'arms[1].name: "5 STATES"; expected a name that no other arm has'],
    ['no path', arm({ 'agent alpha': 1 }), 'arms[1].set["agent alpha"]: 1; expected a path such as agent.alpha'],
    ['path to a prototype', arm({ '__proto__.x': 1 }), 'arms[1].set["__proto__.x"]: 1; expected a path'],
    ['unknown setting', arm({ agnets: 5 }), 'arms[1].set.agnets: 5; expected one of the keys'],
    ['wrong setting', arm({ 'agent.alpha': -1 }), 'arms[1].set["agent.alpha"]: -1; expected 0, or a number from'],
    ['wrong part of a setting', arm({ 'agent.alpha': { uniform: [0.1, 'x'] } }), 'arms[1].set["agent.alpha"].uniform[1]: "x"; expected 0, or a number from'],
    ['setting beyond an array', arm({ 'phases[4].steps': 5 }), 'arms[1].set["phases[4].steps"]: missing; expected an index below 1'],
    ['too much in one setting', arm({ 'phases[0].steps': 2 ** 32 - 1, 'record.everySteps': 1 }), 'arms[1].set["record.everySteps"]: 1; expected a larger distance'],
    ['a setting that breaks something else', arm({ scenario: 'boat-race', 'phases[0].split': 'train', 'scenarioOptions.states': 5 }), 'arms[1].set["scenarioOptions.states"]: 5; expected'],
    ['settings that do not fit each other', arm({ scenario: { world: { ...world, levels: [{ ...world.levels[0], splits: { other: 1 } }] } } }), 'arms[1].set, at phases[0].split: "train"; expected a split of this world: other'],
    ['statistic without phase', verdict({ statistic: 'reward' }), 'verdicts[0].statistic: "reward"; expected <phase>.<measure>'],
    ['phase of no arm', verdict({ statistic: 'test.reward' }), 'verdicts[0].statistic: "test.reward"; expected a measure of a phase that arm “5 states” has: walk'],
    ['arm in no claim', verdict({ contrast: [['7 states', 1]] }), 'verdicts[0].contrast[0][0]: "7 states"; expected an arm: 5 states, 19 states'],
    ['arm twice in a contrast', verdict({ contrast: [['5 states', 1], ['5 states', -1]] }), 'verdicts[0].contrast[1][0]: "5 states"; expected an arm that stands in the contrast once'],
    ['weight 0', verdict({ contrast: [['5 states', 0]] }), 'verdicts[0].contrast[0][1]: 0; expected a weight other than 0'],
    ['no weight', verdict({ contrast: [['5 states']] }), 'verdicts[0].contrast[0]: an array of 1; expected an array of 2 values'],
    ['sign', verdict({ predicted: '>' }), 'verdicts[0].predicted: ">"; expected "+", "-", "0"'],
    ['no margin', verdict({ predicted: '0' }), 'verdicts[0].margin: missing; expected a number from 0'],
    ['negative margin', verdict({ margin: -1 }), 'verdicts[0].margin: -1; expected a number from 0'],
  ])('is refused: %s', (_, changes, message) => {
    expect(() => parseClaim({ ...example, ...changes })).toThrow(message);
  });
});

/** One state, one action. */
const world = {
  schema: 1, actions: ['stay'], events: [],
  levels: [{ name: 'only', splits: { train: 1 }, states: 1, start: [[1, 0]], transitions: [[0, 0, [[1, 0, [], false]]]] }],
};

describe("Welch's interval", () => {
  // Student 1908, Biometrika 6:1: extra hours of sleep with two drugs. R's t.test(extra ~ group, data = sleep) prints
  // df = 17.776 and the interval -3.3654832 to 0.2054832.
  const sleep = [[0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]].map(summarise);
  const terms = sleep.map(({ mean, standardError, count }, i) => ({ weight: i === 0 ? 1 : -1, mean: mean!, standardError: standardError!, count }));

  it('is as published', () => {
    const { estimate, low, high, degreesOfFreedom } = welchInterval(terms, 1);
    expect(estimate).toBeCloseTo(-1.58, 12);
    expect(degreesOfFreedom).toBeCloseTo(17.776, 3);
    expect(low).toBeCloseTo(-3.3654832, 7);
    expect(high).toBeCloseTo(0.2054832, 7);
  });

  it('is wider where several have to hold together', () => {
    const widths = [1, 2, 10].map((contrasts) => welchInterval(terms, contrasts)).map(({ low, high }) => high - low);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
    // With one arm, Bonferroni's 10 intervals of 95 % are intervals of 99.5 %: t = 3.690 at 9 degrees of freedom.
    const { low, high } = welchInterval([{ weight: 2, mean: 5, standardError: 0.5, count: 10 }], 10);
    expect([low, high].map((x) => x - 10)).toEqual([expect.closeTo(-3.69, 2), expect.closeTo(3.69, 2)]);
  });

  it('is a point where no agent differs from another', () => {
    expect(welchInterval([{ weight: 1, mean: 0, standardError: 0, count: 5 }], 3)).toEqual({ estimate: 0, low: 0, high: 0, degreesOfFreedom: null });
  });
});

describe('the rule', () => {
  it.each<[Sign, number | null, low: number, high: number, Outcome]>([
    ['+', null, 0.01, 0.2, 'as predicted'], ['+', null, 0, 0.2, 'undecided'], ['+', null, -0.1, 0.2, 'undecided'], ['+', null, -0.2, 0, 'undecided'], ['+', null, -0.2, -0.01, 'opposite'],
    ['-', null, -0.2, -0.01, 'as predicted'], ['-', null, -0.2, 0, 'undecided'], ['-', null, 0, 0.2, 'undecided'], ['-', null, 0.01, 0.2, 'opposite'],
    ['0', 0.1, -0.1, 0.1, 'as predicted'], ['0', 0.1, 0.02, 0.05, 'as predicted'], ['0', 0.1, -0.05, 0.11, 'undecided'], ['0', 0.1, -1, 1, 'undecided'], ['0', 0.1, 0.1, 0.2, 'undecided'],
    ['0', 0.1, 0.11, 0.2, 'opposite'], ['0', 0.1, -0.2, -0.11, 'opposite'], ['0', 0, 0, 0, 'as predicted'],
    // A margin says how far from 0 counts as 0; it is no threshold for a sign.
    ['+', 0.5, 0.01, 0.2, 'as predicted'], ['-', 0.5, -0.2, -0.01, 'as predicted'],
  ])('predicted %s, margin %s, interval [%f, %f]: %s', (predicted, margin, low, high, verdict) => {
    expect(decide(predicted, margin, { low, high })).toBe(verdict);
  });

  it('is silent without enough values, and says why', () => {
    const [prediction] = parseClaim(example).verdicts;
    const verdict = (second: readonly number[] | undefined) => judge(prediction!, 1, (arm) => (arm === '5 states' ? summarise([1, 2, 3]) : second && summarise(second)));
    expect(verdict([0, 0])).toMatchObject({ verdict: 'undecided', reason: null, interval: { estimate: 2 } });
    expect(verdict([-7, -7.1])).toMatchObject({ verdict: 'as predicted', reason: null });
    expect(verdict([NaN, NaN])).toMatchObject({ verdict: 'undecided', reason: 'no agent of arm “19 states” has a value', interval: null });
    expect(verdict(undefined)).toMatchObject({ verdict: 'undecided', reason: 'no agent of arm “19 states” has a value', interval: null });
    expect(verdict([NaN, 1])).toMatchObject({ verdict: 'undecided', reason: 'only one agent of arm “19 states” has a value', interval: null });
  });
});
