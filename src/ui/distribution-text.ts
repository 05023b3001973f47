/**
 * Distributions as a line of text that people can type: `0.03`, `0.1…0.5` (uniform), `0.003…0.1 log` (log-uniform),
 * `{0, 0.8}` (grid: agents are dealt over it evenly), `0.1 | 0.3` (each agent draws one).
 */
import type { Distribution } from '../experiment/types';
import { InputError } from '../lab/tables';

export const distributionHelp = 'A number, or a distribution over the agents: 0.1…0.5, 0.003…0.1 log, {0, 0.8} as a grid, 0.1 | 0.3 as a draw.';

/** The same for whole numbers, which have no ranges. */
export const listHelp = 'A number, or a distribution over the agents: {1, 3} as a grid, 1 | 3 as a draw.';

export function formatDistribution(distribution: Distribution): string {
  if (typeof distribution === 'number') return String(distribution);
  if ('uniform' in distribution) return distribution.uniform.join('…');
  if ('logUniform' in distribution) return `${distribution.logUniform.join('…')} log`;
  if ('grid' in distribution) return `{${distribution.grid.join(', ')}}`;
  return distribution.choice.join(' | ');
}

/**
 * The inverse of `formatDistribution`; three dots do for the ellipsis. Ranges are left to the experiment's own validation.
 * @param path where the text stands in the experiment, for the error
 * @throws InputError if the text is none of the forms
 */
export function parseDistribution(text: string, path: string): Distribution {
  const number = (part: string): number => {
    const trimmed = part.trim().replace('−', '-');
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) throw new InputError(path, text, 'a number such as 0.03, a…b, a…b log, {a, b} or a | b');
    return Number(trimmed);
  };
  const trimmed = text.trim();
  const grid = /^\{(.*)\}$/.exec(trimmed);
  if (grid) return { grid: grid[1]!.split(',').map(number) };
  if (trimmed.includes('|')) return { choice: trimmed.split('|').map(number) };
  const range = /^(.+?)(?:…|\.{2,3})(.+?)(\s+log)?$/.exec(trimmed);
  if (!range) return number(trimmed);
  const ends = [number(range[1]!), number(range[2]!)] as const;
  return range[3] ? { logUniform: ends } : { uniform: ends };
}
