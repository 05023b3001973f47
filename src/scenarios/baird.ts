import { scenario, type LevelDefinition } from '../world/scenario';
import type { Feature } from '../world/types';

/** Six upper states, 0 … 5, and the lower one. */
const lower = 6;
const states = Array.from({ length: lower + 1 }, (_, state) => state);

const one = (index: number, value: number): readonly Feature[] => [[index, value]];

/** Its value is 2wᵢ + w₈ for an upper state, and w₇ + 2w₈ for the lower one. */
const features = (state: number): readonly Feature[] => (state === lower ? [[lower, 1], [7, 2]] : [[state, 2], [7, 1]]);

const initialWeights = [1, 1, 1, 1, 1, 1, 10, 1];

/** Orthogonal to the features of every state, so that no update that is made of them changes n·w. */
const invariant = [1, 1, 1, 1, 1, 1, 4, -2];

/** In a lesson one weight is alone, with this feature: its error shrinks by the factor 1 − 16α. */
const lessonFeature = 4;
const lessons = 256;

const lesson = (weight: number): string => `lesson of weight ${weight + 1}`;

/** The solid action leads to the lower state, each of the dashed ones to an upper one. */
const actions = states.map((state) => (state === lower ? 'solid' : `dashed ${state + 1}`));

const drawing = { width: lower, height: 2, objects: [] };
const cell = (state: number): number => (state === lower ? lower + 2 : state);

export default scenario({
  id: 'baird',
  title: 'Baird’s counterexample',
  claim: 'Off-policy TD learning with a linear value function diverges although nothing is ever rewarded and the right values can be represented; along the way, n·w stays 44 in every agent.',
  doc: [
    'Seven states. The solid action leads to the lower one, the dashed one to any of the six upper ones; nothing terminates, and nothing is rewarded or intended, so that all values are 0. Eight weights make seven values: 2wᵢ + w₈ for upper state i, w₇ + 2w₈ for the lower one. The target policy always takes the solid action, γ = .99, and learning begins with w = (1, 1, 1, 1, 1, 1, 10, 1). The values of the upper states grow without bound.',
    'In the form “sampled” an agent behaves as published: six times in seven it takes the dashed action, once the solid one. Here it is one who chooses uniformly between seven actions, of which six are dashed, each to a state of its own. The importance ratio of a dashed step is 0: its event closes the learning gate. That of a solid step is 7: the step size of the agents is 7 times the nominal one, .07 for the published .01.',
    'In the form “hosted” the state is drawn anew before every step, uniformly, the target policy is followed for that one step, and the episode is truncated; the step size is the nominal one, `agent.alpha` .01. Draws are independent and the update is linear in w, so that the mean of w over agents is that of the semi-gradient dynamic programme, w += α/7 Σ (γ v(lower) − v(s)) x(s), exactly.',
    `The initial weights are learned, from 0, in a phase before: a lesson is one step with one feature of value ${lessonFeature}, which pays ${lessonFeature} times its weight and terminates. ${lessons} lessons of each weight leave an error below rounding for step sizes from .005 to .12.`,
    'Probes read every weight, the value of every state, and n·w with n = (1, 1, 1, 1, 1, 1, 4, −2), which is orthogonal to the features of all seven states: whatever is sampled, an update adds multiples of these features and cannot change it.',
  ].join('\n\n'),
  caveats: 'An agent whose weights reach 2⁴⁰ is frozen and counted as diverged. In the recommended 1,000 steps none comes near: the mean grows by the factor 1.0024 a step, single agents of the sampled form more unevenly. In that form the state and the weights depend on each other, so that the mean of w follows the dynamic programme only roughly. Rounding moves n·w in proportion to the weights that it is summed from.',
  source: 'Baird 1995, Residual algorithms: reinforcement learning with function approximation; as in Sutton & Barto 2018, Reinforcement Learning: An Introduction, 2nd edition, Example 11.1, figures 11.1 and 11.2',
  options: {
    form: { default: 'sampled', choices: ['sampled', 'hosted'], doc: 'Off-policy behaviour with importance ratios, or single steps of the target policy from uniformly drawn states.' },
  },
  defaults: {
    agents: 1024,
    agent: { hidden: 0, gamma: 0.99, alpha: 0.07, beta: 0, initScale: 0, gate: 'events' },
    phases: [
      { name: 'initial weights', levels: initialWeights.map((_, weight) => lesson(weight)), repeat: lessons },
      { name: 'train', split: 'train', steps: 1000 },
    ],
    record: { everySteps: 50 },
  },
  build({ form }) {
    const lessonLevel = (weight: number): LevelDefinition<number> => ({
      name: lesson(weight),
      splits: { lessons: 1 },
      start: [[1, weight]],
      step: (state) => ({ next: state, events: [`weight of ${initialWeights[weight]!}`], terminated: true }),
      features: () => ({ object: one(weight, lessonFeature) }),
      cell: () => 0,
      draw: { width: 1, height: 1 },
    });
    const sampled: LevelDefinition<number> = {
      name: 'behaviour',
      splits: { train: 1 },
      maxSteps: 2 ** 20,
      start: states.map((state) => [1 / states.length, state]),
      step: (_, action) => ({ next: action, events: [action === lower ? 'solid' : 'dashed'] }),
      features: (state) => ({ object: features(state) }),
      cell,
      draw: drawing,
    };
    const hosted = (from: number): LevelDefinition<number> => ({
      ...sampled,
      name: `target from ${from + 1}`,
      maxSteps: 1,
      start: [[1, from]],
      step: () => ({ next: lower, events: ['solid'] }),
    });
    return {
      actions,
      letters: '1234567',
      events: [
        { name: 'solid' },
        { name: 'dashed', closesGate: true },
        ...[...new Set(initialWeights)].map((weight) => ({ name: `weight of ${weight}`, reward: weight * lessonFeature })),
      ],
      levels: [...initialWeights.map((_, weight) => lessonLevel(weight)), ...(form === 'sampled' ? [sampled] : states.map(hosted))],
      probes: [
        ...initialWeights.map((_, weight) => ({ name: `w${weight + 1}`, features: { object: one(weight, 1) } })),
        ...states.map((state) => ({ name: `state ${state + 1}`, features: { object: features(state) } })),
        { name: 'n·w', features: { object: invariant.map((n, index) => [index, n] as const) } },
      ],
    };
  },
});
