/** The checkpoint of a run in the folder of its results: `checkpoint.bin`, whole, or as it was before. */
import { open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { openCheckpoint, type ByteSource, type Checkpoint } from '../lab/checkpoint';
import type { Keep } from '../lab/run';
import { InputError } from '../world/input-error';
import { writeFiles } from './write-files';

export const checkpointFile = 'checkpoint.bin';

export class CheckpointFile {
  private readonly path: string;

  constructor(readonly folder: string) {
    this.path = join(folder, checkpointFile);
  }

  /** @param seconds between two checkpoints; null: only when the run is interrupted */
  keep(seconds: number | null): Keep {
    return { seconds, write: async (pieces) => void (await writeFiles(this.folder, [[checkpointFile, pieces]])) };
  }

  /** A run that has finished needs none. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async exists(): Promise<boolean> {
    return (await this.size()) !== null;
  }

  private size(): Promise<number | null> {
    return stat(this.path).then((entry) => (entry.isFile() ? entry.size : null), () => null);
  }

  /**
   * Does something with the checkpoint in the folder.
   * @throws InputError if there is none, or if it is damaged
   */
  async read<T>(task: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const size = await this.size();
    if (size === null) throw new InputError(this.path, undefined, 'the checkpoint of an interrupted run');
    const file = await open(this.path);
    try {
      return await task(await openCheckpoint(sourceOf(file, this.path, size), this.path));
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
