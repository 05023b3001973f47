/** What the page says of a finished run that came from a link with a fingerprint. */
import type { LinkFingerprint } from '../experiment/link';
import type { Results } from '../experiment/results';
import { compareWithLink, type SameBits } from '../experiment/same-bits';

export interface Verdict {
  readonly kind: SameBits['kind'];
  readonly sentence: string;
}

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
      return { kind: 'other-numerics', sentence: `The link was made with version ${promised.numerics} of the arithmetic, which is not this page’s, so the bits cannot be compared.` };
  }
}
