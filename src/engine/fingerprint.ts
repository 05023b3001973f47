/**
 * Fingerprints: 128 bits that two runs share only if every logical word of every agent was the same. The state sum adds
 * over agents, so shards can be merged; the table digest covers the world and the experiment's text.
 */
import { numerics } from '../numerics/version';

type Words4 = readonly [number, number, number, number];

/** Increments that make the four sums independent; the same as in shaders/lib/avalanche.wgsl. */
const lanes: Words4 = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4];

/** A bijection of 32 bits whose every output bit depends on every input bit (Wellons 2018, lowbias32). */
export function avalanche(word: number): number {
  let x = word;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** What one word adds to sum k: a mix of whose word it is, which of its words, and its bits. */
export const wordHash = (owner: number, index: number, word: number, k: number): number =>
  avalanche(avalanche((avalanche((owner + lanes[k]!) | 0) + index) | 0) ^ word);

/**
 * Adds one agent's logical words to four sums: what the fingerprint kernel does for each agent.
 * @param sums [4], changed in place
 */
export function addWords(sums: Uint32Array, owner: number, words: Uint32Array): void {
  for (let k = 0; k < 4; k++) {
    const identity = avalanche((owner + lanes[k]!) | 0);
    let sum = sums[k]!;
    for (let i = 0; i < words.length; i++) sum = (sum + avalanche(avalanche((identity + i) | 0) ^ words[i]!)) | 0;
    sums[k] = sum;
  }
}

/** The digest of the encoded world and of the experiment's canonical text, four words. */
export function tableDigest(world: Uint32Array, text: string): Uint32Array {
  const sums = new Uint32Array(4);
  addWords(sums, 0, world);
  addWords(sums, 1, Uint32Array.from(new TextEncoder().encode(text)));
  return sums;
}

/**
 * The fingerprint as 22 characters of base64url.
 * @param stateSum [4] sums over all words of all agents
 * @param digest [4] from `tableDigest`
 */
export function finalise(stateSum: Uint32Array, digest: Uint32Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let k = 0; k < 4; k++) view.setUint32(k * 4, avalanche(avalanche(avalanche(stateSum[k]!) ^ digest[k]!) ^ (numerics + lanes[k]!)), false);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
