// The CPU engine: the same functions as the shaders, in the same order, on WebAssembly's four-lane vectors.
export * from './structure';
export * from './measures';
export { live } from './live';
export { begin, fingerprint, initialise, probe, summarise } from './population';
export { tally } from './tally';
export { selftest } from './selftest';
// Exported only so that the compiler does not inline the update into the step, whose loops would run out of registers.
export { learnStep } from './network';
