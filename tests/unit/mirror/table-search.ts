/** A second implementation of policy search among tables of actions: written from the specification, in plain TypeScript. */
import type { Experiment } from '../../../src/experiment/types';
import { drawHyperparameters } from '../../../src/experiment/distributions';
import { perAgentNames } from '../../../src/agent/hyperparameters';
import { bitsOf, settle } from '../../../src/numerics/float32';
import { purpose, threefry, uniformChoice } from '../../../src/numerics/threefry';
import { rowOf } from '../../../src/world/starts';
import type { WorldTables } from '../../../src/world/types';
import { add, mul, reciprocal } from './arithmetic';
import type { Circumstances } from './linear-agent';
import { Surroundings } from './surroundings';

export class TableSearch {
  private readonly around: Surroundings;
  private readonly climbs: boolean;
  private readonly own: (name: (typeof perAgentNames)[number]) => number;
  private row = 0;
  private episodeSteps = 0;
  private episodes = 0;
  private steps = 0;
  private candidate = 0;
  private tried = 0;
  private score = 0;
  /** number and table of the best policy, and its mean return; null before the first has been judged */
  best: { readonly number: number; readonly score: number; readonly table: readonly number[] } | null = null;
  private table: readonly number[];
  private return = 0;

  constructor(private readonly tables: WorldTables, private readonly experiment: Experiment, private readonly identity: number) {
    this.around = new Surroundings(tables);
    this.climbs = experiment.agent.learner === 'hill-climbing';
    const drawn = drawHyperparameters(experiment, identity, 1);
    this.own = (name) => drawn[perAgentNames.indexOf(name)]!;
    this.table = this.drawn(0);
  }

  begin(): void {
    this.episodeSteps = this.episodes = this.steps = 0;
  }

  private random(t: number, why: number, index = 0): [number, number] {
    return threefry([this.experiment.seed, this.identity], [t >>> 0, (why << 16) | index]);
  }

  /** The number of the candidate has 27 bits: twelve beside the row, the others in the index, whose top bit is for changes. */
  private words(candidate: number, row: number, change: boolean): [number, number] {
    return this.random(row + (candidate % 4096) * 2 ** 20, purpose.attempt, (change ? 0x8000 : 0) + (Math.floor(candidate / 4096) % 0x8000));
  }

  private drawn(candidate: number): readonly number[] {
    return Array.from({ length: this.tables.rows }, (_, row) => uniformChoice(this.words(candidate, row, false)[0], this.tables.actions));
  }

  private nextTable(): readonly number[] {
    if (!this.climbs) return this.drawn(this.candidate);
    const [where, what] = this.words(this.candidate, 0, true);
    return this.best!.table.with(uniformChoice(where, this.tables.rows), uniformChoice(what, this.tables.actions));
  }

  step(t: number, { learn, starts }: Circumstances): void {
    if (this.episodeSteps === 0) {
      this.row = rowOf(starts.segments[this.episodes % starts.segments.length]!, this.random(t, purpose.start)[0]);
      this.return = 0;
    }
    const table = learn ? this.table : this.best?.table ?? this.drawn(0);
    const arrival = this.around.happen(this.row, table[this.row]!, this.random(t, purpose.outcome)[0]);
    this.return = settle(add(this.return, this.around.paid(arrival.set, this.random(t, purpose.misfire), this.own('fn'), this.own('fp'))));
    this.row = arrival.row;
    this.steps++;
    this.episodeSteps++;
    if (!arrival.terminated && this.episodeSteps < this.tables.maxSteps[this.tables.levelOf[this.row]!]!) return;
    this.episodes++;
    this.episodeSteps = 0;
    if (learn) this.judge();
  }

  private judge(): void {
    this.score = settle(add(this.score, this.return));
    this.tried++;
    if (this.tried < this.own('trial')) return;
    const mean = settle(mul(this.score, reciprocal(this.tried)));
    if (this.best === null || mean >= this.best.score) this.best = { number: this.candidate, score: mean, table: this.table };
    this.candidate++;
    this.tried = this.score = 0;
    this.table = this.nextTable();
  }

  /** What of its words is about the search: counters, then the search's own, without the network. */
  state(): { readonly counters: readonly number[]; readonly search: readonly number[] } {
    const { best } = this;
    return {
      counters: [this.row, this.episodeSteps, 0, this.episodes, this.steps],
      search: [this.candidate, this.tried, bitsOf(this.score), bitsOf(best?.score ?? 0), best ? best.number + 1 : 0],
    };
  }
}
