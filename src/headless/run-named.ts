/** Named experiments, each in a folder of its own, that an interrupted command goes on with when it is given again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../experiment/canonical';
import { numericsOf } from '../experiment/link';
import { readResults } from '../experiment/read-results';
import type { Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';
import { numerics } from '../numerics/version';
import { CheckpointFile } from './checkpoint-file';
import type { Context } from './command';
import { runKept } from './run-kept';
import type { Runner } from './runner';
import { resultsFile } from './write-results';

/** What a folder has of an experiment: its results, a checkpoint, or nothing. */
export class NamedExperiment {
  private constructor(
    private readonly experiment: Experiment,
    private readonly file: CheckpointFile,
    private readonly known: Results | null,
    private readonly interrupted: boolean,
  ) {}

  /** @param anew whether results that are there do not count */
  static async in(folder: string, experiment: Experiment, anew = false): Promise<NamedExperiment> {
    const known = anew ? null : await finishedIn(folder, experiment);
    const file = new CheckpointFile(folder);
    return new NamedExperiment(experiment, file, known, known === null && (await isOf(file, experiment)));
  }

  /** What will become of it. */
  get what(): string {
    return this.known ? 'has been run' : this.interrupted ? 'goes on from its checkpoint' : 'runs';
  }

  /** Its results, and the paths of the files that were written for them. @param seconds between checkpoints; null for one when interrupted */
  run(seconds: number | null, runner: Runner, json: boolean, context: Context): Promise<{ readonly results: Results; readonly files: readonly string[] }> {
    const { experiment, file, known } = this;
    if (known) return Promise.resolve({ results: known, files: [] });
    if (!this.interrupted) return runKept(experiment, { file, seconds }, runner, json, context);
    return file.read((from) => runKept(experiment, { file, seconds, from }, runner, json, context));
  }
}

/** The results of this very experiment in a folder, computed by this version of the arithmetic; null if there are none. */
async function finishedIn(folder: string, experiment: Experiment): Promise<Results | null> {
  try {
    const results = readResults(JSON.parse(await readFile(join(folder, resultsFile), 'utf8')));
    const same = canonicalJson(results.experiment) === canonicalJson(experiment) && numericsOf(results.link, results.fingerprint) === numerics;
    return same ? results : null;
  } catch {
    // Nothing, something damaged, or of another version: the experiment is run.
    return null;
  }
}

/** Whether a checkpoint is there that this experiment can be gone on with from. */
const isOf = (file: CheckpointFile, experiment: Experiment): Promise<boolean> =>
  file.read(async ({ saved }) => !saved.mergeable && canonicalJson(saved.experiment) === canonicalJson(experiment)).catch(() => false);
