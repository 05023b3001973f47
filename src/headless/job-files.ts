/**
 * Job files for clusters: every task runs one shard, goes on from its checkpoint when it is started again, and when all
 * are done they are merged.
 */
import type { EngineName } from './runner';

export interface Job {
  /** the experiment as a link: nothing in it has to be quoted, and no file has to be carried along */
  readonly link: string;
  readonly shards: number;
  /** null: every task chooses */
  readonly engine: EngineName | null;
  /** between two checkpoints of a task */
  readonly seconds: number;
  /** where results go */
  readonly folder: string;
}

/** How often a task is started again before its failure counts. */
const restarts = 5;
/** Beside an interruption there is no point in starting again: bad input stays bad. */
const badInput = 2;

const quoted = (text: string): string => `'${text.replaceAll('\'', '\'\\\'\'')}'`;
const engineFlags = ({ engine, seconds }: Job): string => `${engine === null ? '' : `--engine ${engine} `}--checkpoint ${seconds}`;

/** Runs shard $k, from its checkpoint if it has one. */
const shardCommand = (job: Job, lab: string): string =>
  `if [ -e "$folder/checkpoint.bin" ]; then ${lab} resume "$folder" ${engineFlags(job)}; else ${lab} shard "$k/${job.shards}" ${quoted(job.link)} ${engineFlags(job)} --out "$folder"; fi`;

/**
 * A script for bash that submits itself to Slurm: a job array, and a job that depends on it.
 * @param program the command line's own program and its first arguments
 */
export function slurmScript(job: Job, program: readonly string[]): string {
  const { shards, folder } = job;
  return `#!/bin/bash
# ${shards} shards of an experiment with Valence Lab, and their merge. \`bash <this file>\` submits both to Slurm; what stands
# behind it, such as --partition=long --gres=gpu:1, is handed to sbatch. All nodes must see the program and the folder.
set -euo pipefail
out=${quoted(folder)}
lab() { ${program.map(quoted).join(' ')} "$@"; }

shard() {
  local k=$SLURM_ARRAY_TASK_ID code=0
  local folder="$out/shard $k of ${shards}"
  { ${shardCommand(job, 'lab')}; } || code=$?
  # Whatever ended it, another start goes on from the last checkpoint; only bad input stays bad.
  if [ "$code" -gt ${badInput} ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${restarts} ]; then
    scontrol requeue "\${SLURM_ARRAY_JOB_ID}_$k"
    sleep infinity
  fi
  exit "$code"
}

submit() {
  # Builds the program once, and not in every task.
  lab list > /dev/null
  mkdir -p "$out"
  local array merge
  array=$(sbatch --parsable --job-name=valence-lab --array=1-${shards} --requeue --open-mode=append --output="$out/shard %a.log" "$@" "$0" shard)
  merge=$(sbatch --parsable --job-name=valence-lab-merge --dependency="afterok:\${array%%;*}" --kill-on-invalid-dep=yes --output="$out/merge.log" "$@" "$0" merge)
  echo "shards: job \${array%%;*}; merge into $out: job \${merge%%;*}"
}

case "\${1-}" in
  shard) shard ;;
  merge) lab merge "$out/shard "*" of ${shards}" --out "$out" ;;
  *) submit "$@" ;;
esac
`;
}

/**
 * An Indexed Job for `kubectl apply -f`, as JSON, which is YAML: an index for every shard, and a last one that merges when all
 * of them are there. An index that fails for good ends the whole job, so that nothing waits for it.
 * @param image a container image with `valence-lab` on its path
 * @param volume a PersistentVolumeClaim that all nodes can write to
 */
export function kubernetesJob(job: Job, image: string, volume: string): object {
  const { shards, folder } = job;
  const out = quoted(`${mount}/${folder}`);
  const merge = `until [ "$(ls -d ${out}"/shard "*" of ${shards}/shard.json" 2>/dev/null | wc -l)" -eq ${shards} ]; do sleep 5; done; valence-lab merge ${out}"/shard "*" of ${shards}" --out ${out}`;
  const shard = `k=$((JOB_COMPLETION_INDEX + 1)); folder=${out}"/shard $k of ${shards}"; ${shardCommand(job, 'valence-lab')}`;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'valence-lab', labels: { app: 'valence-lab' } },
    spec: {
      completionMode: 'Indexed',
      completions: shards + 1,
      parallelism: shards + 1,
      backoffLimitPerIndex: restarts,
      maxFailedIndexes: 0,
      podFailurePolicy: {
        rules: [
          // A pod that had to make way, or whose node is gone, did not fail.
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
          { action: 'FailIndex', onExitCodes: { operator: 'In', values: [badInput] } },
        ],
      },
      template: {
        spec: {
          restartPolicy: 'Never',
          containers: [{
            name: 'valence-lab', image, volumeMounts: [{ name: 'results', mountPath: mount }],
            command: ['/bin/sh', '-ec', `if [ "$JOB_COMPLETION_INDEX" -eq ${shards} ]; then ${merge}; else ${shard}; fi`],
          }],
          volumes: [{ name: 'results', persistentVolumeClaim: { claimName: volume } }],
        },
      },
    },
  };
}

const mount = '/results';
