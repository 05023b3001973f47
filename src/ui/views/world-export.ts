/** The world view as files. */
import { csvText } from '../../analysis/csv';
import type { Episode } from '../../lab/episode';
import { fixed } from '../format';
import { standalone } from '../standalone';
import type { LevelShape } from '../world-shape';
import { likeliest, type CellPolicy } from './policy-arrows';

interface Shown {
  readonly level: LevelShape;
  readonly episode: Episode | null;
  readonly policies: readonly CellPolicy[] | null;
}

/**
 * Every cell with a value or a tendency: its level, place and value; where the agent most probably goes from there, and
 * with which probability; how often the recorded episode came by.
 * @param values [row of the compiled tables], or null where they are not shown
 */
export function worldCsv(stages: readonly Shown[], values: Float32Array | null): string {
  const rows = stages.flatMap(({ level, episode, policies }, stage) => {
    const visits = new Map<number, number>();
    for (const row of episode?.rows ?? []) {
      const cell = level.cell[row - level.firstRow]!;
      visits.set(cell, (visits.get(cell) ?? 0) + 1);
    }
    return Array.from(level.stateOf, (state, cell) => ({ state, cell })).filter(({ cell }) => level.open[cell] === 1).map(({ state, cell }) => {
      const policy = policies?.find((own) => own.cell === cell);
      const best = policy && likeliest(policy);
      const place = (at: number): readonly [number, number] => [at % level.width, Math.floor(at / level.width)];
      const value = state < 0 || !values ? null : values[level.firstRow + state]!;
      return [stage + 1, level.name, ...place(cell), value, ...(best ? [...place(best.to), best.probability] : [null, null, null]), episode ? (visits.get(cell) ?? 0) : null];
    });
  });
  return csvText(['stage', 'level', 'x', 'y', 'value', 'to_x', 'to_y', 'probability', 'visits'], rows);
}

const gap = 24;
const caption = 28;

/**
 * The drawings beside each other in one file, each with its level's name below.
 * @param drawings in the document, as they are to be seen
 * @param scale the magnitude of value at which colours are full
 */
export function worldSvg(drawings: readonly SVGSVGElement[], names: readonly string[], scale: number): string {
  let x = 0;
  let height = 0;
  const parts = drawings.map((drawing, stage) => {
    const inner = standalone(drawing).trim();
    const [, , wide, high] = (drawing.getAttribute('viewBox') ?? '0 0 1 1').split(' ').map(Number) as [number, number, number, number];
    const room = drawing.getBoundingClientRect();
    const unit = Math.min(room.width / wide, room.height / high);
    const [width, own] = [wide * unit, high * unit];
    const text = `<text x="${x}" y="${own + 20}" font-size="12" fill="#767676">${escaped(names[stage] ?? '')}</text>`;
    const placed = inner.replace(/^<svg /, `<svg x="${x}" `).replace(/ width="[^"]*"/, ` width="${width}"`).replace(/ height="[^"]*"/, ` height="${own}"`);
    x += width + gap;
    height = Math.max(height, own);
    return placed + text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${x - gap} ${height + caption}" width="${x - gap}" height="${height + caption}" font-family="system-ui, sans-serif"><title>values from −${fixed(scale)} to ${fixed(scale)}</title>${parts.join('')}</svg>\n`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
