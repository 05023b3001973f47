/**
 * The horizontal axis of learning curves: phases in order, each as wide as the square root of its length, so that a long
 * training phase leaves room for the short ones in which the learned behaviour is read off.
 */
import { roundUp } from '../../analysis/round';

export interface AxisPhase {
  readonly name: string;
  readonly firstStep: number;
  readonly steps: number;
  readonly learn: boolean;
  /** the split whose levels its episodes are drawn from, where it is one */
  readonly split: string | null;
}

export interface Tick {
  readonly position: number;
  readonly step: number;
}

/** Along an axis of logarithms ticks stand at these multiples of powers of ten. */
const logarithmicTicks = [1, 2, 5] as const;

const gap = 0.012;

export class PhaseAxis {
  /** [phase] where it begins and ends on the axis, which goes from 0 to 1 */
  readonly spans: readonly (readonly [begin: number, end: number])[];

  /**
   * @param logFrom null for steps in proportion; else the steps of each phase are drawn by their logarithm, from so many
   * steps after its beginning on, and ticks count from there
   */
  constructor(readonly phases: readonly AxisPhase[], readonly logFrom: number | null = null) {
    const weights = phases.map(({ steps }) => Math.sqrt(steps));
    const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const room = 1 - gap * Math.max(0, phases.length - 1);
    let begin = 0;
    this.spans = weights.map((weight) => {
      const span = [begin, begin + (room * weight) / total] as const;
      begin = span[1] + gap;
      return span;
    });
  }

  position(phase: number, step: number): number {
    const { firstStep, steps } = this.phases[phase]!;
    const [begin, end] = this.spans[phase]!;
    const { logFrom } = this;
    const made = step - firstStep;
    if (logFrom === null || steps <= logFrom) return begin + ((end - begin) * made) / Math.max(1, steps);
    return begin + ((end - begin) * Math.log(Math.max(1, made / logFrom))) / Math.log(steps / logFrom);
  }

  /** Round steps at least `distance` pixels apart on an axis of so many pixels. */
  ticks(pixels: number, distance: number): readonly Tick[] {
    const found: Tick[] = [];
    const add = (position: number, step: number): void => {
      const before = found.at(-1);
      if (!before || (position - before.position) * pixels >= distance * 0.8) found.push({ position, step });
    };
    this.phases.forEach((phase, index) => {
      const [begin, end] = this.spans[index]!;
      if (this.logFrom !== null) {
        for (let power = 1; power <= phase.steps; power *= 10) {
          for (const factor of logarithmicTicks) {
            const step = power * factor;
            if (step >= this.logFrom && step <= phase.steps) add(this.position(index, phase.firstStep + step), step);
          }
        }
        return;
      }
      const interval = roundUp(Math.max(1, (phase.steps * distance) / Math.max(1, (end - begin) * pixels)));
      const last = phase.firstStep + phase.steps;
      for (let step = Math.ceil(phase.firstStep / interval) * interval; step <= last; step += interval) {
        add(this.position(index, step), step);
      }
    });
    return found;
  }
}
