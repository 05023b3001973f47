/** What a step takes at least, for rooflines: estimated from the shape of the network, plans and replay left out. */
import { specialise, type ProgramShape } from '../../src/engine/specialise';

export interface Work {
  /** additions and multiplications of numbers that are learned */
  readonly operations: number;
  /** bytes of an agent's numbers that are read and written, if nothing stays in a cache from step to step */
  readonly bytes: number;
}

export function workOf(shape: ProgramShape): Work {
  const { rows: { perRow: active } } = specialise(shape).thoughts;
  const { structure: { hidden, search }, tables: { actions } } = shape;
  // A search looks up actions.
  if (search) return { operations: 0, bytes: 0 };
  const heads = 1 + (actions > 1 ? actions : 0);
  if (hidden === 0) return { operations: active * (2 * heads + 2 + 2 * heads), bytes: 4 * active * (2 * heads + 1) };
  const first = hidden * (active + 1);
  // Forward here and there; errors back through every head; every number that had a part in it moves.
  const operations = 2 * first + 2 * hidden * (heads + 1) + 2 * hidden * heads + 2 * hidden * heads + first;
  return { operations, bytes: 4 * (2 * (first + (hidden + 1) * heads) + hidden * active) };
}
