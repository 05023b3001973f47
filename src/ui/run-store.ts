/** The runs that have finished in this visit, and those that were pinned in this or an earlier one. */
import { filledIn } from '../experiment/filled-in';
import { experimentLimits } from '../experiment/limits';
import { encodeLink, linkFingerprint, numericsOf } from '../experiment/link';
import type { AgentTable, Results } from '../experiment/results';
import type { FiledRun } from '../experiment/run-file';
import type { SessionClient } from '../lab/client';
import { InputError, readName } from '../lab/tables';
import { beyond, type LabDatabase, type StoredRun } from './lab-database';
import { runName } from './run-name';
import { freeStyle } from './run-style';

export interface KeptRun extends Omit<StoredRun, 'schema'> {
  /** whether it is to be kept when the page closes */
  readonly pinned: boolean;
}

/** Finished runs that are not pinned, as many as are remembered until the page closes. */
const mostUnpinned = 20;

/** Emits `change` whenever any of its fields changes. */
export class RunStore extends EventTarget {
  /** newest first */
  runs: readonly KeptRun[] = [];
  /** what was deleted last, until something else is */
  removed: readonly KeptRun[] = [];
  /** the run that finished last, as long as the session shows it */
  latest: KeptRun | null = null;

  private recorded: Results | null = null;
  private loading: Promise<void> | null = null;
  /** rows per agent of runs that are not in the database */
  private readonly tables = new Map<string, AgentTable>();

  /** @param database null keeps everything in memory alone */
  constructor(private readonly session: SessionClient, private readonly database: LabDatabase | null) {
    super();
    session.addEventListener('change', () => this.follow());
    database?.addEventListener('problem', () => this.changed());
    database?.addEventListener('runs', (event) => void this.refresh((event as CustomEvent<{ ids: readonly string[] }>).detail.ids));
  }

  /** Why pinned runs will not outlive the page, in one sentence; null while they will. */
  get problem(): string | null {
    return this.database?.problem ?? null;
  }

  find(id: string): KeptRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  /** Reads what was pinned before; to be called when somebody wants to see it. */
  load(): Promise<void> {
    return (this.loading ??= this.read());
  }

  /**
   * Pins a run, or no longer.
   * @throws InputError if too many are pinned
   */
  async togglePin(id: string): Promise<void> {
    const run = this.find(id);
    if (!run) return;
    if (run.pinned) {
      const agents = await this.agentsOf(run);
      if (agents) this.tables.set(id, agents);
      this.put([{ ...run, pinned: false }]);
      await this.database?.deleteRuns([id]);
    } else {
      await this.load();
      this.requireRoom(1);
      await this.keep([run]);
    }
  }

  /** @throws InputError if it is no name */
  rename(id: string, text: string): void {
    const run = this.find(id);
    const name = text.trim();
    if (!run || name === run.name) return;
    this.put([{ ...run, name: readName(name, 'name') }]);
    if (run.pinned) void this.database?.rename(id, name);
  }

  /** Deletes runs; `restore` brings them back until others are deleted. */
  async remove(ids: readonly string[]): Promise<void> {
    const gone = this.runs.filter(({ id }) => ids.includes(id));
    for (const run of this.removed) if (!this.find(run.id)) this.tables.delete(run.id);
    for (const run of gone) {
      const agents = await this.agentsOf(run);
      if (agents) this.tables.set(run.id, agents);
    }
    this.removed = gone;
    this.runs = this.runs.filter(({ id }) => !ids.includes(id));
    this.changed();
    await this.database?.deleteRuns(gone.filter(({ pinned }) => pinned).map(({ id }) => id));
  }

  async restore(): Promise<void> {
    const back = this.removed;
    this.removed = [];
    this.put(back.filter(({ pinned }) => !pinned));
    await this.keep(back.filter(({ pinned }) => pinned));
  }

  /** Runs as a file carries them. */
  filed(runs: readonly KeptRun[]): Promise<readonly FiledRun[]> {
    return Promise.all(runs.map(async (run) => ({ name: run.name, date: run.date, style: run.style, results: run.results, agents: await this.agentsOf(run) })));
  }

  /**
   * Pins runs from a file; those that are pinned already stay as they are.
   * @returns how many there were, and how many of them are new
   * @throws InputError if there would be too many
   */
  async add(filed: readonly FiledRun[]): Promise<{ readonly all: number; readonly added: readonly KeptRun[] }> {
    await this.load();
    const known = new Set(this.runs.filter(({ pinned }) => pinned).map(({ id }) => id));
    const added: KeptRun[] = [];
    const tables = new Map<string, AgentTable>();
    for (const { name, date, style, results, agents } of filed) {
      const id = idOf(results, date);
      if (known.has(id)) continue;
      known.add(id);
      const small = agents !== null && isSmall(agents);
      if (small) tables.set(id, agents);
      const taken = [...this.runs, ...added].map((run) => run.style);
      added.push({
        id, name: name ?? runName(results.experiment), date, results, pinned: true,
        style: style === null || taken.includes(style) ? freeStyle(taken) : style,
        agents: small ? 'kept' : results.experiment.record.perAgent ? 'too many' : 'none',
      });
    }
    this.requireRoom(added.length);
    for (const [id, table] of tables) this.tables.set(id, table);
    await this.keep(added);
    return { all: filed.length, added };
  }

  /** The link to a run, with its fingerprint. @param base the page's address; empty for the fragment alone */
  linkOf({ results }: KeptRun, base = ''): string {
    const numerics = numericsOf(results.link, results.fingerprint)!;
    return encodeLink(results.experiment, base, { ...linkFingerprint(results.phases.map(({ fingerprint }) => fingerprint)), numerics });
  }

  private agentsOf({ id, agents }: KeptRun): Promise<AgentTable | null> | AgentTable | null {
    if (agents !== 'kept') return null;
    return this.tables.get(id) ?? this.database?.agents(id).then((table) => table ?? null) ?? null;
  }

  /** Remembers what the session has finished. */
  private follow(): void {
    const { state, results, agents } = this.session.snapshot;
    if (state !== 'finished' || !results) {
      if (this.latest) this.latest = null;
      return;
    }
    if (results === this.recorded) return;
    this.recorded = results;
    const date = Date.now();
    const id = idOf(results, date);
    if (agents && isSmall(agents)) this.tables.set(id, agents);
    const run: KeptRun = {
      id, name: runName(results.experiment), style: freeStyle([...this.runs, ...this.removed].map(({ style }) => style)), date, results, pinned: false,
      agents: agents ? (isSmall(agents) ? 'kept' : 'too many') : 'none',
    };
    this.latest = run;
    this.put([run]);
    void this.load();
    const unpinned = this.runs.filter(({ pinned }) => !pinned).reverse();
    const forgotten = beyond(unpinned, mostUnpinned).map(({ id: old }) => old);
    for (const old of forgotten) this.tables.delete(old);
    if (forgotten.length > 0) {
      this.runs = this.runs.filter(({ id: old }) => !forgotten.includes(old));
      this.changed();
    }
  }

  private requireRoom(count: number): void {
    const pinned = this.runs.filter((run) => run.pinned).length;
    const most = experimentLimits.keptRuns;
    if (pinned + count > most) throw new InputError('runs', pinned + count, `at most ${most} that are pinned: delete some first`);
  }

  /** Pins runs, in the database too if there is one. */
  private async keep(runs: readonly KeptRun[]): Promise<void> {
    const wanted = runs.map((run) => ({ ...run, pinned: true }));
    this.put(wanted);
    if (runs.length === 0) return;
    const stored = await this.database?.putRuns(wanted.map(({ pinned: _, ...run }) => [{ schema: 1, ...run }, this.tables.get(run.id) ?? null]));
    for (const run of stored ?? []) {
      this.tables.delete(run.id);
      const here = this.find(run.id);
      if (here && here.style !== run.style) this.put([{ ...here, style: run.style }]);
    }
  }

  private async read(): Promise<void> {
    const stored = await this.database?.runs();
    if (stored) this.put(stored.filter(({ schema, id }) => schema === 1 && !this.find(id)).map(asKept));
  }

  /** Another tab has changed runs. */
  private async refresh(ids: readonly string[]): Promise<void> {
    if (this.loading === null) return;
    await this.loading;
    for (const id of ids) {
      const stored = await this.database?.run(id);
      const here = this.find(id);
      if (stored) this.put([asKept(stored)]);
      else if (stored === undefined && here?.pinned) {
        this.runs = this.runs.filter((run) => run.id !== id);
        this.changed();
      }
    }
  }

  /** Adds runs, or puts them in place of what they were. */
  private put(changed: readonly KeptRun[]): void {
    if (changed.length === 0) return;
    const ids = new Set(changed.map(({ id }) => id));
    this.runs = distinct([...changed, ...this.runs.filter(({ id }) => !ids.has(id))].sort((a, b) => b.date - a.date || (a.id < b.id ? 1 : -1)));
    if (this.latest) this.latest = this.find(this.latest.id) ?? null;
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** The same wherever a run comes from: when it finished, and what it came to. */
const idOf = ({ fingerprint }: Results, date: number): string => `${date}-${fingerprint}`;

/** Whether rows per agent are few enough to be kept. */
const isSmall = ({ columns }: AgentTable): boolean => columns.length * (columns[0]?.length ?? 0) <= experimentLimits.keptCells;

/** A run that is not pinned yet gives way to a pinned one that looks the same. */
function distinct(runs: readonly KeptRun[]): readonly KeptRun[] {
  const pinned = new Set(runs.filter((run) => run.pinned).map(({ style }) => style));
  const taken = new Set(runs.map(({ style }) => style));
  return runs.map((run) => {
    if (run.pinned || !pinned.has(run.style)) return run;
    const style = freeStyle(taken);
    taken.add(style);
    return { ...run, style };
  });
}

const asKept = ({ schema: _, ...run }: StoredRun): KeptRun => ({ ...run, results: { ...run.results, experiment: filledIn(run.results.experiment) }, pinned: true });
