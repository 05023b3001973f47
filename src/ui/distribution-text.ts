/**
 * Distributions as a line of text that people can type: `0.03`, `0.1…0.5` (uniform), `0.003…0.1 log` (log-uniform),
 * `{0, 0.8}` (grid: agents are dealt over it evenly), `0.1 | 0.3` (each agent draws one).
 */
import type { Distribution } from '../experiment/types';
import { InputError } from '../lab/tables';

export const distributionHelp = 'A number, or a distribution over the agents: 0.1…0.5, 0.003…0.1 log, {0, 0.8} as a grid, 0.1 | 0.3 as a draw.';

/** The same for whole numbers, which have no ranges. */
export const listHelp = 'A number, or a distribution over the agents: {1, 3} as a grid, 1 | 3 as a draw.';

/** The forms, each with its name for people. */
export const distributionKinds = { number: 'one number', uniform: 'uniform', logUniform: 'log-uniform', choice: 'drawn from a list', grid: 'grid' } as const;
export type DistributionKind = keyof typeof distributionKinds;

/** A distribution whose numbers may still be anything that was typed. */
export interface DistributionParts {
  readonly kind: DistributionKind;
  /** one number, two ends, or a list */
  readonly parts: readonly string[];
}

/** Takes a text apart by its punctuation alone; three dots do for the ellipsis. */
export function partsOf(text: string): DistributionParts {
  const trimmed = text.trim();
  const grid = /^\{(.*)\}$/.exec(trimmed);
  if (grid) return { kind: 'grid', parts: grid[1]!.split(',').map((part) => part.trim()) };
  if (trimmed.includes('|')) return { kind: 'choice', parts: trimmed.split('|').map((part) => part.trim()) };
  const range = /^(.+?)(?:…|\.{2,3})(.+?)(\s+log)?$/.exec(trimmed);
  if (!range) return { kind: 'number', parts: [trimmed] };
  return { kind: range[3] ? 'logUniform' : 'uniform', parts: [range[1]!.trim(), range[2]!.trim()] };
}

/** The inverse of `partsOf`. */
export function textOf({ kind, parts }: DistributionParts): string {
  switch (kind) {
    case 'number': return parts[0] ?? '';
    case 'uniform': return parts.join('…');
    case 'logUniform': return `${parts.join('…')} log`;
    case 'choice': return parts.join(' | ');
    case 'grid': return `{${parts.join(', ')}}`;
  }
}

export function formatDistribution(distribution: Distribution): string {
  if (typeof distribution === 'number') return String(distribution);
  const [kind, values] = Object.entries(distribution)[0] as [DistributionKind, readonly number[]];
  return textOf({ kind, parts: values.map(String) });
}

/** The number that a text is, with a true minus or a hyphen; null for any other text. */
export function readDecimal(text: string): number | null {
  const trimmed = text.trim().replace('−', '-');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : null;
}

/**
 * The inverse of `formatDistribution`. Ranges are left to the experiment's own validation.
 * @param path where the text stands in the experiment, for the error
 * @throws InputError if the text is none of the forms
 */
export function parseDistribution(text: string, path: string): Distribution {
  const { kind, parts } = partsOf(text);
  const values = parts.map((part) => {
    const value = readDecimal(part);
    if (value === null) throw new InputError(path, text, 'a number such as 0.03, a…b, a…b log, {a, b} or a | b');
    return value;
  });
  return kind === 'number' ? values[0]! : ({ [kind]: values } as unknown as Distribution);
}
