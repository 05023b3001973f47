import { basename, resolve } from 'node:path';
import { encodeLink } from '../../experiment/link';
import { InputError } from '../../world/input-error';
import { exit, type Command } from '../command';
import { parseFlags } from '../flags';
import { readExperiment } from '../input';
import { kubernetesJob, slurmScript, type Job } from '../job-files';
import { parseEngine } from '../perform';
import { changes, engineFlag, folderOf, keptFlags, readSeconds, settingsOf } from '../run-flags';

/** Seconds between two checkpoints of a task, if nothing else is said. */
const defaultSeconds = 60;
/** An argument of a program may have so many characters on Linux. */
const longestLink = 2 ** 17 - 1;

export const job: Command = {
  usage: `job <slurm | kubernetes> <file.json | link | scenario> --shards N ${changes} ${engineFlag} [--checkpoint seconds] [--out folder] [--image name --volume claim]`,
  summary: 'prints a job file that runs an experiment in N shards on a cluster, goes on with those that were stopped from their checkpoints, and merges them: for Slurm a script that submits itself (`bash job.sh`), for Kubernetes an Indexed Job (`kubectl apply -f job.json`) of an image with this program, writing to a volume claim',
  async run(args, context) {
    const { json: _, ...known } = keptFlags;
    const { flags, positional: [kind, source] } = parseFlags(args, { ...known, shards: 'value', image: 'value', volume: 'value' }, ['slurm or kubernetes', 'file, link or scenario']);
    if (kind !== 'slurm' && kind !== 'kubernetes') throw new InputError('<slurm or kubernetes>', kind, 'slurm or kubernetes');
    const engine = parseEngine(flags.engine);
    const seconds = readSeconds(flags.checkpoint) ?? defaultSeconds;
    const experiment = await readExperiment(source, settingsOf(flags));
    const shards = Number(flags.shards);
    if (!/^\d+$/.test(flags.shards ?? '') || shards < 1 || shards > experiment.agents) throw new InputError('--shards', flags.shards, `a whole number from 1 to ${experiment.agents}, the number of agents`);
    const link = encodeLink(experiment, '');
    if (link.length > longestLink) throw new InputError(source, `a link of ${link.length} characters`, `an experiment whose link has at most ${longestLink}: its world is too large for a command line`);
    const folder = flags.out ?? folderOf(experiment);
    const own: Job = { link, shards, engine, seconds, folder: kind === 'slurm' ? resolve(folder) : basename(folder) };
    if (kind === 'slurm') {
      for (const name of ['image', 'volume'] as const) if (flags[name] !== undefined) throw new InputError(`--${name}`, flags[name], 'nothing: it is for kubernetes');
      context.stdout(slurmScript(own, context.program));
      return exit.done;
    }
    const { image, volume } = flags;
    if (image === undefined) throw new InputError('--image', undefined, 'a container image with valence-lab on its path');
    if (volume === undefined) throw new InputError('--volume', undefined, 'the name of a PersistentVolumeClaim that all nodes can write to');
    context.stdout(`${JSON.stringify(kubernetesJob(own, image, volume), null, 2)}\n`);
    return exit.done;
  },
};
