import { scenario, type LevelDefinition } from '../world/scenario';
import type { Feature } from '../world/types';

const outcomes = [
  { name: 'quarrel', reward: -1 },
  { name: 'chore', reward: -0.5 },
  { name: 'walk', reward: 0.5 },
  { name: 'feast', reward: 1 },
] as const;
const contexts = ['home', 'work', 'town', 'woods'] as const;

/** Steps from the decision to the outcome. */
const length = 3;

/** A context in which an outcome is to be chosen, or the outcome that was chosen there and how many steps have been made. */
interface State {
  readonly context: number;
  readonly outcome: number;
  readonly done: number;
}

const undecided = -1;

const early = 3000;
const late = 12_000;
/** How hard thinking in one frame, or in both, is written as hyperparameters. */
const tied = { 'agent.reflectionDepth': length, 'agent.reflectionCandidates': 8 };
const untied = { 'agent.depth': length, 'agent.candidates': 8 };

export default scenario({
  id: 'claim-10',
  title: 'Coherent valences',
  claim: 'Valences are more coherent in the self-reflective frame, because hard thinking brings such thoughts up: at first, for it is a matter of speed.',
  doc: [
    'An episode begins in one of four contexts with a decision among four outcomes. Three steps after the decision the outcome comes and pays what it pays in every context: −1, −.5, .5 or 1. It is intended as it is paid; there are no proxies.',
    'The context is a feature, and so is the outcome in its context at every one of the steps, so that what an outcome is worth has to be learned in every context anew. Every thought can be had object-level or self-reflectively, with features of its own in each frame.',
    'Hard thinking is a choice among eight plans that reach as far as the outcome; a plan that is kept also teaches the critic what it promised (`thinkRate`). In the arms “tied” there is hard thinking in the self-reflective frame alone, and object-level thoughts act on impulse, at random; in the arms “untied” in both frames. That an outcome is a feast is learned once for all contexts (the immediate valence of the event), so that a plan carries it over to contexts where it has hardly been had.',
    'Probes imagine every outcome in every context, right after the decision. Coherence is the share of the variance of their valences that is due to the outcome. `coherence.difference` is that of the self-reflective frame minus that of the object-level one.',
    'The strong reading, that reflection makes valences coherent that otherwise are not, predicts a difference that stays; the weak one, that it only makes them so sooner, one that is gone when both frames have learned. Reflection being better, it also becomes a habit, and object-level thoughts then learn little because they are rare: in the arm “without habit” half of the thoughts stay object-level.',
  ].join('\n\n'),
  caveats: 'That hard thinking happens in the self-reflective frame is put in by hand. What an outcome is worth does not depend on the context here, so that coherence is the same as being right. The arm in which thoughts teach nothing tests whether it is enough that self-reflective thoughts come up more often; there the habit has to be learned first, which takes as long as the values do.',
  source: 'after Byrnes 2023, Valence series, part 2 (Valence and normativity), section 2.6 (valence of self-reflective thoughts); made for this catalogue',
  options: {},
  defaults: {
    agents: 768,
    agent: { hidden: 0, gamma: 0.9, alpha: 0.03, beta: 0, floor: 0.1, rule: 'best', thinkRate: 1 },
    phases: [{ name: 'train', split: 'train', steps: early }],
  },
  arms: [
    { name: 'tied early', set: tied },
    { name: 'untied early', set: untied },
    { name: 'tied late', set: { ...tied, 'phases[0].steps': late } },
    { name: 'tied late without habit', set: { ...tied, 'phases[0].steps': late, 'agent.betaMeta': 0 } },
    { name: 'tied early without teaching', set: { ...tied, 'agent.thinkRate': 0 } },
  ],
  verdicts: [
    { statistic: 'train.coherence.difference', contrast: [['tied early', 1], ['untied early', -1]], predicted: '+' },
    { statistic: 'train.coherence.difference', contrast: [['tied late', 1], ['tied early', -1]], predicted: '-' },
    { statistic: 'train.coherence.difference', contrast: [['untied early', 1]], predicted: '0', margin: 0.02 },
    ...['tied late', 'tied late without habit'].map((arm) => ({ statistic: 'train.coherence.difference', contrast: [[arm, 1]] as const, predicted: '0' as const, margin: 0.02 })),
    { statistic: 'train.coherence.difference', contrast: [['tied early without teaching', 1]], predicted: '+' },
  ],
  build() {
    const pairs = outcomes.length * contexts.length;
    const features = ({ context, outcome, done }: State) => {
      const own = outcome === undecided ? [context] : [context, contexts.length + (done - 1) * pairs + outcome * contexts.length + context];
      const behind = contexts.length + (length - 1) * pairs;
      return { object: own.map((index): Feature => [index, 1]), self: own.map((index): Feature => [behind + index, 1]) };
    };
    const life: LevelDefinition<State> = {
      name: 'life',
      splits: { train: 1 },
      start: contexts.map((_, context) => [1 / contexts.length, { context, outcome: undecided, done: 0 }]),
      step({ context, outcome, done }, action) {
        const next = { context, outcome: outcome === undecided ? action : outcome, done: done + 1 };
        return next.done === length ? { next, events: [outcomes[next.outcome]!.name], terminated: true } : { next };
      },
      features: (state) => (state.done === length ? { object: [] } : features(state)),
      // One row per context: the decision, then its outcomes.
      cell: ({ context, outcome }) => context * (1 + outcomes.length) + 1 + outcome,
      draw: {
        width: 1 + outcomes.length,
        height: contexts.length,
        objects: contexts.flatMap((_, context) => outcomes.map(({ name }, outcome) => [context * (1 + outcomes.length) + 1 + outcome, name] as const)),
      },
    };
    return {
      actions: outcomes.map(({ name }) => name),
      letters: 'qcwf',
      events: outcomes.map(({ name, reward }) => ({ name, reward, intended: reward })),
      levels: [life],
      probes: outcomes.flatMap(({ name }, outcome) =>
        contexts.map((place, context) => ({ name: `${name}, ${place}`, outcome: name, context: place, features: features({ context, outcome, done: 1 }) })),
      ),
    };
  },
});
