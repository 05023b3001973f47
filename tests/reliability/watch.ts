/** What a soak does and sees. */
import { threefry, uniformChoice } from '../../src/numerics/threefry';

/** Numbers that should stay flat, by name: MiB, or counts. */
export type Sample = Readonly<Record<string, number>>;

export interface Soak {
  readonly seed: number;
  /** whether it is time to end */
  over(): boolean;
  /** how often each action was taken */
  readonly actions: Map<string, number>;
  /** what went wrong, a line each */
  readonly losses: string[];
  readonly samples: Sample[];
}

/** Takes actions in an order that the seed decides, until it is time. @param after what happens after each */
export async function act(soak: Soak, actions: Readonly<Record<string, () => Promise<void>>>, after: () => Promise<void>): Promise<void> {
  const names = Object.keys(actions);
  for (let step = 0; !soak.over(); step++) {
    const name = names[uniformChoice(threefry([soak.seed, 0], [step, 0])[0], names.length)]!;
    soak.actions.set(name, (soak.actions.get(name) ?? 0) + 1);
    try {
      await actions[name]!();
      await after();
    } catch (error) {
      soak.losses.push(`after action ${step}, ${name}: ${error instanceof Error ? error.message : String(error)}`);
      if (soak.losses.length > 20) return;
    }
  }
}

/** A share, and an amount, by which a number may be larger in the last third than in the one before it; whole processes breathe more. */
const slack = { share: 0.15, amount: 12, process: 64 };

export interface Growth {
  readonly name: string;
  readonly early: number;
  readonly late: number;
  readonly most: number;
  readonly flat: boolean;
}

/** Compares the means of the second and the last third: the first one still fills caches. */
export function verdictOf(samples: readonly Sample[]): Growth[] {
  const third = Math.floor(samples.length / 3);
  return Object.keys(samples[0] ?? {}).map((name) => {
    const mean = (some: readonly Sample[]): number => some.reduce((sum, own) => sum + own[name]!, 0) / Math.max(1, some.length);
    const [early, late] = [mean(samples.slice(third, 2 * third)), mean(samples.slice(2 * third))];
    return { name, early, late, most: Math.max(...samples.map((own) => own[name]!)), flat: late <= early * (1 + slack.share) + (/process|resident/.test(name) ? slack.process : slack.amount) };
  });
}
