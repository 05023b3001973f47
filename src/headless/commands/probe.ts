import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { readJsonFile } from '../input';
import { withError } from '../number-text';
import { readProbedPhases, type ProbedPhase, type Valence } from '../read-results';
import { shareLines } from '../report';
import { textTable } from '../text-table';
import { resultsFile } from '../write-results';

export const probe: Command = {
  usage: 'probe <results> [--json]',
  summary: `the desires in a folder of results, or in its ${resultsFile}: valence of every probe in both frames, and shares of goals, phase by phase`,
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { json: 'switch' }, ['results']);
    const isFolder = await stat(positional[0]).then((entry) => entry.isDirectory(), () => false);
    const file = isFolder ? join(positional[0], resultsFile) : positional[0];
    const phases = readProbedPhases(await readJsonFile(file));
    if (flags.json) jsonLine(context, { phases });
    else context.stdout(phases.map(phaseText).join('\n'));
    return exit.done;
  },
};

function phaseText({ name, probes, shares }: ProbedPhase): string {
  const text = (valence: Valence | null): string => (valence ? withError(valence.mean, valence.standardError) : '');
  const reflective = probes.some(({ self }) => self !== null);
  const rows = probes.map(({ name: probe, object, self }) => [probe, text(object), ...(reflective ? [text(self)] : [])]);
  const heading = ['probe', 'valence ± s.e.', ...(reflective ? ['self-reflective ± s.e.'] : [])];
  return `${name}\n${probes.length > 0 ? textTable([heading, ...rows]) : '  this world has no probes\n'}${shareLines(shares)}`;
}
