import { describe, expect, it } from 'vitest';
import { hyperparameters } from '../../src/agent/hyperparameters';
import { canonicalJson, minimal } from '../../src/experiment/canonical';
import { migrate, type Migration } from '../../src/experiment/migrate';
import { parseExperiment } from '../../src/experiment/parse';
import { parseJson } from '../../src/experiment/parse-json';
import { planOf } from '../../src/experiment/plan';
import { worldOf } from '../../src/experiment/world-of';
import { catalogue } from '../../src/scenarios';
import type { World } from '../../src/world/types';
import { randomExperiment } from './random-experiment';

/** A world of two levels: `long` (train and deploy) and `short` (train). */
const world = {
  schema: 1,
  actions: ['stay'],
  events: [{ name: 'goal', reward: 1, intended: 1 }],
  levels: [
    { name: 'long', splits: { train: 1, deploy: 1 }, maxSteps: 50, states: 2, start: [[1, 0]], transitions: [[0, 0, [[1, 1, ['goal'], true]]]] },
    { name: 'short', splits: { train: 1 }, maxSteps: 20, states: 2, start: [[1, 0]], transitions: [[0, 0, [[1, 1, ['goal'], true]]]] },
  ],
} as const satisfies World;

const widths = hyperparameters.hidden.choices.join(', ');
const base = { scenario: { world } };
const oneGoal = (transitions: unknown) => ({ scenario: { world: { ...world, levels: [{ ...world.levels[0], transitions }] } } });
const phase = { name: 'train', split: 'train', steps: 10 };
const refusal = (value: unknown) => {
  try {
    parseExperiment(value);
  } catch (error) {
    return String(error);
  }
  return 'accepted';
};

describe('parseExperiment', () => {
  it('writes every default out', () => {
    expect(parseExperiment(base)).toEqual({
      schema: 1,
      name: '',
      scenario: { world },
      scenarioOptions: {},
      agents: 4096,
      seed: 1,
      agent: Object.fromEntries(Object.entries(hyperparameters).map(([name, { default: value }]) => [name, value])),
      phases: [
        { name: 'train', split: 'train', steps: 40_000, learn: true, greedy: false, modelLearn: true },
        { name: 'test', split: 'train', steps: 4000, learn: false, greedy: false, modelLearn: true },
        { name: 'deploy', split: 'deploy', steps: 4000, learn: false, greedy: false, modelLearn: true },
      ],
      record: { everySteps: 500, perAgent: true },
    });
  });

  it("leaves out the default phases whose split a world of one's own does not have", () => {
    expect(parseExperiment({ scenario: { world: { ...world, levels: [world.levels[1]] } } }).phases.map(({ name }) => name)).toEqual(['train', 'test']);
  });

  it.each([...catalogue.keys()])('accepts the defaults of %s', (scenario) => {
    const experiment = parseExperiment({ scenario });
    expect(parseExperiment(experiment)).toEqual(experiment);
    expect(minimal(experiment)).toEqual({ scenario });
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'experiment: an array of 0; expected an object'],
    ['unknown key', { ...base, agnets: 5 }, 'agnets: 5; expected one of the keys schema, name, scenario, scenarioOptions, agents, seed, agent, phases, record instead'],
    ['newer schema', { ...base, schema: 2 }, 'schema: 2; expected at most 1: this was made by a newer version of the program'],
    ['odd schema', { ...base, schema: '1' }, 'schema: "1"; expected a version from 1 to 1'],
    ['no scenario', {}, 'scenario: missing; expected an id of the catalogue, or {"world": …}'],
    ['unknown scenario', { scenario: 'chese-corner' }, 'scenario: "chese-corner"; expected a scenario of the catalogue, such as cheese-corner, '],
    ['option of no scenario', { ...base, scenarioOptions: { size: 9 } }, "scenarioOptions: an object; expected nothing: a world of one's own has no options"],
    ['unknown option', { scenario: 'cheese-corner', scenarioOptions: { sise: 9 } }, 'scenarioOptions.sise: 9; expected one of the options '],
    ['key of a world', { scenario: { world, x: 1 } }, 'scenario.x: 1; expected one of the keys world instead'],
    ['probabilities', oneGoal([[0, 0, [[0.5, 1, [], true], [0.4, 0, [], false]]]]), 'scenario.world.levels[0].transitions[0][2]: 0.9; expected probabilities that sum to 1'],
    ['no agents', { ...base, agents: 0 }, 'agents: 0; expected a whole number from 1 to 16777216'],
    ['negative agents', { ...base, agents: -4 }, 'agents: -4; expected a whole number from 1 to 16777216'],
    ['a billion agents', { ...base, agents: 1e9 }, 'agents: 1000000000; expected a whole number from 1 to 16777216'],
    ['half an agent', { ...base, agents: 1.5 }, 'agents: 1.5; expected a whole number from 1 to 16777216'],
    ['null', { ...base, agents: null }, 'agents: null; expected a whole number from 1 to 16777216'],
    ['seed', { ...base, seed: 2 ** 32 }, 'seed: 4294967296; expected a whole number from 0 to 4294967295'],
    ['name', { ...base, name: 'a\nb' }, 'name: "a\\nb"; expected text of at most 200 characters without line breaks'],
    ['NaN', { ...base, agent: { alpha: NaN } }, 'agent.alpha: NaN; expected 0, or a number from 9.094947017729282e-13 to 4, or a distribution'],
    ['Infinity', parseJson('{"scenario":"random-walk","agent":{"alpha":1e999}}', 'x'), 'agent.alpha: Infinity; expected 0, or a number from'],
    ['-Infinity in a range', { ...base, agent: { gamma: { uniform: [-Infinity, 1] } } }, 'agent.gamma.uniform[0]: -Infinity; expected a number from 0 to 1'],
    ['step size that would be stored as 0', { ...base, agent: { alpha: 2 ** -41 } }, 'agent.alpha: 4.547473508864641e-13; expected 0, or a number from'],
    ['range over a gap', { ...base, agent: { halfLife: { uniform: [0, 8] } } }, 'agent.halfLife.uniform[0]: 0; expected at least 1, as the low end of a range'],
    ['half a step', { ...base, agent: { depth: 0.5 } }, 'agent.depth: 0.5; expected a whole number from 0 to 16, or a distribution'],
    ['half a step in a grid', { ...base, agent: { depth: { grid: [1, 1.5] } } }, 'agent.depth.grid[1]: 1.5; expected a whole number from 0 to 16'],
    ['range of whole numbers', { ...base, agent: { depth: { uniform: [0, 4] } } }, 'agent.depth.uniform: an array of 2; expected one of the keys choice, grid instead'],
    ['no such choice', { ...base, agent: { rule: 'first' } }, 'agent.rule: "first"; expected one of satisfice, best, the same for all agents'],
    ['number for a choice', { ...base, agent: { rule: 0 } }, 'agent.rule: 0; expected one of satisfice, best'],
    ['distribution of a shared number', { ...base, agent: { width: { grid: [0, 1] } } }, 'agent.width: an object; expected a whole number from 0 to 7, the same for all agents'],
    ['oracle without a null action', { ...base, agent: { oracle: 'good' } }, 'agent.oracle: "good"; expected none: this world has no nullAction'],
    ['gate without events', { ...base, agent: { gate: 'events' } }, 'agent.gate: "events"; expected open: no event of this world has closesGate'],
    ['mistakes without events', { ...base, agent: { fp: { choice: [0, 0.1] } } }, 'agent.fp: an object; expected 0: no event of this world has mistakenFor'],
    ['text for the switch of the model', { ...base, phases: [{ ...phase, modelLearn: 1 }] }, 'phases[0].modelLearn: 1; expected true or false'],
    ['unknown hyperparameter', { ...base, agent: { alfa: 1 } }, 'agent.alfa: 1; expected one of the keys hidden, gamma, '],
    ['inherited name', { ...base, agent: { toString: 1 } }, 'agent.toString: 1; expected one of the keys hidden'],
    ['hidden units', { ...base, agent: { hidden: 5 } }, `agent.hidden: 5; expected one of ${widths}, the same for all agents`],
    ['distribution of structure', { ...base, agent: { hidden: { grid: [4, 8] } } }, `agent.hidden: an object; expected one of ${widths}, the same for all agents`],
    ['no such distribution', { ...base, agent: { alpha: { normal: [0, 1] } } }, 'agent.alpha.normal: an array of 2; expected one of the keys uniform, logUniform, choice, grid instead'],
    ['two distributions', { ...base, agent: { alpha: { grid: [1], choice: [1] } } }, 'agent.alpha: an object; expected a number, or an object with one of the keys'],
    ['inverted range', { ...base, agent: { alpha: { uniform: [0.2, 0.1] } } }, 'agent.alpha.uniform[1]: 0.1; expected at least the low end, 0.2'],
    ['logarithm of 0', { ...base, agent: { lambda: { logUniform: [0, 1] } } }, 'agent.lambda.logUniform[0]: 0; expected at least 9.094947017729282e-13, where a logarithm exists'],
    ['empty grid', { ...base, agent: { alpha: { grid: [] } } }, 'agent.alpha.grid: an array of 0; expected an array of 1 to 1024 numbers'],
    [
      'large product',
      { ...base, agent: Object.fromEntries(['alpha', 'beta', 'gamma'].map((name) => [name, { grid: Array<number>(100).fill(0.5) }])) },
      'agent: 1000000; expected at most 65536 points in the product of all grids',
    ],
    ['no phases', { ...base, phases: [] }, 'phases: an array of 0; expected an array of 1 to 64 phases'],
    ['phase without place', { ...base, phases: [{ name: 'a', steps: 1 }] }, 'phases[0]: an object; expected one of the keys split, levels'],
    ['phase with two places', { ...base, phases: [{ ...phase, levels: ['long'] }] }, 'phases[0].levels: an array of 1; expected only one of split, levels; split is given too'],
    ['phase without length', { ...base, phases: [{ name: 'a', split: 'train' }] }, 'phases[0]: an object; expected one of the keys steps, episodes, repeat'],
    ['phase with two lengths', { ...base, phases: [{ ...phase, episodes: 1 }] }, 'phases[0].episodes: 1; expected only one of steps, episodes, repeat; steps is given too'],
    ['two phases of one name', { ...base, phases: [phase, phase] }, 'phases[1].name: "train"; expected a name that no other phase has'],
    ['repeat of a split', { ...base, phases: [{ name: 'a', split: 'train', repeat: 2 }] }, 'phases[0].repeat: 2; expected levels to repeat, or steps or episodes instead'],
    ['unknown split', { ...base, phases: [{ ...phase, split: 'tain' }] }, 'phases[0].split: "tain"; expected a split of this world: train, deploy'],
    ['unknown level', { ...base, phases: [{ name: 'a', levels: ['long', 'x'], steps: 1 }] }, 'phases[0].levels[1]: "x"; expected a level of this world: long, short'],
    ['unknown key of a phase', { ...base, phases: [{ ...phase, lern: true }] }, 'phases[0].lern: true; expected one of the keys name, split'],
    ['phase name', { ...base, phases: [{ ...phase, name: 'a.b' }] }, 'phases[0].name: "a.b"; expected 1 to 64 letters, digits, spaces, - or _'],
    ['text for a switch', { ...base, phases: [{ ...phase, learn: 'yes' }] }, 'phases[0].learn: "yes"; expected true or false'],
    ['steps', { ...base, phases: [{ ...phase, steps: 0 }] }, 'phases[0].steps: 0; expected a whole number from 1 to 4294967295'],
    ['all steps', { ...base, phases: [{ ...phase, steps: 2 ** 31 }, { name: 'b', split: 'train', steps: 2 ** 31 }] }, 'phases: 4294967296; expected at most 4294967295 steps in all phases together'],
    ['all episodes', { ...base, phases: [{ name: 'a', split: 'train', episodes: 2 ** 27 }] }, 'phases: 6710886400; expected at most 4294967295 steps in all phases together'],
    ['points', { ...base, record: { everySteps: 1 } }, 'record.everySteps: 1; expected a larger distance, such as 5, so that the curves have at most 10000 points'],
    ['record', { ...base, record: { every: 1 } }, 'record.every: 1; expected one of the keys everySteps, perAgent instead'],
  ])('refuses: %s', (_, value, message) => {
    expect(refusal(value)).toContain(message);
  });

  it('accepts step sizes of exactly 0', () => {
    expect(parseExperiment({ ...base, agent: { alpha: 0, beta: { grid: [-0, 0.1] } } }).agent).toMatchObject({ alpha: 0, beta: { grid: [0, 0.1] } });
  });

  it('accepts what the world has events and actions for', () => {
    const [goal] = world.events;
    const able = { ...world, nullAction: 'stay', events: [goal, { name: 'lesson over', closesGate: true }, { name: 'nothing', mistakenFor: 'goal' }] };
    const agent = { oracle: 'harm', gate: 'events', fp: 0.25 };
    expect(parseExperiment({ scenario: { world: able }, agent }).agent).toMatchObject(agent);
  });

  it('records a long experiment less often instead of refusing it', () => {
    const { record } = parseExperiment({ ...base, phases: [{ ...phase, steps: 2 ** 32 - 1 }] });
    expect(record.everySteps).toBe(512_000);
  });
});

describe('migrations', () => {
  const ordered: Migration[] = [
    { title: 'rate', sentence: 'Renames rate to alpha.', apply: ({ rate, ...rest }) => ({ ...rest, alpha: rate }) },
    { title: 'seed', sentence: 'Writes seed 0 out.', apply: (experiment) => ({ seed: 0, ...experiment }) },
  ];

  it('lead from any version to the newest, in order', () => {
    expect(migrate({ rate: 1 }, ordered)).toEqual({ schema: 3, alpha: 1, seed: 0 });
    expect(migrate({ schema: 2, alpha: 1 }, ordered)).toEqual({ schema: 3, alpha: 1, seed: 0 });
    expect(migrate({ schema: 3, seed: 4 }, ordered)).toEqual({ schema: 3, seed: 4 });
  });

  it('refuse what is newer', () => {
    expect(() => migrate({ schema: 4 }, ordered)).toThrow('schema: 4; expected at most 3: this was made by a newer version of the program');
  });
});

describe('canonical forms', () => {
  it('of an experiment: the minimal one is read back as the same experiment', () => {
    for (let seed = 0; seed < 200; seed++) {
      const experiment = parseExperiment(randomExperiment(seed));
      expect(parseExperiment(minimal(experiment))).toEqual(experiment);
      expect(canonicalJson(parseExperiment(JSON.parse(canonicalJson(experiment))))).toBe(canonicalJson(experiment));
    }
  });

  it('leave out what is neutral, so that the text of an experiment from before it existed stays as it was', () => {
    // The text of a time when these nine were all hyperparameters.
    const earlier =
      '{"agent":{"alpha":{"logUniform":[0.003,0.1]},"beta":0.05,"depth":0,"floor":0,"gamma":0.97,"hidden":32,"initScale":0.1,"lambda":0,"temperature":1},"agents":4096,"name":"","phases":[{"greedy":false,"learn":true,"name":"train","split":"train","steps":40000},{"greedy":false,"learn":false,"name":"test","split":"train","steps":4000},{"greedy":false,"learn":false,"name":"deploy","split":"deploy","steps":4000}],"record":{"everySteps":500,"perAgent":true},"scenario":"cheese-corner","scenarioOptions":{"cornerSize":1,"endAfterBoth":false,"layoutSeed":0,"levels":512,"size":9,"walls":false},"schema":1,"seed":7}';
    const experiment = { scenario: 'cheese-corner', seed: 7, agent: { alpha: { logUniform: [0.003, 0.1] } } };
    expect(canonicalJson(parseExperiment(experiment))).toBe(earlier);
    expect(canonicalJson(parseExperiment({ ...experiment, agent: { ...experiment.agent, candidates: 1, rule: 'satisfice' } }))).toBe(earlier);
  });

  it('cover what is not neutral', () => {
    const text = (agent: unknown, modelLearn: boolean): string => canonicalJson(parseExperiment({ ...base, agent, phases: [{ ...phase, modelLearn }] }));
    expect(text({ candidates: 3, rule: 'best', fn: { choice: [0] } }, false)).toBe(
      text({}, true)
        .replace('"beta":0.05,', '"beta":0.05,"candidates":3,')
        .replace('"floor":0,', '"floor":0,"fn":{"choice":[0]},')
        .replace('"lambda":0,', '"lambda":0,"rule":"best",')
        .replace('"learn":true,', '"learn":true,"modelLearn":false,'),
    );
  });

  it('do not depend on the order in which keys were written', () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, reversed(member)]));
    const experiment = randomExperiment(3);
    expect(canonicalJson(parseExperiment(reversed(experiment)))).toBe(canonicalJson(parseExperiment(experiment)));
  });
});

describe('planOf', () => {
  it('lays phases out in steps', () => {
    const { phases } = parseExperiment({
      ...base,
      phases: [
        phase,
        { name: 'episodes', split: 'train', episodes: 3 },
        { name: 'trials', levels: ['short', 'short', 'long'], repeat: 2 },
        { name: 'deploy', split: 'deploy', steps: 7 },
      ],
    });
    const plan = planOf(phases, worldOf({ ...base, scenarioOptions: {} }));
    expect(plan.phases.map(({ firstStep, steps, episodes, levels }) => ({ firstStep, steps, episodes, levels }))).toEqual([
      { firstStep: 0, steps: 10, episodes: 0, levels: [0, 1] },
      { firstStep: 10, steps: 150, episodes: 3, levels: [0, 1] },
      { firstStep: 160, steps: 300, episodes: 6, levels: [1, 1, 0] },
      { firstStep: 460, steps: 7, episodes: 0, levels: [0] },
    ]);
    expect(plan.totalSteps).toBe(467);
  });
});

describe('parseJson', () => {
  it.each([
    ['{"a": NaN}', 'f:1:7: "NaN"; expected a JSON value (there is no NaN, no Infinity, and text stands in double quotes)'],
    ['{"a": -Infinity}', 'f:1:7: "-Infinity"; expected a JSON value'],
    ['{"a": [1,\n 2,]}', 'f:2:4: "]"; expected a JSON value'],
    ['{"a": 1,}', 'f:1:9: "}"; expected a key in double quotes'],
    ["{'a': 1}", `f:1:2: "'"; expected a key in double quotes`],
    ['{"a" 1}', 'f:1:6: "1"; expected a colon after the key'],
    ['{"a": 01}', 'f:1:7: "01"; expected a JSON value'],
    ['{"a": 1 "b": 2}', 'f:1:9: "\\""; expected a comma or the closing }'],
    ['[1 2', 'f:1:4: "2"; expected a comma or the closing ]'],
    ['[1', 'f:1:3: missing; expected a comma or the closing ]'],
    ['', 'f:1:1: missing; expected a JSON value'],
    ['{} x', 'f:1:4: "x"; expected nothing after the end of the JSON value'],
    ['["a\nb"]', 'f:1:4: "\\n"; expected text without line breaks'],
    ['["a\\x"]', 'f:1:4: "\\\\"; expected one of the escapes'],
    ['["abc', 'f:1:6: missing; expected the closing quote of a text'],
    ['[[[[', 'f:1:5: missing; expected a JSON value'],
  ])('%j', (text, message) => {
    expect(() => parseJson(text, 'f')).toThrow(message);
  });

  it('finds an error in every text that is not JSON', () => {
    const text = '{"a": [1, -2.5e+3, true, null, {}, []], "b": {"c": "x\\u00e9\\n"}}';
    for (let i = 0; i < text.length; i++) {
      for (const damaged of [text.slice(0, i), `${text.slice(0, i)}${text.slice(i + 1)}`, `${text.slice(0, i)}}${text.slice(i + 1)}`]) {
        try {
          parseJson(damaged, 'f');
        } catch (error) {
          expect(String(error)).toMatch(/^InputError: f:1:\d+: .*; expected /);
        }
      }
    }
  });
});
