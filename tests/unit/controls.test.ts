import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { worldOf } from '../../src/experiment/world-of';
import { shapeOf } from '../../src/lab/program';
import { catalogue, hyperparameterNames, hyperparameters, isChoice, type Hyperparameter, type HyperparameterName } from '../../src/lab/tables';
import { differences } from '../../src/ui/differences';
import { inForm, kindsFor, quantiles, respread, sentenceOf, type DistributionRange } from '../../src/ui/distribution-forms';
import { formatDistribution, parseDistribution, partsOf, textOf, type DistributionKind } from '../../src/ui/distribution-text';
import { History } from '../../src/ui/history';
import { populationMemory } from '../../src/ui/population-memory';
import { lengthFactors, phasesOfLength, presets } from '../../src/ui/presets';
import { hyperparameterField, matches, populationFields, worldFields } from '../../src/ui/setting-table';
import { keyOf, Workbench } from '../../src/ui/workbench';

const open = () => new Workbench('cheese-corner', 'https://lab.example/');

/** Changes of every kind, all of them different from what is there before. */
const changes: readonly (readonly [name: string, change: (bench: Workbench) => void])[] = [
  ['a number', (bench) => bench.set('agents', '64', () => 64)],
  ['a distribution', (bench) => bench.set('agent.alpha', '', () => ({ logUniform: [0.003, 0.1] }))],
  ['an option', (bench) => bench.set('scenarioOptions.size', '5', () => 5)],
  ['a preset', (bench) => bench.setAll('', Object.entries(presets[2]!.set))],
  ['a phase less', (bench) => bench.setAll('', [['phases', bench.experiment.phases.slice(1)]])],
  ['another scenario', (bench) => bench.choose('random-walk')],
  ['an experiment', (bench) => bench.take(parseExperiment({ scenario: bench.experiment.scenario, seed: 77 }))],
  ['a link', (bench) => void bench.open(encodeLink(parseExperiment({ scenario: 'boat-race', agents: 3 }), '').replace(/^[^#]*/, ''))],
  ['all back', (bench) => bench.takeRecommended()],
];

describe('undo', () => {
  it.each(changes.slice(0, -1))('takes %s back, and makes it again', (_, change) => {
    const bench = open();
    const { experiment, standard } = bench;
    change(bench);
    const changed = bench.experiment;
    expect(keyOf(changed)).not.toBe(keyOf(experiment));
    bench.undo();
    expect(bench).toMatchObject({ canUndo: false, canRedo: true });
    expect([bench.experiment, bench.standard]).toEqual([experiment, standard]);
    bench.redo();
    expect(bench.experiment).toBe(changed);
  });

  it('goes all the way back and forth', () => {
    const bench = open();
    const states = [bench.experiment];
    for (const [, change] of changes) {
      change(bench);
      states.push(bench.experiment);
    }
    for (const state of states.toReversed().slice(1)) {
      bench.undo();
      expect(bench.experiment).toBe(state);
    }
    bench.undo();
    expect(bench.experiment).toBe(states[0]);
    for (const state of states.slice(1)) {
      bench.redo();
      expect(bench.experiment).toBe(state);
    }
    expect(bench.canRedo).toBe(false);
  });

  it('knows neither what could not be used nor what changed nothing, and begins with what could not', () => {
    const bench = open();
    bench.set('agents', '4096', () => 4096);
    bench.set('agents', '-1', () => -1);
    bench.setAll('impossible', [['agent.lambdaActor', 0.5]]);
    expect(bench.notice?.text).toMatch(/^“impossible” does not fit here, and nothing has changed: agent.lambdaActor: 0.5; expected/);
    expect(bench).toMatchObject({ canUndo: true, canRedo: false });
    bench.undo();
    expect(bench.refusals.size).toBe(0);
    expect(bench).toMatchObject({ canUndo: false, canRedo: false });
  });

  it('takes back what the device refused, together with its reason', () => {
    const bench = open();
    bench.set('agents', '9999999', () => 9_999_999);
    bench.refuse('agents', '9999999', 'too many');
    bench.undo();
    expect(bench).toMatchObject({ experiment: { agents: 4096 }, refusals: new Map() });
  });

  it('knows again which link an experiment came from', () => {
    const bench = open();
    const fingerprint = { numerics: 1, end: `${'B'.repeat(21)}A`, earlier: ['CC', 'DD'] };
    bench.open(encodeLink(bench.experiment, '', fingerprint));
    bench.choose('random-walk');
    bench.open(encodeLink(parseExperiment({ scenario: 'boat-race' }), '', fingerprint));
    bench.undo();
    bench.undo();
    expect(bench.expected).toEqual(fingerprint);
  });

  it('goes from a world of one’s own to the catalogue and back', () => {
    const bench = open();
    bench.take(parseExperiment({ scenario: { world: worldOf(parseExperiment({ scenario: 'random-walk' })) }, agents: 5 }));
    bench.set('agents', '6', () => 6);
    expect(differences(bench.experiment, bench.standard).map(({ path }) => path)).toEqual(['agents']);
    bench.undo();
    bench.undo();
    expect(bench.experiment.scenario).toBe('cheese-corner');
    bench.redo();
    expect(bench.experiment).toMatchObject({ agents: 5, scenario: { world: expect.anything() } });
  });

  it('takes all arms of a claim back at once', () => {
    const bench = open();
    const { experiment } = bench;
    for (const seed of [2, 3]) bench.take(parseExperiment({ scenario: 'cheese-corner', seed }), 'claim');
    bench.undo();
    expect(bench.experiment).toBe(experiment);
  });

  it('takes the steps of one key back at once, and forgets what is too long ago', () => {
    const history = new History<number>(3);
    history.record(0, 'seed');
    history.record(1, 'seed');
    expect(history.undo(2)).toBe(0);
    expect(history.redo(0)).toBe(2);
    for (let i = 2; i < 9; i++) history.record(i);
    expect([history.undo(9), history.undo(8), history.undo(7), history.undo(6)]).toEqual([8, 7, 6, null]);
  });

  it('loses no draft of a scenario', () => {
    const bench = open();
    bench.choose('random-walk');
    bench.set('seed', '5', () => 5);
    bench.undo();
    bench.undo();
    expect(bench.experiment.scenario).toBe('cheese-corner');
    bench.redo();
    bench.redo();
    bench.choose('cheese-corner');
    bench.choose('random-walk');
    expect(bench.experiment.seed).toBe(5);
  });
});

describe('presets', () => {
  it.each([...catalogue.keys()])('fit %s, and so do lengths of phases', (scenario) => {
    const bench = new Workbench(scenario, '');
    const { experiment: standard } = bench;
    for (const { title, set } of presets) {
      bench.setAll(title, Object.entries(set));
      expect(bench.notice, title).toBeNull();
      while (bench.canUndo) bench.undo();
    }
    for (const factor of lengthFactors) expect(parseExperiment({ scenario, phases: phasesOfLength(standard.phases, standard, factor) }).phases).toHaveLength(standard.phases.length);
  });

  it('can be computed', () => {
    for (const { set } of presets) {
      const bench = new Workbench('random-walk', '');
      bench.setAll('', Object.entries(set));
      expect(() => shapeOf(bench.experiment)).not.toThrow();
    }
  });

  it('keep what they do not name, and are one change', () => {
    const bench = open();
    bench.set('seed', '9', () => 9);
    const before = bench.experiment;
    bench.setAll('', Object.entries(presets.find(({ title }) => title === 'Planners')!.set));
    expect(differences(bench.experiment, before).map(({ path }) => path)).toEqual(['agent.depth', 'agent.candidates']);
    bench.undo();
    expect(bench.experiment).toBe(before);
  });

  it('of lengths are those of the recommended phases; others keep theirs', () => {
    const standard = parseExperiment({ scenario: 'random-walk' });
    const own = { ...standard.phases[0]!, name: 'own', steps: 7 };
    const [first, second] = phasesOfLength([{ ...standard.phases[0]!, steps: 3 }, own], standard, 0.5);
    expect([first!.steps, second!.steps]).toEqual([standard.phases[0]!.steps! / 2, 7]);
  });
});

describe('differences', () => {
  it('of phases that are others altogether are one, which goes back as a whole', () => {
    const bench = open();
    bench.setAll('', [['phases', [...bench.experiment.phases, { name: 'more', split: 'deploy', steps: 10 }]]]);
    const found = differences(bench.experiment, bench.standard);
    expect(found).toEqual([{ path: 'phases', label: 'phases', value: 'train 40000, test 4000, deploy 4000, more 10', standard: 'train 40000, test 4000, deploy 4000' }]);
    bench.set('phases', '', () => undefined);
    expect(bench.experiment).toEqual(parseExperiment({ scenario: 'cheese-corner' }));
  });

  it('are counted from what the scenario recommends under the options that were chosen', () => {
    const bench = new Workbench('claim-20', '');
    bench.set('scenarioOptions.model', '', () => 'RW');
    expect(differences(bench.experiment, bench.standard).map(({ path }) => path)).toEqual(['scenarioOptions.model']);
    bench.set('phases[0].learn', '', () => false);
    expect(differences(bench.experiment, bench.standard).map(({ path }) => path)).toEqual(['scenarioOptions.model', 'phases[0].learn']);
    bench.takeRecommended();
    expect(bench.experiment).toEqual(parseExperiment({ scenario: 'claim-20' }));
  });

  it('leave no refusal behind for a phase that is gone', () => {
    const bench = open();
    bench.set('phases[2].steps', 'x', () => -1);
    bench.setAll('', [['phases', bench.experiment.phases.slice(0, 2)]]);
    expect(bench.refusals.size).toBe(0);
  });
});

describe('distributions, part by part', () => {
  it.each(['0.03', '0.1…0.5', '0.003…0.1 log', '{0, 0.8}', '0.1 | 0.3', 'abc', 'abc…0.5', '{}', '{1, x}'])('%s comes back from its parts', (text) => {
    expect(textOf(partsOf(text))).toBe(text);
  });

  const ranges: readonly (readonly [name: HyperparameterName, range: DistributionRange, usual: number])[] = hyperparameterNames.flatMap((name) => {
    const table: Hyperparameter = hyperparameters[name];
    if (isChoice(table) || table.shared) return [];
    const { min, max, above = min, integer: whole = false } = table;
    return [[name, { min, max, above, whole }, table.default] as const];
  });

  it.each(ranges)('of %s change their form into what is allowed, from every form and every end of the range', (name, range, usual) => {
    const kinds = kindsFor(range);
    const given: readonly (readonly [DistributionKind, readonly number[]])[] = [
      ...[usual, range.min, range.above, range.max].map((value) => ['number', [value]] as const),
      ...kinds.filter((kind) => kind !== 'number').map((kind) => [kind, [range.above, range.max]] as const),
      ['grid', []],
    ];
    for (const [from, values] of given) {
      for (const kind of kinds) {
        const distribution = inForm(values, from, kind, range);
        const text = formatDistribution(distribution);
        expect(partsOf(text).kind, text).toBe(kind);
        expect(parseDistribution(text, name)).toEqual(distribution);
        // Only linear agents have traces of the actor, and only some worlds have events that are mistaken.
        if (name === 'fp') continue;
        expect(parseExperiment({ scenario: 'random-walk', agent: { hidden: 0, [name]: distribution } }).agent[name], text).toEqual(distribution);
      }
    }
  });

  it.each([
    [0.3, 'All agents have the same value.'],
    [{ uniform: [0, 1] as const }, 'Each agent draws its own; half of the agents are below .5.'],
    [{ logUniform: [0.01, 1] as const }, 'Each agent draws its own; half of the agents are below .1.'],
    [{ choice: [1, 2, 3] }, 'Each agent draws one of 3: about 33 agents each.'],
    [{ grid: [1, 2] }, '2 values × 5 of other grids = 10 combinations, 10 agents each.'],
    [{ grid: [1, 2, 3] }, '3 values × 5 of other grids = 15 combinations, 6 or 7 agents each.'],
    [{ grid: Array.from({ length: 30 }, (_, i) => i) }, '30 values × 5 of other grids = 150 combinations, of which 100 agents take the first 100.'],
  ])('%j is said in a sentence', (distribution, sentence) => expect(sentenceOf(distribution, 100, 5)).toBe(sentence));

  it.each([
    [[0, 1], 5, false, [0, 0.25, 0.5, 0.75, 1]],
    [[1, 16], 5, true, [1, 2, 4, 8, 16]],
    [[0.3], 4, false, [0.3]],
    [[5, 1], 1, false, [1]],
  ])('%j are spread over %d values', (values, count, log, spread) => {
    expect(respread(values, count, log, { min: 0, above: 0, max: 99, whole: false })).toEqual(spread);
  });

  it('of whole numbers are spread over whole numbers', () => {
    expect(respread([0, 3], 9, false, { min: 0, above: 0, max: 16, whole: true })).toEqual([0, 1, 2, 3]);
  });

  it('lie at their quantiles', () => {
    expect(quantiles({ uniform: [0, 4] }, 4)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(quantiles({ logUniform: [1, 16] }, 2)).toEqual([2, 8]);
  });
});

describe('the search', () => {
  const experiment = parseExperiment({ scenario: 'cheese-corner' });
  const all = [...populationFields(experiment), ...worldFields(experiment), ...hyperparameterNames.map((name) => hyperparameterField(name, experiment))];
  it.each([
    ['alpha', 'agent.alpha'],
    ['γ', 'agent.gamma'],
    ['Step SIZE actor', 'agent.beta'],
    ['oracle', 'agent.oracleMargin'],
    ['layout', 'scenarioOptions.layoutSeed'],
  ])('for %s finds %s', (query, path) => expect(all.filter((field) => matches(field, query)).map((field) => field.path)).toContain(path));

  it('finds nothing for what there is not', () => expect(all.filter((field) => matches(field, 'zebra'))).toEqual([]));
});

describe('the memory of a population', () => {
  it('is known for any number of such agents, and not for others', () => {
    const experiment = parseExperiment({ scenario: 'random-walk' });
    const device = { info: { engine: 'cpu', device: '', software: false }, structure: {} as never, exact: true, selfTestFailures: [], absence: null, totalSteps: 1, bytesPerAgent: 100, mostAgents: 5000, experiment } as const;
    const memory = (more: object) => populationMemory(parseExperiment({ scenario: 'random-walk', ...more }), { device });
    expect(memory({ agents: 50 })).toEqual({ bytes: 5000, bytesPerAgent: 100, mostAgents: 5000 });
    expect(memory({ agent: { hidden: 8 } })).toBeNull();
    expect(populationMemory(experiment, { device: null })).toBeNull();
  });
});
