/**
 * The contract of a scenario: one file in `src/scenarios` with a default export of this type is one catalogue entry, with
 * its controls, documentation and tests. `src/scenarios/README.md` explains it for newcomers.
 */
import type { Deception, Drawing, EventDeclaration, Feature, FrameFeatures, Probe, World } from './types';

export interface NumberOption {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** distance between allowed values, counted from `min`; default 1 */
  readonly step?: number;
  readonly doc: string;
}

export interface SwitchOption {
  readonly default: boolean;
  readonly doc: string;
}

export interface ChoiceOption {
  readonly default: string;
  readonly choices: readonly string[];
  readonly doc: string;
}

export type ScenarioOption = NumberOption | SwitchOption | ChoiceOption;

/** The values of a scenario's options, by name; validated before `build` sees them. */
export type OptionValues<O extends Record<string, ScenarioOption>> = {
  readonly [K in keyof O]: O[K] extends NumberOption ? number : O[K] extends SwitchOption ? boolean : string;
};

/** One way in which an action can end. */
export interface Step<S> {
  /** default 1 */
  readonly probability?: number;
  readonly next: S;
  /** names of the events that happen on the way; default none */
  readonly events?: readonly string[];
  /** default false */
  readonly terminated?: boolean;
}

/** One level: pure functions of a JSON-serialisable state. States with equal JSON are the same state. */
export interface LevelDefinition<S> {
  readonly name: string;
  /** weight of this level in every split that contains it */
  readonly splits: Readonly<Record<string, number>>;
  readonly maxSteps?: number;
  readonly start: readonly (readonly [probability: number, state: S])[];
  step(state: S, action: number): Step<S> | readonly Step<S>[];
  features(state: S): FrameFeatures<readonly Feature[]>;
  /** names of the events that happen when the state is thought about self-reflectively; default none */
  reflection?(state: S): readonly string[];
  /** whether the valence of the state is a conditioned response; default nowhere */
  response?(state: S): boolean;
  /** the thing that arriving in the state renews, of those that fade; default none */
  renews?(state: S): number | null;
  /** whether all things that fade look fresh there; default nowhere */
  masked?(state: S): boolean;
  /** the cell of a state in `draw` */
  cell?(state: S): number;
  readonly draw?: Omit<Drawing, 'cell'>;
}

/** What a scenario builds from its options. */
export interface WorldDefinition<S> {
  readonly actions: readonly string[];
  readonly letters?: string;
  readonly events: readonly EventDeclaration[];
  readonly levels: readonly LevelDefinition<S>[];
  readonly intendedGoal?: string;
  readonly probes?: readonly Probe[];
  readonly nullAction?: string;
  readonly featureGroups?: World['featureGroups'];
  readonly impulse?: World['impulse'];
  readonly fading?: World['fading'];
  /** the states of the two rows instead of their numbers */
  readonly deception?: Omit<Deception, 'unwatched' | 'watched'> & {
    readonly unwatched: readonly [level: string, state: S];
    readonly watched: readonly [level: string, state: S];
  };
}

/** A partial experiment, in the public JSON form; the experiment parser validates it. */
export interface ExperimentDefaults {
  readonly agents?: number;
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly phases?: readonly Readonly<Record<string, unknown>>[];
  readonly record?: Readonly<Record<string, unknown>>;
}

export interface Scenario<S = unknown, O extends Record<string, ScenarioOption> = Record<string, ScenarioOption>> {
  readonly id: string;
  readonly title: string;
  /** the claim that the scenario puts to the test, in one sentence */
  readonly claim: string;
  /** the specification: what happens, what is rewarded, what was intended, which proxies, which probes */
  readonly doc: string;
  /** what the measures cannot show here */
  readonly caveats: string;
  /** author, year, title, section */
  readonly source: string;
  readonly options: O;
  /** the recommended experiment, where it differs from the general defaults */
  readonly defaults?: ExperimentDefaults;
  /** what is recommended beside that under these options, where a choice of world brings its own phases or agents */
  defaultsUnder?(options: OptionValues<O>): ExperimentDefaults;
  /** a claim: the arms of the experiment, and what is predicted of their differences, in the public JSON form of a claim */
  readonly arms?: readonly { readonly name: string; readonly set?: Readonly<Record<string, unknown>> }[];
  readonly verdicts?: readonly {
    readonly statistic: string;
    readonly contrast: readonly (readonly [arm: string, weight: number])[];
    readonly predicted: '+' | '-' | '0';
    readonly margin?: number;
  }[];
  /** pure: equal options give equal worlds, bit for bit */
  build(options: OptionValues<O>): WorldDefinition<S>;
}

/** Checks a scenario against the contract where it is written, and keeps the types of state and options. */
export const scenario = <S, const O extends Record<string, ScenarioOption>>(definition: Scenario<S, O>): Scenario<S, O> => definition;
