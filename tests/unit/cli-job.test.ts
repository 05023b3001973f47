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
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: { readonly template: { readonly spec: { readonly restartPolicy: string; readonly containers: readonly { readonly name: string; readonly image: string; readonly command: readonly string[]; readonly volumeMounts: readonly { readonly name: string }[] }[]; readonly volumes: readonly { readonly name: string; readonly persistentVolumeClaim: { readonly claimName: string } }[] } } };
  }

  it('prints an Indexed Job and one that merges', async () => {
    const { code, stdout } = await lab(['job', 'kubernetes', ...experiment, '--image', 'registry/lab:1', '--volume', 'results', '--checkpoint', '5']);
    expect(code).toBe(0);
    const { apiVersion, kind, items } = JSON.parse(stdout) as { apiVersion: string; kind: string; items: readonly Job[] };
    expect([apiVersion, kind, items.map((job) => [job.apiVersion, job.kind, job.metadata.name])]).toEqual(['v1', 'List', [['batch/v1', 'Job', 'valence-lab-shards'], ['batch/v1', 'Job', 'valence-lab-merge']]]);
    const [shards, merge] = items as [Job, Job];
    expect(shards.spec).toMatchObject({ completionMode: 'Indexed', completions: 4, parallelism: 4 });
    for (const { spec: { template: { spec } } } of items) {
      // Retries of an index, and rules about exit codes, are for pods that are not restarted in place.
      expect(spec.restartPolicy).toBe('Never');
      const [container] = spec.containers;
      expect(container).toMatchObject({ image: 'registry/lab:1', command: ['/bin/sh', '-ec', expect.any(String)] });
      expect(container!.volumeMounts.map(({ name }) => name)).toEqual(spec.volumes.map(({ name }) => name));
      expect(spec.volumes[0]!.persistentVolumeClaim.claimName).toBe('results');
      expect(spawnSync('sh', ['-n'], { input: container!.command[2]!, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    }
    const script = shards.spec.template.spec.containers[0]!.command[2]!;
    expect(experimentIn(script)).toMatchObject({ scenario: 'random-walk', agents: 50, seed: 3 });
    // Indices begin with 0, parts with 1.
    const asked = spawnSync('sh', ['-ec', script.replace(/valence-lab (?=shard|resume)/g, 'echo ')], { encoding: 'utf8', env: { ...process.env, JOB_COMPLETION_INDEX: '3' } });
    expect(asked.stdout).toMatch(/^shard 4\/4 #\S+ --checkpoint 5 --out \/results\/random-walk\/shard 4 of 4\n$/);
    expect(merge.spec.template.spec.containers[0]!.command[2]!).toContain("valence-lab merge '/results/random-walk'\"/shard \"*\" of 4\"");
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
