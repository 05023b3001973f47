// Threefry2x32-20 (Salmon et al. 2011). Key = (seed, agent), counter = (step, purpose << 16 | index).
import { seed } from './structure';

/// The second word of the last call: AssemblyScript functions return one value.
export let randomY: u32 = 0;

/// The first word.
export function threefry(key0: u32, key1: u32, counter0: u32, counter1: u32): u32 {
  const third = key0 ^ key1 ^ 0x1bd11bda;
  let x = counter0 + key0;
  let y = counter1 + key1;
  x += y; y = rotl<u32>(y, 13) ^ x;
  x += y; y = rotl<u32>(y, 15) ^ x;
  x += y; y = rotl<u32>(y, 26) ^ x;
  x += y; y = rotl<u32>(y, 6) ^ x;
  x += key1; y += third + 1;
  x += y; y = rotl<u32>(y, 17) ^ x;
  x += y; y = rotl<u32>(y, 29) ^ x;
  x += y; y = rotl<u32>(y, 16) ^ x;
  x += y; y = rotl<u32>(y, 24) ^ x;
  x += third; y += key0 + 2;
  x += y; y = rotl<u32>(y, 13) ^ x;
  x += y; y = rotl<u32>(y, 15) ^ x;
  x += y; y = rotl<u32>(y, 26) ^ x;
  x += y; y = rotl<u32>(y, 6) ^ x;
  x += key0; y += key1 + 3;
  x += y; y = rotl<u32>(y, 17) ^ x;
  x += y; y = rotl<u32>(y, 29) ^ x;
  x += y; y = rotl<u32>(y, 16) ^ x;
  x += y; y = rotl<u32>(y, 24) ^ x;
  x += key1; y += third + 4;
  x += y; y = rotl<u32>(y, 13) ^ x;
  x += y; y = rotl<u32>(y, 15) ^ x;
  x += y; y = rotl<u32>(y, 26) ^ x;
  x += y; y = rotl<u32>(y, 6) ^ x;
  randomY = y + key0 + 5;
  return x + third;
}

// In memory, because V8 makes a constant vector anew, in three instructions, wherever it is used.
const NUMBERS = memory.data<u32>([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5], 16);
@inline function rotate4(x: v128, n: i32): v128 { return v128.or(i32x4.shl(x, n), i32x4.shr_u(x, 32 - n)); }

/// The first words of four at a time, for counters to which the keys k0 and k1 have been added; the second ones go to a place if they
/// are asked for.
@inline export function mix4(x0: v128, y0: v128, k0: v128, k1: v128, k2: v128, second: usize = 0): v128 {
  let x = x0, y = y0;
  for (let n: u32 = 1; n < 6; n++) { // @unroll
    x = i32x4.add(x, y); y = v128.xor(rotate4(y, n & 1 ? 13 : 17), x);
    x = i32x4.add(x, y); y = v128.xor(rotate4(y, n & 1 ? 15 : 29), x);
    x = i32x4.add(x, y); y = v128.xor(rotate4(y, n & 1 ? 26 : 16), x);
    x = i32x4.add(x, y); y = v128.xor(rotate4(y, n & 1 ? 6 : 24), x);
    x = i32x4.add(x, n % 3 == 1 ? k1 : n % 3 == 2 ? k2 : k0);
    y = i32x4.add(y, i32x4.add(n % 3 == 1 ? k2 : n % 3 == 2 ? k0 : k1, v128.load(NUMBERS, 16 * (n - 1))));
  }
  if (second) v128.store(second, y);
  return x;
}
/// The third key.
@inline export function thirdKey(key0: u32, k1: v128): v128 { return v128.xor(k1, i32x4.splat(key0 ^ 0x1bd11bda)); }

/// Four at a time: the words go to `place` and 16 bytes behind it.
export function threefry4(place: usize, key0: u32, k1: v128, counter0: v128, counter1: v128): void {
  const k0 = i32x4.splat(key0);
  v128.store(place, mix4(i32x4.add(counter0, k0), i32x4.add(counter1, k1), k0, k1, thirdKey(key0, k1), place + 16));
}

/// What four agents draw in a step, for counter = purpose << 16 | index.
@inline export function drawFour(place: usize, identity: v128, t: u32, counter: u32): void { threefry4(place, seed, identity, i32x4.splat(t), i32x4.splat(counter)); }

/// n, n + 1, n + 2, n + 3.
@inline export function fourFrom(n: u32): v128 { return i32x4.add(i32x4.splat(n), i32x4(0, 1, 2, 3)); }

@inline function laneOf(place: usize, lane: u32): u32 {
  const words = place + ((<usize>lane) << 2);
  randomY = load<u32>(words, 16);
  return load<u32>(words);
}

/// The step from which on words are drawn ahead.
let drawnFrom: u32 = 0;
export function drawFrom(t: u32): void { drawnFrom = t; }

/// `threefry` of what is drawn once in every step from there on: four steps at a time, kept at `place`.
@inline export function drawn(place: usize, agent: u32, t: u32, purpose: u32): u32 {
  const lane = (t - drawnFrom) & 3;
  if (lane == 0) threefry4(place, seed, i32x4.splat(agent), fourFrom(t), i32x4.splat(purpose << 16));
  return laneOf(place, lane);
}

/// `threefry` of what is drawn for index 0, 1, 2 … within a step: four indices at a time.
@inline export function drawnFor(place: usize, agent: u32, t: u32, purpose: u32, index: u32): u32 {
  const lane = index & 3;
  if (lane == 0) threefry4(place, seed, i32x4.splat(agent), i32x4.splat(t), fourFrom((purpose << 16) | index));
  return laneOf(place, lane);
}

/// Uniform in [0, 1) with 24 bits.
@inline export function uniform24(word: u32): f32 { return <f32>(word >> 8) * reinterpret<f32>(0x33800000); }
