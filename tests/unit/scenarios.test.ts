import { describe, expect, test } from 'vitest';
import skeleton from '../../src/scenarios/_skeleton';
import { buildWorld, catalogue, findScenario, parseOptions } from '../../src/scenarios/index';
import { compile } from '../../src/world/compile';
import { splitReturns } from '../../src/world/oracle';
import type { Scenario, ScenarioOption } from '../../src/world/scenario';
import { startsOfSplit } from '../../src/world/starts';
import { parseWorld } from '../../src/world/validate';

/** The smallest and the largest value of an option, or all choices. */
function extremes(option: ScenarioOption): readonly (number | boolean | string)[] {
  if ('choices' in option) return option.choices;
  return 'min' in option ? [option.min, option.max] : [false, true];
}

describe.each<[string, Scenario]>([...catalogue, ['_skeleton', skeleton]])('%s', (_, scenario) => {
  const defaults = parseOptions(scenario, undefined);
  const world = buildWorld(scenario, defaults);
  const tables = compile(world);

  test('is documented', () => {
    expect(scenario.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [scenario.title, scenario.claim, scenario.doc, scenario.caveats, scenario.source]) expect(text).toMatch(/\S/);
    for (const option of Object.values(scenario.options)) expect(option.doc).toMatch(/\.$/);
  });

  test('its defaults are allowed, and give the same world twice', () => {
    expect(parseOptions(scenario, defaults)).toEqual(defaults);
    expect(JSON.stringify(buildWorld(scenario, defaults))).toBe(JSON.stringify(world));
  });

  test('is a valid world, also as JSON', () => {
    expect(parseWorld(JSON.parse(JSON.stringify(world)))).toEqual(world);
  });

  test('compiles: outcomes are proper distributions, rows stay in their level', () => {
    for (let pair = 0; pair < tables.rows * tables.actions; pair++) {
      const from = tables.firstOutcome[pair]!;
      const to = tables.firstOutcome[pair + 1]!;
      if (from === to) continue;
      const level = tables.levelOf[Math.floor(pair / tables.actions)];
      let sum = 0;
      for (let o = from; o < to; o++) {
        sum += tables.outcomeProbability[o]!;
        if (tables.levelOf[tables.outcomeNext[o]!] !== level) throw new Error(`outcome ${o} leaves its level`);
      }
      if (!(Math.abs(sum - 1) < 1e-9) || tables.outcomeThreshold[to - 1] !== 0xffffffff) throw new Error(`outcomes of ${pair} sum to ${sum}`);
    }
    expect(tables.features.count).toBeGreaterThan(0);
  });

  test('the oracle is at least as good as the uniform policy, on every split', () => {
    for (const split of tables.splits) {
      const { optimal, uniform } = splitReturns(tables, startsOfSplit(tables, split), 0.97);
      for (const channel of tables.channels) {
        expect(optimal[channel]!.discounted).toBeGreaterThanOrEqual(uniform[channel]!.discounted - 1e-12);
        expect(optimal[channel]!.undiscounted).toBeGreaterThanOrEqual(uniform[channel]!.undiscounted - 1e-12);
      }
    }
  });

  test('its phases name splits that it has', () => {
    const phases = scenario.defaultsUnder?.(defaults).phases ?? scenario.defaults?.phases ?? [{ split: 'train' }, { split: 'deploy' }];
    for (const phase of phases) if ('split' in phase) expect(tables.splits).toContain(phase.split);
  });

  test('every extreme of every option builds, or says why not', () => {
    for (const [name, option] of Object.entries<ScenarioOption>(scenario.options)) {
      for (const value of extremes(option)) {
        const options = parseOptions(scenario, { ...small(scenario), [name]: value });
        try {
          expect(compile(buildWorld(scenario, options)).rows).toBeGreaterThan(1);
        } catch (error) {
          expect(String(error)).toMatch(/InputError: scenarioOptions\.\w+: .*; expected /);
        }
      }
    }
  });
});

/** Fewer levels, where there is such an option, so that tests stay fast. */
const small = (scenario: Scenario) => ('levels' in scenario.options ? { levels: 8 } : {});

describe('options', () => {
  const example = {
    options: {
      size: { default: 9, min: 5, max: 13, step: 2, doc: '.' },
      walls: { default: false, doc: '.' },
      kind: { default: 'one', choices: ['one', 'two'], doc: '.' },
    },
  } satisfies Pick<Scenario, 'options'>;

  test('defaults are filled in', () => {
    expect(parseOptions(example, { size: 7 })).toEqual({ size: 7, walls: false, kind: 'one' });
  });

  test.each([
    [{ sizes: 7 }, 'scenarioOptions.sizes: 7; expected one of the options size, walls, kind instead'],
    [{ size: 6 }, 'scenarioOptions.size: 6; expected 5 to 13 in steps of 2'],
    [{ size: 15 }, 'scenarioOptions.size: 15; expected 5 to 13 in steps of 2'],
    [{ size: '7' }, 'scenarioOptions.size: "7"; expected 5 to 13 in steps of 2'],
    [{ size: NaN }, 'scenarioOptions.size: NaN; expected 5 to 13 in steps of 2'],
    [{ walls: 1 }, 'scenarioOptions.walls: 1; expected true or false'],
    [{ kind: 'three' }, 'scenarioOptions.kind: "three"; expected one of one, two'],
    [[], 'scenarioOptions: an array of 0; expected an object'],
  ])('%o', (value, message) => expect(() => parseOptions(example, value)).toThrow(message));

  test('an unknown scenario is answered with near ones', () => {
    expect(() => findScenario('chese-corner')).toThrow('scenario: "chese-corner"; expected a scenario of the catalogue, such as cheese-corner');
  });
});

describe('cheese in the corner', () => {
  const scenario = findScenario('cheese-corner');
  const build = (options: object) => buildWorld(scenario, parseOptions(scenario, options));
  const weight = (world: ReturnType<typeof build>, split: string) => world.levels.reduce((sum, level) => sum + (level.splits[split] ?? 0), 0);

  test('training keeps to the corner region, and equal levels are one', () => {
    const world = build({});
    expect(world.levels.filter((level) => level.splits.train).map((level) => level.name)).toEqual(['cheese 0,0']);
    expect(world.levels.length).toBeLessThanOrEqual(81);
    expect([weight(world, 'train'), weight(world, 'deploy')]).toEqual([512, 512]);
    const region = build({ cornerSize: 3 }).levels.filter((level) => level.splits.train).map((level) => level.name).sort();
    expect(region).toEqual(['0,0', '0,1', '0,2', '1,0', '1,1', '1,2', '2,0', '2,1', '2,2'].map((place) => `cheese ${place}`));
  });

  test('every thought has three features: cell, columns and rows to the cheese', () => {
    const { features } = compile(build({ walls: true, levels: 4 }));
    expect(features).toMatchObject({ count: 81 + 17 + 17, perRow: 3 });
    expect(features.value.every((value) => value === 1)).toBe(true);
    features.index.forEach((index, i) => {
      const [from, to] = [[0, 81], [81, 98], [98, 115]][i % 3]!;
      expect(index >= from! && index < to!).toBe(true);
    });
  });

  test('with walls, the cheese can be reached from every start', () => {
    const tables = compile(build({ walls: true, levels: 16 }));
    for (const split of tables.splits) {
      expect(splitReturns(tables, startsOfSplit(tables, split), 0.97).optimal.reward!.undiscounted).toBeCloseTo(1, 12);
    }
    expect(tables.world.levels).toHaveLength(32);
  });

  test('asking for more levels changes none of the others', () => {
    const few = build({ walls: true, levels: 2 }).levels;
    const many = build({ walls: true, levels: 3 }).levels;
    expect(many).toEqual(expect.arrayContaining([...few]));
    expect(build({ walls: true, levels: 2, layoutSeed: 1 }).levels).not.toEqual(few);
  });
});
