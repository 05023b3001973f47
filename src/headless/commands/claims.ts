import { claimOfScenario, parseClaim, type Claim } from '../../experiment/claim';
import type { Verdict } from '../../analysis/verdict';
import { checkStatistics } from '../../lab/check-claim';
import { verdictsOf } from '../../lab/judge-claim';
import { catalogue } from '../../lab/tables';
import { InputError } from '../../world/input-error';
import { contrastText } from '../claim-report';
import { exit, jsonLine, type Command, type Context } from '../command';
import { parseFlags } from '../flags';
import { applyToBase } from '../input';
import { duration, plain, withInterval } from '../number-text';
import { announce, parseEngine, perform, withRunner } from '../perform';
import { checkCapacity } from '../run-claim';
import { engineFlag } from '../run-flags';
import type { Runner } from '../runner';
import { markdownRow as row } from '../text-table';

/** More seeds than this say nothing new about a verdict. */
const mostSeeds = 100;

export const claims: Command = {
  usage: `claims [--only id]… [--seeds first-last] [--agents N] ${engineFlag} [--json]`,
  summary: 'runs every claim of the catalogue on several seeds, and prints all verdicts as a Markdown table, and a line for each claim; writes no files',
  async run(args, context) {
    const { flags } = parseFlags(args, { only: 'values', seeds: 'value', agents: 'value', engine: 'value', json: 'switch' }, []);
    const seeds = parseSeeds(flags.seeds);
    const known = [...catalogue.values()].filter(({ arms }) => arms).map(({ id }) => id);
    const unknown = flags.only.find((id) => !known.includes(id));
    if (unknown !== undefined) throw new InputError('--only', unknown, `a claim of the catalogue: ${known.join(', ')}`);
    const ids = known.filter((id) => flags.only.length === 0 || flags.only.includes(id));
    // Parsed when its turn comes: the worlds of all arms on all seeds would take minutes, and be in memory together.
    const claimOn = (id: string, seed: number): Claim => parseClaim(applyToBase(claimOfScenario(id)!, [`seed=${seed}`, ...(flags.agents === undefined ? [] : [`agents=${flags.agents}`])]));
    const wanted = ids.map((id) => ({ id, first: claimOn(id, seeds[0]!) }));
    for (const { first } of wanted) checkStatistics(first);
    return withRunner(parseEngine(flags.engine), wanted[0]!.first.arms[0]!.experiment, context, async (runner) => {
      for (const { first } of wanted) checkCapacity(first, runner);
      announce(runner, wanted[0]!.first.arms[0]!.experiment, flags.json, context);
      if (!flags.json) context.stdout(heading(seeds));
      const summaries: string[] = [];
      for (const { id, first } of wanted) {
        const verdicts: (readonly Verdict[])[] = [];
        for (const [i, seed] of seeds.entries()) {
          const begun = context.now();
          verdicts.push(await verdictsOn(i === 0 ? first : claimOn(id, seed), runner, context));
          if (flags.json) jsonLine(context, { type: 'verdicts', id, seed, verdicts: verdicts[i] });
          else context.stderr(`${id}, seed ${seed}: ${duration(context.now() - begun)}\n`);
        }
        if (!flags.json) context.stdout(rowsOf(id, verdicts));
        summaries.push(summaryOf(id, verdicts));
      }
      if (!flags.json) context.stdout(`\n${summaryHeading}${summaries.join('')}`);
      return exit.done;
    });
  },
};

/** `11-20` or `11` */
function parseSeeds(text = '1'): readonly number[] {
  const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  if (first === undefined || count < 1 || count > mostSeeds) throw new InputError('--seeds', text, `a seed, or at most ${mostSeeds} of them as first-last, such as 11-20`);
  return Array.from({ length: count }, (_, i) => Number(first) + i);
}

async function verdictsOn(claim: Claim, runner: Runner, context: Context): Promise<readonly Verdict[]> {
  const finished = [];
  for (const { name, experiment } of claim.arms) {
    const { results } = await perform(experiment, runner, false, { ...context, stderr: () => {}, terminal: false });
    finished.push({ name, phases: results.phases });
  }
  return verdictsOf(claim, finished);
}

const heading = ([first, ...more]: readonly number[]): string =>
  row(['claim', 'contrast', `estimate and interval, seed ${first}`, 'predicted', 'verdict', `of ${more.length + 1} seeds`]) + row(['---', '---', '---', '---', '---', '---:']);

/** A row for every contrast: what came out on the first seed, and on how many seeds the same came out. */
const rowsOf = (id: string, bySeed: readonly (readonly Verdict[])[]): string =>
  bySeed[0]!
    .map((verdict, i) => row([i === 0 ? id : '', contrastOf(verdict), estimateOf(verdict), verdict.predicted === '0' ? `0 ± ${plain(verdict.margin!)}` : verdict.predicted, verdict.verdict, `${sameOn(bySeed, i)}`]))
    .join('');

const summaryHeading = row(['claim', 'verdicts', 'its first contrast', 'every verdict on at least']) + row(['---', '---', '---', '---']);

/** A row for a claim: how its contrasts came out on the first seed, its first one, and the least number of seeds that agree. */
function summaryOf(id: string, bySeed: readonly (readonly Verdict[])[]): string {
  const [verdicts] = bySeed as [readonly Verdict[]];
  const counts = (['as predicted', 'opposite', 'undecided'] as const).map((outcome) => [outcome, verdicts.filter(({ verdict }) => verdict === outcome).length] as const).filter(([, count]) => count > 0);
  const least = Math.min(...verdicts.map((_, i) => sameOn(bySeed, i)));
  return row([
    `\`${id}\` ${catalogue.get(id)!.title}`, counts.map(([outcome, count]) => `${count} ${outcome}`).join(', '),
    `${contrastOf(verdicts[0]!)}: ${estimateOf(verdicts[0]!)}`, `${least} of ${bySeed.length} seeds`,
  ]);
}

const contrastOf = ({ statistic, contrast }: Verdict): string => `${statistic}: ${contrastText(contrast)}`;
const estimateOf = ({ interval }: Verdict): string => (interval ? withInterval(interval.estimate, interval.low, interval.high) : '–');
/** On how many seeds a contrast came out as on the first. */
const sameOn = (bySeed: readonly (readonly Verdict[])[], i: number): number => bySeed.filter((verdicts) => verdicts[i]!.verdict === bySeed[0]![i]!.verdict).length;
