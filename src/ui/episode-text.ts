/** What happens in a recorded episode, in words. */
import type { Episode, EpisodeStep } from '../lab/episode';
import { grouped, plain, signed } from './format';
import type { Names } from './thought-text';

const sum = (steps: readonly EpisodeStep[], of: 'reward' | 'intended'): number => steps.reduce((total, step) => total + step[of], 0);

export const eventsAt = ({ eventSets, steps }: Episode, step: number): readonly string[] => eventSets[steps[step]!.events] ?? [];

/** A payoff as it is spoken of: without decimals that say nothing. */
const paid = (amount: number): string => (Number(amount.toFixed(3)) === 0 ? '0' : signed(amount, 3).replace(/\.?0+$/, ''));

/** `↑ up: corner, +1`; where it starts at time 0. */
export function happening(episode: Episode, time: number, names: Names): string {
  if (time === 0) return `starts at ${names.place(episode.rows[0]!)}`;
  const { action, reward } = episode.steps[time - 1]!;
  const events = eventsAt(episode, time - 1);
  const what = [...events, ...(reward !== 0 ? [paid(reward)] : [])].join(', ');
  return `${names.markedAction(action)}${what === '' ? '' : `: ${what}`}`;
}

/** Returns up to a time: `return 1`, with the intended one where the two differ anywhere. */
export function returnsAt(episode: Episode, time: number): string {
  const made = episode.steps.slice(0, time);
  const differ = episode.steps.some(({ reward, intended }) => reward !== intended);
  return `return ${plain(Number(sum(made, 'reward').toFixed(3)))}${differ ? ` · intended ${plain(Number(sum(made, 'intended').toFixed(3)))}` : ''}`;
}

/** How an episode ends, and what happened in it: `ended after 8 steps: corner, cheese`. */
export function ending(episode: Episode): string {
  const { end, steps } = episode;
  const count = `${grouped(steps.length)} ${steps.length === 1 ? 'step' : 'steps'}`;
  if (end === 'diverged') return steps.length === 0 ? 'no steps: the agent has diverged' : `diverged after ${count}`;
  const happened = [...new Set(steps.flatMap((_, step) => eventsAt(episode, step)))];
  const how = { terminated: `ended after ${count}`, truncated: `truncated after ${count}`, cut: `goes on after ${count}` }[end];
  return happened.length > 0 ? `${how}: ${happened.join(', ')}` : how;
}

/** A step in which something happened. */
export interface Moment {
  readonly time: number;
  readonly events: readonly string[];
  readonly reward: number;
}

/** So many moments can be told apart on a line. */
const mostMoments = 120;

/** Steps in which something happened; where they are too close to be told apart, those that paid or cost most. */
export function moments(episode: Episode): readonly Moment[] {
  const { steps } = episode;
  const found = new Map<number, Moment>();
  steps.forEach(({ reward }, at) => {
    const events = eventsAt(episode, at);
    if (events.length === 0 && reward === 0) return;
    const place = Math.floor((at * mostMoments) / Math.max(mostMoments, steps.length));
    const before = found.get(place);
    if (!before || Math.abs(reward) > Math.abs(before.reward)) found.set(place, { time: at + 1, events, reward });
  });
  return [...found.values()];
}
