/** What a finished run leaves in its folder, and a claim's `verdicts.json`. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { csvOf } from '../analysis/csv';
import type { AgentTable, Results } from '../experiment/results';
import { parquetOf } from './parquet';
import { checkFiles, writeFiles, type Pieces } from './write-files';

export const resultsFile = 'results.json';
export const agentsFile = 'agents.csv';
const parquetFile = 'agents.parquet';
const curvesFile = 'curves.jsonl';
const verdictsFile = 'verdicts.json';

/** As `checkFiles` does, for results. */
export const checkFolder = (folder: string): Promise<void> => checkFiles(folder, [resultsFile, curvesFile, agentsFile, parquetFile]);

/** The same for the verdicts of a claim, and the results of its arms in folders below. */
export async function checkClaimFolder(folder: string, arms: readonly string[]): Promise<void> {
  await checkFiles(folder, [verdictsFile]);
  for (const arm of arms) await checkFolder(join(folder, arm));
}

/**
 * Writes the results, the curves as a line of JSON per point, and a row per agent as CSV and as Parquet. Those of an
 * earlier run are replaced; its rows per agent are removed if this run has none.
 * @returns the paths of the files written
 */
export async function writeResults(folder: string, results: Results, agents: AgentTable | null): Promise<readonly string[]> {
  const tables: readonly (readonly [string, Pieces])[] = agents ? [[agentsFile, csvOf(agents)], [parquetFile, parquetOf(agents, results.experiment)]] : [];
  const files = await writeFiles(folder, [[resultsFile, jsonText(results)], [curvesFile, results.curves.map((point) => `${JSON.stringify(point)}\n`)], ...tables]);
  if (!agents) for (const file of [agentsFile, parquetFile]) await rm(join(folder, file), { force: true });
  return files;
}

/** Writes the verdicts of a claim. @returns the path of the file written */
export const writeVerdicts = async (folder: string, verdicts: unknown): Promise<string> => (await writeFiles(folder, [[verdictsFile, jsonText(verdicts)]]))[0]!;

/** Whether a claim has been run to its end. */
export const hasVerdicts = (folder: string): boolean => existsSync(join(folder, verdictsFile));

/** Removes the verdicts of an earlier run, which would not be those of the arms beside them. */
export const removeVerdicts = (folder: string): Promise<void> => rm(join(folder, verdictsFile), { force: true });

const jsonText = (value: unknown): readonly string[] => [`${JSON.stringify(value, null, 1)}\n`];
