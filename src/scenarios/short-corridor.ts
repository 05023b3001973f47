import { scenario } from '../world/scenario';

/** 0 is the start, 3 the goal. */
type Position = number;

const left = 0;

/** Where the two actions are switched. */
const switched = 1;

const goal = 3;

export default scenario({
  id: 'short-corridor',
  title: 'Short corridor with switched actions',
  claim: 'Where all states look alike, the best policy is a gamble: policy gradients of whole returns find its odds, and a critic that bootstraps does not.',
  doc: [
    'Three states in a row and a goal behind the third; the walk starts in the first. “Right” goes right and “left” goes left, and off the left end the agent stays where it is; but in the second state the two are switched. Every step pays −1, also the one that enters the goal and terminates the episode. Nothing is discounted.',
    'All states have the same single feature, so a policy is one number, the probability p of going right. Its value is (2p − 4) / (p (1 − p)); it is greatest, −11.66, at p = 2 − √2 ≈ 0.586. Who saw the states would need 3 steps.',
    'The recommended agents are REINFORCE: a critic that stays at 0 (α = 0), and an actor whose traces do not decay (λₐ = 1), so that every action is judged by all that is paid after it. The share of right among all steps, event.right / event.step, is p.',
    'With α above 0 and λₐ = 0 it is the actor-critic that bootstraps. Its TD error is the same after every action but the last one; that one goes right, and ends better than expected: nothing but right is ever reinforced, until the agent goes to and fro between the first two states.',
    'What is rewarded is what was intended, and there are no proxies. One probe imagines the state that all states look like.',
  ].join('\n\n'),
  caveats: 'The book starts with p = 0.05, these agents with 0.5. The oracle sees the states, and its best return of −3 is out of reach for any agent. An episode is truncated after 1,000 steps; in the book it never is.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 13.1',
  options: {},
  defaults: {
    agent: { hidden: 0, gamma: 1, initScale: 0, alpha: 0, beta: 2 ** -13, lambdaActor: 1 },
    phases: [
      { name: 'train', split: 'train', steps: 80000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build: () => ({
    actions: ['left', 'right'],
    events: [{ name: 'step', reward: -1, intended: -1 }, { name: 'right' }],
    levels: [
      {
        name: 'corridor',
        splits: { train: 1 },
        maxSteps: 1000,
        start: [[1, 0]],
        step(position: Position, action) {
          const goesLeft = (action === left) !== (position === switched);
          const next = goesLeft ? Math.max(position - 1, 0) : position + 1;
          return { next, events: action === left ? ['step'] : ['step', 'right'], terminated: next === goal };
        },
        features: () => ({ object: [[0, 1]] }),
        cell: (position) => position,
        draw: { width: goal + 1, height: 1, objects: [[switched, 'switched'], [goal, 'goal']] },
      },
    ],
    probes: [{ name: 'any state', features: { object: [[0, 1]] } }],
  }),
});
