/**
 * Takes the next steps of one agent apart, on a copy of it. The copy is computed by the CPU engine, whose bits are those of
 * every engine: what it shows is what the agent in the population will do.
 */
import { encodeProbes, encodeWorld } from '../encode';
import type { AgentState, PhaseProgram, Program } from '../engine';
import type { Inspection } from '../inspection';
import { wordLayout } from '../words';
import { Part } from './part';
import { encodePart, phaseFields } from './part-program';

export class Inspector {
  private constructor(private readonly part: Part, private step: number) {}

  /**
   * @param program of the one agent
   * @param phase that it is in
   * @param step the absolute step that it makes next
   */
  static async open(program: Program, phase: PhaseProgram, state: AgentState, step: number): Promise<Inspector> {
    const encoded = encodePart(program, { first: 0, agents: 1 }, encodeWorld(program), encodeProbes(program), true);
    const part = await Part.create(encoded);
    part.begin(phaseFields(program, phase));
    part.restore(0, state, program.tables.levelOf[state.row]!);
    return new Inspector(part, step);
  }

  /** The next step; null once the agent makes no more: it has diverged, or has finished its episodes. */
  next(): Inspection | null {
    const made = (): number => this.part.agent(0).words[wordLayout.STEPS]!;
    const before = made();
    const inspection = this.part.inspect(this.step);
    if (made() === before) return null;
    this.step++;
    return inspection;
  }
}
