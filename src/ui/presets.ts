/** Ready-made settings of agents and populations. Each changes what it names in one step, and keeps everything else. */
import type { Experiment, Phase } from '../experiment/types';
import { phaseLength } from './differences';

export interface Preset {
  readonly title: string;
  /** what it is good for, in one sentence */
  readonly doc: string;
  /** by path, in the public JSON form */
  readonly set: Readonly<Record<string, unknown>>;
}

export const presets: readonly Preset[] = [
  {
    title: 'Small and quick', doc: '256 agents: enough to see what happens, at once.',
    set: { agents: 256 },
  },
  {
    title: 'Large population', doc: '65 536 agents, for rare outcomes and narrow intervals.',
    set: { agents: 65_536 },
  },
  {
    title: 'Sweep over step sizes', doc: 'Every agent draws its own step sizes of critic and actor, over two orders of magnitude.',
    set: { 'agent.alpha': { logUniform: [0.003, 0.3] }, 'agent.beta': { logUniform: [0.003, 0.3] } },
  },
  {
    title: 'Discount × temperature', doc: 'A grid of 8 × 8, for a heat map of far-sightedness against exploration.',
    set: { 'agent.gamma': { grid: [0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99] }, 'agent.temperature': { grid: [0.125, 0.25, 0.5, 1, 2, 4, 8, 16] } },
  },
  {
    title: 'One-step to Monte Carlo', doc: 'The trace decay as a grid: how far back a surprise teaches.',
    set: { 'agent.lambda': { grid: [0, 0.25, 0.5, 0.75, 0.9, 1] } },
  },
  {
    title: 'Habits', doc: 'Agents act from their preferences alone and never plan.',
    set: { 'agent.depth': 0, 'agent.reflectionDepth': -1 },
  },
  {
    title: 'Planners', doc: 'Agents look 3 steps ahead with up to 6 candidate thoughts in every step.',
    set: { 'agent.depth': 3, 'agent.candidates': 6, 'agent.model': 'true' },
  },
  {
    title: 'Linear agents', doc: 'No hidden units: value and preferences are sums over features, as in the textbooks.',
    set: { 'agent.hidden': 0 },
  },
];

/** How long phases may be, beside the recommended lengths. */
export const lengthFactors = [0.5, 1, 4] as const;

/** The phases at so many times their recommended lengths; those that are not recommended keep theirs. */
export function phasesOfLength(phases: readonly Phase[], standard: Experiment, factor: number): readonly Phase[] {
  return phases.map((phase) => {
    const { unit } = phaseLength(phase);
    const usual = standard.phases.find(({ name }) => name === phase.name)?.[unit];
    return usual === undefined ? phase : { ...phase, [unit]: Math.max(1, Math.round(usual * factor)) };
  });
}
