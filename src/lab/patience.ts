/** Asking again for what may only be gone for a moment: a graphics process that starts, or starts anew, has no adapter at first. */

/** How long to wait before asking again, in milliseconds: when a page opens, and after its device was lost. */
export const patience = { atStart: [100, 400], afterLoss: [100, 400, 1000, 2500] } as const;

/** What is there at the first request, or at one after each wait; null if it never is. */
export async function persistently<T>(request: () => Promise<T | null>, waits: readonly number[]): Promise<T | null> {
  let found = await request();
  for (let i = 0; found === null && i < waits.length; i++) {
    await new Promise((over) => setTimeout(over, waits[i]));
    found = await request();
  }
  return found;
}
