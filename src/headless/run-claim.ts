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
import { announce, withRunner } from './perform';
import { largestOf } from './run-flags';
import { written } from './run-kept';
import { NamedExperiment } from './run-named';
import type { EngineName, Runner } from './runner';
import { checkClaimFolder, hasVerdicts, removeVerdicts, writeVerdicts } from './write-results';

/** What is kept of an arm once its results are written. */
export type FinishedArm = JudgedArm & Pick<Results, 'experiment' | 'fingerprint' | 'exact' | 'link'>;

/**
 * Runs every arm, writes the results of each into a folder of its name as soon as they are there, and the verdicts last.
 * Given again, an interrupted claim goes on from where it was; a finished one is run anew.
 * @param seconds between checkpoints of an arm; null for one when it is interrupted
 * @throws InputError before anything runs if a statistic does not exist, or an arm does not fit
 */
export async function runClaim(claim: Claim, wanted: EngineName | null, folder: string, seconds: number | null, json: boolean, context: Context): Promise<ExitCode> {
  checkStatistics(claim);
  await checkClaimFolder(folder, claim.arms.map(({ name }) => name));
  const judged = hasVerdicts(folder);
  return withRunner(wanted, claim.arms[0]!.experiment, context, async (runner) => {
    checkCapacity(claim, runner);
    announce(runner, largestOf(claim.arms), json, context);
    await removeVerdicts(folder);
    const files: string[] = [];
    const finished: FinishedArm[] = [];
    for (const [i, { name, experiment }] of claim.arms.entries()) {
      const own = await NamedExperiment.in(join(folder, name), experiment, judged);
      const { what } = own;
      if (json) jsonLine(context, { type: 'arm', name, number: i + 1, arms: claim.arms.length, what });
      else context.stderr(`arm ${i + 1} of ${claim.arms.length}, ${name}: ${what}\n`);
      try {
        const { results, files: those } = await own.run(seconds, runner, json, context);
        files.push(...those);
        const { fingerprint, exact, link, phases } = results;
        finished.push({ name, experiment, fingerprint, exact, link, phases });
        if (json) jsonLine(context, { type: 'armFinished', name, fingerprint, exact, link });
      } catch (error) {
        if (!context.signal.aborted) throw error;
        context.stderr(`valence-lab: interrupted; ${finished.length} of ${claim.arms.length} arms are finished, and the same command goes on from there\n`);
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
