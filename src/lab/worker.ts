/**
 * The worker that holds the engine: turns the messages of `messages.ts` into a session. Training goes on here whether or
 * not the page is drawn.
 */
import { parseExperiment } from '../experiment/parse';
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import { CheckpointStore } from './checkpoint-store';
import { Keeper } from './keeper';
import type { EngineChoice, FromWorker, ToWorker } from './messages';
import { openEngine, type OpenedEngine } from './open-engine';
import { patience } from './patience';
import { Plotter } from './plotter';
import { Pace } from './run';
import { Session, type SessionOptions } from './session';
import { Teller } from './teller';

/** How long an advance may take: what Pause waits for. */
const advanceMilliseconds = 40;
/** How often the page hears of progress, and of where agents are. */
const progressMilliseconds = 100;

/** How long a lost device may take to say so after the first call that it failed. */
const lossMilliseconds = 200;

/** A run only ends when it is told to. */
const endsRun: ReadonlySet<ToWorker['type']> = new Set(['load', 'pause', 'step', 'reset']);

const post = (message: FromWorker): void => postMessage(message);

class Laboratory {
  private experiment: Experiment | null = null;
  private opened: OpenedEngine | null = null;
  private choice: EngineChoice = 'auto';
  private exact = false;
  private baseUrl = '';
  private session: Session | null = null;
  private running = false;
  private readonly teller = new Teller(post);
  /** null where nothing can be kept, or nobody wants it */
  private keeper: Keeper | null = null;
  private readonly plotter = new Plotter(post);
  private pace = new Pace(advanceMilliseconds);
  private lastProgress = 0;
  /** how often the device was lost since the experiment was loaded */
  private losses = 0;
  /** what is being done; the next message waits for it */
  private busy: Promise<void> = Promise.resolve();

  receive(message: ToWorker): void {
    // What ends a run waits until the present advance is over.
    if (endsRun.has(message.type)) this.running = false;
    this.next(() => this.handle(message));
    if (message.type === 'watch') this.teller.watched = message;
    if (message.type === 'plot') this.plotter.set(message.plot);
    if (message.type === 'give') this.plotter.give(message.name, message.values);
    if (message.type === 'canvas') this.plotter.show(message.canvas);
    // Wishes were for the population that is given up.
    if (message.type === 'load' || message.type === 'reset') this.teller.forgetWishes();
    if (message.type === 'episode') this.teller.wish(message.stage, message.request);
  }

  /** Does something after whatever is being done. */
  private next(task: () => Promise<unknown>): void {
    this.busy = this.busy.then(task).then(() => undefined, (reason: unknown) => this.failed(reason));
  }

  private async handle(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load': return this.load(message);
      case 'run': return this.start();
      case 'pause': return this.pause();
      case 'step': return this.step();
      case 'reset': return this.reset();
      case 'watch': return this.resting((session) => this.teller.watch(session));
      case 'plot': return this.draw();
      case 'canvas':
      case 'give': return undefined;
      case 'episode': return this.resting((session) => this.teller.grant(session));
      case 'inspect': return this.resting((session) => this.teller.inspect(session, message.agent));
      case 'inspectNext': return this.resting((session) => this.teller.inspectNext(session));
    }
  }

  private async load({ experiment: json, engine: choice, baseUrl, keep = false }: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    const experiment = parseExperiment(json);
    this.plotter.forget();
    this.session?.destroy();
    this.session = null;
    this.baseUrl = baseUrl;
    this.experiment = experiment;
    this.losses = 0;
    this.keeper ??= keep ? await CheckpointStore.open().then((store) => store && new Keeper(store)) : null;
    if (!this.opened || this.choice !== choice) await this.open(choice);
    await this.begin();
  }

  private async open(choice: EngineChoice, waits?: readonly number[]): Promise<void> {
    this.opened?.engine.destroy();
    this.opened = null;
    this.choice = choice;
    this.opened = await openEngine(choice, waits);
    const { engine } = this.opened;
    // A run notices by itself, and has another engine by the time that this is looked at.
    engine.lost.catch((reason: unknown) => this.next(async () => this.opened?.engine === engine && this.lostAtRest(reason)));
    const test = await engine.selfTest();
    this.exact = test.exact;
    this.failures = test.failures;
  }
  private failures: readonly string[] = [];

  private async reset(): Promise<void> {
    if (this.experiment) await this.keeper?.forget(this.experiment);
    await this.begin();
  }

  /** Opens the session where it was last kept, else at its beginning. */
  private async begin(): Promise<void> {
    this.plotter.forget();
    this.session?.destroy();
    this.session = null;
    this.teller.moved();
    const { experiment, keeper } = this;
    if (!experiment) return;
    if (!this.opened) await this.open(this.choice);
    const opened = this.opened!;
    const options: SessionOptions = {
      baseUrl: this.baseUrl,
      resumable: keeper !== null,
      onRecord: (point) => post({ type: 'record', point }),
      onPhase: (result) => this.session && post({ type: 'phase', result }),
    };
    const resumed = (await keeper?.resume(experiment, opened.engine, this.exact, options)) ?? null;
    this.session = resumed ?? (await Session.open(experiment, opened.engine, this.exact, options));
    keeper?.begin();
    this.pace = new Pace(advanceMilliseconds);
    const { engine, absence } = opened;
    const { bytesPerAgent, agents: mostAgents } = engine.capacity(this.session.shape);
    post({
      type: 'loaded', info: engine.info, structure: this.session.shape.structure, exact: this.exact, selfTestFailures: this.failures, absence,
      totalSteps: this.session.plan.totalSteps, bytesPerAgent, mostAgents,
    });
    if (resumed) await this.retell(resumed);
    await this.report(resumed ? 'paused' : 'idle');
    this.teller.begin(this.session);
    await this.teller.watch(this.session);
    await this.draw();
  }

  private get onGPU(): boolean {
    return this.opened?.engine.info.engine === 'webgpu';
  }

  private get bytesPerAgent(): number {
    return this.opened!.engine.capacity(this.session!.shape).bytesPerAgent;
  }

  /** Tells a page that has not seen it what a session that was taken up had come to. */
  private async retell({ soFar: { curves, phases }, progress }: Session): Promise<void> {
    for (const point of curves) post({ type: 'record', point });
    for (const result of phases) post({ type: 'phase', result });
    post({ type: 'kept', step: progress.step });
    await this.tell();
  }

  private async keep(): Promise<void> {
    const { session, keeper } = this;
    if (keeper && session && !session.finished) post({ type: 'kept', step: await keeper.keep(session, this.bytesPerAgent) });
  }

  private async start(): Promise<void> {
    if (!this.session || this.session.finished) return;
    this.running = true;
    this.teller.moved();
    await this.report('running');
    // Not awaited: messages must get through while the population lives.
    this.busy = this.live().catch((reason: unknown) => this.failed(reason));
  }

  /** @param until the step to rest at, if not at the end */
  private async live(until = Infinity): Promise<void> {
    while (this.running && this.session && !this.session.finished && this.session.progress.step < until) {
      try {
        // One race for the whole run: a promise keeps all that ever waited for it.
        await Promise.race([this.advance(this.session, until), this.opened!.engine.lost]);
      } catch (reason) {
        await this.recover(reason);
      }
    }
    if (this.session?.finished) await this.finish();
  }

  /** Advances a session to its end or a step, or until it is told to stop or given up; a device may be lost at any of its waits. */
  private async advance(session: Session, until: number): Promise<void> {
    while (this.running && this.session === session && !session.finished && session.progress.step < until) {
      const { step } = session.progress;
      const began = performance.now();
      await session.advance(Math.min(this.pace.steps, until - step));
      this.pace.took(Math.max(1, session.progress.step - step), performance.now() - began);
      if (this.keeper?.due) await this.keep();
      this.plotter.changed();
      await this.plotter.draw(session, false);
      if (performance.now() - this.lastProgress > progressMilliseconds) await this.tell();
    }
  }

  /** After a device was lost in mid-run: goes on from the last checkpoint, or from the beginning. */
  private async recover(reason: unknown): Promise<void> {
    if (!this.onGPU) throw reason;
    await this.replaceDevice(reason);
    await this.report('running');
  }

  /** A run that rests is taken up to where it was, on another device; one that is over leaves what came out as it is. */
  private async lostAtRest(reason: unknown): Promise<void> {
    const { step = 0 } = this.session?.progress ?? {};
    if (this.session?.finished) {
      this.tellLoss(reason);
      this.session = null;
      this.opened = null;
      return;
    }
    await this.replaceDevice(reason);
    if (step === 0) return;
    this.running = true;
    await this.report('running');
    await this.live(step);
    this.running = false;
    await this.pause();
  }

  private tellLoss(reason: unknown): void {
    post({ type: 'device-lost', reason: reason instanceof Error ? reason.message : String(reason) });
  }

  /** Opens what was kept of the run on a new device; the second time on the CPU engine, which makes the same bits. */
  private async replaceDevice(reason: unknown): Promise<void> {
    this.tellLoss(reason);
    this.session = null;
    await (this.losses++ === 0 ? this.open(this.choice, patience.afterLoss).catch(() => this.open('cpu')) : this.open('cpu'));
    if (!this.onGPU) {
      this.opened = { engine: this.opened!.engine, absence: 'device-lost' };
      this.choice = 'auto';
    }
    await this.begin();
  }

  private async pause(): Promise<void> {
    if (!this.session || this.session.finished) return;
    await this.tell();
    await this.report('paused');
    await this.draw();
    if (this.keeper?.due) await this.keep();
  }

  /** Does something with the session, if there is one: what is asked of a running one is done as it goes. */
  private async resting(task: (session: Session) => unknown): Promise<void> {
    if (this.session && !this.running) await task(this.session);
  }

  /** Draws a population that rests; a running one is drawn as it goes. */
  private async draw(): Promise<void> {
    await this.resting((session) => this.plotter.draw(session, true));
  }

  private async step(): Promise<void> {
    if (!this.session || this.session.finished) return;
    this.teller.moved();
    await this.session.advance(1);
    this.plotter.changed();
    await this.tell();
    if (this.session.finished) await this.finish();
    else {
      await this.report('paused');
      await this.draw();
    }
  }

  private async finish(): Promise<void> {
    this.running = false;
    await this.keeper?.forget(this.session!.experiment);
    await this.tell();
    post({ type: 'finished', ...this.session!.results() });
    await this.report('finished');
    await this.draw();
  }

  private async report(state: Extract<FromWorker, { type: 'state' }>['state']): Promise<void> {
    post({ type: 'state', state });
  }

  /** Progress, and where the watched agents are. */
  private async tell(): Promise<void> {
    this.lastProgress = performance.now();
    await this.teller.tell(this.session!);
  }

  private async failed(reason: unknown): Promise<void> {
    // What fails because of a lost device may fail before the loss is known, which is then told and mended.
    if (!(reason instanceof InputError) && (await this.isLost())) return;
    this.running = false;
    const message = reason instanceof Error ? reason.message : String(reason);
    post({ type: 'failed', message, path: reason instanceof InputError ? reason.path : null });
    post({ type: 'state', state: 'idle' });
  }

  private isLost(): Promise<boolean> {
    const waited = new Promise<boolean>((over) => setTimeout(() => over(false), lossMilliseconds));
    return Promise.race([this.opened?.engine.lost.catch(() => true) ?? false, waited]);
  }
}

const laboratory = new Laboratory();
addEventListener('message', ({ data }: MessageEvent<ToWorker>) => laboratory.receive(data));
