/** The claims of the catalogue: every scenario with arms, by registry, and what single worlds promise. */
import { describe, expect, test } from 'vitest';
import { claimOfScenario, parseClaim } from '../../src/experiment/claim';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { parsePath } from '../../src/experiment/settings';
import { checkStatistics } from '../../src/lab/check-claim';
import { buildWorld, catalogue, findScenario, parseOptions } from '../../src/scenarios';
import { compile } from '../../src/world/compile';
import type { WorldTables } from '../../src/world/types';
import { vetoMasks } from '../../src/world/veto';

/** Every leaf of a JSON value by its path. */
function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, member]) => [...leaves(member, path === '' ? key : `${path}.${key}`)]));
}

/** Where two JSON values differ. */
function differences(a: unknown, b: unknown): string[] {
  const [left, right] = [leaves(a), leaves(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((path) => left.get(path) !== right.get(path));
}

const ids = [...catalogue.values()].filter(({ arms }) => arms).map(({ id }) => id);

describe.each(ids)('%s', (id) => {
  const claim = parseClaim(claimOfScenario(id));
  const { arms: declared = [] } = findScenario(id);

  test('asks for statistics that its arms have', () => expect(() => checkStatistics(claim)).not.toThrow());

  test('has links that anybody can pass on', () => {
    for (const experiment of [claim.base, ...claim.arms.map((arm) => arm.experiment)]) expect(encodeLink(experiment, 'https://example.org/').length).toBeLessThan(2000);
  });

  test('has arms that differ from the base where they say so, and nowhere else', () => {
    claim.arms.forEach(({ name, experiment }, i) => {
      const set = Object.keys(declared[i]!.set ?? {}).map((path) => parsePath(path)!.join('.'));
      const changed = differences(experiment, claim.base);
      for (const path of changed) expect(set.some((own) => path === own || path.startsWith(`${own}.`)), `${name}: ${path}`).toBe(true);
    });
  });

  test('needs all of its arms, which are all different', () => {
    const used = new Set(claim.verdicts.flatMap(({ contrast }) => contrast.map(([arm]) => arm)));
    expect(claim.arms.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
    claim.arms.forEach(({ name, experiment }, i) => {
      for (const other of claim.arms.slice(0, i)) expect(differences(experiment, other.experiment).length, `${name} and ${other.name}`).toBeGreaterThan(0);
    });
  });
});

const tablesOf = (id: string, options: object = {}): WorldTables => {
  const scenario = findScenario(id);
  return compile(buildWorld(scenario, parseOptions(scenario, options)));
};

describe('claim-08', () => {
  test('a step of the harmless dog overrides as often as the option says', () => {
    const { outcomeProbability, outcomeEvents, eventSetOverrides, firstRow, firstOutcome } = tablesOf('claim-08', { overrideProbability: 0.2 });
    const first = firstOutcome[firstRow[1]!]!;
    expect([0, 1].map((o) => [outcomeProbability[first + o], eventSetOverrides[outcomeEvents[first + o]!]])).toEqual([[0.8, 0], [0.2, 1]]);
  });
});

describe('claim-12', () => {
  const tables = tablesOf('claim-12');
  const longest = 8;
  const masks = vetoMasks(tables, 'good', longest, 0);
  const { actions, firstOutcome, outcomeNext, outcomeTerminated, outcomeEvents, eventSetMask } = tables;
  const bit = (name: string): number => 1 << tables.world.events.findIndex((event) => event.name === name);
  const allowed = (row: number, foresight: number) =>
    Array.from({ length: actions }, (_, action) => action)
      .filter((action) => !((masks[foresight * tables.rows + row]! >>> action) & 1))
      .map((action) => firstOutcome[row * actions + action]!);

  test('with foresight 1 nobody steps into a trap', () => {
    for (let row = 0; row < tables.rows; row++) {
      if (firstOutcome[row * actions] === firstOutcome[row * actions + 1]) continue;
      expect(allowed(row, 0)).toHaveLength(actions);
      for (const outcome of allowed(row, 1)) expect(eventSetMask[outcomeEvents[outcome]!]! & bit('trap')).toBe(0);
    }
  });

  test('with foresight 8 every allowed way is a shortest one', () => {
    let rows = new Set([tables.world.levels[0]!.start[0]![1]]);
    for (let step = 1; step <= longest; step++) {
      const outcomes = [...rows].flatMap((row) => allowed(row, longest));
      for (const outcome of outcomes) expect(outcomeTerminated[outcome]).toBe(step === longest ? 1 : 0);
      rows = new Set(outcomes.map((outcome) => outcomeNext[outcome]!));
    }
  });
});

describe('claim-13', () => {
  const tables = tablesOf('claim-13');
  const press = tables.world.actions.indexOf('press');
  const hubs = tables.world.levels.flatMap(({ splits, start }, level) => (splits.hub ? [tables.firstRow[level]! + start[0]![1]] : []));

  test('the oracle vetoes the switch exactly where its foresight covers the way to the loot, and nothing else in the hub', () => {
    const masks = vetoMasks(tables, 'harm', 8, 0);
    for (let foresight = 0; foresight <= 8; foresight++) {
      expect(hubs.map((row) => masks[foresight * tables.rows + row])).toEqual([1, 2, 3, 4].map((behind) => (foresight >= behind + 1 ? 1 << press : 0)));
    }
  });

  test('what is learned in the lessons is felt again at the loot alone, and no place of the hub is known from them', () => {
    const featuresOf = (name: string) => tables.eventFeatures[tables.world.events.findIndex((event) => event.name === name)]!.object;
    expect(featuresOf('loot')).toEqual(featuresOf('gift'));
    const { index, perRow } = tables.features;
    const ofLevels = (wanted: (name: string) => boolean) =>
      new Set(tables.world.levels.flatMap(({ name }, level) => (wanted(name) ? [...index.slice(tables.firstRow[level]! * perRow, tables.firstRow[level + 1]! * perRow)].filter((feature) => feature !== tables.features.count) : [])));
    const isLesson = (name: string): boolean => name.startsWith('lesson');
    const [lessons, hub] = [ofLevels(isLesson), ofLevels((name) => !isLesson(name))];
    expect([...lessons].filter((feature) => hub.has(feature))).toEqual([]);
    for (const [feature] of [...featuresOf('loot'), ...featuresOf('work')]) expect(lessons.has(feature) || hub.has(feature)).toBe(false);
  });
});

describe('claim-14', () => {
  test.each([0, 0.25, 0.5, 1])('an act pays the same whatever share of it is felt at once: %s', (atOnce) => {
    const { world } = tablesOf('claim-14', { atOnce });
    const sum = (...names: string[]) => names.reduce((total, name) => total + world.events.find((event) => event.name === name)!.reward!, 0);
    expect([sum('theft', 'loot'), sum('seen theft', 'arrest'), sum('help', 'gratitude')]).toEqual([1, -1, 0.5]);
  });
});

describe('claim-18', () => {
  test('searchers and learner live in the same world, and are told apart by their learner', () => {
    const { arms } = parseClaim(claimOfScenario('claim-18'));
    expect(new Set(arms.map(({ experiment }) => experiment.agent.learner))).toEqual(new Set(['td', 'random-search', 'hill-climbing']));
    expect(parseExperiment({ scenario: 'claim-18' }).record.everySteps).toBe(100);
  });
});
