import type { NetworkShape } from './network';

/** A table of sparse features, padded with index `features`: the shape of `FeatureTable` of the worlds. */
export interface SparseRows {
  readonly perRow: number;
  readonly index: Uint32Array;
  readonly value: Float32Array;
}
/**
 * The values of all rows under one agent's weights, for views: in float64, so the last bits may differ from the engine's.
 * @param weights parameters in logical order (see network.ts)
 * @returns [rows]
 */
export function valuesOfRows({ features, hidden }: Pick<NetworkShape, 'features' | 'hidden'>, table: SparseRows, weights: Float32Array): Float32Array {
  const rows = table.index.length / table.perRow;
  const values = new Float32Array(rows);
  const units = new Float64Array(Math.max(1, hidden));
  const [b1, w2, b2] = [features * hidden, features * hidden + hidden, features * hidden + 2 * hidden];
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < units.length; j++) units[j] = hidden > 0 ? weights[b1 + j]! : 0;
    for (let m = row * table.perRow; m < (row + 1) * table.perRow; m++) {
      const first = table.index[m]! * units.length;
      if (table.index[m] === features) continue;
      for (let j = 0; j < units.length; j++) units[j]! += weights[first + j]! * table.value[m]!;
    }
    let v = hidden > 0 ? weights[b2]! : units[0]!;
    for (let j = 0; j < hidden; j++) v += Math.max(0, units[j]!) * weights[w2 + j]!;
    values[row] = v;
  }
  return values;
}
