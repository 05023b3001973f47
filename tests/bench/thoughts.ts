/** What thinking costs: the AC-grid with plans of every size, and with every other part of an agent by itself. */
import { acGrid } from './ac-grid';
import type { SpeedCase } from './measure';

const agents = 1024;
const depths = [1, 2, 4];
const candidates = [1, 4, 16];

/** The best of all candidates, so that every one of them is judged. */
const plan = (depth: number, thoughts: number, more: object = {}) => ({ depth, candidates: thoughts, rule: 'best', ...more });

const kinds: readonly (readonly [name: string, agent: Readonly<Record<string, unknown>>])[] = [
  ['no plan', {}],
  ...depths.flatMap((depth) => candidates.map((thoughts) => [`depth ${depth} × ${thoughts} candidates`, plan(depth, thoughts)] as const)),
  ['depth 2 × 4, critic-only', plan(2, 4, { planValue: 'critic-only' })],
  ['depth 2 × 4, learned model', plan(2, 4, { model: 'learned' })],
  ['traces, λ .8', { lambda: 0.8 }],
  ['replay of 1', { replay: 1 }],
  ['half-life 1,000', { halfLife: 1000 }],
];

export const thoughtCases = (): SpeedCase[] => kinds.map(([name, agent]) => ({ name, experiment: acGrid(agents, agent), beside: null, everywhere: false, seconds: 0.7 }));
