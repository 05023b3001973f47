/** `results.json` and `agents.csv` in a folder, and a claim's `verdicts.json`: each set whole, or as it was before. */
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AgentTable, Results } from '../experiment/results';
import { InputError } from '../world/input-error';
import { csvOf } from '../analysis/csv';

export const resultsFile = 'results.json';
export const agentsFile = 'agents.csv';
const verdictsFile = 'verdicts.json';

/**
 * Checks before a long run that results can be written. Creates nothing.
 * @throws InputError if the name is empty, or something that is not a folder is in the way of the folder, or a folder in
 * the way of a file
 */
export const checkFolder = (folder: string): Promise<void> => checkFiles(folder, [resultsFile, agentsFile]);

/** The same for the verdicts of a claim, and the results of its arms in folders below. */
export async function checkClaimFolder(folder: string, arms: readonly string[]): Promise<void> {
  await checkFiles(folder, [verdictsFile]);
  for (const arm of arms) await checkFolder(join(folder, arm));
}

/** The same for any files. */
export async function checkFiles(folder: string, files: readonly string[]): Promise<void> {
  if (folder === '') throw new InputError('--out', folder, 'the name of a folder');
  let nearest = resolve(folder);
  let entry = await entryAt(nearest);
  while (entry === null) entry = await entryAt((nearest = dirname(nearest)));
  if (!entry.isDirectory()) throw new InputError('--out', folder, `a folder, but ${nearest} is a file`);
  await access(nearest, constants.W_OK).catch(() => {
    throw new InputError('--out', folder, `a folder, but ${nearest} cannot be written to`);
  });
  for (const file of files) {
    if ((await entryAt(join(folder, file)))?.isDirectory()) throw new InputError('--out', folder, `a folder, but its ${file} is a folder itself`);
  }
}

/** Makes a folder and what is missing above it. Node's own recursion never ends where the system refuses, as in /proc. */
export async function makeFolder(folder: string): Promise<void> {
  if (await entryAt(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new InputError('--out', folder, `a folder that can be made (${error.code ?? error.message})`);
  });
}

const entryAt = (path: string) => stat(path).catch(() => null);

/**
 * Writes the results; those of an earlier run are replaced, and its `agents.csv` is removed if this run has none.
 * @returns the paths of the files written
 */
export async function writeResults(folder: string, results: Results, agents: AgentTable | null): Promise<readonly string[]> {
  const files = await writeFiles(folder, [[resultsFile, jsonText(results)], ...(agents ? [[agentsFile, csvOf(agents)] as const] : [])]);
  if (!agents) await rm(join(folder, agentsFile), { force: true });
  return files;
}

/** Writes the verdicts of a claim. @returns the path of the file written */
export const writeVerdicts = async (folder: string, verdicts: unknown): Promise<string> => (await writeFiles(folder, [[verdictsFile, jsonText(verdicts)]]))[0]!;

/** Removes the verdicts of an earlier run, which would not be those of the arms beside them. */
export const removeVerdicts = (folder: string): Promise<void> => rm(join(folder, verdictsFile), { force: true });

const jsonText = (value: unknown): readonly string[] => [`${JSON.stringify(value, null, 1)}\n`];

/**
 * Writes files whole, or leaves them as they were.
 * @returns their paths
 */
export async function writeFiles(folder: string, contents: readonly (readonly [name: string, pieces: Iterable<string | Uint8Array>])[]): Promise<readonly string[]> {
  await makeFolder(resolve(folder));
  const temporary = (name: string): string => join(folder, `.${name}.${process.pid}.partial`);
  try {
    for (const [name, pieces] of contents) await writePieces(temporary(name), pieces);
    for (const [name] of contents) await rename(temporary(name), join(folder, name));
  } finally {
    for (const [name] of contents) await rm(temporary(name), { force: true });
  }
  return contents.map(([name]) => join(folder, name));
}

async function writePieces(path: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}
