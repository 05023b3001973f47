/** `npm run reliability -- hostile`: a hundred thousand edited inputs at all doors, and everything that is made to take long. */
import { parseFlags } from '../../src/headless/flags';
import { bombDoors, largestWorlds } from '../hostile/bombs';
import { allDoors } from '../hostile/doors';
import { knock, knockAt } from '../hostile/knock';
import type { Report } from './report';

/** What building and compiling the largest worlds of the catalogue may take of the processor, in milliseconds: bounded, but not short. */
const longestWorld = 5000;

export async function hostile(args: readonly string[]): Promise<Report> {
  const { flags } = parseFlags(args, { cases: 'value', seed: 'value', json: 'switch' }, []);
  const doors = await allDoors();
  const each = Math.ceil(Number(flags.cases ?? 100_000) / doors.length);
  const rows: (readonly string[])[] = [];
  let tried = 0;
  let lost = 0;
  const attempt = async (name: string, cases: number, work: () => Promise<readonly string[]>): Promise<void> => {
    tried += cases;
    try {
      rows.push([name, String(cases), ...(await work())]);
    } catch (error) {
      lost++;
      rows.push([name, String(cases), '', '', error instanceof Error ? error.message : String(error)]);
    }
  };
  const milliseconds = (spent: number): string => spent.toFixed(0);
  for (const door of doors) {
    await attempt(door.name, each, async () => {
      const { accepted, slowestMilliseconds } = await knockAt(door, each, Number(flags.seed ?? 1));
      return [String(accepted), milliseconds(slowestMilliseconds), ''];
    });
  }
  for (const [some, longest] of [[bombDoors, undefined], [largestWorlds, longestWorld]] as const) {
    for (const door of some) {
      await attempt(door.name, 1, async () => {
        const { accepted, milliseconds: spent } = await knock(door, door.input(), longest);
        return [accepted ? '1' : '0', milliseconds(spent), ''];
      });
    }
  }
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  return { title: 'hostile links and worlds', head: ['door', 'cases', 'let in', 'slowest, ms', 'lost'], rows, tried, lost, notes: [`most memory of the process: ${memory} MiB`] };
}
