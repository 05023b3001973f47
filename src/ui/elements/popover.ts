/** Small surfaces that open below a button: what they look like, and where they stand. */
import { css } from 'lit';

export const popoverStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: calc(0.5 * var(--unit));
    border: 1px solid var(--hairline);
    border-radius: var(--radius);
    background: var(--field);
    color: var(--ink);
  }
`;

/** Pixels that stay free between a surface and the ends of the window. */
const inset = 8;

/** Puts a surface that is about to open below its button, within the window, and the focus into it. */
export function placeBelow(event: ToggleEvent, button: Element): void {
  if (event.newState !== 'open') return;
  const surface = event.currentTarget as HTMLElement;
  const { right, bottom, top } = button.getBoundingClientRect();
  surface.style.right = `${Math.max(inset, document.documentElement.clientWidth - right)}px`;
  surface.style.top = `${bottom}px`;
  requestAnimationFrame(() => {
    const { height } = surface.getBoundingClientRect();
    if (bottom + height > innerHeight - inset) surface.style.top = `${Math.max(inset, top - height)}px`;
    surface.querySelector<HTMLElement>('button, select, input')?.focus();
  });
}
