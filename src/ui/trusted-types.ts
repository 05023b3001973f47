/** The page's policy lets a script be loaded from one address only: the worker's. */
import type { TrustedScriptURL, TrustedTypePolicyFactory } from 'trusted-types/lib';
import workerUrl from '../lab/worker.ts?worker&url';

/** A worker from the page's own bundle, created under the policy `lab-worker` where the browser has Trusted Types. */
export function createLabWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicyFactory };
  const policy = trustedTypes?.createPolicy('lab-worker', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError(`not a script of this page: ${url}`);
      return url;
    },
  });
  const url: string | TrustedScriptURL = policy ? policy.createScriptURL(workerUrl) : workerUrl;
  // The types of the DOM do not know yet that a trusted address is accepted.
  return new Worker(url as string, { type: 'module', name: 'valence-lab' });
}
