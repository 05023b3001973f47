import { scenario, type LevelDefinition } from '../world/scenario';
import type { FrameFeatures, Feature } from '../world/types';

/** `over` is only entered by terminating. */
const places = ['tempted', 'treated', 'waiting', 'over'] as const;
type Place = (typeof places)[number];

/** Only the temptation can be thought about self-reflectively. */
const features: Readonly<Record<Place, FrameFeatures<readonly Feature[]>>> = {
  tempted: { object: [[0, 1]], self: [[1, 1]] },
  treated: { object: [[2, 1]] },
  waiting: { object: [[3, 1]] },
  over: { object: [] },
};

/** Probabilities of punishment for part (a): on both sides of the break-even point, .393. */
const punishments = [0.36, 0.42, 0.5];
const punished = (probability: number): string => `punished ${probability}`;
const unlearned = 'habit not learned';

/** Part (b): a habit that does not pay by itself, an actor that learns, a discount at which waiting is better or is not. */
const approved = { 'scenarioOptions.approval': 1 };
const acting = { 'scenarioOptions.punishment': punishments[0], 'agent.beta': 0.05 };
const impatient = { 'agent.gamma': 0.5 };

export default scenario({
  id: 'claim-11',
  title: 'The habit of self-reflection',
  claim: '“Think self-reflectively” is a habit that is learned just as far as it has paid; immediate approval makes it one, and lowers impulsiveness where waiting is better.',
  doc: [
    'A treat can be taken now (1), and is then punished with probability `punishment` a step later (−2); or one waits, for .5 a step later. The two are the sooner and the later reward that `impulsive` counts; what is rewarded is also what is intended. There are no proxies.',
    'The moment of temptation can be thought about in two frames. Object-level, the agent acts on impulse: it takes the first action that comes to its actor’s mind. Self-reflectively it thinks: of eight candidates it takes the one whose plan, one step deep, is worth most to its own critic; that costs .1 (`reflectionCost`). How often it reflects is a habit that is learned from what has come of it. With `approval`, a self-reflective thought pays that much at once.',
    '(a) The impulse is held fixed: the actor does not learn, and takes and waits equally often. With discount γ the treat is worth T = 1 − 2γq at a probability q of punishment, waiting W = γ/2. With a floor f of exploration, reflection gains (1 − f)|T − W|/2 and costs .1. For f = .1 and γ = .95 it breaks even at q = .393: below, the habit should fall below one half, above, rise above it. The arm that does not learn the habit has exactly one half.',
    '(b) The actor learns as well, q = .36: reflection alone does not pay, and with approval it does. Impulsiveness should fall with approval where waiting is better (γ = .95), and not where the treat is (γ = .5).',
  ].join('\n\n'),
  caveats: 'With |T − W| small enough to either side of T = W reflection does not pay, also where the treat is just better; the arms are on the side of waiting. In (b) the actor itself learns to wait, in the end, so that the effect of approval is one of an early time.',
  source: 'after Byrnes 2023, Valence series, part 2 (Valence and normativity), section 2.6 (valence of self-reflective thoughts); made for this catalogue',
  options: {
    punishment: { default: 0.42, min: 0, max: 1, step: 0.02, doc: 'Probability that the treat is punished.' },
    approval: { default: 0, min: 0, max: 2, step: 0.25, doc: 'What a self-reflective thought about the temptation pays.' },
  },
  defaults: {
    agents: 2048,
    agent: { hidden: 0, gamma: 0.95, alpha: 0.02, beta: 0, initScale: 0, floor: 0.1, rule: 'best', reflectionCost: 0.1, reflectionDepth: 1, reflectionCandidates: 8 },
    phases: [
      { name: 'train', split: 'train', steps: 4000 },
      { name: 'test', split: 'train', steps: 1000, learn: false },
    ],
  },
  arms: [
    { name: unlearned, set: { 'agent.betaMeta': 0 } },
    ...punishments.map((probability) => ({ name: punished(probability), set: { 'scenarioOptions.punishment': probability } })),
    { name: 'patient', set: acting },
    { name: 'patient and approved', set: { ...acting, ...approved } },
    { name: 'impatient', set: { ...acting, ...impatient } },
    { name: 'impatient and approved', set: { ...acting, ...impatient, ...approved } },
  ],
  verdicts: [
    { statistic: 'test.habit', contrast: [[punished(0.36), 1], [unlearned, -1]], predicted: '-' },
    { statistic: 'test.habit', contrast: [[punished(0.42), 1], [unlearned, -1]], predicted: '+' },
    { statistic: 'test.habit', contrast: [[punished(0.5), 1], [punished(0.42), -1]], predicted: '+' },
    { statistic: 'test.habit', contrast: [['patient', 1], [unlearned, -1]], predicted: '-' },
    { statistic: 'test.habit', contrast: [['patient and approved', 1], [unlearned, -1]], predicted: '+' },
    { statistic: 'test.impulsive', contrast: [['patient and approved', 1], ['patient', -1]], predicted: '-' },
    { statistic: 'test.impulsive', contrast: [['impatient and approved', 1], ['impatient', -1]], predicted: '0', margin: 0.05 },
    { statistic: 'test.impulsive', contrast: [['patient and approved', 1], ['patient', -1], ['impatient and approved', -1], ['impatient', 1]], predicted: '-' },
  ],
  build({ punishment, approval }) {
    const kitchen: LevelDefinition<Place> = {
      name: 'kitchen',
      splits: { train: 1 },
      start: [[1, 'tempted']],
      step(place, action) {
        if (place === 'tempted') return action === 0 ? { next: 'treated', events: ['treat'] } : { next: 'waiting' };
        if (place === 'waiting') return { next: 'over', events: ['later reward'], terminated: true };
        return [
          { probability: punishment, next: 'over', events: ['punishment'], terminated: true },
          { probability: 1 - punishment, next: 'over', terminated: true },
        ];
      },
      features: (place) => features[place],
      cell: (place) => places.indexOf(place),
      draw: { width: places.length, height: 1, objects: [[1, 'treat'], [2, 'later reward']] },
      reflection: (place) => (place === 'tempted' ? ['approval'] : []),
    };
    return {
      actions: ['take', 'wait'],
      events: [
        { name: 'treat', reward: 1, intended: 1 },
        { name: 'punishment', reward: -2, intended: -2 },
        { name: 'later reward', reward: 0.5, intended: 0.5 },
        { name: 'approval', reward: approval },
      ],
      levels: [kitchen],
      impulse: { sooner: 'treat', later: 'later reward' },
    };
  },
});
