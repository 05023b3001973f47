import { html, nothing, type TemplateResult } from 'lit';
import { canBeDrawn, type LevelShape } from '../world-shape';
import { isEnd, markedStarts, startAt } from './cell-ground';
import { agentAt, objectAt } from './world-view';

/** More kinds of things are named under the pointer alone. */
const mostNames = 6;

/** What the marks on some levels mean. */
export function levelKey(levels: readonly LevelShape[], goals: readonly string[]): readonly (TemplateResult | typeof nothing)[] {
  const drawn = levels.filter(canBeDrawn);
  const names = [...new Set(drawn.flatMap(({ objects }) => objects.map(([, name]) => name)))];
  const entry = (shape: unknown, name: string): TemplateResult => html`<span class="key"><svg width="14" height="14" viewBox="-.5 -.5 1 1" aria-hidden="true">${shape}</svg>${name}</span>`;
  return [
    ...(names.length <= mostNames ? names.map((name) => entry(objectAt(goals, name, 0, 0, 0.42), name)) : []),
    drawn.some((level) => markedStarts(level).length > 0) ? entry(startAt(0, 0), 'start') : nothing,
    drawn.some((level) => level.open.some((_, cell) => isEnd(level, cell))) ? html`<span class="key"><span class="end"></span>end</span>` : nothing,
    entry(agentAt(0.4, true), 'agent'),
  ];
}
