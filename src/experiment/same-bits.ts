/** Whether a run came out with the bits that a link promised. */
import { numerics as numericsVersion } from '../numerics/version';
import type { LinkFingerprint } from './link';

export type SameBits =
  | { readonly kind: 'same' }
  /** name of the first phase that came out differently */
  | { readonly kind: 'different'; readonly from: string }
  /** made with another version of the arithmetic: bits cannot be compared */
  | { readonly kind: 'other-numerics' };

/** Compares a link with the fingerprints of all phases of a finished run of its experiment. */
export function compareWithLink(promised: LinkFingerprint, phases: readonly { readonly name: string; readonly fingerprint: string }[]): SameBits {
  if (promised.numerics !== numericsVersion) return { kind: 'other-numerics' };
  const beginnings = [...promised.earlier, promised.end];
  const different = phases.find(({ fingerprint }, i) => !fingerprint.startsWith(beginnings[i]!));
  return different ? { kind: 'different', from: different.name } : { kind: 'same' };
}
