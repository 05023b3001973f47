/** How far a run is: one line that renews itself on a terminal; elsewhere a line now and then. */
import { duration, short } from './number-text';

export interface Progress {
  readonly phase: string;
  /** steps done, of all phases */
  readonly step: number;
  readonly totalSteps: number;
  readonly agentStepsPerSecond: number;
  /** what a GPU's compiler took for the kernels; null on other devices */
  readonly compileMilliseconds: number | null;
}

const barCells = 24;
const secondsBetween = { terminal: 0.1, log: 15 } as const;
const eraseLine = '\r\x1b[2K';

export class ProgressLine {
  private last: number;
  private compiled = false;

  /**
   * @param write takes text for standard error
   * @param terminal whether a line can be written over
   * @param now seconds, from any beginning
   */
  constructor(private readonly write: (text: string) => void, private readonly terminal: boolean, private readonly agents: number, private readonly now: () => number) {
    this.last = terminal ? -Infinity : now();
  }

  update(progress: Progress): void {
    this.sayCompiled(progress.compileMilliseconds);
    const now = this.now();
    if (now - this.last < secondsBetween[this.terminal ? 'terminal' : 'log']) return;
    this.last = now;
    const line = this.line(progress);
    this.write(this.terminal ? `${eraseLine}${line}` : `${line}\n`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.terminal && this.last > -Infinity) this.write(eraseLine);
  }

  /** Compilers take a moment or longer, which no progress accounts for: says so once. */
  private sayCompiled(milliseconds: number | null): void {
    if (this.compiled || milliseconds === null) return;
    this.compiled = true;
    this.write(`Kernels compiled in ${duration(milliseconds / 1000)}.\n`);
  }

  private line({ phase, step, totalSteps, agentStepsPerSecond }: Progress): string {
    const share = step / totalSteps;
    const full = Math.floor(share * barCells);
    const bar = this.terminal ? `${'█'.repeat(full)}${'░'.repeat(barCells - full)} ` : '';
    const left = agentStepsPerSecond > 0 ? `, ${duration(((totalSteps - step) * this.agents) / agentStepsPerSecond)} left` : '';
    return `${bar}${Math.floor(100 * share)} %  ${phase}  ${short(agentStepsPerSecond)} agent-steps/s${left}`;
  }
}
