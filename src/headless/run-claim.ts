/** `run` of a claim: its arms one after another, then the verdicts. */
import { join } from 'node:path';
import { confidence } from '../analysis/verdict';
import type { Claim } from '../experiment/claim';
import type { Results } from '../experiment/results';
import { checkStatistics } from '../lab/check-claim';
import { verdictsOf, type JudgedArm } from '../lab/judge-claim';
import { claimReport } from './claim-report';
import { exit, jsonLine, type Context, type ExitCode } from './command';
import { checkMemory } from './memory';
import { announce, perform, withRunner } from './perform';
import { largestOf } from './run-flags';
import { written } from './run-kept';
import type { EngineName, Runner } from './runner';
import { checkClaimFolder, removeVerdicts, writeResults, writeVerdicts } from './write-results';

/** What is kept of an arm once its results are written. */
export type FinishedArm = JudgedArm & Pick<Results, 'experiment' | 'fingerprint' | 'exact' | 'link'>;

/**
 * Runs every arm, writes the results of each into a folder of its name as soon as they are there, and the verdicts last.
 * @throws InputError before anything runs if a statistic does not exist, or an arm does not fit
 */
export async function runClaim(claim: Claim, wanted: EngineName | null, folder: string, json: boolean, context: Context): Promise<ExitCode> {
  checkStatistics(claim);
  await checkClaimFolder(folder, claim.arms.map(({ name }) => name));
  return withRunner(wanted, claim.arms[0]!.experiment, context, async (runner) => {
    checkCapacity(claim, runner);
    announce(runner, largestOf(claim.arms), json, context);
    const files: string[] = [];
    const finished: FinishedArm[] = [];
    for (const [i, { name, experiment }] of claim.arms.entries()) {
      if (json) jsonLine(context, { type: 'arm', name, number: i + 1, arms: claim.arms.length });
      else context.stderr(`arm ${i + 1} of ${claim.arms.length}: ${name}\n`);
      try {
        const { results, agents } = await perform(experiment, runner, json, context);
        if (i === 0) await removeVerdicts(folder);
        files.push(...(await writeResults(join(folder, name), results, agents)));
        const { fingerprint, exact, link, phases } = results;
        finished.push({ name, experiment, fingerprint, exact, link, phases });
        if (json) jsonLine(context, { type: 'armFinished', name, fingerprint, exact, link });
      } catch (error) {
        if (!context.signal.aborted || finished.length === 0) throw error;
        context.stderr(`valence-lab: interrupted; ${finished.length} of ${claim.arms.length} arms were written, and no verdict\n`);
        return exit.interrupted;
      }
    }
    const verdicts = verdictsOf(claim, finished);
    const arms = finished.map(({ name, experiment: { agents, seed }, fingerprint, exact, link }) => ({ name, agents, seed, fingerprint, exact, link }));
    files.push(await writeVerdicts(folder, { schema: 1, claim: claim.claim, confidence, arms, verdicts }));
    if (json) {
      for (const verdict of verdicts) jsonLine(context, { type: 'verdict', ...verdict });
      jsonLine(context, { type: 'finished', files });
    } else context.stdout(`${claimReport(claim.claim, finished, verdicts, runner.reason)}${written(files)}`);
    return exit.done;
  });
}

/** Refuses an arm that does not fit before the arms in front of it have taken their time. */
export function checkCapacity({ arms }: Claim, runner: Runner): void {
  arms.forEach(({ experiment }, i) => {
    checkMemory(`arms[${i}], at agents`, experiment.agents, runner.capacity(experiment));
  });
}
