/** Milliseconds that anything in a page is waited for: it may have to wait for its turn on a busy machine. */
export const patience = 90_000;
