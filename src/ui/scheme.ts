/**
 * The visitor's choice between light and dark, over the system's. The dark tokens stand in one media rule of the page's
 * style sheet; a choice rewrites the condition of that rule, so that no colour is written twice.
 */
import { recall, remember } from './remembered';

export const schemes = ['automatic', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

const query = '(prefers-color-scheme: dark)';
const conditions: Readonly<Record<Scheme, string>> = { automatic: query, light: 'not all', dark: 'all' };
const key = 'colours';

const changes = new EventTarget();
let chosen: Scheme = 'automatic';
let darkRules: readonly CSSMediaRule[] | null = null;

/** What the visitor has chosen. */
export const currentScheme = (): Scheme => chosen;

/**
 * Calls whoever draws with the tokens' colours on a canvas, whenever they have changed.
 * @returns what ends that
 */
export function onSchemeChange(listener: () => void): () => void {
  const sources = [matchMedia(query), changes];
  for (const source of sources) source.addEventListener('change', listener);
  return () => sources.forEach((source) => source.removeEventListener('change', listener));
}

/** Takes a scheme from now on, and on later visits; another text is `automatic`. */
export function useScheme(text: string): void {
  chosen = schemes.find((scheme) => scheme === text) ?? 'automatic';
  remember(key, chosen);
  apply();
}

function apply(): void {
  darkRules ??= [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.conditionText === query);
  for (const rule of darkRules) rule.media.mediaText = conditions[chosen];
  document.documentElement.style.colorScheme = chosen === 'automatic' ? '' : chosen;
  changes.dispatchEvent(new Event('change'));
}

/** Takes what was chosen on an earlier visit. */
export function recallScheme(): void {
  const earlier = recall(key);
  if (earlier !== null) useScheme(earlier);
}
