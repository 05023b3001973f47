/** `run --sweep`: experiments one after another, each in a folder of its own, and a table of what they came to. */
import { basename, join } from 'node:path';
import { csvText } from '../analysis/csv';
import type { PopulationStatistic, Results } from '../experiment/results';
import { parseSweep, type Sweep, type SweepPoint } from '../experiment/sweep';
import { exit, jsonLine, type Context, type ExitCode } from './command';
import { applyToBase, readJsonFile } from './input';
import { checkMemory } from './memory';
import { withError } from './number-text';
import { announce, withRunner } from './perform';
import { largestOf, resultsFolder, type RunFlags } from './run-flags';
import { written } from './run-kept';
import { NamedExperiment } from './run-named';
import type { EngineName } from './runner';
import { checkFiles, writeFiles } from './write-files';
import { checkFolder } from './write-results';
import { markdownRow } from './text-table';

const tableFile = 'sweep.csv';
/** What the table on the terminal shows of every phase; the file has every measure. */
const shown = ['reward', 'intended'];

type FinishedPoint = SweepPoint & { readonly results: Results };

/**
 * Runs what has not been run yet: finished experiments are known by their results, interrupted ones are gone on with from
 * their checkpoints.
 * @throws InputError before anything runs if an experiment is wrong or does not fit
 */
export async function runSweep(path: string, settings: readonly string[], wanted: EngineName | null, seconds: number | null, { out, json }: Pick<RunFlags, 'out' | 'json'>, context: Context): Promise<ExitCode> {
  const sweep = parseSweep(applyToBase((await readJsonFile(path)) as Readonly<Record<string, unknown>>, settings));
  const folder = out ?? join(resultsFolder, basename(path, '.json'));
  await checkFiles(folder, [tableFile]);
  for (const { name } of sweep.points) await checkFolder(join(folder, name));
  const largest = largestOf(sweep.points);
  return withRunner(wanted, largest, context, async (runner) => {
    sweep.points.forEach(({ name, experiment }) => checkMemory(`${name}, at agents`, experiment.agents, runner.capacity(experiment)));
    announce(runner, largest, json, context);
    const finished: FinishedPoint[] = [];
    for (const [i, point] of sweep.points.entries()) {
      const own = await NamedExperiment.in(join(folder, point.name), point.experiment);
      const { what } = own;
      if (json) jsonLine(context, { type: 'experiment', name: point.name, number: i + 1, experiments: sweep.points.length, what });
      else context.stderr(`experiment ${i + 1} of ${sweep.points.length}, ${point.name}: ${what}\n`);
      try {
        finished.push({ ...point, results: (await own.run(seconds, runner, json, context)).results });
      } catch (error) {
        if (!context.signal.aborted) throw error;
        context.stderr(`valence-lab: interrupted; ${i} of ${sweep.points.length} experiments are finished, and the same command goes on from there\n`);
        return exit.interrupted;
      }
      const { results } = finished.at(-1)!;
      if (json) jsonLine(context, { type: 'experimentFinished', name: point.name, fingerprint: results.fingerprint, exact: results.exact, link: results.link });
    }
    const files = await writeFiles(folder, [[tableFile, [csvOfSweep(sweep, finished)]]]);
    if (json) jsonLine(context, { type: 'finished', files });
    else context.stdout(`${markdownOf(sweep, finished)}\n${written(files)}`);
    return exit.done;
  });
}

const cell = (value: unknown): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** A row per experiment: what it sets, its fingerprint, and the mean and standard error of every measure of every phase. */
function csvOfSweep({ paths }: Sweep, finished: readonly FinishedPoint[]): string {
  const means = finished.map(({ results }) => new Map(results.phases.flatMap((phase) =>
    Object.entries(phase.population).flatMap(([measure, { mean, standardError }]) => [[`${phase.name}.${measure}`, mean], [`${phase.name}.${measure}.standardError`, standardError]] as const))));
  const columns = [...new Set(means.flatMap((own) => [...own.keys()]))];
  return csvText(
    ['name', ...paths, 'fingerprint', 'exact', ...columns],
    finished.map(({ name, set, results }, i) => [
      name, ...paths.map((path) => cell(set[path])), results.fingerprint, String(results.exact), ...columns.map((column) => means[i]!.get(column) ?? null),
    ]),
  );
}

function markdownOf({ paths }: Sweep, finished: readonly FinishedPoint[]): string {
  const statistics = [...new Set(finished.flatMap(({ results }) => results.phases.flatMap(({ name }) => shown.map((measure): string => `${name}.${measure}`))))];
  const rows = finished.map(({ name: point, set, results }) => {
    const own = new Map(results.phases.flatMap(({ name, population }) => shown.map((measure): readonly [string, PopulationStatistic | undefined] => [`${name}.${measure}`, population[measure]])));
    const means = statistics.map((statistic) => withError(own.get(statistic)?.mean ?? null, own.get(statistic)?.standardError ?? null));
    return [point, ...paths.map((path) => cell(set[path])), ...means, results.fingerprint];
  });
  return [['name', ...paths, ...statistics, 'fingerprint'], ['---', ...paths.map(() => '---'), ...statistics.map(() => '---:'), '---'], ...rows].map(markdownRow).join('');
}
