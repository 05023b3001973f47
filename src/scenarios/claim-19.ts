import { scenario } from '../world/scenario';

/** Cells of the ring. */
const cells = 4;

const zero = 'zero weights';
const random = 'random weights';
const zeroFrozen = 'zero weights and nothing learned';
const randomFrozen = 'random weights and nothing learned';

export default scenario({
  id: 'claim-19',
  title: 'No reward, no wants',
  claim: 'Where the reward is always zero, nothing is ever wanted: what starts without valence stays without, what starts with a random one loses it.',
  doc: [
    'A ring of four cells. An agent walks left or right or stays, and none of it is ever rewarded or intended. An episode starts in any cell and is truncated after 8 steps. A cell is one feature, and a probe reads the valence of each.',
    'With all weights 0 the TD error is 0 from the first step on, and valences and preferences stay exactly what they are. With random weights a cell is worth something at first, by accident; the TD error then takes γ times the next value for the truth, and all values shrink towards 0.',
    'Wants are read off the probes, and their size, whatever their sign, off the root mean square of v at the start of an episode: the return being 0, that is `valueRmse`. What agents do is read off the events. Arms in which nothing is learned say what chance does.',
  ].join('\n\n'),
  caveats: 'Preferences move only as long as values do: an agent whose random weights prefer one action goes on doing so, without wanting it. Population means do not show that, since others prefer another. While random values last, the actor learns from them: it comes to stay about one per cent more often.',
  source: 'made for this catalogue',
  options: {},
  defaults: {
    agents: 4096,
    agent: { hidden: 16, gamma: 0.9, alpha: 0.1, initScale: 0.5 },
    phases: [
      { name: 'train', split: 'train', steps: 4000 },
      { name: 'test', split: 'train', steps: 1000, learn: false },
    ],
  },
  arms: [
    { name: zero, set: { 'agent.initScale': 0 } },
    { name: zeroFrozen, set: { 'agent.initScale': 0, 'phases[0].learn': false } },
    { name: random },
    { name: randomFrozen, set: { 'phases[0].learn': false } },
  ],
  verdicts: [
    ...Array.from({ length: cells }, (_, cell) => ({ statistic: `test.probe.cell ${cell}`, contrast: [[zero, 1]] as const, predicted: '0' as const, margin: 1e-6 })),
    { statistic: 'test.valueRmse', contrast: [[random, 1], [randomFrozen, -1]], predicted: '-' },
    { statistic: 'test.valueRmse', contrast: [[random, 1]], predicted: '0', margin: 0.001 },
    ...['left', 'right', 'stay'].flatMap((action) =>
      [zero, random].map((arm) => ({ statistic: `test.event.${action}`, contrast: [[arm, 1], [zeroFrozen, -1]] as const, predicted: '0' as const, margin: 0.05 }))),
  ],
  build: () => ({
    actions: ['left', 'right', 'stay'],
    events: [{ name: 'left' }, { name: 'right' }, { name: 'stay' }],
    levels: [
      {
        name: 'ring',
        splits: { train: 1 },
        maxSteps: 8,
        start: Array.from({ length: cells }, (_, cell) => [1 / cells, cell] as const),
        step(cell: number, action) {
          const [event, distance] = ([['left', cells - 1], ['right', 1], ['stay', 0]] as const)[action]!;
          return { next: (cell + distance) % cells, events: [event] };
        },
        features: (cell) => ({ object: [[cell, 1]] }),
        cell: (cell) => cell,
        draw: { width: cells, height: 1 },
      },
    ],
    probes: Array.from({ length: cells }, (_, cell) => ({ name: `cell ${cell}`, features: { object: [[cell, 1]] as const } })),
  }),
});
