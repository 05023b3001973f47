/** Thoughts before an act: whether they are kept, whether their model is right, and what an oracle lets pass. */
import { perEpisode, quotient, type Measure } from '../measure';

export const deliberationMeasures: readonly Measure[] = [
  {
    name: 'kept', unit: 'share', doc: 'Share of thoughts that were kept, of all candidates that were judged.',
    needs: ({ plan }) => plan !== null,
    perAgent: (x) => {
      const { planned, thoughts } = x.columns;
      return planned && thoughts && quotient(x, planned, thoughts);
    },
  },
  {
    name: 'modelError', unit: 'share', doc: 'Share of steps in which the learned world model was wrong, or knew nothing.',
    needs: ({ plan }) => plan?.model === 'learned',
    perAgent: (x) => x.columns.surprises && quotient(x, x.columns.surprises, x.columns.steps),
  },
  {
    name: 'vetoes', unit: 'per episode', doc: 'Candidate actions that the oracle in the loop vetoed, per finished episode.',
    needs: ({ oracle }) => oracle !== null,
    perAgent: (x) => x.columns.vetoes && perEpisode(x, x.columns.vetoes),
  },
  {
    name: 'disabled', unit: 'share', doc: 'Share of finished episodes in which the oracle in the loop was disabled.',
    needs: ({ oracle }) => oracle !== null,
    perAgent: (x) => x.columns.disabled && perEpisode(x, x.columns.disabled),
  },
];
