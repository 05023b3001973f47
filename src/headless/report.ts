/** Results as a person reads them on a terminal. */
import type { PhaseResult, Results } from '../experiment/results';
import type { Phase } from '../experiment/types';
import { duration, grouped, percent, plain, short, withError } from './number-text';
import { textTable } from './text-table';

/** What a phase is about: returns of everything that is paid, and conditioned responses. */
const shown = /^(?:(?:reward|intended|proxy\..+)(?:\.discounted)?|response(?:\.\w+)?)$/;

/** What is said of results from a device that failed the self-test. */
export const inexact = 'The device did not pass the self-test: numbers are statistical only, and bits may differ elsewhere.\n';

/** The whole report, several lines. @param reason which engine computed and why, as a sentence */
export function report(results: Results, reason: string): string {
  const { experiment, phases, throughput } = results;
  const place = typeof experiment.scenario === 'string' ? experiment.scenario : 'a world of its own';
  const blocks = phases.map((phase, i) => phaseReport(phase, experiment.phases[i]!));
  return [
    `${experiment.name === '' ? place : `${experiment.name} (${place})`}: ${grouped(experiment.agents)} agents, seed ${experiment.seed}\n`,
    `${reason}\n`,
    `${short(throughput.agentSteps)} agent-steps in ${duration(throughput.seconds)}: ${short(throughput.agentStepsPerSecond)} per second on ${results.device}\n`,
    results.exact ? '' : inexact,
    '\n',
    ...blocks,
    `fingerprint  ${results.fingerprint}\n`,
    `link         ${results.link}\n`,
  ].join('');
}

function phaseReport(result: PhaseResult, phase: Phase): string {
  const place = phase.split === undefined ? `levels ${phase.levels!.slice(0, 8).join(', ')}${phase.levels!.length > 8 ? ', …' : ''}` : `split ${phase.split}`;
  const manner = [phase.learn ? 'learning' : 'learning off', ...(phase.greedy ? ['greedy'] : [])].join(', ');
  const names = Object.keys(result.population).filter((name) => shown.test(name) || (name === 'diverged' && result.population[name]!.mean !== 0));
  const rows = names.map((name) => {
    const { mean, standardError } = result.population[name]!;
    return [name, withError(mean, standardError), cell(result.oracle[`oracle.${name}`]), cell(result.uniform[`uniform.${name}`])];
  });
  return [
    `${result.name}: ${place}, ${grouped(result.steps)} steps, ${manner}\n`,
    textTable([['per episode', 'population ± s.e.', 'oracle', 'uniform policy'], ...rows]),
    shareLines(result.shares),
    '\n',
  ].join('');
}

/** A line per classification: its categories, largest first, with their intervals. */
export const shareLines = (shares: PhaseResult['shares']): string =>
  Object.entries(shares)
    .map(([name, categories]) => `  ${name}: ${categories.map(({ name: category, share, low, high }) => `${category} ${percent(share)} (${percent(low)} to ${percent(high)})`).join(', ')}\n`)
    .join('');

const cell = (value: number | undefined): string => (value === undefined ? '' : plain(value));
