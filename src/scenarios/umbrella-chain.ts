import { scenario } from '../world/scenario';

interface State {
  /** 1 if it will rain */
  readonly need: number;
  /** 1 if the umbrella is carried */
  readonly has: number;
  /** steps taken */
  readonly time: number;
}

const bits = [0, 1] as const;

export default scenario({
  id: 'umbrella-chain',
  title: 'Umbrella chain',
  claim: 'Credit for one early decision is found under rewards that have nothing to do with it, the later the harder.',
  doc: [
    'At the start the agent sees whether an umbrella will be needed, and its first action takes one or leaves it; no later action does anything. On the last of `length` steps it is paid 1 if it has the umbrella and needs it, or has none and needs none, and else −1, and the episode terminates. Every step before pays −1 or 1 at random.',
    'Intended is only the last reward. There are no proxies.',
    'The agent sees three numbers: whether the umbrella is needed, whether it is carried (at the start at random, which means nothing), and the share of the steps that is left. Four probes imagine the last step but one with and without the umbrella, needed or not; with one step there is none before the last, and they imagine its end.',
  ].join('\n\n'),
  caveats: 'Of bsuite’s distractors, random bits that are seen besides, there are none, as in its experiment on the length. Whether the umbrella is right is an interaction of two features, which linear agents cannot value: it takes hidden units. The recommended agents learn slowly and without bootstrapping (λ = 1) and get .98 of the 1 that was intended in chains of 3 steps, .95 of 5, .87 of 10, .54 of 20, .07 of 30; with the general defaults it is .6 of 3 and nothing of 10.',
  source: 'Osband et al. 2020, Behaviour Suite for Reinforcement Learning (arXiv 1908.03568), environment umbrella_chain of its published code, experiment umbrella_length',
  options: {
    length: { default: 10, min: 1, max: 100, doc: 'Steps of an episode.' },
  },
  defaults: {
    agents: 1024,
    agent: { gamma: 1, lambda: 1, alpha: 0.003, beta: 0.01, initScale: 0.3 },
    phases: [
      { name: 'train', split: 'train', steps: 100000, learn: true },
      { name: 'test', split: 'train', steps: 4000, learn: false },
    ],
  },
  build({ length }) {
    /** What bsuite shows. */
    const observation = ({ need, has, time }: State) => [[0, need], [1, has], [2, 1 - time / length]] as const;
    const row = ({ need, has }: State) => 2 * need + has;
    return {
      actions: ['leave', 'take'],
      events: [
        { name: 'right', reward: 1, intended: 1 },
        { name: 'wrong', reward: -1, intended: -1 },
        { name: 'good luck', reward: 1 },
        { name: 'bad luck', reward: -1 },
      ],
      levels: [
        {
          name: 'chain',
          splits: { train: 1 },
          maxSteps: length,
          start: bits.flatMap((need) => bits.map((has) => [1 / 4, { need, has, time: 0 }] as const)),
          step(state: State, action) {
            const next = { need: state.need, has: state.time === 0 ? action : state.has, time: state.time + 1 };
            if (next.time === length) return { next, events: [next.has === next.need ? 'right' : 'wrong'], terminated: true };
            return ['good luck', 'bad luck'].map((luck) => ({ probability: 1 / 2, next, events: [luck] }));
          },
          features: (state) => ({ object: observation(state) }),
          cell: (state) => row(state) * (length + 1) + state.time,
          draw: { width: length + 1, height: 4 },
        },
      ],
      probes: bits.flatMap((need) =>
        bits.map((has) => ({
          name: `${has ? 'umbrella' : 'no umbrella'}, ${need ? 'needed' : 'not needed'}`,
          features: { object: observation({ need, has, time: Math.max(length - 1, 1) }) },
        })),
      ),
    };
  },
});
