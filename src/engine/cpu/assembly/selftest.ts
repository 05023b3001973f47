// Computes, on this processor, a number for every rule that exactness rests on; the host knows what each must be.
import { avalanche } from './avalanche';
import { exponential4, reciprocal } from './elementary';
import { settle, settle4 } from './settle';
import { statistics } from './structure';
import { randomY, threefry } from './threefry';

/// A hash of many results: order matters.
function chain(hash: u32, bits: u32): u32 { return i32x4.extract_lane(avalanche(i32x4.splat(hash ^ bits)), 0); }
function chain4(hash: u32, bits: v128): u32 {
  return chain(chain(chain(chain(hash, i32x4.extract_lane(bits, 0)), i32x4.extract_lane(bits, 1)), i32x4.extract_lane(bits, 2)), i32x4.extract_lane(bits, 3));
}

/// A chaotic map: one wrong rounding changes every later bit.
function chaos(steps: u32): u32 {
  let x: f32 = 0.4;
  for (let k: u32 = 0; k < steps; k++) x = x * 3.875 * 1.0 - 3.875 * x * x;
  return reinterpret<u32>(x);
}

function contraction(a: f32, b: f32): u32 {
  const c = <f32>0 - a * b;
  return reinterpret<u32>(a * b + c);
}

function reassociation(large: f32, small: f32): u32 { return reinterpret<u32>(large + small - large); }

function settling(): u32 {
  const patterns: StaticArray<u32> = [0, 0x80000000, 1, 0x2b7fffff, 0x2b800000, 0xab800000, 0x537fffff, 0x53800000, 0x7f800000, 0xffc00000];
  let hash: u32 = 0;
  for (let k = 0; k < 10; k++) hash = chain(hash, reinterpret<u32>(settle(reinterpret<f32>(patterns[k]))));
  for (let k = 0; k < 10; k++) {
    let four = i32x4.splat(patterns[k]);
    four = i32x4.replace_lane(four, 1, patterns[(k + 1) % 10]);
    four = i32x4.replace_lane(four, 2, patterns[(k + 2) % 10]);
    four = i32x4.replace_lane(four, 3, patterns[(k + 3) % 10]);
    hash = chain4(hash, settle4(four));
  }
  return hash;
}

function exponentials(): u32 {
  let hash: u32 = 0;
  for (let k: u32 = 0; k < 1024; k++) {
    const x = <f32>k * -0.02197265625;
    hash = chain4(hash, exponential4(f32x4(x, x * 0.5, x * 0.25, x * 0.001)));
  }
  return hash;
}

function reciprocals(): u32 {
  let hash: u32 = 0;
  for (let k: u32 = 0; k < 4096; k++) hash = chain(hash, reinterpret<u32>(reciprocal(reinterpret<f32>(0x21800000 + k * 251231))));
  return hash;
}

function randoms(): u32 {
  let x: u32 = 0, y: u32 = 0;
  for (let k: u32 = 0; k < 64; k++) {
    x = threefry(0x13198a2e + x, 0x03707344 + y, k, x);
    y = randomY;
  }
  return x ^ y;
}

/// Stores the cases' results at `statistics`, in the order of the shader.
export function selftest(): void {
  store<u32>(statistics, chaos(1000));
  store<u32>(statistics, contraction(1.1, 1.3), 4);
  store<u32>(statistics, reassociation(16777216, 0.75), 8);
  store<u32>(statistics, settling(), 12);
  store<u32>(statistics, exponentials(), 16);
  store<u32>(statistics, reciprocals(), 20);
  store<u32>(statistics, randoms(), 24);
}
