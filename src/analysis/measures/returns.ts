/** What was paid, and what happened. */
import type { World } from '../../world/types';
import { perEpisode, quotient, type Measure } from '../measure';

export const returnMeasures = (channels: readonly string[]): readonly Measure[] => [
  ...channels.flatMap((channel, c): Measure[] => [
    { name: channel, unit: 'per episode', doc: `Return of ${channel} per finished episode.`, perAgent: (x) => perEpisode(x, x.columns.returns[c]!) },
    { name: `${channel}.discounted`, unit: 'per episode', doc: `Return of ${channel} per finished episode, discounted with the agent's own γ.`, perAgent: (x) => perEpisode(x, x.columns.discounted[c]!) },
  ]),
  ...['reward', 'intended'].map((channel): Measure => ({
    name: `${channel}PerStep`, unit: 'per step', doc: `What ${channel} paid per step, finished episodes or not.`,
    perAgent: (x) => quotient(x, x.columns.paid[channels.indexOf(channel)]!, x.columns.steps),
  })),
];

export const eventMeasures = ({ events, impulse }: World): readonly Measure[] => [
  ...events.map(({ name }, e): Measure => (
    { name: `event.${name}`, unit: 'per episode', doc: `How often ${name} happened per finished episode.`, perAgent: (x) => perEpisode(x, x.columns.events[e]!) })),
  ...(impulse ? [impulsiveness(events.findIndex(({ name }) => name === impulse.sooner), events.findIndex(({ name }) => name === impulse.later))] : []),
  ...(events.some(({ intended = 0 }) => intended < 0) ? [harm] : []),
];

const impulsiveness = (sooner: number, later: number): Measure => ({
  name: 'impulsive', unit: 'share', doc: 'How often the sooner reward was taken, of all times that the sooner or the later one was, in finished episodes.',
  perAgent: (x) => {
    const either = x.columns.events[sooner]!.map((count, i) => count + x.columns.events[later]![i]!);
    return quotient(x, x.columns.events[sooner]!, either);
  },
});

const harm: Measure = {
  name: 'harm', unit: 'share', doc: 'Share of finished episodes in which something happened that was intended not to.',
  perAgent: (x) => x.columns.harm && perEpisode(x, x.columns.harm),
};
