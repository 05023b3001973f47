/** What a run is called until somebody names it: its world or arm, and what differs from what is recommended. */
import { claimIn } from '../experiment/catalogued-claim';
import { parseExperiment } from '../experiment/parse';
import type { Experiment } from '../experiment/types';
import { scenarioOf } from '../experiment/world-of';
import { differences, formatSetting } from './differences';

/** As many characters as a name may have. */
const longest = 100;
/** So many differences are named, the others counted. */
const mostNamed = 3;

/** `Corner or cheese? · critic step size α .01, 64 agents` */
export function runName(experiment: Experiment): string {
  const title = scenarioOf(experiment)?.title ?? (experiment.name || 'A world of one’s own');
  const arm = claimIn(experiment.scenario)?.armOf(experiment);
  const parts = arm ? [`arm ${arm}`, `${experiment.agents} agents`, `seed ${experiment.seed}`] : differencesOf(experiment);
  return cut(parts.length === 0 ? title : `${title} · ${parts.join(', ')}`);
}

function differencesOf(experiment: Experiment): readonly string[] {
  const found = differences(experiment, parseExperiment({ schema: 1, scenario: experiment.scenario }));
  const named = found.slice(0, found.length === mostNamed + 1 ? mostNamed + 1 : mostNamed).map(({ label, value }) => (label === 'agents' ? `${formatSetting(value)} agents` : `${label} ${formatSetting(value)}`));
  return found.length > named.length ? [...named, `${found.length - named.length} more`] : named;
}

const cut = (name: string): string => {
  const characters = [...name];
  return characters.length <= longest ? name : `${characters.slice(0, longest - 1).join('')}…`;
};
