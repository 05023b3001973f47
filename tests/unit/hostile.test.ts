/** Input of strangers at every door. `npm run reliability -- hostile` does the same with any seed, prints what was let in, and opens the largest worlds of the catalogue, too. */
import { beforeAll, describe, expect, it } from 'vitest';
import { allDoors, type Door } from '../hostile/doors';
import { bombDoors } from '../hostile/bombs';
import { knock, knockAt, type Knocks } from '../hostile/knock';

/** More than a hundred thousand at all doors together. */
const casesPerDoor = 6000;
let doors: readonly Door[];
beforeAll(async () => void (doors = await allDoors()), 120_000);

describe('a stranger', () => {
  it('finds every door open for what belongs there', async () => {
    for (const door of doors) for (const example of door.examples) expect(await knock(door, example), door.name).toMatchObject({ accepted: true });
  });

  it('with edited input is let in, or refused in one clear line, soon', { timeout: 600_000 }, async () => {
    const knocks: Knocks[] = [];
    for (const door of doors) knocks.push(await knockAt(door, casesPerDoor, 2026));
    // Neither would say anything about the door if nothing, or everything, were let in.
    const [accepted, cases] = (['accepted', 'cases'] as const).map((key) => knocks.reduce((sum, own) => sum + own[key], 0));
    expect(accepted! / cases!).toBeGreaterThan(0.05);
    expect(accepted! / cases!).toBeLessThan(0.5);
  });

  it.each(bombDoors)('with $name takes neither long nor much', async (door) => {
    const input = door.input();
    const before = process.resourceUsage().maxRSS;
    await knock(door, input);
    expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(512);
  });
});
