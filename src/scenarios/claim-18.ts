import { move, moves } from '../world/gridworld';
import { scenario } from '../world/scenario';
import { openMap } from './_layouts';

/** How much faster than a search the learner is predicted to be. */
const ratio = 10;

const searchers = ['random-search', 'hill-climbing'] as const;

/** Where episodes start; from the corner one episode tells all about a table, so that more would be wasted. */
const starts = [
  { from: 'anywhere', set: {} },
  { from: 'the corner', set: { 'scenarioOptions.fromCorner': true, 'agent.trial': 1, 'phases[0].steps': 100_000 } },
] as const;

const arm = (learner: string, from: string): string => `${learner} from ${from}`;

export default scenario({
  id: 'claim-18',
  title: 'Searching for programs',
  claim: 'Searching over arbitrary programs is a far worse way to build the same agent than learning: it takes more than ten times as many steps to the same return.',
  doc: [
    'An open grid, four by four cells. Reaching the bottom right cell pays 1, which is what was intended, and terminates the episode; after four times as many steps as there are columns it is truncated. An episode starts in any other cell, or with `fromCorner` in the opposite corner. An agent sees its cell, one-hot. There are no proxies.',
    'A program is a table with an action for every cell. Random search tries out one table after the other, hill climbing the best so far with one entry changed; each is tried for 8 episodes, from the corner for one, and kept if it did as well as the best. The learner is the actor-critic agent, with as many parameters in its policy.',
    'Compared is the number of steps until the mean return is 80 % of the way from the uniform policy’s to the optimum: of a searcher, that of its best table; of the learner, that of the episodes since the last record, 100 steps. A table that got lucky in its episodes counts, which is to the searchers’ advantage.',
    'From anywhere, nearly every cell’s action must be right. From the corner one way of six steps is enough, there are many such ways, and a searcher tries a whole way in every episode.',
  ].join('\n\n'),
  caveats: 'Tables are the smallest space of programs in which the agent can be found; in a larger one a search takes longer, as it does in a larger grid, so that one number says little: compare `size`. From the corner of a grid of three by three cells random search is about as fast as the learner, of six by six more than five times slower; in the grid of four by four hill climbing from the corner takes a little less than ten times as long, and comes out undecided on about half of the seeds and opposite on the others. Agents that never reach the criterion have no value, which makes the mean of the searchers too small; the phases are long enough that hardly any is left out. The learner’s step sizes are not the fastest.',
  source: 'made for this catalogue',
  options: {
    size: { default: 4, min: 2, max: 6, doc: 'Rows and columns of the grid.' },
    fromCorner: { default: false, doc: 'Whether every episode starts in the top left corner.' },
  },
  defaults: {
    agents: 96,
    agent: { hidden: 0, gamma: 0.9, alpha: 0.1, beta: 0.5, initScale: 0 },
    phases: [{ name: 'train', split: 'train', steps: 300_000 }],
    record: { everySteps: 100 },
  },
  arms: starts.flatMap(({ from, set }) => [
    { name: arm('td', from), set: { ...set, 'phases[0].steps': 20_000 } },
    ...searchers.map((search) => ({ name: arm(search, from), set: { ...set, 'agent.learner': search } })),
  ]),
  verdicts: starts.flatMap(({ from }) =>
    searchers.map((search) => ({
      statistic: 'train.ttc',
      contrast: [[arm(search, from), 1], [arm('td', from), -ratio]] as const,
      predicted: '+' as const,
    })),
  ),
  build({ size, fromCorner }) {
    const map = openMap(size);
    const goal = size * size - 1;
    const from = fromCorner ? [0] : Array.from({ length: goal }, (_, cell) => cell);
    return {
      ...moves,
      events: [{ name: 'goal', reward: 1, intended: 1 }],
      levels: [
        {
          name: 'only',
          splits: { train: 1 },
          maxSteps: 4 * size,
          start: from.map((cell) => [1 / from.length, cell] as const),
          step(cell: number, action) {
            const next = move(map, cell, action);
            return next === goal ? { next, events: ['goal'], terminated: true } : { next };
          },
          features: (cell) => ({ object: [[cell, 1]] }),
          cell: (cell) => cell,
          draw: { width: size, height: size, objects: [[goal, 'goal']] },
        },
      ],
    };
  },
});
