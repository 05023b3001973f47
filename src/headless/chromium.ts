/**
 * The engine `chromium`: the lab's own worker, in a page of a browser without a window. The page is blank; it only passes
 * messages on.
 */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer';
import { likeColumn, type Column } from '../engine/columns';
import type { AgentTable } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import type { FromWorker, ToWorker } from '../lab/messages';
import type { Finished } from '../lab/outcome';
import type { Shard } from '../lab/program';
import { columnsIn, shardForm, type ShardRun } from '../lab/shard';
import { InputError } from '../world/input-error';
import { findBrowser, launchBrowser, mayHaveGPU } from './browser';
import { DeviceError, type RunnerHooks } from './runner';
import { serveFolder, type FolderServer } from './serve';

/** The build of the command line puts the worker's bundle and a blank page beside its own modules. */
const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));

/** How long a browser may think about whether there is an adapter; a broken driver hangs instead of answering. */
const adapterMilliseconds = 15_000;

type Message<Type extends FromWorker['type']> = Extract<FromWorker, { type: Type }>;

/** As for every engine, and what the worker says about device and experiment before it begins. */
export interface ChromiumHooks extends RunnerHooks {
  onLoaded?(message: Message<'loaded'>): void;
}

export interface ChromiumDevice {
  /** the adapter's description of itself */
  readonly device: string;
  /** whether it computes on the processor */
  readonly software: boolean;
}

interface OpenPage {
  readonly browser: Browser;
  readonly server: FolderServer;
  readonly page: Page;
  readonly device: ChromiumDevice | null;
}

async function adapterOf(page: Page): Promise<ChromiumDevice | null> {
  const asked = page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return null;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const words = [vendor, architecture, description === '' ? device : description].filter((word) => word !== '');
    return { device: words.join(' '), software: isFallbackAdapter };
  });
  const silence = new Promise<null>((resolve) => setTimeout(resolve, adapterMilliseconds, null).unref());
  return Promise.race([asked, silence]);
}

/** Opens the blank page in a new browser; `close` it in any case. */
async function openPage(software: boolean): Promise<OpenPage> {
  const server = await serveFolder(pageFolder);
  let browser: Browser | undefined;
  try {
    browser = await launchBrowser({ software });
    const page = await browser.newPage();
    await page.goto(server.url);
    return { browser, server, page, device: await adapterOf(page) };
  } catch (error) {
    await browser?.close();
    await server.close();
    throw error;
  }
}

const close = async ({ browser, server }: OpenPage): Promise<void> => {
  await browser.close();
  await server.close();
};

/** Opens the page on the GPU, or on SwiftShader where there is none; `device` is null where WebGPU is missing altogether. */
async function openBestPage(): Promise<OpenPage> {
  if (mayHaveGPU()) {
    const hardware = await openPage(false);
    if (hardware.device !== null) return hardware;
    await close(hardware);
  }
  return openPage(true);
}

/** What WebGPU in the browser of this machine would compute on; null without a browser or without an adapter. */
export async function probeChromium(): Promise<ChromiumDevice | null> {
  if ((await findBrowser()) === null) return null;
  const open = await openBestPage();
  await close(open);
  return open.device;
}

/** What stays in the page: as one text, the table of a million agents would be longer than a string can be. */
interface Kept {
  readonly worker: Worker;
  agents: AgentTable | null;
  phases: ShardRun['phases'];
}

/** Starts the worker inside the page and lets it send its messages to `relay`; tables of agents stay in the page. */
async function startWorker(page: Page, relay: (message: FromWorker) => void): Promise<(message: ToWorker) => Promise<void>> {
  await page.exposeFunction('relay', (text: string) => relay(JSON.parse(text) as FromWorker));
  const lab = await page.evaluateHandle(() => {
    const toNode = (globalThis as unknown as { relay(text: string): void }).relay;
    const worker = new Worker('./worker.js', { type: 'module' });
    const state: Kept = { worker, agents: null, phases: [] };
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'finished') {
        state.agents = data.agents;
        toNode(JSON.stringify({ ...data, agents: null }));
      } else if (data.type === 'shardFinished') {
        state.phases = data.run.phases;
        toNode(JSON.stringify({ ...data, run: { ...data.run, phases: data.run.phases.map((phase) => ({ ...phase, columns: [] })) } }));
      } else toNode(JSON.stringify(data));
    });
    worker.addEventListener('error', ({ message }) => {
      toNode(JSON.stringify({ type: 'failed', message: message === undefined ? 'the worker could not be loaded' : message, path: null } satisfies FromWorker));
    });
    (globalThis as unknown as { lab: Kept }).lab = state;
    return worker;
  });
  return (message) => lab.evaluate((worker, data) => worker.postMessage(data), message);
}

/** Fetches the table of agents column by column. */
async function fetchAgents(page: Page): Promise<AgentTable | null> {
  const names = await page.evaluate(() => (globalThis as unknown as { lab: Kept }).lab.agents?.names ?? null);
  if (names === null) return null;
  const columns: (number | string)[][] = [];
  for (let i = 0; i < names.length; i++) {
    const text = await page.evaluate((column) => JSON.stringify((globalThis as unknown as { lab: Kept }).lab.agents!.columns[column]), i);
    // JSON writes NaN, an agent without a value, as null.
    columns.push((JSON.parse(text) as (number | string | null)[]).map((value) => value ?? NaN));
  }
  return { names, columns };
}

/** Fetches the totals of a shard, phase by phase and column by column. */
async function fetchColumns(page: Page, experiment: Experiment, run: ShardRun): Promise<ShardRun> {
  const kinds = columnsIn(shardForm(experiment).columns);
  const phases: ShardRun['phases'][number][] = [];
  for (const [p, head] of run.phases.entries()) {
    const columns: Column[] = [];
    for (const [c, kind] of kinds.entries()) {
      const text = await page.evaluate((phase, column) => JSON.stringify(Array.from((globalThis as unknown as { lab: Kept }).lab.phases[phase]!.columns[column]!)), p, c);
      columns.push(likeColumn(kind, JSON.parse(text) as number[]));
    }
    phases.push({ ...head, columns });
  }
  return { ...run, phases };
}

/** The worker's own refusal, whose message is complete already. */
function inputError(path: string, message: string): InputError {
  const error = new InputError(path, undefined, '');
  error.message = message;
  return error;
}

/**
 * Runs a validated experiment to its end in the browser.
 * @throws InputError if the worker refuses the experiment (it may not fit the device); DeviceError if there is no device,
 * or the browser or the device fails; the signal's reason if that is aborted
 */
export const runInChromium = (experiment: Experiment, hooks: ChromiumHooks = {}): Promise<Finished> =>
  runPage({ experiment }, 'finished', hooks, async ({ results }, page) => ({ results, agents: await fetchAgents(page) }));

/** The same for a part of the population. */
export const runShardInChromium = (experiment: Experiment, shard: Shard, hooks: ChromiumHooks = {}): Promise<ShardRun> =>
  runPage({ experiment, shard }, 'shardFinished', hooks, ({ run }, page) => fetchColumns(page, experiment, run));

async function runPage<Last extends 'finished' | 'shardFinished', T>(
  task: { readonly experiment: Experiment; readonly shard?: Shard },
  last: Last,
  hooks: ChromiumHooks,
  fetched: (message: Message<Last>, page: Page) => Promise<T>,
): Promise<T> {
  hooks.signal?.throwIfAborted();
  const open = await openBestPage();
  try {
    const { page, browser, device } = open;
    if (device === null) throw new DeviceError('The browser offers no WebGPU adapter.');
    hooks.signal?.throwIfAborted();
    const finished = await new Promise<Message<Last>>((resolve, reject) => {
      hooks.signal?.addEventListener('abort', () => reject(hooks.signal?.reason), { once: true });
      browser.once('disconnected', () => reject(new DeviceError('The browser ended unexpectedly.')));
      page.once('error', reject);
      const relay = (message: FromWorker): void => {
        switch (message.type) {
          case 'loaded':
            hooks.onLoaded?.(message);
            return void send.then((post) => post({ type: 'run' })).catch(reject);
          case 'progress':
            return hooks.onProgress?.(message);
          case 'record':
            return hooks.onRecord?.(message.point);
          case 'phase':
            return hooks.onPhase?.(message.result);
          case last:
            return resolve(message as Message<Last>);
          case 'failed':
            return reject(message.path === null ? new Error(message.message) : inputError(message.path, message.message));
          case 'device-lost':
            return reject(new DeviceError(`The device was lost: ${message.reason}`));
        }
      };
      const send = startWorker(page, relay);
      send.then((post) => post({ type: 'load', ...task, engine: 'webgpu', baseUrl: '' })).catch(reject);
    });
    return await fetched(finished, page);
  } finally {
    await close(open);
  }
}
