/**
 * The network of one agent: which parameters it has, in which logical order, and where they are in memory.
 *
 * Logical order, which fingerprints and initial weights are defined by (D features, H hidden units, A actions):
 * H > 0: W1[D][H], b1[H], w2[H], b2, W3[A][H], b3[A]; H = 0: w[D], W3[D][A]. With one action there is no W3 and no b3.
 * Then, where they are used: the immediate valence's wρ[H], bρ (H = 0: wρ[D]), and the metacognitive policy's m[D].
 * Traces of the critic follow in the order of its parameters, then those of linear agents' actor.
 *
 * Memory is made of slots of four numbers. Of hidden units, slot q holds q, q + H/4, q + H/2, q + 3H/4: sums over
 * them add whole slots first, and their last two strides lie inside a slot. Actions stand in blocks of four, padded to a power of two of blocks.
 */

export interface NetworkShape {
  /** D: number of feature indices; index D is padding */
  readonly features: number;
  /** H: 0 is linear */
  readonly hidden: number;
  readonly actions: number;
  readonly traces: boolean;
  /** whether the preferences of a linear agent have traces */
  readonly actorTraces: boolean;
  /** whether there is a head for the immediate valence */
  readonly immediate: boolean;
  /** whether there is a metacognitive policy, linear in the object-level features */
  readonly meta: boolean;
}

/** A run of slots that holds one parameter; see shaders/bindings/regions.wgsl, which reads these numbers in this order. */
export interface Region {
  readonly slot: number;
  readonly count: number;
  readonly inner: number;
  readonly index: number;
  readonly outerIndex: number;
  readonly innerIndex: number;
  readonly stride: number;
  readonly extent: number;
  readonly component: number;
  readonly random: number;
}

export interface NetworkLayout {
  /** vec4 blocks of actions: 0 with one action, else a power of two */
  readonly actionBlocks: number;
  /** slots of one agent */
  readonly slots: number;
  /** first slot of every parameter, by the names that the kernels use */
  readonly at: Readonly<Record<'W1' | 'B1' | 'W2' | 'B2' | 'W3' | 'B3' | 'RHO' | 'META' | 'TRACE_W1' | 'TRACE_B1' | 'TRACE_W2' | 'TRACE_W3', number>>;
  readonly regions: readonly Region[];
  /** number of parameters */
  readonly parameters: number;
  /** number of logical values: parameters, then traces */
  readonly values: number;
}

/** The smallest power of two that is ≥ n, for n ≥ 1. */
export function powerOfTwoFrom(n: number): number {
  let power = 1;
  while (power < n) power *= 2;
  return power;
}

/** Which component of a shared slot is what: a weight or bias of the value in 0, then its trace, ρ's, and m's of linear agents. */
const traceComponent = 1;
const immediateComponent = 2;
export const metaComponent = 3;

/** Where everything is for networks of this shape. */
export function networkLayout(shape: NetworkShape): NetworkLayout {
  const { features, hidden, actions, traces, actorTraces, immediate, meta } = shape;
  const actionBlocks = actions === 1 ? 0 : powerOfTwoFrom(Math.ceil(actions / 4));
  const at = { W1: 0, B1: 0, W2: 0, B2: 0, W3: 0, B3: 0, RHO: 0, META: 0, TRACE_W1: 0, TRACE_B1: 0, TRACE_W2: 0, TRACE_W3: 0 };
  const regions: Region[] = [];
  let slots = 0;
  let values = 0;

  /** Reserves slots; `used` of them hold `rows` rows of `extent` numbers, the rest is padding. */
  const place = (name: keyof typeof at, reserved: number, rows: number, geometry: 'units' | 'blocks' | 'single', random: boolean): void => {
    const extent = { units: hidden, blocks: actions, single: 1 }[geometry];
    const inner = { units: hidden / 4, blocks: Math.ceil(actions / 4), single: 1 }[geometry];
    const stride = geometry === 'units' ? hidden / 4 : 1;
    const innerIndex = { units: 1, blocks: 4, single: 0 }[geometry];
    at[name] = slots;
    // Blocks beyond the last action are pure padding; a row of them is still `actionBlocks` slots long.
    const rowSlots = geometry === 'blocks' ? actionBlocks : inner;
    regions.push({ slot: slots, count: rows * rowSlots, inner: rowSlots, index: values, outerIndex: extent, innerIndex, stride, extent, component: 0, random: random ? 1 : 0 });
    values += rows * extent;
    slots += reserved;
  };
  /** Numbers that stand in another component of a parameter's slots. */
  const beside = (name: keyof typeof at, rows: number, component: number, random = false): void => {
    regions.push({ slot: at[name], count: rows, inner: 1, index: values, outerIndex: 1, innerIndex: 0, stride: 1, extent: 1, component, random: random ? 1 : 0 });
    values += rows;
  };

  if (hidden === 0) {
    place('W1', features + 1, features, 'single', true);
    if (actionBlocks > 0) place('W3', (features + 1) * actionBlocks, features, 'blocks', true);
  } else {
    const vectors = hidden / 4;
    place('W1', (features + 1) * vectors, features, 'units', true);
    place('B1', vectors, 1, 'units', false);
    place('W2', vectors, 1, 'units', true);
    place('B2', 1, 1, 'single', false);
    if (actionBlocks > 0) {
      place('W3', 4 * actionBlocks * vectors, actions, 'units', true);
      place('B3', actionBlocks, 1, 'blocks', false);
    }
  }
  if (immediate && hidden > 0) {
    place('RHO', hidden / 4, 1, 'units', true);
    beside('B2', 1, immediateComponent);
  } else if (immediate) {
    beside('W1', features, immediateComponent, true);
  }
  if (meta && hidden > 0) place('META', features + 1, features, 'single', false);
  else if (meta) beside('W1', features, metaComponent);
  const parameters = values;
  if (traces && hidden === 0) beside('W1', features, traceComponent);
  if (actorTraces) place('TRACE_W3', (features + 1) * actionBlocks, features, 'blocks', false);
  if (traces && hidden > 0) {
    const vectors = hidden / 4;
    place('TRACE_W1', (features + 1) * vectors, features, 'units', false);
    place('TRACE_B1', vectors, 1, 'units', false);
    place('TRACE_W2', vectors, 1, 'units', false);
    beside('B2', 1, traceComponent);
  }
  return { actionBlocks, slots, at, regions, parameters, values };
}

/** Logical index of every physical number of an agent, or −1 for padding: [slots × 4]. Two regions may share a slot. */
export function logicalIndices(layout: NetworkLayout): Int32Array {
  const indices = new Int32Array(layout.slots * 4).fill(-1);
  for (const r of layout.regions) {
    for (let i = 0; i < r.count; i++) {
      for (let c = r.component; c < 4; c++) {
        const along = (i % r.inner) * r.innerIndex + (c - r.component) * r.stride;
        if (along < r.extent) indices[(r.slot + i) * 4 + c] = r.index + Math.floor(i / r.inner) * r.outerIndex + along;
      }
    }
  }
  return indices;
}
