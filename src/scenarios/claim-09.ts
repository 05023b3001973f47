import { scenario } from '../world/scenario';

/** What can be thought of; pleasures pay 1 and duties −1 when they are had. */
const outcomes = [
  { name: 'sweets', pleasure: true },
  { name: 'gossip', pleasure: true },
  { name: 'exercise', pleasure: false },
  { name: 'practice', pleasure: false },
] as const;

const approval = 'approval by category';
const none = 'no approval';
const weak = 'weak approval';
const shared = 'approval without self features';

export default scenario({
  id: 'claim-09',
  title: 'Ego-dystonic',
  claim: 'One value function, two frames: an outcome that is wanted can be unwanted in the thought of oneself wanting it, and the other way round, if self-reflective thoughts are approved of by their content, and by more than the outcome pays.',
  doc: [
    'Four outcomes come to mind, each as often as the others, and there is nothing to decide: an episode is one thought and then the outcome. Two are pleasures and pay 1, two are duties and pay −1.',
    'Each can be thought about in two frames, object-level (“sweets”) and self-reflective (“me, eating sweets”), which are different features of the same value function. With `approval` a self-reflective thought of a duty is approved of at once, and one of a pleasure disapproved of, by that amount of reward. This is no part of the return: it is paid for the thought.',
    'A thought of an outcome should become worth what follows it: ±1 in the object-level frame, and in the self-reflective one −approval + 1 for a pleasure, approval − 1 for a duty. Outcomes whose valence has different signs in the two frames are in the quadrants +− (ego-dystonic wants) and −+ (duties that one likes to see oneself do). Without `selfFeatures` a self-reflective thought consists of the same features as the object-level one, and then there is only one valence.',
    'How often a thought is self-reflective is not learned here (half of the time). There are no proxies, and nothing is intended.',
  ].join('\n\n'),
  caveats: 'That signs can differ follows from what is paid; the experiment shows that one network with a shared hidden layer keeps the two frames apart, not how often people’s frames differ. Valences are compared with that of the empty thought.',
  source: 'after Byrnes 2023, Valence series, part 2 (Valence and normativity), section 2.6 (ego-syntonic and ego-dystonic ideas); made for this catalogue',
  options: {
    approval: { default: 2, min: 0, max: 4, step: 0.5, doc: 'What a self-reflective thought of a duty pays; one of a pleasure costs as much.' },
    selfFeatures: { default: true, doc: 'Whether self-reflective thoughts have features of their own.' },
  },
  defaults: {
    agents: 2048,
    agent: { hidden: 16, alpha: 0.05, betaMeta: 0 },
    phases: [{ name: 'train', split: 'train', steps: 8000 }],
  },
  arms: [
    { name: approval },
    { name: none, set: { 'scenarioOptions.approval': 0 } },
    { name: weak, set: { 'scenarioOptions.approval': 0.5 } },
    { name: shared, set: { 'scenarioOptions.selfFeatures': false } },
  ],
  verdicts: [
    { statistic: 'train.quadrant.+-', contrast: [[approval, 1], [none, -1]], predicted: '+' },
    { statistic: 'train.quadrant.-+', contrast: [[approval, 1], [none, -1]], predicted: '+' },
    ...[weak, shared].flatMap((arm) =>
      ['+-', '-+'].map((quadrant) => ({ statistic: `train.quadrant.${quadrant}`, contrast: [[arm, 1]] as const, predicted: '0' as const, margin: 0.05 }))),
  ],
  build({ approval: amount, selfFeatures }) {
    const features = (outcome: number) => ({
      object: [[outcome, 1]] as const,
      self: [[selfFeatures ? outcomes.length + outcome : outcome, 1]] as const,
    });
    return {
      actions: ['go on'],
      events: [
        ...outcomes.map(({ name, pleasure }) => ({ name, reward: pleasure ? 1 : -1 })),
        { name: 'pride', reward: amount },
        { name: 'shame', reward: 0 - amount },
      ],
      levels: [
        {
          name: 'daydream',
          splits: { train: 1 },
          start: outcomes.map((_, outcome) => [1 / outcomes.length, outcome] as const),
          step: (outcome: number) => ({ next: outcome, events: [outcomes[outcome]!.name], terminated: true }),
          features,
          cell: (outcome) => outcome,
          draw: { width: outcomes.length, height: 1, objects: outcomes.map(({ name }, outcome) => [outcome, name] as const) },
          reflection: (outcome) => [outcomes[outcome]!.pleasure ? 'shame' : 'pride'],
        },
      ],
      probes: outcomes.map(({ name }, outcome) => ({ name, features: features(outcome) })),
    };
  },
});
