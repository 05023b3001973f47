/**
 * Colours with a meaning, and the second cue that goes with each. Goals take the Okabe–Ito palette in the order in which
 * the world declares them, without the two hues that are kept for reward and intended.
 */
import type { World } from '../world/types';

export type Mark = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'none';
export type Pattern = 'solid' | 'diagonal' | 'dots' | 'horizontal' | 'vertical' | 'outline';

export interface GoalStyle {
  /** a CSS colour */
  readonly colour: string;
  readonly mark: Mark;
  readonly pattern: Pattern;
}

const styles: readonly GoalStyle[] = [
  { colour: '#e69f00', mark: 'circle', pattern: 'solid' },
  { colour: '#56b4e9', mark: 'square', pattern: 'diagonal' },
  { colour: '#cc79a7', mark: 'triangle', pattern: 'dots' },
  { colour: '#d55e00', mark: 'diamond', pattern: 'horizontal' },
  { colour: '#f0e442', mark: 'cross', pattern: 'vertical' },
];

const without: GoalStyle = { colour: 'var(--ink-faint)', mark: 'none', pattern: 'outline' };

/** What a world pays and sums: `reward`, `intended`, and its proxies in order of appearance. */
export function channelsOf(world: World): readonly string[] {
  const proxies = new Set(world.events.flatMap((event) => Object.keys(event.proxies ?? {})));
  return ['reward', 'intended', ...[...proxies].map((proxy) => `proxy.${proxy}`)];
}

/** All goals of a world: the intended one first, then those of its proxies and probes in order of appearance. */
export function goalsOf(world: World): readonly string[] {
  const proxies = world.events.flatMap((event) => Object.keys(event.proxies ?? {}));
  const probed = (world.probes ?? []).flatMap(({ goal }) => (goal === undefined ? [] : [goal]));
  return [...new Set([world.intendedGoal ?? 'intended', ...proxies, ...probed])];
}

/** The same goal looks the same wherever it appears; what is no goal ("none") is grey and hollow. */
export function goalStyle(goals: readonly string[], name: string): GoalStyle {
  const place = goals.indexOf(name);
  return place < 0 ? without : styles[place % styles.length]!;
}

/** The colour of a measure's curve: reward, intended and valence have fixed hues, proxies and probes of a goal have the goal's. */
export function measureColour(world: World, measure: string): string {
  const goals = goalsOf(world);
  const proxy = /^proxy\.([^.]+)/.exec(measure)?.[1];
  if (proxy !== undefined) return goalStyle(goals, proxy).colour;
  if (measure.startsWith('probe.')) {
    const goal = world.probes?.find(({ name }) => measure === `probe.${name}` || measure === `probe.${name}.self`)?.goal;
    return goal === undefined ? 'var(--value-positive)' : goalStyle(goals, goal).colour;
  }
  if (/^reward(\.|$)/.test(measure)) return 'var(--reward)';
  return /^intended(\.|$)/.test(measure) ? 'var(--intended)' : 'var(--ink-soft)';
}

/**
 * A value on the diverging scale, as a CSS colour: grey at 0, orange above, blue below.
 * @param scale the magnitude at which the colour is full; > 0
 */
export function valueColour(value: number, scale: number): string {
  const share = Math.min(1, Math.abs(value) / scale);
  return `color-mix(in oklab, var(${value < 0 ? '--value-negative' : '--value-positive'}) ${(share * 100).toFixed(0)}%, var(--value-zero))`;
}

const roundFactors = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/** The smallest round number that is not below the largest magnitude; at least 0.01. */
export function roundScale(values: Iterable<number>): number {
  let largest = 0.01;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  const power = 10 ** Math.floor(Math.log10(largest) + 1e-9);
  return roundFactors.find((factor) => factor * power >= largest * (1 - 1e-9))! * power;
}
