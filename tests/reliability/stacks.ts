/** `npm run reliability -- stacks`: every entry of the catalogue on every stack, one table of fingerprints; where two differ, from which step, agent and quantity on. */
import { parseFlags } from '../../src/headless/flags';
import { InputError } from '../../src/world/input-error';
import { bundleCases } from '../gpu/harness/bundle';
import { catalogueCases } from '../gpu/harness/catalogue';
import { compareStacks, differencesOf } from '../gpu/harness/compare';
import { allStacks, type AnyStack } from '../gpu/harness/run';
import type { Report } from './report';

/** The names that a flag lists, all of which must be known; without the flag, all that are known. */
function chosen<Name extends string>(flag: string, list: string | undefined, known: readonly Name[]): readonly Name[] {
  if (list === undefined) return known;
  return list.split(',').map((name) => {
    const found = known.find((own) => own === name);
    if (found === undefined) throw new InputError(flag, name, `names among ${known.join(', ')}`);
    return found;
  });
}

export async function stacksReport(args: readonly string[]): Promise<Report> {
  const { flags } = parseFlags(args, { only: 'value', on: 'value', json: 'switch' }, []);
  const all = catalogueCases();
  const wanted = chosen('only', flags.only, all.map(({ name }) => name));
  const stacks = chosen('on', flags.on, Object.keys(allStacks) as AnyStack[]);
  await bundleCases();
  const comparison = await compareStacks(all.filter(({ name }) => wanted.includes(name)), stacks);
  const { cases, reference, attempts } = comparison;
  const differences: string[] = [];
  for (const i of cases.keys()) differences.push(...(await differencesOf(comparison, i)));
  const cell = (stack: AnyStack, i: number): string => {
    const attempt = attempts.get(stack)!;
    if ('failure' in attempt) return 'failed';
    const { fingerprint } = attempt.results[i]!;
    return fingerprint === reference[i]!.fingerprint ? 'same' : fingerprint;
  };
  return {
    title: 'cross-implementation suite',
    head: ['experiment', 'cpu', ...stacks],
    rows: cases.map(({ name }, i) => [name, reference[i]!.fingerprint, ...stacks.map((stack) => cell(stack, i))]),
    tried: cases.length * stacks.length,
    lost: differences.length,
    notes: [...new Set(differences), ...[...attempts].flatMap(([stack, attempt]) => ('adapter' in attempt ? [`${stack}: ${attempt.adapter}`] : []))],
  };
}
