/** The draft that outlives a reload: one, in the browser's storage, which may be full, forbidden, or written by others. */
import { InputError } from '../../lab/tables';
import { parseWorld, readGridModel } from '../../lab/worlds';
import type { Draft } from './draft';

const key = 'valence-lab.world-draft';
/** Browsers grant a site some five million characters in all. */
const mostCharacters = 1_000_000;

export interface StoredDraft {
  readonly draft: Draft;
  readonly name: string;
}

/** Keeps a draft, or forgets it; whether it is kept. */
export function keepDraft(stored: StoredDraft | null): boolean {
  try {
    if (stored === null) localStorage.removeItem(key);
    else {
      const text = JSON.stringify({ schema: 1, ...stored });
      if (text.length > mostCharacters) throw new RangeError('a draft that is too large');
      localStorage.setItem(key, text);
    }
    return true;
  } catch {
    return false;
  }
}

/** The draft that was kept; null without one, or where what is there cannot be used. */
export function keptDraft(): StoredDraft | null {
  try {
    const text = localStorage.getItem(key);
    if (text === null || text.length > 2 * mostCharacters) return null;
    const { schema, name, draft } = JSON.parse(text) as { readonly schema?: unknown; readonly name?: unknown; readonly draft?: Readonly<Record<string, unknown>> };
    if (schema !== 1 || typeof name !== 'string' || !draft) return null;
    if (draft.form === 'drawing') return { name, draft: { form: 'drawing', model: readGridModel(draft.model) } };
    if (draft.form === 'text' && typeof draft.text === 'string') return { name, draft: { form: 'text', text: draft.text } };
    return draft.form === 'world' ? { name, draft: { form: 'world', world: parseWorld(draft.world) } } : null;
  } catch (error) {
    if (error instanceof InputError || error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}
