import { scenario } from '../world/scenario';

/** A position: 0 is off the left end, 1 … n are the states, n + 1 is off the right end. */
type Position = number;

export default scenario({
  id: 'random-walk',
  title: 'Random walk',
  claim: 'A learned value function predicts the reward to come, and the true values are known in closed form.',
  doc: [
    'States stand in a row, and the walk starts in the middle. There is one action; it leads left or right with probability ½ each, so there is nothing to decide and everything to predict. Stepping off an end terminates the episode.',
    'With 5 states the right end pays 1 and the left end 0: the true value of state i is i / 6. With 19 states the ends pay −1 and 1: the true value of state i is (i − 10) / 10. Nothing else pays, and nothing is discounted. What is rewarded is what was intended; there are no proxies.',
    'Features are one-hot, so a linear critic is a table. Every state has a probe, whose valence is the learned value.',
  ].join('\n\n'),
  caveats: 'Episodes are truncated after 10,000 steps, which happens to fewer than one walk in 10⁵⁰. A constant step size leaves every single agent with a fluctuation around the true values; their mean over the population is what to compare.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 6.2 (5 states) and Example 7.1 (19 states)',
  options: {
    states: { default: 5, min: 5, max: 19, step: 14, doc: 'Length of the walk: 5 or 19 states.' },
  },
  defaults: {
    agent: { hidden: 0, gamma: 1, alpha: 0.05, lambda: 0, initScale: 0 },
    phases: [
      { name: 'train', split: 'train', steps: 40000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build({ states }) {
    const left = states === 5 ? 0 : -1;
    const positions = Array.from({ length: states }, (_, i) => i + 1);
    const enter = (next: Position) => {
      if (next === 0) return { probability: 0.5, next, events: ['left end'], terminated: true };
      if (next === states + 1) return { probability: 0.5, next, events: ['right end'], terminated: true };
      return { probability: 0.5, next };
    };
    return {
      actions: ['walk'],
      events: [
        { name: 'left end', reward: left, intended: left },
        { name: 'right end', reward: 1, intended: 1 },
      ],
      levels: [
        {
          name: 'walk',
          splits: { train: 1 },
          maxSteps: 10_000,
          start: [[1, (states + 1) / 2]],
          step: (position: Position) => [enter(position - 1), enter(position + 1)],
          // The ends are only entered by terminating: nothing is ever predicted there.
          features: (position) => ({ object: position >= 1 && position <= states ? [[position - 1, 1]] : [] }),
          cell: (position) => position,
          draw: { width: states + 2, height: 1, objects: [[0, 'left end'], [states + 1, 'right end']] },
        },
      ],
      probes: positions.map((position) => ({ name: `state ${position}`, features: { object: [[position - 1, 1]] } })),
    };
  },
});
