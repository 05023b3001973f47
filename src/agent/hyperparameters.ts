/**
 * The one table of hyperparameters. Validation, defaults, links, controls, `--set`, documentation, the kernels' structure
 * and the bytes that they read all derive from it.
 */

export interface Hyperparameter {
  readonly label: string;
  /** the usual symbol */
  readonly symbol: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** whether `min` itself is allowed; default true */
  readonly openMin?: boolean;
  /** a population has one value, chosen from this list; without it, every agent has its own value */
  readonly choices?: readonly number[];
  readonly unit: string;
  readonly doc: string;
}

const smallestStep = 2 ** -40;

export const hyperparameters = {
  hidden: {
    label: 'hidden units', symbol: 'H', default: 32, min: 0, max: 64, choices: [0, 8, 16, 32, 64], unit: 'units',
    doc: 'Rectified linear units between the features and the outputs; 0 makes value and preferences linear in the features, without a bias.',
  },
  gamma: {
    label: 'discount', symbol: 'γ', default: 0.97, min: 0, max: 1, unit: 'per step',
    doc: 'How much a step later is worth; 1 does not discount.',
  },
  alpha: {
    label: 'critic step size', symbol: 'α', default: 0.03, min: smallestStep, max: 4, unit: 'per step',
    doc: 'How far the value function moves towards its TD target.',
  },
  beta: {
    label: 'actor step size', symbol: 'β', default: 0.05, min: smallestStep, max: 4, unit: 'per step',
    doc: 'How far the preferences move along the policy gradient.',
  },
  lambda: {
    label: 'trace decay', symbol: 'λ', default: 0, min: 0, max: 1, unit: 'per step',
    doc: "Accumulating eligibility traces of the critic; 0 is one-step TD, 1 is Monte Carlo.",
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
    label: 'planning depth', symbol: 'd', default: 0, min: 0, max: 0, choices: [0], unit: 'steps',
    doc: 'Steps that a plan looks ahead; 0 acts from the preferences, without a plan.',
  },
} as const satisfies Record<string, Hyperparameter>;

export type HyperparameterName = keyof typeof hyperparameters;

/** All names, in the order of the table. */
export const hyperparameterNames = Object.keys(hyperparameters) as HyperparameterName[];

/** The hyperparameters of which every agent has its own value, in the order of the table. */
export const perAgentNames = hyperparameterNames.filter((name) => !('choices' in hyperparameters[name]));
