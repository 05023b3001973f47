// Full-avalanche mixing for fingerprints; the four lanes are the four sums.

@inline export function avalanche(word: v128): v128 {
  let x = v128.xor(word, i32x4.shr_u(word, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

export function agentHash(agent: u32): v128 {
  return avalanche(i32x4.add(i32x4.splat(agent), i32x4(<i32>0x9e3779b9, 0x3c6ef372, <i32>0xdaa66d2b, 0x78dde6e4)));
}

@inline export function wordHash(agent: v128, index: u32, word: u32): v128 {
  return avalanche(v128.xor(avalanche(i32x4.add(agent, i32x4.splat(index))), i32x4.splat(word)));
}
