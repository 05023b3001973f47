/** What the page says of a finished run that came from a link with a fingerprint. */
import type { LinkFingerprint } from '../experiment/link';
import type { Results } from '../experiment/results';
import { numerics } from '../numerics/version';
import { compareWithLink, type SameBits } from '../experiment/same-bits';

export interface Verdict {
  readonly kind: SameBits['kind'];
  readonly sentence: string;
}

const otherNumerics = (version: number): string =>
  `${version < numerics ? 'an older' : 'a newer'} version of the arithmetic (${version}; this page computes with ${numerics}), so the bits cannot be compared.`;

/** What the page says of the fingerprint of a link before the experiment has run. */
export const promiseOf = (promised: LinkFingerprint): string =>
  promised.numerics === numerics
    ? 'This link carries a fingerprint: after a run, the page says whether this device gets the same bits.'
    : `The experiment of this link runs as ever. Its fingerprint was made by ${otherNumerics(promised.numerics)}`;

export function verdictOf(promised: LinkFingerprint, results: Results): Verdict {
  const verdict = compareWithLink(promised, results.phases);
  switch (verdict.kind) {
    case 'same':
      return { kind: 'same', sentence: 'Same bits: every phase came out exactly as in the link.' };
    case 'different': {
      const reason = results.exact ? '' : ' This device failed the self-test, so its bits were not expected to agree.';
      return { kind: 'different', sentence: `Different, from phase “${verdict.from}” on.${reason}` };
    }
    case 'other-numerics':
      return { kind: 'other-numerics', sentence: `The fingerprint of the link was made by ${otherNumerics(promised.numerics)}` };
  }
}
