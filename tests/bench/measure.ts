/** How fast a population lives on an engine, beside a plain loop. Runs wherever an engine runs; input and output are JSON. */
import type { Engine, Population } from '../../src/engine/engine';
import { parseExperiment } from '../../src/experiment/parse';
import { Pace } from '../../src/lab/run';
import { Session } from '../../src/lab/session';
import { plainLoops, type PlainLoop } from './kinds';
import { workOf, type Work } from './roofline';

export interface SpeedCase {
  readonly name: string;
  /** in its public form; its first phase is measured */
  readonly experiment: unknown;
  /** the plain loop that takes turns with the engine; null for none */
  readonly beside: PlainLoop | null;
  /** whether it is measured on every engine, or on the quick ones alone */
  readonly everywhere: boolean;
  /** how long one repeat should take */
  readonly seconds: number;
  /** whether kernels without guards take turns, too, where there are any */
  readonly unguarded?: boolean;
}

/** Agent-steps per second of the engine, of the plain loop just before it, of the engine with records of population statistics, and without guards. */
export interface Repeat {
  readonly engine: number;
  readonly plain: number | null;
  readonly recorded: number;
  readonly unguarded: number | null;
}

/** Has something opened on an engine whose kernels have no guards: a compiler may fuse and reassociate what they add and multiply. */
export type WithoutGuards = (open: (engine: Engine) => Promise<Session>) => Promise<Session>;

export interface Speed {
  readonly name: string;
  readonly agents: number;
  readonly bytesPerAgent: number;
  /** what an agent's step takes at least */
  readonly work: Work;
  readonly repeats: readonly Repeat[];
  /** the sums over all words of all agents after the first steps: the same for every engine */
  readonly stateSum: readonly number[];
}

const repeats = 3;
/** Steps before anything is timed: compilers work lazily. */
export const firstSteps = 256;

type Advance = (steps: number) => Promise<void> | number;

async function timed(advance: Advance, steps: number): Promise<number> {
  const began = performance.now();
  await advance(steps);
  return (performance.now() - began) / 1000;
}

/** Finds out how many steps fill one repeat, which is the warm-up. */
async function warmUp(advance: Advance, seconds: number): Promise<number> {
  const pace = new Pace(seconds * 1000);
  for (let took = 0; took < seconds / 2; pace.took(pace.steps, took * 1000)) took = await timed(advance, pace.steps);
  return pace.steps;
}

/** Lets a population live, and waits until its device has done so: some of it may still be under way when `advance` returns. */
const live = (population: Population): Advance => async (steps) => {
  await population.advance(steps);
  await population.rowsOf([0]);
};

/** A population that has made its first steps. */
async function openWarm(experiment: unknown, engine: Engine): Promise<Session> {
  const session = await Session.open(parseExperiment(experiment), engine, true);
  await session.population.advance(firstSteps);
  return session;
}

async function measureSpeed(engine: Engine, { name, experiment, beside, seconds, unguarded = false }: SpeedCase, withoutGuards?: WithoutGuards): Promise<Speed> {
  const session = await openWarm(experiment, engine);
  const { population, shape: { agents } } = session;
  const loose = unguarded && withoutGuards ? await withoutGuards((other) => openWarm(experiment, other)) : null;
  try {
    const stateSum = [...(await population.stateSum())];
    const liveSteps = await warmUp(live(population), seconds);
    const { everySteps } = session.experiment.record;
    const recorded: Advance = async (steps) => {
      // At the end, too, as at that of a phase.
      const records = await population.advance(steps, Array.from({ length: Math.ceil(steps / everySteps) }, (_, r) => Math.min(steps, (r + 1) * everySteps)));
      await Promise.all(records);
    };
    const plain = beside && plainLoops[beside](experiment).advance;
    const plainSteps = plain && (await warmUp(plain, seconds));
    const measured: Repeat[] = [];
    // In turns, so that whatever else the machine does hits all.
    for (let i = 0; i < repeats; i++) {
      const plainRate = plain && plainSteps && (agents * plainSteps) / (await timed(plain, plainSteps));
      const rateOf = async (advance: Advance): Promise<number> => (agents * liveSteps) / (await timed(advance, liveSteps));
      measured.push({ plain: plainRate, engine: await rateOf(live(population)), recorded: await rateOf(recorded), unguarded: loose && (await rateOf(live(loose.population))) });
    }
    return { name, agents, bytesPerAgent: engine.capacity(session.shape).bytesPerAgent, work: workOf(session.shape), repeats: measured, stateSum };
  } finally {
    session.destroy();
    loose?.destroy();
  }
}

/**
 * Measures cases one after another.
 * @throws Error if the engine does not pass its self-test
 */
export async function measureSpeeds(engine: Engine, cases: readonly SpeedCase[], withoutGuards?: WithoutGuards): Promise<Speed[]> {
  const { exact, failures } = await engine.selfTest();
  if (!exact) throw new Error(`the self-test failed: ${failures.join(', ')}`);
  const speeds: Speed[] = [];
  for (const speedCase of cases) speeds.push(await measureSpeed(engine, speedCase, withoutGuards));
  return speeds;
}
