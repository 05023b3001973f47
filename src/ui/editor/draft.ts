/** A world that is being edited, in whichever form it was edited last, and the other forms that it can be seen in. */
import { canonical } from '../../experiment/canonical-json';
import { parseJson } from '../../experiment/parse-json';
import { InputError } from '../../lab/tables';
import { deriveGrid, gridWorld, parseWorld, type GridModel } from '../../lab/worlds';
import type { World } from '../../world/types';
import { layOut } from './json-text';

export type Draft =
  | { readonly form: 'drawing'; readonly model: GridModel }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'world'; readonly world: World };

/** Text beyond that makes a text field slow. */
export const mostText = 200_000;
/** How many levels of a world with more of them are drawn. */
const drawnLevels = 8;

/** A draft seen as a drawing, as text and as a world; each is worked out when it is first asked for. */
export class Reading {
  private known: { world?: World | InputError; model?: GridModel | string; text?: string | null } = {};

  constructor(readonly draft: Draft) {}

  /** The world, or what is wrong. */
  get world(): World | InputError {
    return (this.known.world ??= this.readWorld());
  }

  /** The drawing, or in one sentence why there is none. */
  get model(): GridModel | string {
    return (this.known.model ??= this.readModel());
  }

  /** The text; null where there is too much of it, or the drawing is no world. */
  get text(): string | null {
    return this.known.text === undefined ? (this.known.text = this.readText()) : this.known.text;
  }

  /** How many levels the drawing leaves out. */
  get leftOut(): number {
    const { world, model } = this;
    return typeof model === 'string' || world instanceof InputError || this.draft.form === 'drawing' ? 0 : world.levels.length - model.levels.length;
  }

  private readWorld(): World | InputError {
    const { draft } = this;
    if (draft.form === 'world') return draft.world;
    try {
      return draft.form === 'drawing' ? gridWorld(draft.model) : parseWorld(parseJson(draft.text, 'JSON'));
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
  }

  private readModel(): GridModel | string {
    if (this.draft.form === 'drawing') return this.draft.model;
    const { world } = this;
    if (world instanceof InputError) return 'The JSON has a mistake: correct it there, and the map can be drawn on.';
    return deriveGrid(sampled(world));
  }

  private readText(): string | null {
    if (this.draft.form === 'text') return this.draft.text;
    const { world } = this;
    if (world instanceof InputError || JSON.stringify(world).length > mostText) return null;
    return layOut(world);
  }
}

/** A world of few levels instead of many: of every split some, evenly spread. */
function sampled(world: World): World {
  const { levels } = world;
  if (levels.length <= drawnLevels) return world;
  const splits = [...new Set(levels.flatMap((level) => Object.keys(level.splits)))];
  const each = Math.max(1, Math.floor(drawnLevels / Math.max(1, splits.length)));
  const picked = new Set(
    splits.slice(0, drawnLevels).flatMap((split) => {
      const members = levels.flatMap((level, index) => (Object.hasOwn(level.splits, split) ? [index] : []));
      return Array.from({ length: Math.min(each, members.length) }, (_, i) => members[Math.floor((i * members.length) / Math.min(each, members.length))]!);
    }),
  );
  if (picked.size === 0) picked.add(0);
  return { ...world, levels: levels.filter((_, index) => picked.has(index)) };
}

/** Whether two worlds are the same, whatever the order of their keys. */
export const sameWorld = (a: World, b: World): boolean => a === b || (a.levels.length === b.levels.length && canonical(a) === canonical(b));
