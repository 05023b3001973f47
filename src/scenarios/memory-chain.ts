import { scenario } from '../world/scenario';

interface State {
  /** the bit that is shown at the start */
  readonly bit: number;
  /** steps taken */
  readonly time: number;
}

const bits = [0, 1] as const;

export default scenario({
  id: 'memory-chain',
  title: 'Memory chain',
  claim: 'What must be remembered cannot be learned without a memory: agents that see only the present answer by chance.',
  doc: [
    'At the start the agent sees a bit, as −1 or 1; then `length` steps pass in which no action does anything. On the step after them it has to answer with the bit: the right answer pays 1, the wrong one −1, and the episode terminates.',
    'What is rewarded is what was intended, and there are no proxies.',
    'The agent sees two numbers: the share of the `length` steps that is left, and the bit, which is 0 from the third step on. As in the published code, what is seen lags: the second step looks like the first. One probe for each bit imagines seeing it.',
  ].join('\n\n'),
  caveats: 'The oracle knows the state and with it the bit: its best return of 1 is that of a perfect memory, and 0 is what is possible for agents, which have none. With `length` 1 nothing needs to be remembered: the bit is still seen when it is asked for. The measures therefore show a limit of the agents and not of learning. bsuite’s observation has a third number, the query, which is always 0 where there is a single bit, as here and in its experiment on the length.',
  source: 'Osband et al. 2020, Behaviour Suite for Reinforcement Learning (arXiv 1908.03568), environment memory_chain of its published code, experiment memory_len',
  options: {
    length: { default: 10, min: 1, max: 100, doc: 'Steps between seeing the bit and answering, the first one included.' },
  },
  defaults: {
    agent: { gamma: 1 },
    phases: [
      { name: 'train', split: 'train', steps: 40000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build({ length }) {
    /** What bsuite shows, without the query: after a step, the observation from before its clock moved. */
    const observation = ({ bit, time }: State) => {
      const clock = Math.max(time - 1, 0);
      return [[0, 1 - clock / length], [1, clock === 0 ? 2 * bit - 1 : 0]] as const;
    };
    return {
      actions: ['answer 0', 'answer 1'],
      letters: '01',
      events: [
        { name: 'right', reward: 1, intended: 1 },
        { name: 'wrong', reward: -1, intended: -1 },
      ],
      levels: [
        {
          name: 'chain',
          splits: { train: 1 },
          maxSteps: length + 1,
          start: bits.map((bit) => [1 / 2, { bit, time: 0 }]),
          step({ bit, time }: State, action) {
            const next = { bit, time: time + 1 };
            return time === length ? { next, events: [action === bit ? 'right' : 'wrong'], terminated: true } : { next };
          },
          features: (state) => ({ object: observation(state) }),
          cell: ({ bit, time }) => bit * (length + 2) + time,
          draw: { width: length + 2, height: 2 },
        },
      ],
      probes: bits.map((bit) => ({ name: `bit ${bit}`, features: { object: observation({ bit, time: 0 }) } })),
    };
  },
});
