/** The built page in a browser, used for long: what a restless person does, and devices that are lost. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { PageHarness } from '../browser/harness';
import { act, type Soak } from './watch';

/** The device of the page's worker, within reach. */
interface Reachable {
  device?: GPUDevice;
}

const link = encodeLink(parseExperiment({ scenario: 'cheese-corner', agents: 256, phases: [{ name: 'train', split: 'train', steps: 100_000 }] }), '');
const pageKilobytes = 4;
/** Chromium takes the GPU away when its process has died three times within the hour, and ends itself after a few more; devices are lost without that, too. */
const mostKills = 2;

/** Resident memory of the browser's processes of a kind, in MiB; 0 where there is no /proc. */
function residentOf(kind: string, root: number): number {
  if (!existsSync('/proc/self/statm')) return 0;
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
      return [{ pid: Number(pid), parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8'), pages: Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
  const own = new Set([root]);
  for (let before = 0; before !== own.size; ) {
    before = own.size;
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid);
  }
  return processes.filter(({ pid, command }) => own.has(pid) && command.includes(`--type=${kind}`)).reduce((sum, { pages }) => sum + (pages * pageKilobytes) / 1024, 0);
}

export async function soakPage(soak: Soak): Promise<void> {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'runner', '--logLevel', 'error'], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
  const harness = await PageHarness.start();
  try {
    const lab = await harness.open({ fragment: link });
    const worker = lab.page.workers()[0]!;
    await worker.evaluate(() => {
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (descriptor) {
        return ((globalThis as Reachable).device = await request.call(this, descriptor));
      };
    });
    const browser = await lab.page.browser().target().createCDPSession();
    const page = await lab.page.createCDPSession();
    await page.send('HeapProfiler.enable');
    const root = lab.page.browser().process()!.pid!;
    const key = (name: 'Space' | 'r' | 's') => (): Promise<void> => lab.page.keyboard.press(name);
    const rest = (milliseconds: number): Promise<void> => new Promise((over) => setTimeout(over, milliseconds));
    let turn = 0;
    let kills = 0;
    await act(soak, {
      'run or pause': key('Space'), 'run or pause, again': key('Space'), step: key('s'), reset: key('r'),
      'another seed': () => lab.type('seed', String(turn)),
      'another size': () => lab.type('agents', String(64 + (turn % 7) * 64)),
      'the CPU engine': () => lab.chooseEngine('cpu'),
      WebGPU: () => lab.chooseEngine('webgpu'),
      'another view': () => lab.page.keyboard.press((['1', '2', '3', '4', '6'] as const)[turn % 5]!).then(() => rest(200)).then(() => lab.page.keyboard.press('1')),
      'a destroyed device': () => worker.evaluate(() => (globalThis as Reachable).device?.destroy()),
      'a killed GPU process': async () => {
        if (kills++ < mostKills) await browser.send('Browser.crashGpuProcess');
      },
    }, async () => {
      turn++;
      await rest(700);
      if (turn % 15 !== 0) return;
      await page.send('HeapProfiler.collectGarbage');
      const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await lab.page.metrics();
      soak.samples.push({
        'heap of the page, MiB': JSHeapUsedSize / 2 ** 20, 'nodes, hundreds': Nodes / 100, listeners: JSEventListeners,
        'process of the page, MiB': residentOf('renderer', root), 'process of the GPU, MiB': residentOf('gpu-process', root),
      });
    });
    // However it was left, it still runs to an end.
    try {
      await lab.page.goto(lab.page.url().split('#')[0] + encodeLink(parseExperiment({ scenario: 'random-walk', agents: 64, phases: [{ name: 'train', split: 'train', steps: 500 }] }), ''));
      await lab.page.reload();
      await lab.waitForStatus(/^Ready/);
      await lab.press('Run');
      await lab.waitForStatus(/^Finished/);
    } catch (error) {
      soak.losses.push(`at the end: ${error instanceof Error ? error.message : String(error)}`);
    }
    soak.losses.push(...harness.complaints.filter((text) => /^error|^Error|Uncaught/.test(text)).slice(0, 20));
  } finally {
    await harness.stop();
  }
}
