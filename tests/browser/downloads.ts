import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabPage } from './harness';

const patience = 20_000;

/** What a page downloads, in a folder of its own. */
export class Downloads {
  private constructor(private readonly folder: string) {}

  static async of({ page }: LabPage): Promise<Downloads> {
    const folder = await mkdtemp(join(tmpdir(), 'valence-lab-'));
    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: page.browserContext().id! });
    return new Downloads(folder);
  }

  /** Waits for a file, and takes it. */
  async take(name: string): Promise<Buffer> {
    const end = Date.now() + patience;
    const path = join(this.folder, name);
    for (;;) {
      // While a download is under way it has another name.
      const names = await readdir(this.folder);
      if (names.includes(name) && !names.some((other) => other.endsWith('.crdownload'))) break;
      if (Date.now() > end) throw new Error(`no ${name} among ${names.join(', ') || 'no files'}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const content = await readFile(path);
    await rm(path);
    return content;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
