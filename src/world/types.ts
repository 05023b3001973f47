/**
 * A world is a Markov decision process written out as tables. `World` is the public JSON form; a scenario's pure `step`
 * is enumerated into the same form, and `compile` turns it into `WorldTables`, which every engine, the oracle and the
 * views read.
 */

/** One active feature of a thought: (index, value). */
export type Feature = readonly [index: number, value: number];

/** Features of a thought in the object-level and in the self-reflective frame. */
export interface FrameFeatures<T> {
  readonly object: T;
  readonly self?: T;
}

export interface EventDeclaration {
  readonly name: string;
  /** what the reward function pays; default 0 */
  readonly reward?: number;
  /** what the designer wanted, never seen by the agent; default 0 */
  readonly intended?: number;
  /** what each named proxy goal would have paid; default 0 */
  readonly proxies?: Readonly<Record<string, number>>;
  /** the actual valence that the brainstem declares when this event happens */
  readonly override?: number;
  /**
   * what a thought about the event is made of, beside the row that was arrived at; default an index of its own behind all
   * others. Equal features make events indistinguishable to the immediate valence.
   */
  readonly features?: FrameFeatures<readonly Feature[]>;
  /** with reward noise `fp`, it sometimes pays what this rewarding event pays */
  readonly mistakenFor?: string;
  /** with the learning gate on `events`, nothing is learned in a step with this event; default false */
  readonly closesGate?: boolean;
  /** the oracle in the loop vetoes nothing for the rest of the episode; default false */
  readonly disablesOracle?: boolean;
}

/** One way in which an action can end: [probability, next state, names of events, terminated]. */
export type Outcome = readonly [probability: number, next: number, events: readonly string[], terminated: boolean];

/** How to draw a level: a grid of cells, and the cell of every state. A cell without a state is a wall. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly cell: readonly number[];
  /** things that stand on a cell: [cell, name] */
  readonly objects?: readonly (readonly [cell: number, name: string])[];
}

export interface Level {
  readonly name: string;
  /** weight of this level in every split that contains it */
  readonly splits: Readonly<Record<string, number>>;
  /** an episode is truncated after so many steps; default 1,000, at most 2²⁰ */
  readonly maxSteps?: number;
  readonly states: number;
  /** distribution over start states: [probability, state] */
  readonly start: readonly (readonly [probability: number, state: number])[];
  /** [state, action, outcomes]; a state without transitions can only be entered by terminating */
  readonly transitions: readonly (readonly [state: number, action: number, outcomes: readonly Outcome[]])[];
  /**
   * features of every state; default one-hot of the state number. A state has a self-reflective frame if its list in
   * `self` is not empty
   */
  readonly features?: FrameFeatures<readonly (readonly Feature[])[]>;
  /** [state, names of events] that happen when the state is thought about self-reflectively: approval, shame */
  readonly reflection?: readonly (readonly [state: number, events: readonly string[]])[];
  /** states whose valence is a conditioned response: while the agent is there, what it expects can be seen */
  readonly response?: readonly number[];
  /** [state, thing]: arriving in the state renews a thing that fades */
  readonly renews?: readonly (readonly [state: number, thing: number])[];
  /** states in which all things that fade look fresh, and are counted by the events `fading.masked` */
  readonly masked?: readonly number[];
  readonly draw?: Drawing;
}

/** An imagined outcome whose valence is read off every agent. */
export interface Probe {
  readonly name: string;
  readonly goal?: string;
  readonly outcome?: string;
  readonly context?: string;
  readonly features: FrameFeatures<readonly Feature[]>;
}

export interface World {
  readonly schema: 1;
  readonly actions: readonly string[];
  /** one letter per action, for `replay`; default: initials if they differ, else 0 1 2 … */
  readonly letters?: string;
  readonly events: readonly EventDeclaration[];
  readonly levels: readonly Level[];
  readonly intendedGoal?: string;
  readonly probes?: readonly Probe[];
  /** the action that is done when an oracle in the loop vetoes every action */
  readonly nullAction?: string;
  /** consecutive groups of feature indices, from 0 on; what is left over is one more group. Default one group */
  readonly featureGroups?: readonly { readonly name: string; readonly size: number }[];
  /** what counts as impulsive: names of the events of the sooner and of the later reward */
  readonly impulse?: { readonly sooner: string; readonly later: string };
  readonly deception?: Deception;
  readonly fading?: Fading;
}

/**
 * Things that are fresh or faded, each independently of the others, such as plants that dry out. In every step the state
 * arrived at may renew one; then each fresh one fades with a probability; then those that are still fresh are counted.
 * With n things a state stands for 2ⁿ rows: row = (state's row) × 2ⁿ + Σ 2ⁱ over the fresh things i.
 */
export interface Fading {
  readonly names: readonly string[];
  /** of a fresh thing in one step */
  readonly probability: number;
  /** things that are fresh when an episode starts */
  readonly start: readonly number[];
  /** what every fresh thing adds to an object-level thought */
  readonly features: readonly Feature[];
  /** names of events that count the fresh things in binary: one for 1, one for 2, one for 4 … */
  readonly counted: readonly string[];
  /** the same in masked states */
  readonly masked: readonly string[];
}

/** What the order of desire and deception is read from: one action at two states, and the valence of two probes. */
export interface Deception {
  /** the action that is a misdeed */
  readonly misdeed: string;
  /** [level, state] where nobody watches, and its twin where somebody does */
  readonly unwatched: readonly [level: string, state: number];
  readonly watched: readonly [level: string, state: number];
  /** names of the probes that imagine the misdeed and the honest act */
  readonly misdeedProbe: string;
  readonly honestProbe: string;
}

/** Lists of features, padded to `perRow` with (index = `count`, value 0). */
export interface FeatureTable {
  /** how many feature indices there are; the padding index is this number */
  readonly count: number;
  readonly perRow: number;
  /** [row × perRow] */
  readonly index: Uint32Array;
  /** [row × perRow], settled binary32 */
  readonly value: Float32Array;
}

/**
 * The compiled world. A *row* is one (level, state); rows of a level are consecutive, in state order.
 * A *channel* is something that is paid and summed: `reward`, `intended`, then `proxy.<name>` in order of appearance.
 * An *event set* is a distinct combination of events; set 0 is the empty one.
 */
export interface WorldTables {
  readonly world: World;
  readonly actions: number;
  readonly letters: string;
  readonly channels: readonly string[];
  readonly rows: number;
  /** [levels + 1] first row of every level, then the number of rows */
  readonly firstRow: Uint32Array;
  /** [rows] */
  readonly levelOf: Uint32Array;
  /** [levels] steps after which an episode is truncated */
  readonly maxSteps: Uint32Array;
  /** [rows × actions + 1] first outcome of every (row, action), then the number of outcomes */
  readonly firstOutcome: Uint32Array;
  /** [outcomes] cumulative u32 threshold: the outcome is taken when a random word is below it; the last is 2³²−1 */
  readonly outcomeThreshold: Uint32Array;
  /** [outcomes] probability as given (binary64), for the oracle */
  readonly outcomeProbability: Float64Array;
  /** [outcomes] next row */
  readonly outcomeNext: Uint32Array;
  /** [outcomes] event set */
  readonly outcomeEvents: Uint32Array;
  /** [outcomes] 1 if terminated */
  readonly outcomeTerminated: Uint8Array;
  /** [event sets] bit e is set when event e is in the set */
  readonly eventSetMask: Uint32Array;
  /** [event sets × channels], settled binary32: sum over the set's events in order of declaration */
  readonly eventSetPayoff: Float32Array;
  /** [event sets] 1 where an event of the set overrides the valence */
  readonly eventSetOverrides: Uint8Array;
  /** [event sets], settled binary32: the valence that the first declared overriding event of the set declares */
  readonly eventSetValence: Float32Array;
  /** object-level features of every row */
  readonly features: FeatureTable;
  /** self-reflective features of every row, same `count`; rows without such a frame have none. Null if no row has one */
  readonly selfFeatures: FeatureTable | null;
  /** object-level features of every probe, in order of `world.probes`; same `count` as `features` */
  readonly probes: FeatureTable;
  /** self-reflective features of every probe, none where a probe has no such frame; same `count` */
  readonly selfProbes: FeatureTable;
  /**
   * features of every event by frame, same length as `world.events`: its own, or those that it takes by default,
   * `[[count + e, 1]]`
   */
  readonly eventFeatures: readonly Required<FrameFeatures<readonly Feature[]>>[];
  /** [rows] event set that happens when the row is thought about self-reflectively; 0 is none */
  readonly reflectionEvents: Uint32Array;
  /** [rows] 1 where the valence is a conditioned response. Null if it is in no row */
  readonly response: Uint8Array | null;
  /** bit e is set when event e closes the gate, disables the oracle, has a negative intended payoff */
  readonly closesGate: number;
  readonly disablesOracle: number;
  readonly harmful: number;
  /** null where nothing fades */
  readonly fading: FadingTables | null;
  /** the names of all splits, in order of appearance */
  readonly splits: readonly string[];
}

export interface FadingTables {
  /** n: how many things fade; the low n bits of a row say which of them are fresh */
  readonly things: number;
  readonly probability: number;
  /** u32 threshold: a thing fades when its random word is below it */
  readonly threshold: number;
  /** the low bits of rows in which episodes start */
  readonly start: number;
  /** [rows / 2ⁿ] 1 where all things look fresh */
  readonly masked: Uint8Array;
  /** [outcomes' event sets × 2 × (n + 1)] the event set that an outcome's becomes, by whether the arrival is masked and by the count */
  readonly eventSets: Uint32Array;
}

/** Which levels a phase's episodes come from. */
export interface StartTable {
  /** a segment is one distribution over start rows; episode k uses segment k mod segments.length */
  readonly segments: readonly StartSegment[];
}

/** A distribution over rows for indexed search (Chen and Asau 1974): cumulative u32 thresholds and the rows they select. */
export interface StartSegment {
  readonly threshold: Uint32Array;
  readonly row: Uint32Array;
}
