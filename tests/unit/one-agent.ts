/** One agent of the CPU engine whose weights and place a test decides: a step by hand, compared with a step of the engine. */
import { encodeProbes, encodeWorld } from '../../src/engine/encode';
import { encodePart, phaseFields } from '../../src/engine/cpu/part-program';
import { Part } from '../../src/engine/cpu/part';
import type { AgentState, Program } from '../../src/engine/engine';
import type { Inspection } from '../../src/engine/inspection';
import { specialise, type Specialisation } from '../../src/engine/specialise';
import { wordLayout, type ExtraLayout } from '../../src/engine/words';
import { parseExperiment } from '../../src/experiment/parse';
import { planOf } from '../../src/experiment/plan';
import { bitsOf, floatOf } from '../../src/numerics/float32';
import { preparePhase, programOf, shapeOf } from '../../src/lab/program';

/** A world of one level; every key of a world or a level may be given. */
export function tinyWorld({ states = 1, transitions, maxSteps = 100, features, reflection, start = [[1, 0]], ...world }: {
  readonly states?: number;
  readonly transitions: readonly unknown[];
  readonly maxSteps?: number;
  readonly features?: unknown;
  readonly reflection?: unknown;
  readonly start?: unknown;
  readonly [key: string]: unknown;
}): object {
  return {
    schema: 1, actions: ['stay', 'go'], events: [], ...world,
    levels: [{ name: 'level', splits: { train: 1 }, states, start, maxSteps, transitions, ...(features !== undefined && { features }), ...(reflection !== undefined && { reflection }) }],
  };
}

/** Runs of parameters, by the names of the specification, and their shapes: [rows][columns], or a list. */
const parameterNames = ['W1', 'b1', 'w2', 'b2', 'W3', 'b3', 'w', 'rho', 'rhoBias', 'm', 'trace'] as const;
type ParameterName = (typeof parameterNames)[number];

export class OneAgent {
  private step = 0;

  private constructor(private readonly part: Part, private readonly program: Program, private readonly own: Specialisation, private readonly starts: Readonly<Partial<Record<ParameterName, number>>>) {}

  /**
   * @param settings hyperparameters; without hidden units and with initial weights 0 unless they say otherwise
   * @param phase what the only phase has beside its split and length
   */
  static async in(world: object, settings: object, phase: object = {}): Promise<OneAgent> {
    const experiment = parseExperiment({
      schema: 1, scenario: { world }, agents: 1, seed: 3, agent: { hidden: 0, initScale: 0, ...settings }, phases: [{ name: 'train', split: 'train', steps: 100_000, ...phase }],
    });
    const program = programOf(experiment, shapeOf(experiment));
    const part = await Part.create(encodePart(program, { first: 0, agents: 1 }, encodeWorld(program), encodeProbes(program), true));
    const { tables, structure } = program;
    part.begin(phaseFields(program, preparePhase(planOf(experiment.phases, tables.world).phases[0]!, tables, 1).program));
    const own = specialise(program);
    const [D, H, A] = [own.thoughts.count, structure.hidden, tables.actions > 1 ? tables.actions : 0];
    const lengths: [ParameterName, number][] = H > 0 ? [['W1', D * H], ['b1', H], ['w2', H], ['b2', 1], ['W3', A * H], ['b3', A]] : [['w', D], ['W3', D * A]];
    if (structure.plan?.value === 'critic') lengths.push(...(H > 0 ? [['rho', H], ['rhoBias', 1]] as const : [['rho', D]] as const).map(([name, n]): [ParameterName, number] => [name, n]));
    if (structure.frames) lengths.push(['m', D]);
    if (structure.traces) lengths.push(['trace', own.network.values - own.network.parameters]);
    let next = wordLayout.COUNTERS;
    const starts = Object.fromEntries(lengths.map(([name, n]) => [name, (next += n) - n]));
    if (next - wordLayout.COUNTERS !== own.network.values) throw new Error('the parameters have other names than the specification says');
    return new OneAgent(part, program, own, starts);
  }

  get state(): AgentState {
    return this.part.agent(0);
  }

  /** Some numbers of a parameter, from `at` on; by default all. */
  numbers(name: ParameterName, at = 0, count?: number): number[] {
    const first = this.startOf(name);
    const ends = Object.values(this.starts).filter((start) => start > first);
    const end = Math.min(...ends, wordLayout.COUNTERS + this.own.network.values);
    return [...this.state.words.subarray(first, end)].map(floatOf).slice(at, count === undefined ? undefined : at + count);
  }

  private startOf(name: ParameterName): number {
    const first = this.starts[name];
    if (first === undefined) throw new Error(`this agent has no ${name}`);
    return first;
  }

  /** The names of the events of a set. */
  eventNames(set: number): string[] {
    const { world, eventSetMask } = this.program.tables;
    return world.events.filter((_, e) => (eventSetMask[set]! >>> e) & 1).map(({ name }) => name);
  }

  /** A word behind the parameters and traces: registers, ring, model. */
  extra(name: keyof ExtraLayout, at = 0): number {
    return this.state.words[wordLayout.COUNTERS + this.own.network.values + this.own.extras[name] - this.own.extras.EXTRA + at]!;
  }

  /**
   * Puts the agent into a row in the middle of an episode, and numbers in place of parameters.
   * @param from another state of the same agent, such as one of a population; default the present one
   */
  put({ row, reflective = false, ...parameters }: { readonly row?: number; readonly reflective?: boolean } & Partial<Record<ParameterName, readonly number[]>>, from: AgentState = this.state): this {
    const words = from.words.slice();
    if (row !== undefined) {
      words[wordLayout.ROW] = row + (reflective ? this.program.tables.rows : 0);
      words[wordLayout.EPISODE_STEPS] = 1;
    }
    for (const name of parameterNames) parameters[name]?.forEach((x, i) => (words[this.startOf(name) + i] = bitsOf(x)));
    const state = { ...from, words };
    this.part.restore(0, state, this.program.tables.levelOf[words[wordLayout.ROW]! % this.program.tables.rows]!);
    return this;
  }

  /** From now on the next step is this one. */
  at(step: number): this {
    this.step = step;
    return this;
  }

  /** Makes one step, and takes it apart. */
  next(): Inspection {
    return this.part.inspect(this.step++);
  }

  /** Makes so many steps. */
  make(steps: number): Inspection[] {
    return Array.from({ length: steps }, () => this.next());
  }
}
