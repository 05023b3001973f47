// Threefry2x32-20 (Salmon et al. 2011). Key = (seed, agent), counter = (step, purpose << 16 | index).

/// The two words of the last call: AssemblyScript functions return one value.
export let randomX: u32 = 0;
export let randomY: u32 = 0;

@inline function rounds(r0: u32, r1: u32, r2: u32, r3: u32): void {
  let x = randomX + randomY;
  let y = rotl<u32>(randomY, r0) ^ x;
  x += y; y = rotl<u32>(y, r1) ^ x;
  x += y; y = rotl<u32>(y, r2) ^ x;
  x += y; y = rotl<u32>(y, r3) ^ x;
  randomX = x;
  randomY = y;
}

@inline function inject(x: u32, y: u32): void { randomX += x; randomY += y; }

export function threefry(key0: u32, key1: u32, counter0: u32, counter1: u32): u32 {
  const third = key0 ^ key1 ^ 0x1bd11bda;
  randomX = counter0 + key0;
  randomY = counter1 + key1;
  rounds(13, 15, 26, 6);
  inject(key1, third + 1);
  rounds(17, 29, 16, 24);
  inject(third, key0 + 2);
  rounds(13, 15, 26, 6);
  inject(key0, key1 + 3);
  rounds(17, 29, 16, 24);
  inject(key1, third + 4);
  rounds(13, 15, 26, 6);
  inject(third, key0 + 5);
  return randomX;
}

/// Uniform in [0, 1) with 24 bits.
@inline export function uniform24(word: u32): f32 { return <f32>(word >> 8) * reinterpret<f32>(0x33800000); }
