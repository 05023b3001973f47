/**
 * What the page keeps in this browser: pinned runs, and the finished arms of claims. Several tabs may use it at once: every
 * change is one transaction, and the other tabs are told which runs it was about.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AgentTable, PhaseResult, Results } from '../experiment/results';
import type { Experiment } from '../experiment/types';

/** A pinned run. */
export interface StoredRun {
  readonly schema: 1;
  readonly id: string;
  readonly name: string;
  /** place of its colour and mark */
  readonly style: number;
  /** when it finished, in milliseconds since 1970 */
  readonly date: number;
  readonly results: Results;
  /** whether rows per agent are kept with it, were not asked for, or were too many */
  readonly agents: 'kept' | 'none' | 'too many';
}

/** An arm of a claim that has finished. */
export interface StoredArm {
  /** scenario, population, arm and version of the arithmetic */
  readonly key: string;
  readonly scenario: string;
  readonly numerics: number;
  /** the claim as it was then */
  readonly declaration: number;
  readonly date: number;
  readonly name: string;
  readonly experiment: Experiment;
  readonly phases: readonly PhaseResult[];
  readonly exact: boolean;
  readonly fingerprint: string;
}

interface Schema extends DBSchema {
  runs: { key: string; value: StoredRun; indexes: { style: number } };
  agents: { key: string; value: AgentTable };
  arms: { key: string; value: StoredArm; indexes: { scenario: string; date: number } };
}

const name = 'valence-lab';

/** In order: the first makes version 1 of an empty database, each later one brings it to the next version. */
const migrations: readonly ((database: IDBPDatabase<Schema>) => void)[] = [
  (database) => {
    database.createObjectStore('runs', { keyPath: 'id' }).createIndex('style', 'style');
    database.createObjectStore('agents');
    const arms = database.createObjectStore('arms', { keyPath: 'key' });
    arms.createIndex('scenario', 'scenario');
    arms.createIndex('date', 'date');
  },
];

/** Arms of claims that are kept; beyond, the oldest are dropped. */
const mostArms = 300;

/** What of a list, oldest first, is beyond so many. */
export const beyond = <T>(oldestFirst: readonly T[], most: number): readonly T[] => oldestFirst.slice(0, Math.max(0, oldestFirst.length - most));

const until = 'stay only until this page is closed';

/** Why nothing, or no more, is kept; one sentence. */
function sentenceOf(error: unknown): string {
  const kind = error instanceof Error ? error.name : 'no reason is known';
  if (kind === 'QuotaExceededError') return `There is no room left in this browser’s storage, so what has been pinned since then will ${until}: export it, or delete other runs and pin it again.`;
  if (kind === 'VersionError') return `Another tab has a newer version of this page, so what is pinned here will ${until}: reload the page.`;
  return `This browser keeps nothing for this page (${kind}), so pinned runs ${until}: export them to keep them.`;
}

const noStorage = `This browser keeps nothing for this page, as in some private windows, so pinned runs ${until}: export them to keep them.`;

/**
 * Emits `runs` with the ids of runs that another tab has changed, and `problem` when `problem` changes. Whatever fails
 * resolves to null and leaves everything kept as it was.
 */
export class LabDatabase extends EventTarget {
  /** why nothing, or no more, is kept; null while all is well */
  problem: string | null = null;

  private opening: Promise<IDBPDatabase<Schema>> | null = null;
  private readonly tabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;

  constructor() {
    super();
    this.tabs?.addEventListener('message', ({ data }: MessageEvent<readonly string[]>) => this.dispatchEvent(new CustomEvent('runs', { detail: { ids: data } })));
  }

  /** All pinned runs. */
  runs(): Promise<readonly StoredRun[] | null> {
    return this.use((database) => database.getAll('runs'));
  }

  /** One run; undefined if it is not pinned. */
  run(id: string): Promise<StoredRun | undefined | null> {
    return this.use((database) => database.get('runs', id));
  }

  /** The rows per agent of a pinned run. */
  agents(id: string): Promise<AgentTable | undefined | null> {
    return this.use((database) => database.get('agents', id));
  }

  /**
   * Keeps runs, all of them or none.
   * @returns them, with other styles where others have taken theirs meanwhile
   */
  async putRuns(runs: readonly (readonly [run: StoredRun, agents: AgentTable | null])[]): Promise<readonly StoredRun[] | null> {
    const kept = await this.use(async (database) => {
      const transaction = database.transaction(['runs', 'agents'], 'readwrite');
      const store = transaction.objectStore('runs');
      const written: StoredRun[] = [];
      for (const [run, agents] of runs) {
        let { style } = run;
        for (let owner = await store.index('style').getKey(style); owner !== undefined && owner !== run.id; owner = await store.index('style').getKey(style)) style++;
        written.push({ ...run, style });
        void store.put(written.at(-1)!).catch(() => undefined);
        if (agents) void transaction.objectStore('agents').put(agents, run.id).catch(() => undefined);
      }
      await transaction.done;
      return written;
    });
    if (kept) this.tell(runs.map(([{ id }]) => id));
    return kept;
  }

  /** Gives a pinned run another name; one that another tab has let go stays gone. */
  async rename(id: string, newName: string): Promise<void> {
    await this.use(async (database) => {
      const { store, done } = database.transaction('runs', 'readwrite');
      const run = await store.get(id);
      if (run) await store.put({ ...run, name: newName });
      await done;
    });
    this.tell([id]);
  }

  async deleteRuns(ids: readonly string[]): Promise<void> {
    await this.use(async (database) => {
      const transaction = database.transaction(['runs', 'agents'], 'readwrite');
      for (const id of ids) await Promise.all([transaction.objectStore('runs').delete(id), transaction.objectStore('agents').delete(id)]);
      await transaction.done;
    });
    this.tell(ids);
  }

  /** The arms of a claim that have finished, in all populations. */
  arms(scenario: string): Promise<readonly StoredArm[] | null> {
    return this.use((database) => database.getAllFromIndex('arms', 'scenario', scenario));
  }

  async putArm(arm: StoredArm): Promise<void> {
    await this.use(async (database) => {
      const { store, done } = database.transaction('arms', 'readwrite');
      await store.put(arm);
      for (const key of beyond(await store.index('date').getAllKeys(), mostArms)) await store.delete(key);
      await done;
    });
  }

  private tell(ids: readonly string[]): void {
    this.tabs?.postMessage(ids);
  }

  private async use<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T | null> {
    try {
      // Where storage is blocked, as in some frames, even asking for it throws.
      if (typeof indexedDB === 'undefined') return this.fail(noStorage);
      const result = await work(await (this.opening ??= this.open()));
      return result;
    } catch (error) {
      return this.fail(sentenceOf(error));
    }
  }

  private fail(problem: string): null {
    if (this.problem !== problem) {
      this.problem = problem;
      this.dispatchEvent(new Event('problem'));
    }
    return null;
  }

  private open(): Promise<IDBPDatabase<Schema>> {
    const again = (): void => void (this.opening = null);
    const opening = openDB<Schema>(name, migrations.length, {
      upgrade: (database, oldVersion) => migrations.slice(oldVersion).forEach((migration) => migration(database)),
      // A newer version of the page waits in another tab: what is opened next refuses, and says so.
      blocking: () => {
        void opening.then((database) => database.close());
        again();
      },
      terminated: again,
    });
    opening.catch(again);
    return opening;
  }
}
