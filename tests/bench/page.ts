/** `npm run bench -- --page`: how soon the built page is there, how soon it runs, and what that costs its own thread and memory. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { PageHarness, type LabPage } from '../browser/harness';

export interface PageReport {
  /** all scripts that the page asks for before anybody does anything, compressed, in kB of 1,000 bytes */
  readonly initialScripts: number;
  /** milliseconds from the request to the first contentful paint: the middle of several visits */
  readonly firstPaint: number;
  /** milliseconds from the click on Run to the first progress */
  readonly runStarted: number;
  /** milliseconds between frames while a population runs: middle, and 99 % */
  readonly frames: readonly [number, number];
  /** work of the page's own thread in a 60th of a second on average, and its longest task from 50 ms on, in milliseconds */
  readonly work: { readonly mean: number; readonly longest: number };
  /** JavaScript heap in MB after garbage collection, a minute apart while a population runs */
  readonly heap: readonly number[];
}

const visits = 5;
const watchedSeconds = 10;
const framesPerSecond = 60;

/** The q-quantile of some numbers. */
const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? NaN;

/** Scripts and style sheets that index.html names. */
function initialScripts(): number {
  const html = readFileSync('dist/index.html', 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!);
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length, 0) / 1000;
}

/** Long enough to be watched for an hour. */
const long = (): string => encodeLink(parseExperiment({ scenario: 'cheese-corner', phases: [{ name: 'train', split: 'train', steps: 100_000_000 }], record: { everySteps: 10_000 } }), '');

export async function measurePage(minutes: number, say: (text: string) => void): Promise<PageReport> {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner', '--logLevel', 'error'], { stdio: 'inherit' });
  const harness = await PageHarness.start();
  try {
    say('first paint…');
    const paints: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const lab = await harness.open();
      paints.push(await lab.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime));
      await lab.close();
    }
    say('a run…');
    const lab = await harness.open({ fragment: long() });
    await lab.page.bringToFront();
    const began = performance.now();
    await lab.press('Run');
    await lab.waitForStatus(/left/);
    const runStarted = performance.now() - began;
    say('frames…');
    const frames = await framesOf(lab);
    say('work of its thread…');
    const work = await workOf(lab);
    const heap: number[] = [];
    for (let minute = 0; minute <= minutes; minute++) {
      if (minute > 0) await new Promise((resolve) => setTimeout(resolve, 60_000));
      heap.push(await heapOf(lab));
      say(`${minute} min: ${heap.at(-1)!.toFixed(1)} MB`);
    }
    return {
      initialScripts: initialScripts(), firstPaint: quantile(paints, 0.5), runStarted,
      frames: [quantile(frames, 0.5), quantile(frames, 0.99)], work, heap,
    };
  } finally {
    await harness.stop();
  }
}

const framesOf = ({ page }: LabPage): Promise<readonly number[]> =>
  page.evaluate((seconds) => new Promise<number[]>((resolve) => {
    const times: number[] = [];
    const tick = (now: number): void => {
      times.push(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    setTimeout(() => resolve(times.slice(1).map((time, i) => time - times[i]!)), seconds * 1000);
  }), watchedSeconds);

/** Work of the page's own thread per frame, on average, and its longest task, in milliseconds. */
async function workOf({ page }: LabPage): Promise<PageReport['work']> {
  const before = await page.metrics();
  const longest = await page.evaluate((seconds) => new Promise<number>((resolve) => {
    let most = 0;
    // The browser tells of tasks from 50 ms on.
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (most = Math.max(most, duration)))).observe({ type: 'longtask' });
    setTimeout(() => resolve(most), seconds * 1000);
  }), watchedSeconds);
  const after = await page.metrics();
  return { mean: (((after.TaskDuration ?? NaN) - (before.TaskDuration ?? NaN)) * 1000) / (watchedSeconds * framesPerSecond), longest };
}

async function heapOf({ page }: LabPage): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = NaN } = await page.metrics();
  await session.detach();
  return JSHeapUsedSize / 1e6;
}

export function pageTable({ initialScripts: scripts, firstPaint, runStarted, frames, work, heap }: PageReport): string {
  const rows: readonly (readonly [string, string, string])[] = [
    ['initial scripts, compressed', `${scripts.toFixed(0)} kB`, '< 200 kB'],
    ['first contentful paint', `${firstPaint.toFixed(0)} ms`, '< 1,000 ms'],
    ['from Run to the first progress', `${runStarted.toFixed(0)} ms`, '< 2,000 ms'],
    ['between frames while training: middle, 99 %', `${frames.map((ms) => ms.toFixed(1)).join(', ')} ms`, '16.7 ms'],
    ['work of the page’s thread in a 60th of a second, mean', `${work.mean.toFixed(1)} ms`, '< 16 ms'],
    ['longest task of the page’s thread', work.longest === 0 ? 'below 50 ms' : `${work.longest.toFixed(0)} ms`, 'below 50 ms'],
    ['heap of the page while training, a minute apart', `${heap.map((mb) => mb.toFixed(1)).join(', ')} MB`, 'flat'],
  ];
  return ['| the built page | measured | wanted |', '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}
