import type { HyperparameterName, hyperparameters } from '../agent/hyperparameters';
import type { World } from '../world/types';

/** A number, or a distribution of it over the agents. */
export type Distribution =
  | number
  | { readonly uniform: readonly [low: number, high: number] }
  | { readonly logUniform: readonly [low: number, high: number] }
  | { readonly choice: readonly number[] }
  | { readonly grid: readonly number[] };

/** What a population has for a hyperparameter: one of its choices, a number, or a distribution over the agents. */
export type Setting<Name extends HyperparameterName> = (typeof hyperparameters)[Name] extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : (typeof hyperparameters)[Name] extends { readonly shared: true }
    ? number
    : Distribution;

/** All hyperparameters of a population. */
export type AgentSettings = { readonly [Name in HyperparameterName]: Setting<Name> };

export interface Phase {
  readonly name: string;
  /** the split whose levels episodes are drawn from; exactly one of `split` and `levels` is given */
  readonly split?: string;
  /** names of levels, visited in this order over and over: episode k takes the k-th (conditioning trials) */
  readonly levels?: readonly string[];
  /** how often `levels` is gone through: shorthand for episodes = repeat × levels.length */
  readonly repeat?: number;
  /** length in steps per agent; exactly one of `steps`, `episodes` and `repeat` is given */
  readonly steps?: number;
  /** length in finished episodes per agent, or episodes × maxSteps steps, whichever comes first */
  readonly episodes?: number;
  /** whether weights change; default true */
  readonly learn: boolean;
  /** whether the action of highest preference is taken instead of a sample; default false */
  readonly greedy: boolean;
  /** whether a learned world model changes; default true */
  readonly modelLearn: boolean;
}

export type OptionValue = number | boolean | string;

/** An experiment with every default written out: what `parseExperiment` returns. */
export interface Experiment {
  readonly schema: 1;
  readonly name: string;
  /** an id of the catalogue, or a world of one's own */
  readonly scenario: string | { readonly world: World };
  readonly scenarioOptions: Readonly<Record<string, OptionValue>>;
  readonly agents: number;
  readonly seed: number;
  readonly agent: AgentSettings;
  readonly phases: readonly Phase[];
  readonly record: {
    /** a point of the curves every so many steps */
    readonly everySteps: number;
    /** whether agents.csv is written */
    readonly perAgent: boolean;
  };
}
