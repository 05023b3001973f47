// The one range for state: +0, or 2^-40 <= |x| < 2^40 (numerics, rule 2). Everything else becomes +0, so that products
// of settled numbers stay clear of subnormals, which some devices flush.
fn settle(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  return bitcast<f32>(select(0u, b, ((b & 0x7fffffffu) - 0x2b800000u) < 0x28000000u));
}

fn settle4(x: vec4f) -> vec4f {
  let b = bitcast<vec4u>(x);
  return bitcast<vec4f>(select(vec4u(0u), b, ((b & vec4u(0x7fffffffu)) - vec4u(0x2b800000u)) < vec4u(0x28000000u)));
}

/// Rectified linear units: z where z >= 2^-40, else +0.
fn relu4(z: vec4f) -> vec4f { return select(vec4f(0.0), z, z >= vec4f(bitcast<f32>(0x2b800000u))); }

/// Whether x has left the range upwards, |x| >= 2^40: tested on the bits, so that no compiler can assume it away (rule 3).
fn diverges(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) >= 0x53800000u; }
fn diverges4(x: vec4f) -> bool { return any((bitcast<vec4u>(x) & vec4u(0x7fffffffu)) >= vec4u(0x53800000u)); }
