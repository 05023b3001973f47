// Threefry2x32-20 (Salmon et al. 2011). Key = (seed, agent), counter = (step, purpose << 16 | index).

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

/// Uniform in [0, 1) with 24 bits.
@inline export function uniform24(word: u32): f32 { return <f32>(word >> 8) * reinterpret<f32>(0x33800000); }
