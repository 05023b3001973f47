/** `results.json` and `agents.csv` in a folder: both whole, or as they were before. */
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AgentTable, Results } from '../experiment/results';
import { InputError } from '../world/input-error';
import { csvOf } from './csv';

const resultsFile = 'results.json';
const agentsFile = 'agents.csv';

/**
 * Checks before a long run that results can be written. Creates nothing.
 * @throws InputError if something that is not a folder is in the way of the folder, or a folder in the way of a file
 */
export async function checkFolder(folder: string): Promise<void> {
  let nearest = resolve(folder);
  let entry = await entryAt(nearest);
  while (entry === null) entry = await entryAt((nearest = dirname(nearest)));
  if (!entry.isDirectory()) throw new InputError('--out', folder, `a folder, but ${nearest} is a file`);
  await access(nearest, constants.W_OK).catch(() => {
    throw new InputError('--out', folder, `a folder, but ${nearest} cannot be written to`);
  });
  for (const file of [resultsFile, agentsFile]) {
    if ((await entryAt(join(folder, file)))?.isDirectory()) throw new InputError('--out', folder, `a folder, but its ${file} is a folder itself`);
  }
}

const entryAt = (path: string) => stat(path).catch(() => null);

/**
 * Writes the results; those of an earlier run are replaced, and its `agents.csv` is removed if this run has none.
 * @returns the paths of the files written
 */
export async function writeResults(folder: string, results: Results, agents: AgentTable | null): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const contents: readonly (readonly [name: string, pieces: Iterable<string>])[] = [
    [resultsFile, [`${JSON.stringify(results, null, 1)}\n`]],
    ...(agents ? [[agentsFile, csvOf(agents)] as const] : []),
  ];
  const temporary = (name: string): string => join(folder, `.${name}.${process.pid}.partial`);
  try {
    for (const [name, pieces] of contents) await writePieces(temporary(name), pieces);
    for (const [name] of contents) await rename(temporary(name), join(folder, name));
  } finally {
    for (const [name] of contents) await rm(temporary(name), { force: true });
  }
  if (!agents) await rm(join(folder, agentsFile), { force: true });
  return contents.map(([name]) => join(folder, name));
}

async function writePieces(path: string, pieces: Iterable<string>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}
