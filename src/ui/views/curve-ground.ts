/** What stands behind and beside learning curves: phases, their splits, and the levels of oracle and uniform policy. */
import type uPlot from 'uplot';
import type { ReferenceLevels } from './curve-data';
import type { PhaseAxis } from './phase-axis';

/** What a style sheet says. */
export type Token = (name: string) => string;

/** The name of a phase, with the split where that is another word. */
export const phaseTitle = ({ name, split }: PhaseAxis['phases'][number]): string => (split === null || split === name ? name : `${name} · ${split} levels`);

/** The dashes of the levels, in pixels. */
export const dashes = { oracle: [6, 3], uniform: [1.5, 3] } as const;

/** Those of a second measure. */
export const secondDash = [7, 4] as const;

/** Distance of the lines that hatch phases on other levels than those of training, in pixels. */
export const hatch = 6;

const scaledFont = (font: string): string => font.replace(/^\d+/, (size) => String(Number(size) * devicePixelRatio));

/** The phases' names and boundaries; phases without learning stand on a tinted ground, those on other levels than training's on a hatched one. */
export function drawPhases({ ctx, bbox, valToPos }: uPlot, axis: PhaseAxis, font: string, token: Token): void {
  ctx.save();
  ctx.font = scaledFont(font);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  axis.phases.forEach((phase, index) => {
    const [begin, end] = axis.spans[index]!.map((position) => valToPos(position, 'x', true)) as [number, number];
    if (!phase.learn) {
      ctx.fillStyle = `${token('--hairline')}66`;
      ctx.fillRect(begin, bbox.top, end - begin, bbox.height);
    }
    if (phase.split !== null && phase.split !== 'train') hatchGround(ctx, begin, bbox.top, end - begin, bbox.height, token('--hairline'));
    ctx.fillStyle = token('--hairline');
    ctx.fillRect(Math.round(begin), bbox.top - 20 * devicePixelRatio, devicePixelRatio, bbox.height + 20 * devicePixelRatio);
    ctx.fillStyle = token('--ink-soft');
    const room = end - begin - 8 * devicePixelRatio;
    const title = phaseTitle(phase);
    ctx.fillText(ctx.measureText(title).width <= room ? title : phase.name, begin + 5 * devicePixelRatio, bbox.top - 4 * devicePixelRatio, Math.max(24, room));
  });
  ctx.restore();
}

function hatchGround(ctx: CanvasRenderingContext2D, left: number, top: number, width: number, height: number, colour: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = devicePixelRatio / 2;
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += hatch * devicePixelRatio) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** @param drawn whether a level has a place on the axis of values */
export function drawReferences(plot: uPlot, axis: PhaseAxis, references: readonly ReferenceLevels[], drawn: (level: number) => boolean, font: string, token: Token): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = token('--ink');
  ctx.lineWidth = devicePixelRatio;
  ctx.font = scaledFont(font);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const names: { text: string; y: number }[] = [];
  for (const name of ['oracle', 'uniform'] as const) {
    ctx.setLineDash(dashes[name].map((length) => length * devicePixelRatio));
    let last: number | null = null;
    references.forEach((levels, index) => {
      const level = levels[name];
      const span = axis.spans[index];
      if (level === null || !span || !drawn(level)) return;
      const y = Math.round(plot.valToPos(level, 'y', true)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(plot.valToPos(span[0], 'x', true), y);
      ctx.lineTo(plot.valToPos(span[1], 'x', true), y);
      ctx.stroke();
      last = y;
    });
    if (last !== null) names.push({ text: name, y: last });
  }
  keptApart(names, 14 * devicePixelRatio).forEach(({ text, y }) => ctx.fillText(text, bbox.left + bbox.width + 6 * devicePixelRatio, y));
  ctx.restore();
}

/** Two levels that nearly coincide keep their names apart. */
export function keptApart(names: readonly { readonly text: string; readonly y: number }[], distance: number): readonly { readonly text: string; readonly y: number }[] {
  const [upper, lower] = names;
  const push = upper && lower ? Math.max(0, distance - (lower.y - upper.y)) / 2 : 0;
  return names.map(({ text, y }, index) => ({ text, y: y + (index === 0 ? -push : push) }));
}
