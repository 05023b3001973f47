import { cellsOf, objectsOf, readMap } from '../world/ascii';
import { move, moves } from '../world/gridworld';
import { scenario } from '../world/scenario';

const map = readMap([
  'E   ',
  '    ',
  '    ',
  '   E',
]);

const starts = cellsOf(map, ' ');

export default scenario({
  id: 'gridworld-4-1',
  title: 'Gridworld with two exits',
  claim: 'Evaluating a policy is not improving it: from the corner without an exit the uniform policy takes 22 steps on average, and 3 would do.',
  doc: [
    'Four by four cells without walls. The top left and the bottom right cell are exits: entering one terminates the episode. Every step pays −1, the last one too; a move off the grid leaves the agent where it is. Nothing is discounted, so that the value of a cell is minus the number of steps that are expected from it.',
    'Under the uniform policy the values are −14, −18, −20 and −22, depending on the cell; under the best one they are minus the distance to the nearer exit, −1 to −3.',
    'What is rewarded is what was intended, and there are no proxies. The agent sees its cell, one-hot. Every cell but the exits has a probe, named by its column and row from the top left.',
  ].join('\n\n'),
  caveats: 'The two exits are one state in the book, which changes no value. Episodes start in any other cell and are truncated after 5,000 steps, which no policy that tries everything ever sees. Probes of a learning agent show the value of the policy that it has learned, not of the uniform one.',
  source: 'Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 4.1 and Figure 4.1',
  options: {},
  defaults: {
    agent: { hidden: 0, gamma: 1 },
    phases: [
      { name: 'train', split: 'train', steps: 20000, learn: true },
      { name: 'test', split: 'train', steps: 2000, learn: false },
    ],
  },
  build: () => ({
    ...moves,
    events: [{ name: 'step', reward: -1, intended: -1 }],
    levels: [
      {
        name: 'grid',
        splits: { train: 1 },
        maxSteps: 5000,
        start: starts.map((cell) => [1 / starts.length, cell]),
        step(cell: number, action) {
          const next = move(map, cell, action);
          return { next, events: ['step'], terminated: map.characters[next] === 'E' };
        },
        features: (cell) => ({ object: [[cell, 1]] }),
        cell: (cell) => cell,
        draw: { width: map.width, height: map.height, objects: objectsOf(map, { E: 'exit' }) },
      },
    ],
    probes: starts.map((cell) => ({ name: `cell ${cell % map.width},${Math.floor(cell / map.width)}`, features: { object: [[cell, 1]] } })),
  }),
});
