/** Every door through which text and bytes of strangers come in, with valid examples of what belongs there. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'fflate';
import { encodeBase64url } from '../../src/experiment/base64url';
import { canonicalJson } from '../../src/experiment/canonical';
import { parseClaim } from '../../src/experiment/claim';
import { crc32 } from '../../src/experiment/crc32';
import { importConditioning } from '../../src/experiment/import-conditioning';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { parseJson } from '../../src/experiment/parse-json';
import { parseRunFile } from '../../src/experiment/run-file';
import type { Results } from '../../src/experiment/results';
import type { Experiment } from '../../src/experiment/types';
import { worldOf } from '../../src/experiment/world-of';
import { writeShard } from '../../src/headless/shard-files';
import { readShard, readShardExperiment } from '../../src/headless/read-shard';
import { openCheckpoint } from '../../src/lab/checkpoint';
import { runExperiment, runShard } from '../../src/lab/run';
import { Session } from '../../src/lab/session';
import { shardForm } from '../../src/lab/shard';
import { compile } from '../../src/world/compile';
import { readGridModel } from '../../src/world/grid-read';
import { importGymnasium } from '../../src/world/import-gymnasium';
import { parseWorld } from '../../src/world/validate';
import { localCpuEngine } from '../gpu/harness/cpu';
import { checkpointAt, sourceOf } from '../gpu/harness/interrupted';
import { fadingWorld, wholeWorld } from '../gpu/harness/whole-world';
import conditioning from '../external/conditioning.json';

/** A way in. `open` throws an InputError or accepts; what it accepted must also hold together. */
export interface Door {
  readonly name: string;
  /** valid JSON values, or bytes */
  readonly examples: readonly unknown[];
  open(input: unknown): void | Promise<void>;
}

const text = (value: unknown): string => JSON.stringify(value) ?? 'null';
const bytesOf = (string: string): Uint8Array => new TextEncoder().encode(string);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A link around any text, with a right checksum. */
export function linkAround(json: string, suffix = ''): string {
  const stream = deflateSync(bytesOf(json), { level: 9 });
  const tail = bytesOf(suffix);
  const payload = new Uint8Array(stream.length + 4);
  payload.set(stream);
  new DataView(payload.buffer).setUint32(stream.length, crc32(tail, crc32(stream)));
  return `#1.${encodeBase64url(payload)}${suffix}`;
}

/** What was accepted can be sent on, and is then the same. */
function openLink(link: string): void {
  const { experiment, fingerprint } = decodeLink(link);
  const again = decodeLink(encodeLink(experiment, '', fingerprint ?? undefined));
  if (canonicalJson(again.experiment) !== canonicalJson(experiment)) throw new Error('an experiment from a link changes when it is sent on');
}

function openWorld(value: unknown): void {
  const { rows, firstOutcome, outcomeNext, outcomeEvents, eventSetMask } = compile(parseWorld(value));
  if (firstOutcome.at(-1) !== outcomeNext.length || outcomeNext.some((row) => row >= rows) || outcomeEvents.some((set) => set >= eventSetMask.length)) throw new Error('a compiled world points outside of its tables');
}

const { deception: _deception, ...whole } = wholeWorld;
const tiny = { schema: 1, scenario: 'random-walk', agents: 3, phases: [{ name: 'train', split: 'train', steps: 60 }, { name: 'test', split: 'train', steps: 20, learn: false }], record: { everySteps: 20 } };
export const experiments: readonly unknown[] = [
  tiny,
  { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 8 }, agents: 9, agent: { alpha: { logUniform: [0.003, 0.1] }, beta: { grid: [0.1, 0.2] }, lambda: { choice: [0, 0.9] } } },
  { name: 'a world', scenario: { world: wholeWorld }, agent: { hidden: 0, depth: 2, gate: 'events', oracle: 'harm', fp: 0.1 }, phases: [{ name: 'trials', levels: ['town', 'glade'], repeat: 3, greedy: true }] },
  { scenario: { world: fadingWorld }, phases: [{ name: 'train', split: 'train', steps: 100 }] },
];
const lake = Array.from({ length: 4 }, (_, s) => [0, 1].map((a) => [[0.75, (s + a) % 4, s === 2 ? 1 : 0, s === 3], [0.25, s, -0.5, false]]));

/**
 * @param results of a finished run, for the doors of results and runs
 * @param rich a checkpoint in the first phase, whose agents keep all that agents can keep
 */
export function doorsWith(results: Results, checkpoint: Uint8Array, rich: Uint8Array, shard: { readonly value: unknown; readonly experiment: Experiment }): readonly Door[] {
  const form = shardForm(shard.experiment);
  const links = experiments.map((experiment) => encodeLink(parseExperiment(experiment), '')).concat(results.link);
  return [
    { name: 'a link, byte by byte', examples: links.map(bytesOf), open: (bytes) => openLink(textOf(bytes as Uint8Array)) },
    { name: 'a link with a right checksum', examples: experiments, open: (value) => openLink(linkAround(text(value))) },
    { name: 'a link around any text', examples: experiments.map((value) => bytesOf(text(value))), open: (bytes) => openLink(linkAround(textOf(bytes as Uint8Array))) },
    { name: 'a link with any end', examples: [bytesOf(/~.*$/.exec(results.link)![0])], open: (bytes) => openLink(linkAround(text(tiny), textOf(bytes as Uint8Array))) },
    { name: 'an experiment', examples: experiments, open: (value) => void compile(worldOf(parseExperiment(value))) },
    { name: 'a claim', examples: [{ schema: 1, claim: 'x', base: tiny, arms: [{ name: 'a', set: { 'agent.alpha': 0.1 } }, { name: 'b', set: { 'phases[0].steps': 9 } }], verdicts: [{ statistic: 'test.reward', contrast: [['a', 1], ['b', -1]], predicted: '0', margin: 1 }] }], open: (value) => void parseClaim(value) },
    { name: 'a world', examples: [wholeWorld, whole, fadingWorld], open: openWorld },
    { name: 'a Gymnasium table', examples: [lake, { P: lake, initial_state_distrib: [0.5, 0, 0.5, 0] }, Object.fromEntries(lake.map((row, s) => [s, { ...row }]))], open: (value) => openWorld(importGymnasium(value)) },
    { name: 'a conditioning schedule', examples: (conditioning as { experiments: readonly unknown[] }).experiments.slice(0, 6), open: (value) => void parseExperiment(importConditioning(value, { group: Object.keys((value as { groups?: object } | null)?.groups ?? {})[0] })) },
    { name: 'a drawing', examples: [drawing], open: (value) => void readGridModel(value) },
    { name: 'results', examples: [results], open: (value) => void parseRunFile(text(value), 'results.json', 0) },
    { name: 'a file of runs', examples: [{ schema: 1, runs: [{ name: 'one', date: 5, style: 1, results, agents: { names: ['agent', 'reward'], columns: [[0, 1, 2], [1, null, 'x']] } }] }], open: (value) => void parseRunFile(text(value), 'runs.json', 0) },
    { name: 'JSON, byte by byte', examples: [wholeWorld, results].map((value) => bytesOf(text(value))), open: (bytes) => void parseJson(textOf(bytes as Uint8Array), 'file') },
    { name: 'a shard', examples: [shard.value], open: (value) => void (readShardExperiment(value), readShard(value, 'folder', form, 'other')) },
    { name: 'a checkpoint, byte by byte', examples: [checkpoint], open: async (bytes) => void (await openCheckpoint(sourceOf(bytes as Uint8Array), 'checkpoint')) },
    { name: 'a checkpoint with a right checksum', examples: [headOf(checkpoint)], open: (head) => resume(withHead(checkpoint, head)) },
    { name: 'the agents of a checkpoint', examples: [rich.subarray(headEnd(rich), -4)], open: (agents) => resume(withAgents(rich, agents as Uint8Array)) },
  ];
}

const drawing = {
  actions: ['left', 'right', 'up', 'down'], letters: 'lrud', events: [{ name: 'food', reward: 1 }], everyStep: [], seesCell: true, kept: null, usesKept: false,
  things: [{ name: 'cheese', events: ['food'], terminates: true, once: false, instead: false, back: false, seen: true }],
  levels: [{ name: 'room', splits: { train: 1 }, maxSteps: 20, width: 2, height: 2, walls: [false, false, true, false], start: [0], things: [[3, 0]] }],
};

const headEnd = (bytes: Uint8Array): number => 12 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
const headOf = (bytes: Uint8Array): unknown => JSON.parse(textOf(bytes.subarray(12, headEnd(bytes))));

/** The checkpoint with another head, and a right checksum. */
function withHead(bytes: Uint8Array, value: unknown): Uint8Array {
  const head = bytesOf(text(value));
  const made = Uint8Array.of(...bytes.subarray(0, 12), ...head, ...bytes.subarray(headEnd(bytes)));
  new DataView(made.buffer).setUint32(8, head.length, true);
  return summed(made);
}

/** The checkpoint with other agents behind its head, and a right checksum. */
const withAgents = (bytes: Uint8Array, agents: Uint8Array): Uint8Array => summed(Uint8Array.of(...bytes.subarray(0, headEnd(bytes)), ...agents, 0, 0, 0, 0));

/** With the checksum of what stands before it in the last four bytes. */
function summed(bytes: Uint8Array): Uint8Array {
  new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32(bytes.subarray(0, -4)), true);
  return bytes;
}

async function resume(bytes: Uint8Array): Promise<void> {
  const { saved, agents } = await openCheckpoint(sourceOf(bytes), 'checkpoint');
  const session = await Session.resume(saved, agents(), localCpuEngine(), true);
  try {
    await session.advance(40);
  } finally {
    session.destroy();
  }
}

/** All doors, with examples that this program has just made. */
export async function allDoors(): Promise<readonly Door[]> {
  const experiment = parseExperiment(tiny);
  const { results } = await runExperiment(experiment, localCpuEngine());
  const run = await runShard(experiment, localCpuEngine(), { first: 0, agents: experiment.agents });
  const folder = mkdtempSync(join(tmpdir(), 'valence-lab-'));
  await writeShard(folder, shardForm(experiment), run);
  const value: unknown = JSON.parse(readFileSync(join(folder, 'shard.json'), 'utf8'));
  rmSync(folder, { recursive: true });
  const keeping = parseExperiment({ scenario: { world: wholeWorld }, agents: 2, agent: { hidden: 0, lambda: 0.5, depth: 2, model: 'learned', replay: 2 }, phases: [{ name: 'train', split: 'train', steps: 200 }] });
  return doorsWith(results, await checkpointAt(experiment, 70, localCpuEngine()), await checkpointAt(keeping, 100, localCpuEngine()), { value, experiment });
}
