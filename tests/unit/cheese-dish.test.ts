/** Cheese on a dish: what the published environment promises. */
import { describe, expect, test } from 'vitest';
import cheeseDish from '../../src/scenarios/cheese-dish';
import { parseOptions } from '../../src/scenarios/index';
import { moves } from '../../src/world/gridworld';
import type { OptionValues, Step } from '../../src/world/scenario';

const build = (options: object) => cheeseDish.build(parseOptions(cheeseDish, { levels: 64, ...options }) as OptionValues<typeof cheeseDish.options>);
type Level = ReturnType<typeof build>['levels'][number];
const placeOf = (level: Level, name: string): number => level.draw!.objects!.find(([, object]) => object === name)![0];

describe('cheese on a dish', () => {
  test.each([0, 0.25, 1])('the share %s of training is apart, deploy always drawn so', (apart) => {
    const { levels } = build({ apart, walls: true });
    const weight = (split: string, kind: string): number =>
      levels.filter(({ name }) => name.startsWith(kind)).reduce((sum, { splits }) => sum + (splits[split] ?? 0), 0);
    expect(['together', 'apart'].map((kind) => weight('train', kind))).toEqual([64 * (1 - apart), 64 * apart]);
    expect(['together', 'apart'].map((kind) => weight('deploy', kind))).toEqual([0, 64]);
    for (const level of levels) if (level.name.startsWith('together')) expect(level.draw!.objects).toHaveLength(1);
  });

  test.each([['either', true, true], ['cheese', false, true], ['both', false, false]])('%s: whether the dish, and the cheese, end it', (end, dishEnds, cheeseEnds) => {
    const apart = build({ end }).levels.filter(({ draw }) => draw!.objects!.length === 2);
    expect(apart.length).toBeGreaterThan(0);
    for (const level of apart) {
      for (const [name, other, ends] of [['dish', 'cheese', dishEnds], ['cheese', 'dish', cheeseEnds]] as const) {
        const place = placeOf(level, name);
        const [right, left] = [moves.actions.indexOf('right'), moves.actions.indexOf('left')];
        const from = place % 7 > 0 ? { mouse: place - 1, action: right } : { mouse: place + 1, action: left };
        const nothing = { mouse: from.mouse, cheese: false, dish: false };
        expect(level.step(nothing, from.action)).toMatchObject({ events: [name], terminated: ends });
        const afterOther = level.step({ ...nothing, [other]: true }, from.action) as Step<typeof nothing>;
        expect(afterOther).toMatchObject({ events: [name], terminated: true });
        expect(level.step(afterOther.next, from.action)).toMatchObject({ events: [] });
      }
    }
  });

  test.each([1, 6])('where the dish is, is seen %s times over, and what has been reached no more', (dishChannels) => {
    for (const level of build({ dishChannels }).levels) {
      const seen = (cheese: boolean, dish: boolean): number => level.features({ mouse: 0, cheese, dish }).object.length;
      expect([seen(false, false), seen(true, false), seen(false, true)]).toEqual([3 + 2 * dishChannels, 1 + 2 * dishChannels, 3]);
    }
  });
});
