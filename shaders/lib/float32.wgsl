// Binary32 with one rounding per operation. WGSL allows compilers to fuse and to reassociate; a result whose bits have
// passed an exclusive or with a zero that they cannot know can be neither (numerics, rule 1).
var<private> zero: u32;

fn guard(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ zero); }
fn add(x: f32, y: f32) -> f32 { return guard(x + y); }
fn sub(x: f32, y: f32) -> f32 { return guard(x - y); }
fn mul(x: f32, y: f32) -> f32 { return guard(x * y); }

fn guard4(x: vec4f) -> vec4f { return bitcast<vec4f>(bitcast<vec4u>(x) ^ vec4u(zero)); }
fn add4(x: vec4f, y: vec4f) -> vec4f { return guard4(x + y); }
fn sub4(x: vec4f, y: vec4f) -> vec4f { return guard4(x - y); }
fn mul4(x: vec4f, y: vec4f) -> vec4f { return guard4(x * y); }
fn scale4(x: vec4f, s: f32) -> vec4f { return mul4(x, vec4f(s)); }

/// Canonical sum of four: strides 2 and 1 (numerics, rule 5).
fn sum4(x: vec4f) -> f32 { return add(add(x.x, x.z), add(x.y, x.w)); }
