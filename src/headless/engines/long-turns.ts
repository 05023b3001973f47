/** How long a turn of the event loop lasts at least. */
const turnMilliseconds = 1;

/**
 * For Dawn in Node, which asks its device in every turn of the event loop whether it is done. Turns without end take a core
 * from a device that computes on the processor, and from compilers.
 */
export function makeTurnsLong(): void {
  const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const turn = (): void => {
    Atomics.wait(never, 0, 0, turnMilliseconds);
    setImmediate(turn);
  };
  turn();
}
