import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { LabPage } from './harness';

const { source } = createRequire(import.meta.url)('axe-core') as { source: string };

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

/** What axe-core finds, one line each. */
export async function findings(lab: LabPage): Promise<readonly string[]> {
  await lab.page.evaluate(source);
  return lab.page.evaluate(async () => {
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
  });
}
