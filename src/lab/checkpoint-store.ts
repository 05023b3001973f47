/**
 * Checkpoints of experiments in the browser's private file system (OPFS), for a worker. Each experiment has two files that
 * take turns, so that a page that is closed in the middle of writing leaves the one before.
 */
import { finalise, tableDigest } from '../engine/fingerprint';
import { canonicalJson } from '../experiment/canonical';
import type { Experiment } from '../experiment/types';
import type { ByteSource } from './checkpoint';

/** Of so many experiments are checkpoints kept; then the oldest make room. */
const mostExperiments = 3;
const folderName = 'checkpoints';

interface Stored {
  readonly name: string;
  readonly handle: FileSystemFileHandle;
  readonly modified: number;
}

/** The same for equal experiments. */
const keyOf = (experiment: Experiment): string => finalise(new Uint32Array(4), tableDigest(new Uint32Array(0), canonicalJson(experiment)));

export class CheckpointStore {
  private constructor(private readonly folder: FileSystemDirectoryHandle) {}

  /** @returns null where the browser keeps no files for this page */
  static async open(): Promise<CheckpointStore | null> {
    try {
      const root = await navigator.storage.getDirectory();
      return new CheckpointStore(await root.getDirectoryHandle(folderName, { create: true }));
    } catch {
      return null;
    }
  }

  /** Whether there is room for so many bytes, twice. */
  async hasRoom(bytes: number): Promise<boolean> {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return 2 * bytes < quota - usage;
  }

  /** @throws if the browser refuses: another page may be writing the same checkpoint, or the disk is full */
  async write(experiment: Experiment, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const key = keyOf(experiment);
    const [newest] = await this.filesOf(key);
    await this.makeRoom(key);
    const handle = await this.folder.getFileHandle(`${key}.${newest?.name === `${key}.0` ? 1 : 0}`, { create: true });
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(0);
      let at = 0;
      for await (const piece of pieces) at += access.write(piece as Uint8Array<ArrayBuffer>, { at });
      access.flush();
    } finally {
      access.close();
    }
  }

  /** The checkpoints of an experiment, newest first. A file that was not written to its end is among them. */
  async read(experiment: Experiment): Promise<readonly ByteSource[]> {
    const files = await this.filesOf(keyOf(experiment));
    return Promise.all(files.map(async ({ handle }): Promise<ByteSource> => {
      const file = await handle.getFile();
      return { size: file.size, read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()) };
    }));
  }

  async delete(experiment: Experiment): Promise<void> {
    for (const { name } of await this.filesOf(keyOf(experiment))) await this.folder.removeEntry(name).catch(() => undefined);
  }

  private async filesOf(key: string): Promise<Stored[]> {
    return (await this.all()).filter(({ name }) => name.startsWith(`${key}.`));
  }

  /** All files, newest first. */
  private async all(): Promise<Stored[]> {
    const found: Stored[] = [];
    for await (const [name, handle] of this.folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
      if (handle.kind !== 'file') continue;
      const own = handle as FileSystemFileHandle;
      found.push({ name, handle: own, modified: (await own.getFile()).lastModified });
    }
    return found.sort((a, b) => b.modified - a.modified);
  }

  private async makeRoom(key: string): Promise<void> {
    const others = [...new Set((await this.all()).map(({ name }) => name.slice(0, -2)))].filter((other) => other !== key);
    for (const old of others.slice(mostExperiments - 1)) {
      for (const { name } of await this.filesOf(old)) await this.folder.removeEntry(name).catch(() => undefined);
    }
  }
}
