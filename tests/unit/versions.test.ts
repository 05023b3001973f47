/** Links of every past schema keep working, and say by which arithmetic their fingerprint was made. */
import { describe, expect, it } from 'vitest';
import goldenLinks from '../external/golden-links.json';
import { canonicalJson } from '../../src/experiment/canonical';
import { decodeLink, encodeLink } from '../../src/experiment/link';
import { migrations } from '../../src/experiment/migrate';
import { compareWithLink } from '../../src/experiment/same-bits';
import { runExperiment } from '../../src/lab/run';
import { numerics } from '../../src/numerics/version';
import { promiseOf } from '../../src/ui/verdict';
import { localCpuEngine } from '../gpu/harness/cpu';

describe('a link of the past', () => {
  it('exists for every schema that there has been', () => {
    expect([...new Set(goldenLinks.map(({ schema }) => schema))].sort()).toEqual(Array.from({ length: migrations.length + 1 }, (_, i) => i + 1));
  });

  it.each(goldenLinks)('of schema $schema still opens, and means the same: $what', async ({ link, canonical }) => {
    const { experiment, fingerprint } = decodeLink(link);
    expect(canonicalJson(experiment)).toBe(canonical);
    expect(decodeLink(encodeLink(experiment, '')).experiment).toEqual(experiment);
    if (fingerprint?.numerics !== numerics) return;
    const { results } = await runExperiment(experiment, localCpuEngine());
    expect(compareWithLink(fingerprint, results.phases)).toEqual({ kind: 'same' });
  });

  it('is not called different because the arithmetic has moved on', () => {
    const finished = goldenLinks.map(({ link }) => decodeLink(link)).filter(({ fingerprint }) => fingerprint !== null);
    expect(finished.length).toBeGreaterThan(0);
    for (const { fingerprint, experiment } of finished) {
      const phases = experiment.phases.map(({ name }) => ({ name, fingerprint: 'A'.repeat(22) }));
      for (const [version, word] of [[numerics + 1, 'newer'], [numerics - 1, 'older']] as const) {
        const other = { ...fingerprint!, numerics: version };
        expect(compareWithLink(other, phases)).toEqual({ kind: 'other-numerics' });
        expect(promiseOf(other)).toMatch(new RegExp(`runs as ever.*${word} version of the arithmetic \\(${version};`));
      }
    }
  });
});
