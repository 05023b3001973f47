// Small arrays of the agent that is stepping: what registers are in the shaders.
import { scratch } from './structure';

@inline export function featureAt(m: u32): usize { return scratch + ((<usize>m) << 2); }
@inline export function strengthAt(m: u32): usize { return scratch + 64 + ((<usize>m) << 2); }
@inline export function termAt(m: u32): usize { return scratch + 128 + ((<usize>m) << 4); }
@inline export function hiddenAt(q: u32): usize { return scratch + 384 + ((<usize>q) << 4); }
@inline export function partialAt(q: u32): usize { return scratch + 640 + ((<usize>q) << 4); }
@inline export function preferenceAt(a: u32): usize { return scratch + 896 + ((<usize>a) << 2); }
@inline export function weightAt(a: u32): usize { return scratch + 960 + ((<usize>a) << 2); }
@inline export function gradientAt(a: u32): usize { return scratch + 1024 + ((<usize>a) << 2); }
@inline export function criticGradientAt(q: u32): usize { return scratch + 1088 + ((<usize>q) << 4); }
@inline export function actorGradientAt(q: u32): usize { return scratch + 1344 + ((<usize>q) << 4); }
@inline export function undiscountedAt(c: u32): usize { return scratch + 1600 + ((<usize>c) << 2); }
@inline export function discountedAt(c: u32): usize { return scratch + 1632 + ((<usize>c) << 2); }
@inline export function arrivalErrorAt(q: u32): usize { return scratch + 1792 + ((<usize>q) << 4); }
@inline export function eventCountAt(e: u32): usize { return scratch + 1664 + ((<usize>e) << 2); }

