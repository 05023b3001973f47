import type { Structure } from './engine';
import type { WorldTables } from '../world/types';

/** What layouts and tables are derived from. */
interface Derivable {
  readonly tables: WorldTables;
  readonly structure: Structure;
}

/** Remembers what was derived from a program's tables and structure, as long as the structure lives: tables may be large. */
export function oncePerProgram<T>(derive: (program: Derivable) => T): (program: Derivable) => T {
  const known = new WeakMap<Structure, { readonly tables: WorldTables; readonly own: T }>();
  return ({ tables, structure }) => {
    const before = known.get(structure);
    if (before?.tables === tables) return before.own;
    const own = derive({ tables, structure });
    known.set(structure, { tables, own });
    return own;
  };
}
