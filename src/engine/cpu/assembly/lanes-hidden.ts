// Four networks with hidden units: each is used and taught by itself, and what comes out of them is in the lanes of vectors. A
// "list" is here the rows that are thought about, and behind them where the networks' weights begin.
import { openMemory } from './bindings';
import { readFeatures } from './features';
import { add4, sum4x4 } from './float32';
import { gatherFrom } from './lanes-features';
import { B2, learnStep, prefer, sumsInPassing, sumsKept } from './network';
import { GRADIENT, PREFERENCE, networkAt, openMind } from './scratch';
import { settle4 } from './settle';
import { ACTIONS, B1, IMMEDIATE, OVERRIDE, PLAN, TRACES, W1 } from './structure';

const BASES: usize = 16;

/// Whether networks of this kind can be used in lanes.
@inline export function usable(): bool { return !(TRACES | PLAN | IMMEDIATE | OVERRIDE); }

@inline export function listRows(list: usize, bases: v128, rows: v128): void {
  v128.store(list, rows);
  v128.store(list, bases, BASES);
}
@inline export function listArrivals(list: usize, bases: v128, places: v128, rows: v128, events: v128): void { listRows(list, bases, rows); }

@inline function rowOf(list: usize, n: u32): u32 { return load<u32>(list + 4 * n); }
@inline function baseOf(list: usize, n: u32): usize { return <usize>load<u32>(list + 4 * n, BASES); }
/// Opens the n-th network: its weights, and the place of what it keeps within a step.
@inline function open(list: usize, n: u32): void {
  openMind(networkAt(n));
  openMemory(baseOf(list, n) - ((<usize>W1) << 4));
}

/// Values from sums over quarters of the units.
@inline function values(list: usize, s0: v128, s1: v128, s2: v128, s3: v128): v128 {
  return add4(sum4x4(s0, s1, s2, s3), gatherFrom(list + BASES, ((<usize>(B1 - W1)) << 4) + B2));
}

@inline function keptSums(list: usize, n: u32): v128 {
  open(list, n);
  const sums = sumsKept(rowOf(list, n));
  prefer();
  return sums;
}
/// v of rows, not yet settled; activations and preferences are kept.
@inline export function judgeList(list: usize): v128 {
  const s0 = keptSums(list, 0), s1 = keptSums(list, 1), s2 = keptSums(list, 2);
  return values(list, s0, s1, s2, keptSums(list, 3));
}

@inline export function sumsAreWeights(): bool { return false; }
@inline export function settleSum(value: v128): v128 { return settle4(value); }

@inline function passingSums(list: usize, n: u32): v128 {
  open(list, n);
  return sumsInPassing(rowOf(list, n));
}
/// v of rows in passing.
@inline export function sumList(list: usize, arrival: bool = false): v128 {
  const s0 = passingSums(list, 0), s1 = passingSums(list, 1), s2 = passingSums(list, 2);
  return values(list, s0, s1, s2, passingSums(list, 3));
}

/// The preferences of the n-th of four agents for the actions of the b-th block, which `judgeList` kept.
@inline export function preferencesOf(list: usize, n: u32, b: u32): v128 { return v128.load(blockAt(n, b) + PREFERENCE); }
/// Keeps the gradient of the n-th agent's preferences for `learnList`.
@inline export function learnPreferences(list: usize, n: u32, b: u32, gradient: v128): void { v128.store(blockAt(n, b) + GRADIENT, gradient); }
@inline function blockAt(n: u32, b: u32): usize { return networkAt(n) + ((<usize>b) << 4); }

@inline function learnOne(list: usize, n: u32, criticDelta: f32): void {
  open(list, n);
  readFeatures(rowOf(list, n));
  learnStep(criticDelta, 0);
}
@inline export function learnJudged(list: usize, step: v128, judged: v128): void { learnList(list, step); }
/// Learns all that a step teaches, of values and preferences.
@inline export function learnList(list: usize, step: v128, arrival: bool = false): void {
  learnOne(list, 0, f32x4.extract_lane(step, 0));
  learnOne(list, 1, f32x4.extract_lane(step, 1));
  learnOne(list, 2, f32x4.extract_lane(step, 2));
  learnOne(list, 3, f32x4.extract_lane(step, 3));
}
