/** Where a card stands beside what it is about. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
}

type Edges = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/**
 * The first of right, left, below and above where a card does not cover its target, or else the target's own lower right
 * corner; always inside the window. All lengths in CSS pixels.
 * @param gap between card and target, and between card and window
 */
export function beside(target: Edges, card: Size, view: Size, gap: number): Place {
  const [mostLeft, mostTop] = [view.width - card.width - gap, view.height - card.height - gap];
  const left = within(target.left, gap, mostLeft);
  const top = within(target.top, gap, mostTop);
  const places: readonly Place[] = [
    { left: target.right + gap, top },
    { left: target.left - gap - card.width, top },
    { left, top: target.bottom + gap },
    { left, top: target.top - gap - card.height },
  ];
  const fits = places.find((place) => place.left >= gap && place.left <= mostLeft && place.top >= gap && place.top <= mostTop);
  return fits ?? { left: within(target.right - card.width - gap, gap, mostLeft), top: within(target.bottom - card.height - gap, gap, mostTop) };
}
