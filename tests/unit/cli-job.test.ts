/** Job files: what they say, and what they refuse. Slurm's is tried out in `tests/cluster`. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeLink } from '../../src/experiment/link';
import { lab } from './cli-context';

const experiment = ['random-walk', '--agents', '50', '--seed', '3', '--shards', '4'];

/** The experiment of the one link in a text. */
const experimentIn = (text: string) => decodeLink(/'(#[\w~.-]+)'/.exec(text)![1]!).experiment;

describe('job slurm', () => {
  it('prints a script that bash understands, with everything that it needs in it', async () => {
    const { code, stdout } = await lab(['job', 'slurm', ...experiment, '--engine', 'deno', '--out', "a user's results"]);
    expect(code).toBe(0);
    expect(spawnSync('bash', ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect(spawnSync('bash', ['-c', stdout.replace('*) submit "$@" ;;', '*) echo "$out" ;;')], { encoding: 'utf8' }).stdout).toBe(`${resolve("a user's results")}\n`);
    expect(experimentIn(stdout)).toMatchObject({ scenario: 'random-walk', agents: 50, seed: 3 });
    expect(stdout).toContain('--array=1-4 --requeue');
    expect(stdout).toContain("lab() { 'node' 'lab.js' \"$@\"; }");
    expect(stdout).toContain('--engine deno --checkpoint 60');
  });
});

describe('job kubernetes', () => {
  /** A Job of batch/v1, as far as it is looked at. */
  interface Job {
    readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly command: readonly string[]; readonly volumeMounts: readonly { readonly name: string }[] }[]; readonly volumes: readonly { readonly name: string; readonly persistentVolumeClaim: { readonly claimName: string } }[] } } };
  }

  it('prints an Indexed Job whose last index merges, and which ends when an index fails for good', async () => {
    const { code, stdout } = await lab(['job', 'kubernetes', ...experiment, '--image', 'registry/lab:1', '--volume', 'results', '--checkpoint', '5']);
    expect(code).toBe(0);
    const job = JSON.parse(stdout) as Job;
    expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'valence-lab' } });
    // Limits per index need pods that are not restarted in place. One index beyond 0 failed ones ends the job.
    expect(job.spec).toMatchObject({ completionMode: 'Indexed', completions: 5, parallelism: 5, backoffLimitPerIndex: 5, maxFailedIndexes: 0, template: { spec: { restartPolicy: 'Never' } } });
    const { containers: [container], volumes } = job.spec.template.spec;
    expect(container).toMatchObject({ image: 'registry/lab:1', command: ['/bin/sh', '-ec', expect.any(String)] });
    expect(container!.volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
    expect(volumes[0]!.persistentVolumeClaim.claimName).toBe('results');
    const script = container!.command[2]!;
    expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect(experimentIn(script)).toMatchObject({ scenario: 'random-walk', agents: 50, seed: 3 });
    // Indices begin with 0, parts with 1.
    const asked = (index: number, changed = script): string =>
      spawnSync('sh', ['-ec', changed.replace(/valence-lab (?=shard|resume|merge)/g, 'echo ')], { encoding: 'utf8', env: { ...process.env, JOB_COMPLETION_INDEX: `${index}` } }).stdout;
    expect(asked(3)).toMatch(/^shard 4\/4 #\S+ --checkpoint 5 --out \/results\/random-walk\/shard 4 of 4\n$/);
    expect(asked(4, script.replace('-eq 4 ]; do', '-ge 0 ]; do'))).toBe('merge /results/random-walk/shard * of 4 --out /results/random-walk\n');
  });
});

describe('job refuses', () => {
  it.each<[string, readonly string[], string]>([
    ['another cluster', ['pbs', ...experiment], '<slurm or kubernetes>: "pbs"; expected slurm or kubernetes'],
    ['no shards', ['slurm', 'random-walk'], '--shards: missing; expected a whole number from 1 to '],
    ['more shards than agents', ['slurm', 'random-walk', '--agents', '3', '--shards', '4'], '--shards: "4"; expected a whole number from 1 to 3'],
    ['a claim', ['slurm', 'claim-01', '--shards', '2'], 'claim-01: "a claim"; expected one experiment'],
    ['no image', ['kubernetes', ...experiment, '--volume', 'x'], '--image: missing; expected a container image'],
    ['no volume', ['kubernetes', ...experiment, '--image', 'x'], '--volume: missing; expected the name of a PersistentVolumeClaim'],
    ['an image for Slurm', ['slurm', ...experiment, '--image', 'x'], '--image: "x"; expected nothing'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await lab(['job', ...args]);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });
});
