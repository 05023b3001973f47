/** What this browser remembers of its visitor between visits. Where storage is forbidden, as in some frames, it forgets. */

const prefix = 'valence-lab.';

/** What was remembered under a name; null if nothing was, or if it cannot be known. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Full or forbidden: the page works without.
  }
}
