import { cellsOf, floorOf, objectsOf, readMap } from '../world/ascii';
import { move, moves } from '../world/gridworld';
import { scenario } from '../world/scenario';

/** A and B are left for a and b, whatever the action. */
const map = readMap([
  ' A B ',
  '     ',
  '   b ',
  '     ',
  ' a   ',
]);

const [a, aPrime, b, bPrime] = ['A', 'a', 'B', 'b'].map((letter) => cellsOf(map, letter)[0]!) as [number, number, number, number];

const floor = floorOf(map);

export default scenario({
  id: 'gridworld-3-5',
  title: 'Gridworld with A and B',
  claim: 'The value of a state is not its next reward: under the uniform policy A is worth less than the 10 that it pays, and B more than its 5.',
  doc: [
    'Five by five cells without walls. A move off the grid pays −1 and leaves the agent where it is. In A every action pays 10 and leads to A′, four cells below; in B every action pays 5 and leads to B′, two cells below. Nothing else pays. Rewards are discounted by 0.9 per step.',
    'After A the agent stands at the edge, where the uniform policy bumps into it; after B it stands in the middle, from where it may come upon A or B again. Under the uniform policy A is worth 8.8 and B 5.3; under the best one A is worth 24.4 and B 19.4.',
    'What is rewarded is what was intended, and there are no proxies. The agent sees its cell, one-hot. Every cell has a probe, named by its column and row from the top left.',
  ].join('\n\n'),
  caveats: 'The published task never ends. Here an episode starts in any cell and is truncated after 250 steps, which changes no value by 10⁻⁹; an agent still expects what would come after. Probes of a learning agent show the value of the policy that it has learned, not of the uniform one: compare them with the best values.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 3.5 (values of the uniform policy) and Example 3.8 (best values)',
  options: {},
  defaults: {
    agent: { hidden: 0, gamma: 0.9 },
    phases: [
      { name: 'train', split: 'train', steps: 40000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build: () => ({
    ...moves,
    events: [
      { name: 'A', reward: 10, intended: 10 },
      { name: 'B', reward: 5, intended: 5 },
      { name: 'off the grid', reward: -1, intended: -1 },
    ],
    levels: [
      {
        name: 'grid',
        splits: { train: 1 },
        maxSteps: 250,
        start: floor.map((cell) => [1 / floor.length, cell]),
        step(cell: number, action) {
          if (cell === a) return { next: aPrime, events: ['A'] };
          if (cell === b) return { next: bPrime, events: ['B'] };
          const next = move(map, cell, action);
          return { next, events: next === cell ? ['off the grid'] : [] };
        },
        features: (cell) => ({ object: [[cell, 1]] }),
        cell: (cell) => cell,
        draw: { width: map.width, height: map.height, objects: objectsOf(map, { A: 'A', a: 'A′', B: 'B', b: 'B′' }) },
      },
    ],
    probes: floor.map((cell) => ({ name: `cell ${cell % map.width},${Math.floor(cell / map.width)}`, features: { object: [[cell, 1]] } })),
  }),
});
