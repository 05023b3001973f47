/** The checkpoint of a run in the folder of its results: `checkpoint.bin`, whole, or as it was before. */
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openCheckpoint, type ByteSource, type Checkpoint } from '../lab/checkpoint';
import { InputError } from '../world/input-error';
import { makeFolder } from './write-results';

export const checkpointFile = 'checkpoint.bin';

export class CheckpointFile {
  /** whether this run has written one */
  kept = false;
  private readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, checkpointFile);
  }

  async write(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    await makeFolder(resolve(this.folder));
    const partial = join(this.folder, `.${checkpointFile}.${process.pid}.partial`);
    try {
      const file = await open(partial, 'w');
      try {
        for await (const piece of pieces) await file.writeFile(piece);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(partial, this.path);
      this.kept = true;
    } finally {
      await rm(partial, { force: true });
    }
  }

  /** A run that has finished needs none. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  /**
   * Does something with the checkpoint in the folder.
   * @throws InputError if there is none, or if it is damaged
   */
  async read<T>(task: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const entry = await stat(this.path).catch(() => null);
    if (!entry?.isFile()) throw new InputError(this.path, undefined, 'the checkpoint of an interrupted run');
    const file = await open(this.path);
    try {
      return await task(await openCheckpoint(sourceOf(file, this.path, entry.size), this.path));
    } finally {
      await file.close();
    }
  }
}

const sourceOf = (file: FileHandle, path: string, size: number): ByteSource => ({
  size,
  async read(offset, length) {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) throw new InputError(path, `${offset + done} bytes`, 'a file that nobody shortens meanwhile');
      done += bytesRead;
    }
    return bytes;
  },
});
