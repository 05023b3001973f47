/** The same experiments on several implementations, held against the CPU engine; where two differ, from which step, agent and quantity on. */
import type { ExperimentCase, ExperimentResult, Outcome } from './cases';
import { localCpuEngine, runOnCpu } from './cpu';
import { runOn, type AnyStack } from './run';
import { partingOf, partingText, traceOf } from './trace';

/** What a stack came to: its adapter and results, or why it has none. */
type Attempt = Outcome<ExperimentResult> | { readonly failure: string };

export interface Comparison {
  readonly cases: readonly ExperimentCase[];
  /** of the CPU engine */
  readonly reference: readonly ExperimentResult[];
  /** in the order in which they were asked for */
  readonly attempts: ReadonlyMap<AnyStack, Attempt>;
}

/** Most of the time goes by in compilers that use one core. */
const atATime = 2;

/** Runs the cases on the CPU engine, and on every stack in a process of its own. */
export async function compareStacks(cases: readonly ExperimentCase[], stacks: readonly AnyStack[]): Promise<Comparison> {
  const attempts = new Map<AnyStack, Attempt>(stacks.map((stack) => [stack, { failure: 'was not tried' }]));
  const left = [...stacks];
  const work = async (): Promise<void> => {
    for (let stack = left.shift(); stack !== undefined; stack = left.shift()) {
      attempts.set(stack, await runOn(stack, 'experiments', cases).catch((error: unknown) => ({ failure: error instanceof Error ? error.message : String(error) })));
    }
  };
  const [reference] = await Promise.all([runOnCpu(cases), ...Array.from({ length: atATime }, work)]);
  return { cases, reference, attempts };
}

/** A line for every stack on which a case did not come to what the CPU engine came to. @param i index of the case */
export async function differencesOf({ cases, reference, attempts }: Comparison, i: number): Promise<readonly string[]> {
  const { name, experiment, fault } = cases[i]!;
  const lines: string[] = [];
  for (const [stack, attempt] of attempts) {
    if ('failure' in attempt) lines.push(`${stack}: ${attempt.failure}`);
    else if (JSON.stringify(attempt.results[i]) !== JSON.stringify(reference[i])) {
      const parting = await partingOf(experiment, (traced) => traceOf(localCpuEngine(), traced), async (traced) => (await runOn(stack, 'traces', [{ ...traced, ...(fault ? { fault } : {}) }])).results[0]!);
      lines.push(`${name} on ${stack} ${parting ? partingText(parting) : 'has the same words, and other measures'}`);
    }
  }
  return lines;
}
