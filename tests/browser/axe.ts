import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Contrast, LabPage, Scheme } from './harness';

const { source } = createRequire(import.meta.url)('axe-core') as { source: string };

declare const axe: { run(context: object, options: RunOptions): Promise<AxeResults> };

/** The rules that depend on colours. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** How a system may wish to see the page. */
export type Look = readonly [scheme: Scheme, contrast?: Contrast];

const bothSchemes: readonly Look[] = [['light'], ['dark']];

/**
 * What axe-core finds as the page now is, one line each: by all rules in the first look, by those of colours in the others.
 * @param part the element of the page's own shadow root that is looked at; all of the page without one
 */
export async function findings(lab: LabPage, part: string | null = null, looks = bothSchemes): Promise<readonly string[]> {
  if (!(await lab.page.evaluate(() => 'axe' in globalThis))) await lab.page.evaluate(source);
  const all: string[] = [];
  for (const [index, [scheme, contrast]] of looks.entries()) {
    // A colour on its way to another is neither.
    await lab.look(scheme, contrast, true);
    await lab.drawn();
    const found = await lab.page.evaluate(async (within, rules) => {
      const context = within === null ? document : { include: [{ fromShadowDom: ['valence-lab', within] }] };
      const { violations } = await axe.run(context, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
    }, part, index === 0 ? null : ofColours);
    all.push(...found.map((line) => `${scheme} ${contrast ?? ''} ${line}`));
  }
  await lab.look(...looks[0]!);
  return all;
}
