import { scenario } from '../world/scenario';
import grid from './claim-18';

/** Settings in the middle of each population, and by which factor they are at most smaller or larger. */
const [stepSize, temperature] = [0.1, 1];
const factors = [2, 4, 16] as const;
const broadest = 16;
const within = (factor: number): string => `within a factor of ${factor}`;
const around = (middle: number, factor: number) => ({ logUniform: [middle / factor, middle * factor] });
const alike = 'all alike';

export default scenario({
  id: 'claim-16',
  title: 'Good enough hyperparameters',
  claim: 'Nobody needs the optimal hyperparameters: of the settings that learn a task, more than half need at most twice as long as the best.',
  doc: [
    'An open grid, `size` cells wide and high. Reaching the bottom right cell pays 1, which is what was intended, and terminates the episode; after four times as many steps as there are columns it is truncated. An episode starts in any other cell. An agent sees its cell, one-hot. There are no proxies.',
    `Every agent has settings of its own: the step sizes α and β, log-uniform around ${stepSize}, and the temperature, log-uniform around ${temperature}, each within a factor of 2, 4 or 16 either way, by arm; and γ, uniform between .8 and .99. One more arm has the middle of it all in all agents, which differ in nothing but their luck.`,
    'Measured is the time to criterion (`train.ttc`): steps until the mean return since the last record, 250 steps, was 80 % of the way from the uniform policy’s to the optimum. The best time is the shortest that at least 1 % of those agents of the arm that reach the criterion do not exceed, so that one lucky agent does not decide. `train.ttc.withinTwice` says of each of them whether it needs at most twice that; its `majority` is the share that does less the share that does not. Agents that do not reach the criterion in 30,000 steps have no value.',
    'The second question is not how soon but how well: whether an agent, once it learns no more, is at least half of the way from the uniform policy to the optimum (`test.halfway`, of all agents).',
    'Predicted: the majority is within twice the best and halfway to the optimum, however broad the population.',
  ].join('\n\n'),
  caveats: [
    'The first prediction comes out opposite, on every seed and however narrow the population: of the settings that learn, between a tenth and three tenths are within twice the best time (seeds 11 to 20). Learning is fast where several settings are right at once, and most are not; the second prediction, that most agents do well in the end, holds. So nobody needs the optimal hyperparameters who has the time. The best is one quantile of the same population: a wider population can have a better best, and the arms are then not compared with the same time. How many agents reach the criterion at all, and have a value, differs between the arms.',
    'Other worlds and middles were tried on seeds 1 and 2. Around a better setting (α = β = .25, temperature .5) a third is within twice the best on a grid of six by six cells, within a factor of 2; with α and β anywhere from .003 to 1 it is .15 there, .17 on four by four cells, and .18 in `coin-corridor`. A majority was only seen where times could hardly be told apart: .90 on four by four cells with a record every 500 steps, of which the best need only one, and .90 in a small open `cheese-corner`, where the uniform policy already gets .9 of the optimum.',
  ].join('\n\n'),
  source: 'made for this catalogue',
  options: {
    size: { ...grid.options.size, default: 5 },
  },
  defaults: {
    agents: 256,
    agent: {
      hidden: 0, gamma: { uniform: [0.8, 0.99] }, alpha: around(stepSize, broadest), beta: around(stepSize, broadest), temperature: around(temperature, broadest), initScale: 0,
    },
    phases: [
      { name: 'train', split: 'train', steps: 30_000 },
      { name: 'test', split: 'train', steps: 2000, learn: false },
    ],
    record: { everySteps: 250 },
  },
  arms: [
    { name: alike, set: { 'agent.gamma': 0.9, 'agent.alpha': stepSize, 'agent.beta': stepSize, 'agent.temperature': temperature } },
    ...factors.map((factor) => ({
      name: within(factor),
      set: { 'agent.alpha': around(stepSize, factor), 'agent.beta': around(stepSize, factor), 'agent.temperature': around(temperature, factor) },
    })),
  ],
  verdicts: [
    ...factors.map((factor) => ({ statistic: 'train.ttc.withinTwice.majority', contrast: [[within(factor), 1]] as const, predicted: '+' as const })),
    ...factors.map((factor) => ({ statistic: 'test.halfway.majority', contrast: [[within(factor), 1]] as const, predicted: '+' as const })),
    { statistic: 'train.ttc.withinTwice', contrast: [[within(2), 1], [alike, -1]], predicted: '-' },
  ],
  build: ({ size }) => grid.build({ size, fromCorner: false }),
});
