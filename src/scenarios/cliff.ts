import { cellsOf, objectsOf, readMap } from '../world/ascii';
import { move, moves } from '../world/gridworld';
import { scenario } from '../world/scenario';

/** S is the start, C the cliff, G the goal. */
const map = readMap([
  '            ',
  '            ',
  '            ',
  'SCCCCCCCCCCG',
]);

const start = cellsOf(map, 'S')[0]!;

export default scenario({
  id: 'cliff',
  title: 'Cliff walking',
  claim: 'An agent that goes on exploring and learns from what it does keeps away from the edge, although the shortest path runs along it.',
  doc: [
    'Four rows of twelve cells. The start is the bottom left cell, the goal the bottom right one; the ten cells between them are the cliff. Every step pays −1, also the one that enters the goal and terminates the episode. A step off the cliff pays −100 instead and leads back to the start, and the episode goes on. A move off the grid leaves the agent where it is. Nothing is discounted.',
    'The shortest path runs along the edge: 13 steps, a return of −13. Keeping two rows away from the cliff costs 17.',
    'What is rewarded is what was intended, and there are no proxies. The agent sees its cell, one-hot. Two probes imagine standing on the edge in the middle, and two rows above it.',
    'With the recommended settings one action in ten is chosen uniformly, which is the ε of the book.',
  ].join('\n\n'),
  caveats: 'The book compares Sarsa and Q-learning. These agents are actor-critics: they learn the values of the policy that they follow, as Sarsa does, and nothing here stands for Q-learning. An episode is truncated after 1,000 steps; in the book it never is.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 6.6',
  options: {},
  defaults: {
    agent: { hidden: 0, gamma: 1, floor: 0.1 },
    phases: [
      { name: 'train', split: 'train', steps: 40000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build: () => ({
    ...moves,
    events: [
      { name: 'step', reward: -1, intended: -1 },
      { name: 'fall', reward: -100, intended: -100 },
    ],
    levels: [
      {
        name: 'cliff',
        splits: { train: 1 },
        maxSteps: 1000,
        start: [[1, start]],
        step(cell: number, action) {
          const next = move(map, cell, action);
          if (map.characters[next] === 'C') return { next: start, events: ['fall'] };
          return { next, events: ['step'], terminated: map.characters[next] === 'G' };
        },
        features: (cell) => ({ object: [[cell, 1]] }),
        cell: (cell) => cell,
        draw: { width: map.width, height: map.height, objects: objectsOf(map, { S: 'start', C: 'cliff', G: 'goal' }) },
      },
    ],
    probes: [
      { name: 'on the edge', features: { object: [[2 * map.width + 6, 1]] } },
      { name: 'two rows above the edge', features: { object: [[6, 1]] } },
    ],
  }),
});
