import { conditioning, conditioningAgent, conditioningModels, type ConditioningModel } from '../world/conditioning';
import { scenario } from '../world/scenario';
import { publishedSchedule, trialSteps } from './_conditioning';

const groups = Object.keys(publishedSchedule.groups);

/** An arm's name: what folders can be called. */
const arm = (model: ConditioningModel, group: string): string => `${model} ${group.replaceAll(/[:,]/g, '')}`;

const readingOf = (options: { readonly group: string; readonly model: string }) => {
  const model = options.model as ConditioningModel;
  return { ...conditioning(publishedSchedule, options.group, { model }), agent: conditioningAgent(model) };
};

export default scenario({
  id: 'claim-20',
  title: 'Conditioning',
  claim: 'An agent that learns from prediction errors shows blocking, overshadowing, overexpectation and conditioned inhibition as animals do, but no latent inhibition, and the partial-reinforcement extinction effect the wrong way round.',
  doc: [
    'Five published experiments with animals, thirteen groups, each a sequence of trials. A trial has eight time steps in a context; its cues are on in the last four of them, and the unconditioned stimulus (US), reward 1, comes with the last one. There is nothing to decide: the one action is to wait. Nothing crosses from one trial to the next but what was learned.',
    'RW is Rescorla and Wagner’s rule: γ = 0 and one weight per cue, contexts included. TD is temporal-difference learning on a complete serial compound: γ = .98 and one weight per time step and cue. In both, what the agent expects is linear in what it sees, and all weights begin at 0. The published step size is .3; here it is log-uniform between .2 and .45, so that the population stands for more than one number.',
    'The conditioned response is the valence in time steps with a cue and without the US, read before the agent learns from that step: its mean over a trial, and then over the trials of a phase. The measure is `response`; `response.first` is that of the first trial.',
    'Predicted as in animals: after B+ then AB+ the response to A is weaker (blocking) than after AB+ alone (overshadowing), and that weaker than after A+; after A+ and B+, a few AB+ weaken A (overexpectation); after A+ mixed with AX−, the response to AX is below 0 (conditioned inhibition). Predicted otherwise than in animals: having met A without consequence, in the same context or another one, changes nothing, where animals learn A more slowly in the same context and faster in another; and what was reinforced on every second trial is extinguished to a lower level, where animals hold on to it for longer.',
    'An agent sees the cues of the time step. Nothing is intended, there are no proxies and no probes.',
  ].join('\n\n'),
  caveats: 'The models are deterministic: agents differ by their step size alone, and an interval says how much that matters, not how sure a finding about animals is. Groups of the latent inhibition experiment are equal to the last bit; their interval is as wide as it is because arms count as independent. The signs hold for step sizes from .15 to .5, which was known when the range was chosen. Below, TD does not finish learning within the published trials: at .1 it shows no overexpectation against the first control, at .05 overshadowing is the wrong way round too. Above, three cues at once overshoot, and from .67 on they diverge. The response is not what was measured in the animals: by the suppression ratio, which is what Rescorla (1970) published, RW shows hardly any overexpectation.',
  source: 'Bhattasali, Cullen & Gershman 2021, ccnlab: schedules, models and their outputs. Animals: Holland & Fox 2003; Rescorla 1970; Zimmer-Hart & Rescorla 1974; Lubow, Rifkin & Alek 1976; Wagner et al. 1967. Models: Rescorla & Wagner 1972; Sutton & Barto 1990',
  options: {
    group: { default: 'blocking: forward blocking', choices: groups, doc: 'The experiment, and the group in it.' },
    model: { default: 'TD', choices: conditioningModels, doc: 'Rescorla and Wagner’s rule, or TD on a complete serial compound.' },
  },
  defaults: { agents: 2048, record: { everySteps: trialSteps } },
  defaultsUnder(options) {
    const { agent, phases } = readingOf(options);
    return { agent: { ...agent, alpha: { logUniform: [0.2, 0.45] } }, phases };
  },
  arms: conditioningModels.flatMap((model) =>
    groups.map((group) => {
      const { agent, phases } = readingOf({ group, model });
      return { name: arm(model, group), set: { 'scenarioOptions.group': group, 'scenarioOptions.model': model, 'agent.gamma': agent.gamma, phases } };
    })),
  verdicts: conditioningModels.flatMap((model) => {
    const weaker = (statistic: string, group: string, other: string) =>
      ({ statistic, contrast: [[arm(model, group), 1], [arm(model, other), -1]], predicted: '-' }) as const;
    const equal = (statistic: string, group: string, other: string) =>
      ({ statistic, contrast: [[arm(model, group), 1], [arm(model, other), -1]], predicted: '0', margin: 0.02 }) as const;
    return [
      weaker('test.response', 'blocking: overshadowing', 'blocking: control'),
      weaker('test.response', 'blocking: forward blocking', 'blocking: overshadowing'),
      weaker('test.response.first', 'overexpectation: overexpectation', 'overexpectation: control 1'),
      weaker('test.response.first', 'overexpectation: overexpectation', 'overexpectation: control 2'),
      { statistic: 'test-A.response', contrast: [[arm(model, 'inhibition: control'), 1]], predicted: '+' } as const,
      { statistic: 'test-AX.response', contrast: [[arm(model, 'inhibition: control'), 1]], predicted: '-' } as const,
      equal('test.response', 'latent inhibition: same ctx, preexpose', 'latent inhibition: same ctx, no preexpose'),
      equal('test.response', 'latent inhibition: different ctx, preexpose', 'latent inhibition: different ctx, no preexpose'),
      weaker('extinction.response', 'extinction: partial', 'extinction: continuous'),
    ];
  }),
  build: (options) => readingOf(options).world,
});
