// Computes, on this device, a number for every rule that exactness rests on; the host knows what each must be.
// @import float32 settle elementary threefry avalanche
@group(0) @binding(0) var<storage, read_write> cases: array<u32>; // [0] is the zero that no compiler can know

/// A hash of many results, independent of nothing: order matters.
fn chain(hash: u32, bits: u32) -> u32 { return avalanche(vec4u(hash ^ bits)).x; }
fn chain4(hash: u32, bits: vec4u) -> u32 { return chain(chain(chain(chain(hash, bits.x), bits.y), bits.z), bits.w); }

/// A chaotic map: one wrong rounding changes every later bit.
fn chaos(steps: u32) -> u32 {
  var x = 0.4;
  for (var k = 0u; k < steps; k++) { x = sub(mul(mul(x, 3.875), 1.0), mul(mul(3.875, x), x)); }
  return bitcast<u32>(x);
}

/// a b + c where c = -round(a b): 0, unless the product and the sum were fused.
fn contraction(a: f32, b: f32) -> u32 {
  let c = sub(0.0, mul(a, b));
  return bitcast<u32>(add(mul(a, b), c));
}

/// (large + small) - large where large absorbs small: 0, unless it was reassociated.
fn reassociation(large: f32, small: f32) -> u32 { return bitcast<u32>(sub(add(large, small), large)); }

/// settle on numbers at and beyond both ends of the range, and on what is no number; then four at a time, each in every lane.
fn settling() -> u32 {
  var hash = 0u;
  let patterns = array<u32, 10>(0u, 0x80000000u, 1u, 0x2b7fffffu, 0x2b800000u, 0xab800000u, 0x537fffffu, 0x53800000u, 0x7f800000u, 0xffc00000u);
  for (var k = 0u; k < 10u; k++) { hash = chain(hash, bitcast<u32>(settle(bitcast<f32>(patterns[k] ^ zero)))); }
  for (var k = 0u; k < 10u; k++) {
    let four = vec4u(patterns[k], patterns[(k + 1u) % 10u], patterns[(k + 2u) % 10u], patterns[(k + 3u) % 10u]);
    hash = chain4(hash, bitcast<vec4u>(settle4(bitcast<vec4f>(four ^ vec4u(zero)))));
  }
  return hash;
}

fn exponentials() -> u32 {
  var hash = 0u;
  for (var k = 0u; k < 1024u; k++) {
    let x = mul(f32(k), -0.02197265625);
    hash = chain4(hash, bitcast<vec4u>(exponential4(vec4f(x, mul(x, 0.5), mul(x, 0.25), mul(x, 0.001)))));
  }
  return hash;
}

fn reciprocals() -> u32 {
  var hash = 0u;
  for (var k = 0u; k < 4096u; k++) {
    let x = bitcast<f32>(0x21800000u + k * 251231u);
    hash = chain(hash, bitcast<u32>(reciprocal(x)));
  }
  return hash;
}

fn randoms() -> u32 {
  var v = vec2u(0u);
  for (var k = 0u; k < 64u; k++) { v = threefry(vec2u(0x13198a2eu, 0x03707344u) + v, vec2u(k, v.x)); }
  return v.x ^ v.y;
}

@compute @workgroup_size(1)
fn selftest() {
  zero = cases[0];
  cases[1] = chaos(1000u);
  cases[2] = contraction(1.1, 1.3);
  cases[3] = reassociation(16777216.0, 0.75);
  cases[4] = settling();
  cases[5] = exponentials();
  cases[6] = reciprocals();
  cases[7] = randoms();
}
