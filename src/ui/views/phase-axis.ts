/**
 * The horizontal axis of learning curves: phases in order, each as wide as the square root of its length, so that a long
 * training phase leaves room for the short ones in which the learned behaviour is read off.
 */
export interface AxisPhase {
  readonly name: string;
  readonly firstStep: number;
  readonly steps: number;
  readonly learn: boolean;
}

export interface Tick {
  readonly position: number;
  readonly step: number;
}

const gap = 0.012;

export class PhaseAxis {
  /** [phase] where it begins and ends on the axis, which goes from 0 to 1 */
  readonly spans: readonly (readonly [begin: number, end: number])[];

  constructor(readonly phases: readonly AxisPhase[]) {
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
    return begin + ((end - begin) * (step - firstStep)) / Math.max(1, steps);
  }

  /** Round steps at least `distance` pixels apart on an axis of so many pixels. */
  ticks(pixels: number, distance: number): readonly Tick[] {
    const found: Tick[] = [];
    this.phases.forEach((phase, index) => {
      const [begin, end] = this.spans[index]!;
      const interval = roundUp((phase.steps * distance) / Math.max(1, (end - begin) * pixels));
      const last = phase.firstStep + phase.steps;
      for (let step = Math.ceil(phase.firstStep / interval) * interval; step <= last; step += interval) {
        const position = this.position(index, step);
        const before = found.at(-1);
        if (!before || (position - before.position) * pixels >= distance * 0.8) found.push({ position, step });
      }
    });
    return found;
  }
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return power * (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10);
}
