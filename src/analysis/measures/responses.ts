/** Conditioned responses: what is expected while a cue is there, trial by trial. */
import type { World } from '../../world/types';
import { each, quotient, type Measure } from '../measure';

/** The measures of worlds that mark states whose valence is a conditioned response. */
export const responseMeasures = ({ levels }: World): readonly Measure[] => (levels.some(({ response = [] }) => response.length > 0) ? [mean, ofOneEpisode('first'), ofOneEpisode('last')] : []);

const mean: Measure = {
  name: 'response', unit: 'reward',
  doc: 'Conditioned response: the valence of marked states as the agent leaves them, before it learns from that step; the mean over an episode, then over all finished episodes with such a state.',
  perAgent: (x) => x.columns.responses && quotient(x, x.columns.responses.sum, x.columns.responses.episodes),
};

const ofOneEpisode = (which: 'first' | 'last'): Measure => ({
  name: `response.${which}`, unit: 'reward', doc: `Conditioned response in the ${which} of these episodes.`,
  perAgent: (x) => {
    const { responses } = x.columns;
    return responses && each(x, (i) => (responses.episodes[i]! > 0 ? responses[which][i]! : NaN));
  },
});
