/** Slurm on this machine alone: munged, slurmctld and slurmd of one node, with everything of theirs in one folder. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { aptInstall, mayUseApt } from '../setup/install';

const daemons = ['munged', 'slurmctld', 'slurmd'];
const startMilliseconds = 60_000;

const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Makes sure that Slurm is there: Debian's where it may be installed. */
export function installSlurm(): void {
  if (!daemons.every(isThere) && mayUseApt()) aptInstall('slurm-wlm', 'munge');
  if (!daemons.every(isThere)) throw new Error('These tests need Slurm: slurmctld, slurmd and munged on the path. Debian and Ubuntu: apt-get install slurm-wlm munge.');
  if (process.getuid?.() !== 0) throw new Error('These tests start Slurm, which only root may.');
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  }));
}

const configuration = (folder: string, controlPort: number, nodePort: number): string => `
ClusterName=valence
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${controlPort}
SlurmdPort=${nodePort}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
# A re-queued job waits until the credential of its first start has expired.
AuthInfo=socket=${folder}/munge.socket,cred_expire=5
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
MpiDefault=none
SwitchType=switch/none
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
KillWait=2
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:4
`;

export class Slurm {
  private readonly processes: ChildProcess[] = [];

  private constructor(private readonly folder: string) {}

  /** What programs that talk to it need in their environment. */
  get env(): NodeJS.ProcessEnv {
    return { ...process.env, SLURM_CONF: join(this.folder, 'slurm.conf') };
  }

  /** @param folder that every user may enter, as the socket of munged demands it */
  static async start(folder: string): Promise<Slurm> {
    const slurm = new Slurm(folder);
    chmodSync(folder, 0o755);
    for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'munge.key'), randomBytes(128), { mode: 0o400 });
    writeFileSync(join(folder, 'slurm.conf'), configuration(folder, await freePort(), await freePort()));
    const munge = Object.entries({ 'key-file': 'munge.key', socket: 'munge.socket', 'pid-file': 'munge.pid', 'log-file': 'munge.log', 'seed-file': 'munge.seed' });
    slurm.spawn('munged', '--foreground', '--force', ...munge.map(([flag, name]) => `--${flag}=${join(folder, name)}`));
    await slurm.until('munge to answer', () => spawnSync('munge', ['-n', '-S', join(folder, 'munge.socket')]).status === 0);
    slurm.spawn('slurmctld', '-D', '-c');
    slurm.spawn('slurmd', '-D', '-c');
    await slurm.until('the node to be idle', () => /\bidle\b/.test(slurm.run('sinfo', '-h', '-o', '%T')));
    return slurm;
  }

  private spawn(program: string, ...args: readonly string[]): void {
    this.processes.push(spawn(program, args, { stdio: 'ignore', env: this.env }));
  }

  /** Standard output of a program that talks to it; empty if that failed. */
  run(program: string, ...args: readonly string[]): string {
    return spawnSync(program, args, { env: this.env, encoding: 'utf8' }).stdout;
  }

  /** Waits until something is so. @throws Error with the end of the logs if it takes too long */
  async until(what: string, is: () => boolean, milliseconds = startMilliseconds): Promise<void> {
    for (const began = Date.now(); !is(); await new Promise((resolve) => setTimeout(resolve, 100))) {
      if (Date.now() - began > milliseconds) throw new Error(`Slurm did not come to this: ${what}.\n${this.run('squeue', '-l')}\n${this.log('slurmctld')}\n${this.log('slurmd')}`);
    }
  }

  private log(daemon: string): string {
    return execFileSync('tail', ['-n', '20', join(this.folder, `${daemon}.log`)], { encoding: 'utf8' });
  }

  /** The processes of a task of an array that run a program with these words. */
  pidsOf(task: number, ...words: readonly string[]): number[] {
    return this.run('ps', '-e', '-o', 'pid=,args=').split('\n').flatMap((line) => {
      const [, pid, args = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
      return pid !== undefined && words.every((word) => args.includes(word)) && environmentOf(pid).includes(`SLURM_ARRAY_TASK_ID=${task}\0`) ? [Number(pid)] : [];
    });
  }

  /** Ends it, and removes its folder. */
  async stop(): Promise<void> {
    this.run('scancel', '--user=root');
    for (const child of this.processes.toReversed()) {
      const ended = new Promise((resolve) => child.once('close', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
    }
    rmSync(this.folder, { recursive: true });
  }
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}
