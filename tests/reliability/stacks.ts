/** `npm run reliability -- stacks`: every entry of the catalogue on every stack, one table of fingerprints; where two differ, from which step, agent and quantity on. */
import { parseFlags } from '../../src/headless/flags';
import { bundleCases } from '../gpu/harness/bundle';
import { catalogueCases } from '../gpu/harness/catalogue';
import type { ExperimentResult } from '../gpu/harness/cases';
import { localCpuEngine, runOnCpu } from '../gpu/harness/cpu';
import { allStacks, runOn, type AnyStack } from '../gpu/harness/run';
import { partingOf, partingText, traceOf, type Tracer } from '../gpu/harness/trace';
import type { Report } from './report';

const onCpu: Tracer = (traceCase) => traceOf(localCpuEngine(), traceCase);
const on = (stack: AnyStack): Tracer => async (traceCase) => (await runOn(stack, 'traces', [traceCase])).results[0]!;

export async function stacksReport(args: readonly string[]): Promise<Report> {
  const { flags } = parseFlags(args, { only: 'value', on: 'value', json: 'switch' }, []);
  const wanted = flags.only?.split(',');
  const cases = catalogueCases().filter(({ name }) => wanted?.includes(name) ?? true);
  const stacks = (flags.on?.split(',') ?? Object.keys(allStacks)) as AnyStack[];
  await bundleCases();
  const reference = await runOnCpu(cases);
  const results = new Map<AnyStack, readonly ExperimentResult[]>();
  const notes: string[] = [];
  let lost = 0;
  for (const stack of stacks) {
    process.stderr.write(`${stack}…\n`);
    try {
      const outcome = await runOn(stack, 'experiments', cases);
      results.set(stack, outcome.results);
      notes.push(`${stack}: ${outcome.adapter}`);
    } catch (error) {
      lost += cases.length;
      notes.push(`${stack}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const [i, { name, experiment }] of cases.entries()) {
    for (const [stack, own] of results) {
      if (JSON.stringify(own[i]) === JSON.stringify(reference[i])) continue;
      lost++;
      const parting = await partingOf(experiment, onCpu, on(stack));
      notes.push(`${name} on ${stack} ${parting ? partingText(parting) : 'has the same words, and other measures'}`);
    }
  }
  return {
    title: 'cross-implementation suite',
    head: ['experiment', 'cpu', ...results.keys()],
    rows: cases.map(({ name }, i) => [name, reference[i]!.fingerprint, ...[...results.values()].map((own) => (own[i]!.fingerprint === reference[i]!.fingerprint ? 'same' : own[i]!.fingerprint))]),
    tried: cases.length * stacks.length, lost, notes,
  };
}
