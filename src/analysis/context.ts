import type { Columns } from '../engine/columns';
import type { PolicyReturns } from '../world/oracle';
import type { WorldTables } from '../world/types';

/** Everything that the measures of one phase are computed from. */
export interface PhaseContext {
  readonly tables: WorldTables;
  readonly columns: Columns;
  /** expected returns on the phase's levels and start states */
  readonly returns: PolicyReturns;
  /** the same on those of its levels where the goals differ; null without such levels */
  readonly contested: PolicyReturns | null;
  /** whether all agents have the discount that `returns` was computed with */
  readonly sameDiscount: boolean;
  /** steps between two records */
  readonly everySteps: number;
}
