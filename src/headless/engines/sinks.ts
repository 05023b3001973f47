/** Where large things go that come piece by piece: checkpoints, tables of agents, totals of shards. */
import { PassThrough } from 'node:stream';
import { likeColumn, type Column } from '../../engine/columns';
import type { AgentTable } from '../../experiment/results';
import type { HostColumn } from '../../lab/host-messages';
import type { ShardRun } from '../../lab/shard';

export interface Sink {
  take(bytes: Uint8Array): Promise<void>;
  /** nothing more comes */
  end(): Promise<void>;
}

/** Hands a checkpoint on as it comes; the next piece is taken when the one before has been. */
export class CheckpointSink implements Sink {
  private readonly stream = new PassThrough();
  private readonly written: Promise<void>;

  constructor(write: (pieces: AsyncIterable<Uint8Array>) => Promise<void>) {
    this.written = write(this.stream);
    this.written.catch((error: Error) => this.stream.destroy(error));
    this.stream.on('error', () => {});
  }

  take(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => this.stream.write(bytes, (error) => (error ? reject(error) : resolve())));
  }

  async end(): Promise<void> {
    this.stream.end();
    await this.written;
  }
}

/** Fills arrays one behind the other. */
class Filler {
  private array = 0;
  private at = 0;

  constructor(private readonly arrays: readonly Uint8Array[]) {}

  take(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length; ) {
      const array = this.arrays[this.array]!;
      const piece = bytes.subarray(done, done + array.length - this.at);
      array.set(piece, this.at);
      done += piece.length;
      this.at += piece.length;
      if (this.at === array.length) [this.array, this.at] = [this.array + 1, 0];
    }
  }
}

/** The table of agents. */
export class TableSink implements Sink {
  private readonly arrays: readonly Uint8Array[];
  private readonly filler: Filler;

  constructor(private readonly columns: readonly HostColumn[] | null, private readonly finished: (agents: AgentTable | null) => void) {
    this.arrays = (columns ?? []).map(({ bytes }) => new Uint8Array(bytes));
    this.filler = new Filler(this.arrays);
  }

  async take(bytes: Uint8Array): Promise<void> {
    this.filler.take(bytes);
  }

  async end(): Promise<void> {
    const { columns, arrays } = this;
    this.finished(columns && {
      names: columns.map(({ name }) => name),
      columns: columns.map(({ kind }, i) => (kind === 'numbers' ? new Float64Array(arrays[i]!.buffer) : (JSON.parse(new TextDecoder().decode(arrays[i])) as string[]))),
    });
  }
}

/** The totals of a shard. */
export class ShardSink implements Sink {
  private readonly phases: readonly (readonly Column[])[];
  private readonly filler: Filler;

  /** @param kinds of the columns of every phase */
  constructor(private readonly run: ShardRun, kinds: readonly Column[], private readonly finished: (run: ShardRun) => void) {
    this.phases = run.phases.map(() => kinds.map((kind) => likeColumn(kind, run.agents)));
    this.filler = new Filler(this.phases.flat().map(({ buffer }) => new Uint8Array(buffer)));
  }

  async take(bytes: Uint8Array): Promise<void> {
    this.filler.take(bytes);
  }

  async end(): Promise<void> {
    this.finished({ ...this.run, phases: this.run.phases.map((phase, p) => ({ ...phase, columns: this.phases[p]! })) });
  }
}
