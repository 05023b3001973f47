import { scenario, type LevelDefinition, type Step } from '../world/scenario';

/** Critic step size. */
const alpha = 0.02;
/** The discount of the arm in which valence leaks. */
const leakyGamma = 0.9;
/** Steps in the company of the harmless dog. */
const company = 128;
const overrideProbabilities = [0.05, 0.1, 0.2, 0.4, 0.8];

/** What is left of 1 after the company, by the share that is left after one step. */
function left(share: number): number {
  let product = 1;
  for (let step = 0; step < company; step++) product *= share;
  return product;
}

const reference = 'nothing learned';
const never = 'never overridden';
const leak = 'never overridden and discounted';
const overridden = (probability: number): string => `overridden ${probability}`;

export default scenario({
  id: 'claim-08',
  title: 'Trapped prior',
  claim: 'Where the brainstem defers to the learned valence, a valence keeps itself alive; an override extinguishes it, the faster the more often it comes.',
  doc: [
    'A dog is seen, and there is nothing to decide: the one action is to look. In the split “bite” looking ends with a bite, which pays −1, and the episode terminates: the sight of a dog becomes worth −1. In the split “harmless” looking leads to the same sight, for ever, and pays nothing. What the sight is worth is then whatever the agent guesses it to be worth: at γ = 1 the TD error is 0 whatever the guess, and the fear stays.',
    'With probability `overrideProbability` a step of the split “harmless” has an event that overrides: the actual valence is declared to be 0. It counts twice, as the target of the TD error and as the correction of the present guess, so that such a step leaves the share 1 − 2α of the fear. After t steps the mean of what is left is (1 − 2αp)ᵗ, the typical agent’s half-life is ln 2 / −[p ln(1 − 2α)] steps. Without overrides but with γ < 1 the fear leaks away at α(1 − γ) a step.',
    'An agent sees the dog as one feature, the same in both splits; its weight is the valence, and the probe “dog” reads it. There are no proxies, and nothing is intended.',
  ].join('\n\n'),
  caveats: 'The world is so small that theory gives every number: this is a test of the learning rule as it runs, and an illustration, not evidence about brains. The arms share their seed, so that agents of the same index are bitten alike; that makes the intervals of differences too wide, not too narrow.',
  source: 'after Alexander 2021, Trapped priors as a basic problem of rationality, and Byrnes 2022, Intro to brain-like-AGI safety, parts 5 and 6 (defer-to-predictor and override); made for this catalogue',
  options: {
    overrideProbability: { default: 0, min: 0, max: 1, step: 0.05, doc: 'Probability that a step with the harmless dog overrides the valence with 0.' },
  },
  defaults: {
    agents: 4096,
    agent: { hidden: 0, gamma: 1, alpha, initScale: 0 },
    phases: [
      { name: 'bitten', split: 'bite', steps: 1024 },
      { name: 'harmless', split: 'harmless', steps: company },
    ],
    record: { everySteps: 16 },
  },
  arms: [
    { name: reference, set: { 'phases[1].learn': false } },
    { name: never },
    ...overrideProbabilities.map((probability) => ({ name: overridden(probability), set: { 'scenarioOptions.overrideProbability': probability } })),
    { name: leak, set: { 'agent.gamma': leakyGamma } },
  ],
  verdicts: [
    { statistic: 'harmless.probe.dog', contrast: [[never, 1], [reference, -1]], predicted: '0', margin: 0.001 },
    ...overrideProbabilities.map((probability, i) => ({
      statistic: 'harmless.probe.dog',
      contrast: [[overridden(probability), 1], [i === 0 ? never : overridden(overrideProbabilities[i - 1]!), -1]] as const,
      predicted: '+' as const,
    })),
    ...overrideProbabilities.map((probability) => ({
      statistic: 'harmless.probe.dog',
      contrast: [[overridden(probability), 1], [reference, -left(1 - 2 * alpha * probability)]] as const,
      predicted: '0' as const,
      margin: 0.01,
    })),
    { statistic: 'harmless.probe.dog', contrast: [[leak, 1], [reference, -left(1 - alpha * (1 - leakyGamma))]], predicted: '0', margin: 0.001 },
  ],
  build({ overrideProbability }) {
    const level = (name: string, split: string, step: () => readonly Step<string>[]): LevelDefinition<string> => ({
      name,
      splits: { [split]: 1 },
      start: [[1, 'dog']],
      step,
      features: () => ({ object: [[0, 1]] }),
      cell: () => 0,
      draw: { width: 1, height: 1, objects: [[0, 'dog']] },
    });
    return {
      actions: ['look'],
      events: [
        { name: 'bite', reward: -1 },
        { name: 'all is well', override: 0 },
      ],
      levels: [
        level('a dog that bites', 'bite', () => [{ next: 'dog', events: ['bite'], terminated: true }]),
        level('a dog that does nothing', 'harmless', () => [
          { probability: 1 - overrideProbability, next: 'dog' },
          { probability: overrideProbability, next: 'dog', events: ['all is well'] },
        ]),
      ],
      probes: [{ name: 'dog', features: { object: [[0, 1]] } }],
    };
  },
});
