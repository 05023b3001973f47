/** Files in a folder, each set whole, or as it was before: whatever happens meanwhile, and even if the power fails. */
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../world/input-error';

/** What a file is to hold, in order. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Checks before a long run that files can be written. Creates nothing.
 * @throws InputError if the name is empty, or something that is not a folder is in the way of the folder, or a folder in
 * the way of a file
 */
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
async function makeFolder(folder: string): Promise<void> {
  if (await entryAt(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new InputError('--out', folder, `a folder that can be made (${error.code ?? error.message})`);
  });
}

const entryAt = (path: string) => stat(path).catch(() => null);

/**
 * Writes files whole, or leaves them as they were. The first one takes its place last: where it is, the others are.
 * @returns their paths
 */
export async function writeFiles(folder: string, contents: readonly (readonly [name: string, pieces: Pieces])[]): Promise<readonly string[]> {
  await makeFolder(resolve(folder));
  await removeAbandoned(folder);
  const temporary = (name: string): string => join(folder, `.${name}.${process.pid}.partial`);
  try {
    for (const [name, pieces] of contents) await writePieces(temporary(name), pieces);
    for (const [name] of contents.toReversed()) await rename(temporary(name), join(folder, name));
    await sync(folder);
  } finally {
    for (const [name] of contents) await rm(temporary(name), { force: true });
  }
  return contents.map(([name]) => join(folder, name));
}

async function writePieces(path: string, pieces: Pieces): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes renames in a folder last, where the system knows how. */
async function sync(folder: string): Promise<void> {
  const entry = await open(folder).catch(() => null);
  await entry?.sync().catch(() => undefined);
  await entry?.close();
}

/** Removes what processes that are no more were writing when they ended. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, pid] = /^\..+\.(\d+)\.partial$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
