// Threefry2x32-20: a counter-based random number generator (Salmon et al. 2011).
// Key = (seed, agent), counter = (step, purpose << 16 | index).

fn rotate(x: u32, bits: u32) -> u32 { return (x << bits) | (x >> (32u - bits)); }

/// Four rounds: x += y; y = rotate(y) ^ x.
fn rounds(v: vec2u, r: vec4u) -> vec2u {
  var x = v.x + v.y;
  var y = rotate(v.y, r.x) ^ x;
  x += y; y = rotate(y, r.y) ^ x;
  x += y; y = rotate(y, r.z) ^ x;
  x += y; y = rotate(y, r.w) ^ x;
  return vec2u(x, y);
}

fn threefry(key: vec2u, counter: vec2u) -> vec2u {
  let third = key.x ^ key.y ^ 0x1bd11bdau;
  let even = vec4u(13u, 15u, 26u, 6u);
  let odd = vec4u(17u, 29u, 16u, 24u);
  var v = rounds(counter + key, even) + vec2u(key.y, third + 1u);
  v = rounds(v, odd) + vec2u(third, key.x + 2u);
  v = rounds(v, even) + vec2u(key.x, key.y + 3u);
  v = rounds(v, odd) + vec2u(key.y, third + 4u);
  return rounds(v, even) + vec2u(third, key.x + 5u);
}

/// Uniform in [0, 1) with 24 bits.
fn uniform24(word: u32) -> f32 { return mul(f32(word >> 8u), bitcast<f32>(0x33800000u)); }
