/** The ground of a level: cells in the colour of their value, walls, where episodes start, and where they end. */
import { nothing, svg, type SVGTemplateResult } from 'lit';
import { fixed } from '../format';
import { valueColour } from '../palette';
import type { LevelShape } from '../world-shape';

/** Above this, cells of a similar value are one shape. */
const mostSingleCells = 1024;
/** Colours of such shapes, on either side of zero. */
const levelsOfColour = 24;
/** Start cells are marked while they are few: where an episode may start anywhere, marks say nothing. */
const mostStarts = 12;
/** States are numbered where nothing says how to draw them, while there is room. */
const mostNumbers = 64;

const square = (cell: number, width: number): string => `M${cell % width} ${Math.floor(cell / width)}h1v1h-1z`;
const inset = (cell: number, width: number): string => `M${(cell % width) + 0.015} ${Math.floor(cell / width) + 0.015}h.97v.97h-.97z`;

function valueOf({ stateOf, firstRow }: LevelShape, values: Float32Array | null, cell: number): number | null {
  const state = stateOf[cell]!;
  return state < 0 || !values ? null : (values[firstRow + state] ?? null);
}

/** Whether a cell is only entered by ending the episode. */
export const isEnd = ({ open, stateOf }: Pick<LevelShape, 'open' | 'stateOf'>, cell: number): boolean => open[cell] === 1 && stateOf[cell]! < 0;

/** The cells in which an episode may start, if they are worth a mark. */
export const markedStarts = ({ starts, open }: Pick<LevelShape, 'starts' | 'open'>): readonly number[] =>
  starts.length <= mostStarts && starts.length * 2 <= open.reduce((count, isOpen) => count + isOpen, 0) ? starts : [];

/** Cells of a level with the values of an agent, or without. */
export function groundOf(level: LevelShape, values: Float32Array | null, scale: number): readonly (SVGTemplateResult | typeof nothing)[] {
  const { open, width } = level;
  let walls = '';
  open.forEach((isOpen, cell) => {
    if (!isOpen) walls += square(cell, width);
  });
  return [
    walls === '' ? nothing : svg`<path class="walls" d=${walls} style="fill:var(--wall);stroke:var(--wall)" stroke-width="1" vector-effect="non-scaling-stroke" />`,
    ...(open.length > mostSingleCells ? shapesOf(level, values, scale) : singleCells(level, values, scale)),
    marksOf(level),
  ];
}

function singleCells(level: LevelShape, values: Float32Array | null, scale: number): SVGTemplateResult[] {
  const { open, width } = level;
  return Array.from(open, (isOpen, cell) => (isOpen ? cell : -1)).filter((cell) => cell >= 0).map((cell) => {
    const value = valueOf(level, values, cell);
    return svg`<rect x=${(cell % width) + 0.015} y=${Math.floor(cell / width) + 0.015} width=".97" height=".97" style="fill:${value === null ? 'var(--value-zero)' : valueColour(value, scale)}">${value === null ? nothing : svg`<title>value ${fixed(value, 3)}</title>`}</rect>`;
  });
}

function shapesOf(level: LevelShape, values: Float32Array | null, scale: number): SVGTemplateResult[] {
  const shapes = new Map<number, string>();
  level.open.forEach((isOpen, cell) => {
    if (!isOpen) return;
    const value = valueOf(level, values, cell) ?? 0;
    const colour = Math.round(Math.max(-1, Math.min(1, value / scale)) * levelsOfColour);
    shapes.set(colour, (shapes.get(colour) ?? '') + inset(cell, level.width));
  });
  return [...shapes].map(([colour, d]) => svg`<path d=${d} style="fill:${valueColour(colour, levelsOfColour)}" />`);
}

/** Ends have an inner frame, starts a dashed ring; states without a drawing have their number. */
function marksOf(level: LevelShape): SVGTemplateResult {
  const { open, width, drawn } = level;
  let ends = '';
  open.forEach((_, cell) => {
    if (isEnd(level, cell)) ends += `M${(cell % width) + 0.11} ${Math.floor(cell / width) + 0.11}h.78v.78h-.78z`;
  });
  return svg`
    ${ends === '' ? nothing : svg`<path class="ends" d=${ends} style="fill:none;stroke:var(--ink-faint)" stroke-width="1" vector-effect="non-scaling-stroke" />`}
    ${markedStarts(level).map((cell) => startAt((cell % width) + 0.5, Math.floor(cell / width) + 0.5))}
    ${drawn || open.length > mostNumbers ? nothing : Array.from(open, (isOpen, cell) => isOpen === 0 ? nothing : svg`<text x=${(cell % width) + 0.1} y=${Math.floor(cell / width) + 0.28} style="font-size:.2px;fill:var(--ink)">${cell}</text>`)}`;
}

/** The mark of a start. */
export const startAt = (x: number, y: number): SVGTemplateResult =>
  svg`<circle cx=${x} cy=${y} r=".3" style="fill:none;stroke:var(--ink-soft)" stroke-dasharray="2 3" stroke-width="1.25" vector-effect="non-scaling-stroke" />`;
