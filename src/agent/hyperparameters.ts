/**
 * The one table of hyperparameters. Validation, defaults, links, controls, `--set`, documentation, the kernels' structure
 * and the bytes that they read all derive from it.
 */

interface Described {
  readonly label: string;
  /** the usual symbol */
  readonly symbol: string;
  readonly unit: string;
  readonly doc: string;
  /**
   * The default leaves everything as if the hyperparameter did not exist, and the text that a fingerprint covers leaves it
   * out: fingerprints made before it existed stay valid.
   */
  readonly neutral?: boolean;
}

/** A number in [min, max]. */
export interface NumberHyperparameter extends Described {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** whole numbers only */
  readonly integer?: boolean;
  /** the smallest value beside `min` itself: `min` is then a special case such as “never” */
  readonly above?: number;
  /** a population has one value; without it, every agent has its own */
  readonly shared?: boolean;
}

/** One of a list, the same for all agents of a population: it decides what is compiled. */
export interface ChoiceHyperparameter extends Described {
  readonly default: number | string;
  readonly choices: readonly (number | string)[];
}

export type Hyperparameter = NumberHyperparameter | ChoiceHyperparameter;

const smallestStep = 2 ** -40;

export const hyperparameters = {
  hidden: {
    label: 'hidden units', symbol: 'H', default: 32, choices: [0, 8, 16, 32, 64], unit: 'units',
    doc: 'Rectified linear units between the features and the outputs; 0 makes value and preferences linear in the features, without a bias.',
  },
  gamma: {
    label: 'discount', symbol: 'γ', default: 0.97, min: 0, max: 1, unit: 'per step',
    doc: 'How much a step later is worth; 1 does not discount.',
  },
  alpha: {
    label: 'critic step size', symbol: 'α', default: 0.03, min: 0, above: smallestStep, max: 4, unit: 'per step',
    doc: 'How far the value function moves towards its TD target; 0 keeps it as it is.',
  },
  beta: {
    label: 'actor step size', symbol: 'β', default: 0.05, min: 0, above: smallestStep, max: 4, unit: 'per step',
    doc: 'How far the preferences move along the policy gradient; 0 keeps them as they are.',
  },
  lambda: {
    label: 'trace decay', symbol: 'λ', default: 0, min: 0, max: 1, unit: 'per step',
    doc: "Accumulating eligibility traces of the critic; 0 is one-step TD, 1 is Monte Carlo.",
  },
  lambdaActor: {
    label: "trace decay of the actor", symbol: 'λₐ', default: 0, min: 0, max: 1, unit: 'per step', neutral: true,
    doc: 'Accumulating eligibility traces of the actor, of agents without hidden units; 1 with a critic that stays at 0 is REINFORCE.',
  },
  temperature: {
    label: 'temperature', symbol: 'τ', default: 1, min: 1 / 1024, max: 1024, unit: 'preference',
    doc: 'The softmax divides preferences by it; small is nearly greedy.',
  },
  initScale: {
    label: 'initial weights', symbol: 'σ₀', default: 0.1, min: 0, max: 16, unit: 'weight',
    doc: 'Initial weights are uniform in (−σ₀, σ₀); biases start at 0.',
  },
  floor: {
    label: 'exploration floor', symbol: 'ε', default: 0, min: 0, max: 1, unit: 'probability',
    doc: 'Probability that the executed action is replaced by a uniformly chosen one.',
  },
  depth: {
    label: 'planning depth', symbol: 'd', default: 0, min: 0, max: 16, integer: true, unit: 'steps',
    doc: 'Steps that a plan looks ahead; 0 acts from the preferences, without a plan.',
  },
  candidates: {
    label: 'candidate thoughts', symbol: 'C', default: 1, min: 1, max: 64, integer: true, unit: 'thoughts', neutral: true,
    doc: 'How many plans are thought of in one step at most; their first actions are drawn from the preferences.',
  },
  rule: {
    label: 'keep or discard', symbol: '', default: 'satisfice', choices: ['satisfice', 'best'], unit: '', neutral: true,
    doc: 'satisfice keeps the first thought whose valence guess is above 0, and else the best seen; best keeps the best of all candidates.',
  },
  model: {
    label: 'world model', symbol: '', default: 'true', choices: ['none', 'true', 'learned'], unit: '', neutral: true,
    doc: 'Where plans are rolled out: true is the world itself; learned is what the agent last saw after every state and action; none makes no plans.',
  },
  planValue: {
    label: 'what judges plans', symbol: '', default: 'critic', choices: ['critic', 'critic-only', 'critic+reward'], unit: '', neutral: true,
    doc: 'critic adds the learned immediate valence of the imagined arrivals; critic-only leaves it out; critic+reward asks the reward function instead, as a simulator would.',
  },
  trunkGradient: {
    label: 'gradients into the trunk', symbol: '', default: 'all', choices: ['all', 'critic', 'critic+actor', 'critic+immediate'], unit: '', neutral: true,
    doc: 'Whose errors change the hidden layer that all outputs share.',
  },
  betaMeta: {
    label: 'metacognitive step size', symbol: 'β_m', default: 0.05, min: 0, above: smallestStep, max: 4, unit: 'per step', neutral: true,
    doc: 'How far the habit of thinking self-reflectively moves along its policy gradient; worlds without self-reflective features have no such habit.',
  },
  reflectionCost: {
    label: 'cost of reflection', symbol: '', default: 0, min: 0, max: 1024, unit: 'reward', neutral: true,
    doc: 'What a step in the self-reflective frame costs.',
  },
  reflectionDepth: {
    label: 'depth when reflecting', symbol: '', default: -1, min: -1, max: 16, integer: true, unit: 'steps', neutral: true,
    doc: 'Planning depth in the self-reflective frame; −1 is that of the object-level frame.',
  },
  reflectionCandidates: {
    label: 'candidates when reflecting', symbol: '', default: 0, min: 0, max: 64, integer: true, unit: 'thoughts', neutral: true,
    doc: 'Candidate thoughts in the self-reflective frame; 0 is as many as in the object-level frame.',
  },
  thinkRate: {
    label: 'learning from thoughts', symbol: '', default: 0, min: 0, max: 4, unit: 'share of α', neutral: true,
    doc: 'How much the guess of a kept thought moves the value of the state that it was had in, as a share of α; 0 learns from experience alone.',
  },
  replay: {
    label: 'replay', symbol: 'k', default: 0, min: 0, max: 16, integer: true, unit: 'updates per step', neutral: true,
    doc: "Extra TD(0) updates in every step, from the agent's own last 256 transitions.",
  },
  halfLife: {
    label: 'half-life of weights', symbol: 'h', default: 0, min: 0, above: 1, max: 2 ** 31, unit: 'steps', neutral: true,
    doc: 'After so many steps of learning, weights that nothing refreshes have halved; 0 keeps them for ever.',
  },
  gate: {
    label: 'learning gate', symbol: '', default: 'open', choices: ['open', 'events'], unit: '', neutral: true,
    doc: "events: in a step with an event that the world marks as closing the gate, no weight changes and traces are cleared.",
  },
  fn: {
    label: 'reward misses', symbol: 'fn', default: 0, min: 0, max: 1, unit: 'probability', neutral: true,
    doc: 'Probability that the rewarding events of a step pay nothing.',
  },
  fp: {
    label: 'reward fires wrongly', symbol: 'fp', default: 0, min: 0, max: 1, unit: 'probability', neutral: true,
    doc: 'Probability that an event which the world marks as mistakable pays what the event pays that it is mistaken for.',
  },
  width: {
    label: 'generalisation width', symbol: 'w', default: 0, min: 0, max: 7, integer: true, shared: true, unit: 'features', neutral: true,
    doc: 'Coarse coding: an active feature also activates its neighbours up to this distance within its group.',
  },
  capacity: {
    label: 'capacity', symbol: '', default: 1, min: 1 / 1024, max: 1, shared: true, unit: 'share of slots', neutral: true,
    doc: 'Share of its indices that every group of features keeps; those beyond share slots with others.',
  },
  oracle: {
    label: 'oracle in the loop', symbol: '', default: 'none', choices: ['none', 'good', 'harm'], unit: '', neutral: true,
    doc: 'Vetoes actions before they are done: good, those worse than the best within its foresight; harm, those after which the agent could do harm within its foresight.',
  },
  foresight: {
    label: 'foresight of the oracle', symbol: 'k', default: 0, min: 0, max: 32, integer: true, unit: 'steps', neutral: true,
    doc: 'Steps that the oracle looks ahead; 0 never vetoes.',
  },
  oracleMargin: {
    label: 'tolerance of the oracle', symbol: 'θ', default: 0, min: 0, max: 2 ** 30, shared: true, unit: 'intended return', neutral: true,
    doc: 'How much worse than the best an action may be before the good oracle vetoes it.',
  },
  learner: {
    label: 'learner', symbol: '', default: 'td', choices: ['td', 'random-search', 'hill-climbing'], unit: '', neutral: true,
    doc: 'td is the actor-critic agent; the others search among tables of actions by trying them out, without a value function.',
  },
  trial: {
    label: 'episodes per candidate policy', symbol: '', default: 8, min: 1, max: 1024, integer: true, unit: 'episodes', neutral: true,
    doc: 'How many episodes a policy search judges a policy by.',
  },
} as const satisfies Record<string, Hyperparameter>;

export type HyperparameterName = keyof typeof hyperparameters;

/** All names, in the order of the table. */
export const hyperparameterNames = Object.keys(hyperparameters) as HyperparameterName[];

/** Whether it is one of a list. */
export const isChoice = (hyperparameter: Hyperparameter): hyperparameter is ChoiceHyperparameter => 'choices' in hyperparameter;

/** Whether all agents of a population have the same value. */
export const isShared = (hyperparameter: Hyperparameter): boolean => isChoice(hyperparameter) || hyperparameter.shared === true;

/** The hyperparameters of which every agent has its own value, in the order of the table. */
export const perAgentNames = hyperparameterNames.filter((name) => !isShared(hyperparameters[name]));

/** Whether a hyperparameter is as if it did not exist. */
export const isNeutral = (name: HyperparameterName, value: unknown): boolean => {
  const own: Hyperparameter = hyperparameters[name];
  return own.neutral === true && value === own.default;
};
