/**
 * Faults of compilers and devices that the self-test guards against, put into the text of linked WGSL: what a device with
 * the fault computes, computed exactly on one without it.
 */

export interface Fault {
  readonly name: string;
  /** what the self-test says of it; nothing for a fault that cannot matter */
  readonly caughtAs: readonly string[];
  readonly inject: (wgsl: string) => string;
}

/** Replaces a text wherever it stands. A kernel without it is left alone: each imports what it needs. */
const replacing = (...pairs: readonly (readonly [found: string | RegExp, by: string])[]) => (wgsl: string): string =>
  pairs.reduce((text, [found, by]) => (typeof found === 'string' ? text.replaceAll(found, () => by) : text.replace(found, by)), wgsl);

/** What rounding lost, exactly: Knuth's error of a sum, Dekker's of a product (with Veltkamp's splitting). */
const errors = `
fn sumError(x: f32, y: f32, s: f32) -> f32 { let b = nearSub(s, x); return nearAdd(nearSub(x, nearSub(s, b)), nearSub(y, b)); }
fn high(x: f32) -> f32 { let c = nearMul(4097.0, x); return nearSub(c, nearSub(c, x)); }
fn productError(x: f32, y: f32, p: f32) -> f32 {
  let a = high(x); let b = nearSub(x, a); let c = high(y); let d = nearSub(y, c);
  return nearSub(nearMul(b, d), nearSub(nearSub(nearSub(p, nearMul(a, c)), nearMul(b, c)), nearMul(a, d)));
}`;

/** The three operations under other names, which the replaced ones are made of. */
const renamed = (wgsl: string): string => wgsl.replace(/fn (add|sub|mul)\((?=x: f32)/g, (_, name: string) => `fn near${name[0]!.toUpperCase()}${name.slice(1)}(`);
const lanes = (name: string): string => `fn ${name}4(x: vec4f, y: vec4f) -> vec4f { return vec4f(${['x', 'y', 'z', 'w'].map((c) => `${name}(x.${c}, y.${c})`).join(', ')}); }`;
const withoutLanes = (wgsl: string): string => wgsl.replace(/fn (?:add|sub|mul)4\([^\n]*\n/g, '');

/** Only in the self-test's own kernel: a step of an agent with twenty operations for one is more than compilers take. */
const isSelfTest = (wgsl: string): boolean => wgsl.includes('fn selftest()');

/** Other arithmetic in place of the guarded operations. */
const arithmetic = (operations: string) => (wgsl: string): string =>
  isSelfTest(wgsl) ? `${withoutLanes(renamed(wgsl))}${errors}${operations}\n${['add', 'sub', 'mul'].map(lanes).join('\n')}` : wgsl;

const truncated = `
fn towardsZero(x: f32, error: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) - select(0u, 1u, error != 0.0 && (error < 0.0) != (x < 0.0))); }
fn add(x: f32, y: f32) -> f32 { let s = nearAdd(x, y); return towardsZero(s, sumError(x, y, s)); }
fn sub(x: f32, y: f32) -> f32 { return add(x, nearSub(0.0, y)); }
fn mul(x: f32, y: f32) -> f32 { let p = nearMul(x, y); return towardsZero(p, productError(x, y, p)); }`;

const fusedFunctions = `
fn fused(x: f32, y: f32, z: f32) -> f32 { let p = mul(x, y); let s = add(p, z); return add(s, add(sumError(p, z, s), productError(x, y, p))); }
fn fused4(x: vec4f, y: vec4f, z: vec4f) -> vec4f { return vec4f(${['x', 'y', 'z', 'w'].map((c) => `fused(x.${c}, y.${c}, z.${c})`).join(', ')}); }`;

/** The arguments of the call whose opening parenthesis stands at `open`, and where it closes. */
function call(text: string, open: number): { readonly parts: readonly string[]; readonly close: number } {
  const parts: string[] = [];
  let depth = 0;
  for (let i = open, from = open + 1; ; i++) {
    if (text[i] === '(' || text[i] === '[' || text[i] === '{') depth++;
    else if (text[i] === ')' || text[i] === ']' || text[i] === '}') depth--;
    if (depth === 0 || (depth === 1 && text[i] === ',')) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
    if (depth === 0) return { parts, close: i };
  }
}

/** x y + z in one rounding, wherever a sum's first part is a product. */
function fuse(wgsl: string): string {
  let text = wgsl;
  for (let at = text.search(/\badd4?\((?:mul4?|scale4)\(/); at >= 0; at = text.search(/\badd4?\((?:mul4?|scale4)\(/)) {
    const open = text.indexOf('(', at);
    const { parts: [product = '', z = ''], close } = call(text, open);
    const { parts: [x = '', y = ''] } = call(product, product.indexOf('('));
    const scaled = product.startsWith('scale4');
    text = `${text.slice(0, at)}fused${text[open - 1] === '4' ? '4' : ''}(${x}, ${scaled ? `vec4f(${y})` : y}, ${z})${text.slice(close + 1)}`;
  }
  return text;
}

const agent = '1000 steps of an agent';

export const faults: readonly Fault[] = [
  { name: 'none', caughtAs: [], inject: (wgsl) => wgsl },
  {
    name: 'fused multiply-add', caughtAs: ['contraction', 'exponential'],
    inject: (wgsl) => (isSelfTest(wgsl) ? `${fuse(wgsl)}${errors.replace(/\bnear(Add|Sub|Mul)\b/g, (_, name: string) => name.toLowerCase())}${fusedFunctions}` : wgsl),
  },
  { name: 'truncating rounding', caughtAs: ['rounding', 'exponential', 'reciprocal'], inject: arithmetic(truncated) },
  { name: 'reassociated sum', caughtAs: ['reassociation'], inject: replacing([/sub\(add\((\w+), (\w+)\), \1\)/g, '$2']) },
  { name: 'sum of four from the left', caughtAs: [agent], inject: replacing(['add(add(x.x, x.z), add(x.y, x.w))', 'add(add(add(x.x, x.y), x.z), x.w)']) },
  { name: 'distributed product', caughtAs: ['rounding'], inject: replacing(['sub(mul(mul(x, 3.875), 1.0), mul(mul(3.875, x), x))', 'mul(mul(3.875, x), sub(1.0, x))']) },
  { name: 'missing settle', caughtAs: ['settle'], inject: replacing([/(fn settle\(x: f32\) -> f32 \{)/, '$1 return x;'], [/(fn settle4\(x: vec4f\) -> vec4f \{)/, '$1 return x;']) },
  { name: 'settle missing four at a time', caughtAs: ['settle'], inject: replacing([/(fn settle4\(x: vec4f\) -> vec4f \{)/, '$1 return x;']) },
  { name: 'settle that keeps -0', caughtAs: ['settle'], inject: replacing(['select(0u, b, ', 'select(b & 0x80000000u, b, '], ['select(vec4u(0u), b, ', 'select(b & vec4u(0x80000000u), b, ']) },
  { name: 'native exponential', caughtAs: ['exponential', agent], inject: replacing([/(fn exponential4\(argument: vec4f\) -> vec4f \{)/, '$1 return exp(argument);']) },
  { name: 'native division', caughtAs: ['reciprocal', agent], inject: replacing([/(fn reciprocal\(x: f32\) -> f32 \{)/, '$1 return 1.0 / x;']) },
  { name: 'wrong rotate', caughtAs: ['random numbers', agent], inject: replacing(['(x << bits) | (x >> (32u - bits))', '(x >> bits) | (x << (32u - bits))']) },
  { name: 'conversion of 25 bits', caughtAs: [agent], inject: replacing(['mul(f32(word >> 8u), bitcast<f32>(0x33800000u))', 'mul(f32(word >> 7u), bitcast<f32>(0x33000000u))']) },
  // Rule 2 keeps all numbers so far from zero that a device may flush.
  { name: 'subnormals flushed to zero', caughtAs: [], inject: replacing(['fn guard(x: f32) -> f32 { return bitcast<f32>(bitcast<u32>(x) ^ zero); }', 'fn guard(x: f32) -> f32 { let b = bitcast<u32>(x) ^ zero; return bitcast<f32>(select(b, b & 0x80000000u, (b & 0x7f800000u) == 0u)); }'], ['fn guard4(x: vec4f) -> vec4f { return bitcast<vec4f>(bitcast<vec4u>(x) ^ vec4u(zero)); }', 'fn guard4(x: vec4f) -> vec4f { return vec4f(guard(x.x), guard(x.y), guard(x.z), guard(x.w)); }']) },
];

/** No fault of a device, but of shaders: without guards, compilers are free to make all of the above. */
export const unguarded: Fault = { name: 'no guards', caughtAs: [], inject: replacing([/(fn guard4?\(x: \w+\) -> \w+ \{).*\}/g, '$1 return x; }']) };

export const faultOf = (name: string): Fault => faults.find((fault) => fault.name === name)!;

/**
 * Makes a device compute as one with a fault.
 * @returns how many shader modules were changed so far
 */
export function breakDevice(device: GPUDevice, { inject }: Fault): () => number {
  let changed = 0;
  const prototype = Object.getPrototypeOf(device) as GPUDevice;
  device.createShaderModule = (descriptor) => {
    const code = inject(descriptor.code);
    if (code !== descriptor.code) changed++;
    return prototype.createShaderModule.call(device, { ...descriptor, code });
  };
  return () => changed;
}
