/** What the worker tells the page of a session: progress, where agents are and what they value, episodes, and thoughts taken apart. */
import { valuesOfRows } from '../agent/value';
import type { Inspector } from '../engine/cpu/inspector';
import type { Inspection } from '../engine/inspection';
import { specialise, type ProgramShape } from '../engine/specialise';
import { recordEpisode, type EpisodeRequest } from './episode';
import type { FromWorker, ToWorker } from './messages';
import { policiesOf } from './policy';
import type { Session } from './session';

/** What an agent gives to every row. A row that cannot be thought about self-reflectively has its only value in both frames. */
function valuesOf(shape: ProgramShape, weights: Float32Array): { readonly values: Float32Array; readonly selfValues: Float32Array | null } {
  const { rows, selfFeatures } = shape.tables;
  const { thoughts } = specialise(shape);
  const all = valuesOfRows({ features: thoughts.count, hidden: shape.structure.hidden }, thoughts.rows, weights);
  const values = all.slice(0, rows);
  const hasSelf = (row: number): boolean => selfFeatures!.index[row * selfFeatures!.perRow] !== selfFeatures!.count;
  return { values, selfValues: selfFeatures && values.map((value, row) => (hasSelf(row) ? all[rows + row]! : value)) };
}

export class Teller {
  /** whom the page looks at */
  watched: Pick<Extract<ToWorker, { type: 'watch' }>, 'agents' | 'selected' | 'levels'> = { agents: [], selected: 0, levels: [] };
  /** [stage] episodes that the page waits for */
  private readonly wishes = new Map<number, EpisodeRequest>();
  /** the copy of an agent that is looked into, until the population moves on */
  private inspected: { readonly agent: number; readonly inspector: Inspector } | null = null;
  /** the phase whose references the page knows */
  private referredPhase: string | null = null;

  constructor(private readonly post: (message: FromWorker) => void) {}

  wish(stage: number, request: EpisodeRequest): void {
    this.wishes.set(stage, request);
  }

  forgetWishes(): void {
    this.wishes.clear();
  }

  /** To be told when agents have moved on. */
  moved(): void {
    this.inspected = null;
  }

  /** A session begins, or is taken up. */
  begin(session: Session): void {
    this.referredPhase = null;
    this.refer(session);
  }

  /** Progress, and all that the page looks at. */
  async tell(session: Session): Promise<void> {
    const { phase, step, totalSteps, agentSteps, seconds, diverged, dispatchMilliseconds, compileMilliseconds } = session.progress;
    this.post({ type: 'progress', phase, step, totalSteps, agentStepsPerSecond: seconds > 0 ? agentSteps / seconds : 0, diverged, dispatchMilliseconds, compileMilliseconds });
    this.refer(session);
    await this.watch(session);
    await this.grant(session);
  }

  /** Once for every phase, what can be reached in it. */
  private refer(session: Session): void {
    const { phase } = session.progress;
    if (phase === this.referredPhase) return;
    this.referredPhase = phase;
    this.post({ type: 'references', phase, ...session.references() });
  }

  /** Where the watched agents are, and what the selected one values. */
  async watch(session: Session): Promise<void> {
    const { population, shape } = session;
    const within = (agent: number): boolean => agent >= 0 && agent < shape.agents;
    const { selected, levels } = this.watched;
    const rows = await population.rowsOf(this.watched.agents.filter(within));
    const state = within(selected) ? await population.agent(selected) : null;
    this.post({
      type: 'watched',
      // A thought about oneself has a number of its own.
      rows: Array.from(rows, (thought) => thought % shape.tables.rows),
      selected: state && { agent: selected, row: state.row, ...valuesOf(shape, state.weights), policies: policiesOf(session, selected, state.weights, levels) },
    });
  }

  /** Records the episodes that the page waits for. */
  async grant(session: Session): Promise<void> {
    for (const [stage, request] of this.wishes) {
      this.wishes.delete(stage);
      if (request.agent < session.shape.agents) this.post({ type: 'episode', stage, request, episode: await recordEpisode(session, request) });
    }
  }

  /** Takes the next step of an agent apart. A running population is not looked into: it is asked for again when it rests. */
  async inspect(session: Session, agent: number): Promise<void> {
    if (agent >= session.shape.agents) return this.postInspected(session, agent, null);
    this.inspected = { agent, inspector: await session.inspector(agent) };
    this.inspectNext(session);
  }

  inspectNext(session: Session): void {
    if (this.inspected) this.postInspected(session, this.inspected.agent, this.inspected.inspector.next());
  }

  private postInspected({ shape: { tables } }: Session, agent: number, inspection: Inspection | null): void {
    const { events } = tables.world;
    const eventSets = Array.from(tables.eventSetMask, (mask) => events.flatMap(({ name }, e) => ((mask >>> e) & 1 ? [name] : [])));
    this.post({ type: 'inspected', agent, inspection, eventSets, letters: tables.letters });
  }
}
