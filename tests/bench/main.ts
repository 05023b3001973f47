/** `npm run bench`: the table on standard output, as Markdown or with `--json` as JSON; what is going on, on standard error. */
import { availableParallelism, cpus } from 'node:os';
import { parseExperiment } from '../../src/experiment/parse';
import { parseFlags } from '../../src/headless/flags';
import { InputError } from '../../src/world/input-error';
import { acGrid } from './ac-grid';
import { contenders, type Contender } from './contenders';
import { experimentOf, kinds, otherScenarios } from './kinds';
import type { SpeedCase } from './measure';
import { measurePage, pageTable } from './page';
import { measurePeers, peerTable } from './peers';
import { differing, markdown, thoughtTable, type Report } from './table';
import { thoughtCases } from './thoughts';

/** Sizes of the AC-grid that are always measured; the middle one everywhere. */
const sizes = [256, 1024, 4096, 16_384, 65_536];
const usual = 4096;
/** With so few hidden units a million agents fit. */
const million = { agents: 1_048_576, hidden: 8 } as const;

/** Flags; `--engine` measures only engines with this in their names. @throws InputError if an experiment is refused, before anything is measured */
function casesOf(args: readonly string[]): { readonly cases: readonly SpeedCase[]; readonly engine: string; readonly thoughts: boolean; readonly json: boolean } {
  const { flags } = parseFlags(args, { engine: 'value', agents: 'value', catalogue: 'switch', million: 'switch', thoughts: 'switch', json: 'switch' }, []);
  const { engine = '', thoughts, json } = flags;
  if (thoughts) return { cases: thoughtCases(), engine, thoughts, json };
  const grids = flags.agents?.split(',').map(Number) ?? sizes;
  const cases: SpeedCase[] = [
    ...grids.map((agents) => ({ name: 'AC-grid', experiment: acGrid(agents), beside: 'AC-grid', everywhere: agents === usual || flags.agents !== undefined, seconds: 1, unguarded: agents === usual }) as const),
    ...(flags.million ? [{ name: `AC-grid, ${million.hidden} hidden units`, experiment: acGrid(million.agents, { hidden: million.hidden }), beside: null, everywhere: false, seconds: 2 }] : []),
    ...kinds.map((kind) => ({ name: kind.name, experiment: experimentOf(kind, usual), beside: kind.loop, everywhere: kind.name === 'cheese-corner', seconds: 0.5 })),
    ...(flags.catalogue ? otherScenarios() : []).map((scenario) => ({ name: scenario, experiment: experimentOf({ scenario }, usual), beside: null, everywhere: false, seconds: 0.25 })),
  ];
  cases.forEach(({ experiment }) => parseExperiment(experiment));
  return { cases, engine, thoughts, json };
}

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** What the built page costs; `--minutes` says how long its memory is watched. */
async function benchPage(args: readonly string[]): Promise<void> {
  const { flags } = parseFlags(args, { page: 'switch', minutes: 'value', json: 'switch' }, []);
  const report = await measurePage(Number(flags.minutes ?? 1), say);
  process.stdout.write(`${flags.json ? JSON.stringify(report, null, 2) : pageTable(report)}\n`);
}

/** The peers of a folder, beside every engine. */
async function benchPeers(args: readonly string[]): Promise<void> {
  const { flags } = parseFlags(args, { peers: 'value', json: 'switch' }, []);
  const report = await measurePeers(flags.peers!, usual, contenders(), say);
  process.stdout.write(`${flags.json ? JSON.stringify(report, null, 2) : peerTable(report)}\n`);
  if (report.rows.length === 0) process.exitCode = 1;
}

async function bench(args: readonly string[]): Promise<void> {
  if (args.includes('--page')) return benchPage(args);
  if (args.some((arg) => arg === '--peers' || arg.startsWith('--peers='))) return benchPeers(args);
  const { cases, engine, thoughts, json } = casesOf(args);
  const engines: Report['engines'][number][] = [];
  const missing: Report['missing'][number][] = [];
  const leaveOut = (name: string, reason: string): void => {
    say(`${name}: ${reason}`);
    missing.push({ name, reason });
  };
  const present: Contender[] = [];
  for (const contender of contenders().filter(({ name, quick }) => name.includes(engine) && (quick || !thoughts))) {
    const reason = await contender.absence();
    if (reason === null) present.push(contender);
    else leaveOut(contender.name, reason);
  }
  for (const { name, quick, measure } of present) {
    say(`${name}…`);
    try {
      engines.push({ name, ...(await measure(cases.filter(({ everywhere }) => quick || everywhere))) });
    } catch (error) {
      leaveOut(name, `It failed: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
  const report: Report = { machine: { processor: cpus()[0]?.model ?? 'processor', cores: availableParallelism(), node: process.versions.node }, engines, missing };
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : thoughts ? thoughtTable(report) : markdown(report)}\n`);
  if (differing(report).length > 0) process.exitCode = 1;
}

try {
  await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message}\n`);
  process.exitCode = error instanceof InputError ? 2 : 1;
}
