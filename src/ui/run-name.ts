/** What a run is called until somebody names it: what differs from what is recommended, and its world or claim. */
import { claimIn } from '../experiment/catalogued-claim';
import { parseExperiment } from '../experiment/parse';
import type { Experiment } from '../experiment/types';
import { scenarioOf } from '../experiment/world-of';
import { hyperparameters } from '../lab/tables';
import { differences, formatSetting, type Difference } from './differences';

/** As many characters as a name may have. */
const longest = 100;
/** So many differences are named, the others counted. */
const mostNamed = 4;
/** What is named first: what agents are and where they live tells more than how many of them there are. */
const order = ['agent.', 'scenarioOptions.', 'seed', 'agents', 'phases', 'record'] as const;

/** `α 0.1, seed 3 · Corner or cheese?` */
export function runName(experiment: Experiment): string {
  const title = scenarioOf(experiment)?.title ?? (experiment.name || 'A world of one’s own');
  const arm = claimIn(experiment.scenario)?.armOf(experiment);
  const parts = arm ? [arm, `${experiment.agents} agents`, `seed ${experiment.seed}`] : differencesOf(experiment);
  return cut([parts.join(', '), title].filter((part) => part !== '').join(' · '));
}

function differencesOf(experiment: Experiment): readonly string[] {
  const found = differences(experiment, parseExperiment({ schema: 1, scenario: experiment.scenario }));
  const rank = ({ path }: Difference): number => order.findIndex((beginning) => path.startsWith(beginning));
  const sorted = [...found].sort((a, b) => rank(a) - rank(b)).map(textOf);
  return sorted.length <= mostNamed + 1 ? sorted : [...sorted.slice(0, mostNamed), `${sorted.length - mostNamed} more`];
}

/** `α 0.1`, `64 agents` */
function textOf({ path, label, value }: Difference): string {
  const [, name] = /^agent\.(\w+)$/.exec(path) ?? [];
  const symbols: Readonly<Record<string, { readonly symbol: string }>> = hyperparameters;
  const short = (name !== undefined && symbols[name]?.symbol) || label;
  return path === 'agents' ? `${formatSetting(value)} agents` : `${short} ${formatSetting(value)}`;
}

const cut = (name: string): string => {
  const characters = [...name];
  return characters.length <= longest ? name : `${characters.slice(0, longest - 1).join('')}…`;
};
