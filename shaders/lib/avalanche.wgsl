// Full-avalanche mixing for fingerprints: one changed bit of agent, index or word changes half the bits of all four sums.

/// A bijection of 32 bits whose every output bit depends on every input bit (Wellons 2018, lowbias32).
fn avalanche(word: vec4u) -> vec4u {
  var x = word;
  x ^= x >> vec4u(16u);
  x *= vec4u(0x7feb352du);
  x ^= x >> vec4u(15u);
  x *= vec4u(0x846ca68bu);
  return x ^ (x >> vec4u(16u));
}

/// What an agent contributes to each of the four sums, before index and word.
fn agentHash(agent: u32) -> vec4u {
  return avalanche(vec4u(agent) + vec4u(0x9e3779b9u, 0x3c6ef372u, 0xdaa66d2bu, 0x78dde6e4u));
}

fn wordHash(agent: vec4u, index: u32, word: u32) -> vec4u {
  return avalanche(avalanche(agent + vec4u(index)) ^ vec4u(word));
}
