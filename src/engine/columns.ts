/**
 * What every agent accumulates during a phase: declared once here, laid out for the kernels and the CPU engine from here,
 * and read back as one column per name.
 */

/** Totals of one phase, one entry per agent in every column. Sums are over finished episodes. */
export interface Columns {
  readonly agents: number;
  /** steps made in this phase */
  readonly steps: Uint32Array;
  readonly episodes: Uint32Array;
  /** 1 if the phase's end cut an episode */
  readonly unfinished: Uint32Array;
  /** 0, or 1 + the absolute step at which the agent diverged */
  readonly divergedAt: Uint32Array;
  /** 0, or 1 + the number of the record at which norm(reward) first was ≥ .8 */
  readonly criterionRecord: Uint32Array;
  /** by channel: Σ of undiscounted returns */
  readonly returns: readonly Float32Array[];
  /** by channel: Σ of discounted returns, with the agent's own γ */
  readonly discounted: readonly Float32Array[];
  /** by channel: Σ of undiscounted returns of episodes on contested levels */
  readonly contestedReturns: readonly Float32Array[];
  readonly contestedEpisodes: Uint32Array;
  /** Σ (v₀ − G), Σ (v₀ − G)², Σ (G − G₁), Σ (G − G₁)²; G₁ is the first return of the phase (a shift against cancellation) */
  readonly valueError: Float32Array;
  readonly valueErrorSquared: Float32Array;
  readonly returnShifted: Float32Array;
  readonly returnShiftedSquared: Float32Array;
  /** episodes by alignment: did what was intended or not × was rewarded or not */
  readonly align: { readonly didRewarded: Uint32Array; readonly didNot: Uint32Array; readonly notRewarded: Uint32Array; readonly notNot: Uint32Array };
  /** by event: how often it happened in finished episodes */
  readonly events: readonly Uint32Array[];
  /** by channel: Σ of what was paid at every step, finished episodes or not */
  readonly paid: readonly Float64Array[];
  /** by probe: valence in the object frame at the end */
  readonly probes: readonly Float32Array[];
  /** by probe: valence in the self-reflective frame; empty in worlds without such a frame */
  readonly selfProbes: readonly Float32Array[];
  /** Σ over finished episodes of what thoughts paid: approval less the cost of reflection; null in worlds without a self-reflective frame */
  readonly thoughtReward: Float32Array | null;
  /** steps made in rows that have a self-reflective frame, and those of them that were thought in it; null likewise */
  readonly reflectable: Uint32Array | null;
  readonly reflected: Uint32Array | null;
  /** candidate thoughts that were judged, and steps in which one was kept; null if no agent plans */
  readonly thoughts: Uint32Array | null;
  readonly planned: Uint32Array | null;
  /** steps in which the learned model was wrong, or knew nothing; null without one */
  readonly surprises: Uint32Array | null;
  /** candidate actions that the oracle vetoed, and finished episodes in which it was disabled; null without an oracle */
  readonly vetoes: Uint32Array | null;
  readonly disabled: Uint32Array | null;
  /** finished episodes in which an event with a negative intended payoff happened; null if no event has one */
  readonly harm: Uint32Array | null;
  /**
   * conditioned responses: Σ over finished episodes with one of the episode's mean, how many such episodes there were, and
   * the mean of the first and of the last of them; null if the world marks none
   */
  readonly responses: { readonly sum: Float32Array; readonly episodes: Uint32Array; readonly first: Float32Array; readonly last: Float32Array } | null;
  /** 0, or 1 + the absolute step after which the agent first desired the misdeed, first was ready to deceive; null if the world asks for neither */
  readonly firstDesire: Uint32Array | null;
  readonly firstDeceive: Uint32Array | null;
}

/** One number of every agent. */
export type Column = Uint32Array | Float32Array | Float64Array;

/**
 * Columns of the same names with other contents.
 * @param agents entries of every new column
 * @param of makes a new column; called in an order that depends on which columns there are alone. Paths are like `returns[0]`
 */
export function mapColumns(columns: Columns, agents: number, of: (column: Column, path: string) => Column): Columns {
  const map = (value: unknown, path: string): unknown => {
    if (ArrayBuffer.isView(value)) return of(value as Column, path);
    if (Array.isArray(value)) return value.map((member, i) => map(member, `${path}[${i}]`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member, path === '' ? key : `${path}.${key}`)]));
  };
  return { ...(map(columns, '') as Columns), agents };
}

/** The kinds of columns, by the names that files give them. */
const kinds = { uint32: Uint32Array, float32: Float32Array, float64: Float64Array } as const;
export type ColumnKind = keyof typeof kinds;

export const kindOf = (column: Column): ColumnKind => (column instanceof Uint32Array ? 'uint32' : column instanceof Float32Array ? 'float32' : 'float64');

/** A column of the same kind, of so many zeros or of these numbers. */
export function likeColumn(column: Column, content: number | readonly number[]): Column {
  const kind = kinds[kindOf(column)];
  return typeof content === 'number' ? new kind(content) : kind.from(content);
}
