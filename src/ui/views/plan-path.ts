import { nothing, svg, type SVGTemplateResult } from 'lit';
import { planLine, type Point } from './plan-line';

/**
 * A plan in a drawing whose unit is a cell: an arrow, or a ring where it stays.
 * @param focused whether it stands out among the others
 */
export function planAt(cells: readonly Point[], focused: boolean): SVGTemplateResult {
  const { d, end, heading } = planLine(cells);
  const head = heading === null
    ? svg`<circle cx=${end[0]} cy=${end[1]} r=".36" vector-effect="non-scaling-stroke" />`
    : svg`<path d="M-.16 -.13L.04 0L-.16 .13" transform="translate(${end[0]} ${end[1]}) rotate(${heading})" vector-effect="non-scaling-stroke" />`;
  const line = d === '' ? nothing : svg`<path d=${d} vector-effect="non-scaling-stroke" />`;
  const stroke = (colour: string, width: number) => svg`<g style="fill:none;stroke:${colour};stroke-width:${width};stroke-linecap:round;stroke-linejoin:round">${line}${head}</g>`;
  return focused ? svg`<g class="plan">${stroke('var(--paper)', 6)}${stroke('var(--accent)', 2.5)}</g>` : svg`<g opacity=".45">${stroke('var(--ink)', 1.25)}</g>`;
}
