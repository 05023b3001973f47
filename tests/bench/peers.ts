/** `npm run bench -- --peers DIR`: other programs that do the benchmark's workload, in turns with the engine that has the same device. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBrowser } from '../../src/headless/browser';
import { InputError } from '../../src/world/input-error';
import { acGrid } from './ac-grid';
import type { Contender } from './contenders';
import { line, spread } from './table';

interface Peer {
  /** in the folder of peers */
  readonly file: string;
  readonly program: string;
  readonly args: (agents: number) => readonly string[];
  /** the engines that it takes turns with: those that compute on the same device */
  readonly beside: readonly Contender['stack'][];
}

/** Every one prints a JSON object a line, one of which has `{"peer": name, "bench": {"rate": agent-steps per second}}`. */
const peers: readonly Peer[] = [
  { file: 'browser.mjs', program: process.execPath, args: (agents) => ['tfjs-webgpu', `${agents}`], beside: ['chromium'] },
  { file: 'browser.mjs', program: process.execPath, args: (agents) => ['jaxjs-webgpu', `${agents}`], beside: ['chromium'] },
  { file: 'plain_one.mjs', program: process.execPath, args: (agents) => [`${agents}`], beside: ['cpu', 'chromium', 'deno'] },
  { file: 'ac_grid_numpy.py', program: 'python3', args: (agents) => [`${agents}`, `${availableParallelism()}`], beside: ['cpu'] },
];

export interface PeerReport {
  readonly agents: number;
  /** agent-steps per second of both, in every turn */
  readonly rows: readonly { readonly peer: string; readonly engine: string; readonly device: string; readonly turns: readonly { readonly peer: number; readonly engine: number }[] }[];
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

const turns = 3;
const longestMs = 180_000;
const inProcess = promisify(execFile);

/** @throws Error that says in one line what went wrong */
async function runPeer(folder: string, { file, program, args }: Peer, agents: number, browser: string | null): Promise<{ readonly peer: string; readonly rate: number }> {
  if (!existsSync(join(folder, file))) throw new Error(`There is no ${file}.`);
  const env = { ...process.env, ...(browser !== null && { CHROME: browser }), XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir() };
  const { stdout } = await inProcess(program, [file, ...args(agents)], { cwd: folder, env, timeout: longestMs }).catch((error: unknown) => {
    const { stderr = '', killed, message } = error as Error & { readonly stderr?: string; readonly killed?: boolean };
    const lines = stderr.trim().split('\n');
    // Python's last line says what went wrong; Node's says which Node it was.
    throw new Error(killed ? `It took longer than ${longestMs / 1000} s.` : `It failed: ${lines.findLast((line) => /Error\b.*: /.test(line)) ?? (lines.at(-1) || message)}`);
  });
  for (const text of stdout.split('\n')) {
    if (!text.startsWith('{')) continue;
    const { peer, bench } = JSON.parse(text) as { readonly peer?: string; readonly bench?: { readonly rate?: number } };
    if (peer !== undefined && bench?.rate !== undefined) return { peer, rate: bench.rate };
  }
  throw new Error('It printed no line with "peer" and "bench".');
}

/** The engine's speed in the middle of its repeats. */
async function engineRate({ measure }: Contender, agents: number): Promise<{ readonly device: string; readonly rate: number }> {
  const { device, speeds } = await measure([{ name: 'AC-grid', experiment: acGrid(agents), beside: null, everywhere: true, seconds: 1 }]);
  const rates = speeds[0]!.repeats.map(({ engine }) => engine).sort((a, b) => a - b);
  return { device, rate: rates[Math.floor(rates.length / 2)]! };
}

/**
 * Measures the peers of a folder.
 * @param contenders the engines that they take turns with
 * @throws InputError if the folder is not there
 */
export async function measurePeers(folder: string, agents: number, contenders: readonly Contender[], say: (text: string) => void): Promise<PeerReport> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new InputError('--peers', folder, 'a folder');
  const browser = await findBrowser();
  const rows: { peer: string; engine: string; device: string; turns: { peer: number; engine: number }[] }[] = [];
  const missing = new Map<string, string>();
  for (const contender of contenders.filter(({ stack }) => peers.some(({ beside }) => beside.includes(stack)))) {
    const own = new Map<Peer, (typeof rows)[number]>();
    const leaveOut = (name: string, reason: string): void => {
      say(`${name}: ${reason}`);
      missing.set(name, reason);
    };
    const absence = await contender.absence();
    if (absence !== null) leaveOut(contender.name, absence);
    for (let turn = 0; turn < turns && absence === null; turn++) {
      say(`${contender.name}, turn ${turn + 1} of ${turns}…`);
      const { device, rate: engine } = await engineRate(contender, agents);
      for (const peer of peers) {
        const command = [peer.file, ...peer.args(agents)].join(' ');
        if (!peer.beside.includes(contender.stack) || missing.has(command)) continue;
        say(`${command}…`);
        try {
          const { peer: name, rate } = await runPeer(folder, peer, agents, browser);
          const row = own.get(peer) ?? { peer: name, engine: contender.name, device, turns: [] };
          own.set(peer, row);
          row.turns.push({ peer: rate, engine });
        } catch (error) {
          leaveOut(command, (error as Error).message);
        }
      }
    }
    rows.push(...own.values());
  }
  return { agents, rows, missing: [...missing].map(([name, reason]) => ({ name, reason })) };
}

export function peerTable({ agents, rows, missing }: PeerReport): string {
  return [
    `AC-grid, ${agents} agents: agent-steps per second, middle of the turns (lowest–highest).`,
    '',
    line(['peer', 'agent-steps/s', 'engine beside it', 'device', 'agent-steps/s', 'ratio']),
    line(['---', '---:', '---', '---', '---:', '---:']),
    ...rows.map(({ peer, engine, device, turns: own }) =>
      line([peer, spread(own.map((turn) => turn.peer)), engine, device, spread(own.map((turn) => turn.engine)), spread(own.map((turn) => turn.engine / turn.peer))])),
    '',
    ...missing.map(({ name, reason }) => `- ${name}: no row. ${reason}`),
  ].join('\n');
}
