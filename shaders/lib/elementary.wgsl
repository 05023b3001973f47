// Exponential and reciprocal from + - x alone, equal on every device (numerics, rule 4). Constants are bit patterns.

/// e^x for x <= 0; below -20 it is e^-20. Cody and Waite's two-part ln 2, then the polynomial of Cephes' expf (Moshier).
fn exponential4(argument: vec4f) -> vec4f {
  let x = select(argument, vec4f(-20.0), argument < vec4f(-20.0));
  let shift = vec4f(12582912.0); // 1.5 * 2^23: adding it rounds to an integer, kept in the low bits
  let shifted = add4(scale4(x, bitcast<f32>(0x3fb8aa3bu)), shift);
  let n = sub4(shifted, shift);
  var r = sub4(x, scale4(n, bitcast<f32>(0x3f318000u)));
  r = sub4(r, scale4(n, bitcast<f32>(0xb95e8083u)));
  var q = vec4f(bitcast<f32>(0x39506967u));
  q = add4(mul4(q, r), vec4f(bitcast<f32>(0x3ab743ceu)));
  q = add4(mul4(q, r), vec4f(bitcast<f32>(0x3c088908u)));
  q = add4(mul4(q, r), vec4f(bitcast<f32>(0x3d2aa9c1u)));
  q = add4(mul4(q, r), vec4f(bitcast<f32>(0x3e2aaaaau)));
  q = add4(mul4(q, r), vec4f(bitcast<f32>(0x3f000000u)));
  let mantissa = add4(add4(mul4(q, mul4(r, r)), r), vec4f(1.0));
  let power = (bitcast<vec4u>(shifted) - vec4u(0x4b400000u) + vec4u(127u)) << vec4u(23u);
  return mul4(mantissa, bitcast<vec4f>(power));
}

/// 1 / x for 2^-60 <= x <= 2^60 within 2 ulp: a linear guess on the bits, then three Newton steps.
fn reciprocal(x: f32) -> f32 {
  var y = bitcast<f32>(0x7ef311c7u - bitcast<u32>(x));
  y = mul(y, sub(2.0, mul(x, y)));
  y = mul(y, sub(2.0, mul(x, y)));
  y = mul(y, sub(2.0, mul(x, y)));
  return y;
}
