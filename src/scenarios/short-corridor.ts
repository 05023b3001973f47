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
  claim: 'Where all states look alike, the best policy is a gamble, and a critic that bootstraps cannot find it: an actor-critic learns to go right nearly always, and hardly ever arrives.',
  doc: [
    'Three states in a row and a goal behind the third; the walk starts in the first. “Right” goes right and “left” goes left, and off the left end the agent stays where it is; but in the second state the two are switched. Every step pays −1, also the one that enters the goal and terminates the episode. Nothing is discounted.',
    'All states have the same single feature, so a policy is one number, the probability p of going right. Its value is (2p − 4) / (p (1 − p)); it is greatest, −11.66, at p = 2 − √2 ≈ 0.586. Who saw the states would need 3 steps.',
    'The TD error of a critic that bootstraps is the same after every action but the last one. That one goes right, and ends better than expected: nothing but right is ever reinforced, until the agent goes to and fro between the first two states. REINFORCE in the book judges an action by the whole return after it, and finds the best policy.',
    'What is rewarded is what was intended, and there are no proxies. One probe imagines the state that all states look like.',
  ].join('\n\n'),
  caveats: 'The agents have no REINFORCE: λ gives traces to the critic and none to the actor. That they fail here is a limit of theirs, not of policy gradients. The oracle sees the states, and its best return of −3 is out of reach for any agent. An episode is truncated after 1,000 steps; in the book it never is.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 13.1',
  options: {},
  defaults: {
    agent: { hidden: 0, gamma: 1, initScale: 0 },
    phases: [
      { name: 'train', split: 'train', steps: 40000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build: () => ({
    actions: ['left', 'right'],
    events: [{ name: 'step', reward: -1, intended: -1 }],
    levels: [
      {
        name: 'corridor',
        splits: { train: 1 },
        maxSteps: 1000,
        start: [[1, 0]],
        step(position: Position, action) {
          const goesLeft = (action === left) !== (position === switched);
          const next = goesLeft ? Math.max(position - 1, 0) : position + 1;
          return { next, events: ['step'], terminated: next === goal };
        },
        features: () => ({ object: [[0, 1]] }),
        cell: (position) => position,
        draw: { width: goal + 1, height: 1, objects: [[switched, 'switched'], [goal, 'goal']] },
      },
    ],
    probes: [{ name: 'any state', features: { object: [[0, 1]] } }],
  }),
});
