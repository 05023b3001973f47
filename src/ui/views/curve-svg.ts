import { nothing, svg } from 'lit';
import type { CurvePoint } from '../../experiment/results';
import { plain } from '../format';
import { pixels, svgFile } from '../svg-file';
import { curveData, levelsOf, valueRange, type Column, type Course, type ReferenceLevels } from './curve-data';
import { dashes, hatch, keptApart, phaseTitle, secondDash } from './curve-ground';
import { PhaseAxis, type AxisPhase } from './phase-axis';
import { roundTicks, stepText, tickText } from './tick-text';

/** Pixels. */
const size = { width: 720, height: 360 };
const frame = { left: 56, top: 56, right: size.width - 64, bottom: size.height - 40 };
const ticksOfValues = 5;
const keyWidth = 240;

export interface CurveDrawing {
  readonly phases: readonly AxisPhase[];
  readonly points: readonly CurvePoint[];
  readonly courses: readonly Course[];
  readonly references: readonly ReferenceLevels[];
  readonly halfLife: number;
  readonly logFrom: number | null;
  readonly logValues: boolean;
  readonly title: string;
}

/** Learning curves as an SVG file, drawn from the numbers. */
export function curveSvg({ phases, points, courses, references, halfLife, logFrom, logValues, title }: CurveDrawing): string {
  const axis = new PhaseAxis(phases, logFrom);
  const data = curveData(axis, points, courses, halfLife);
  const drawn = data.courses.flatMap(({ quantiles, median }, course) => [...(course === 0 ? quantiles : quantiles.slice(1, 4)), ...(halfLife > 0 ? [median] : [])]).flat().filter((value) => value !== null);
  const [low, high] = valueRange([...levelsOf(references), ...drawn], logValues);
  const x = (position: number): number => pixels(frame.left + position * (frame.right - frame.left));
  const scaled = (value: number): number => (logValues ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const y = (value: number): number => pixels(frame.bottom - scaled(value) * (frame.bottom - frame.top));
  const usable = (value: number | null): value is number => value !== null && (!logValues || value > 0);

  const grounds = phases.map((phase, index) => {
    const [begin, end] = axis.spans[index]!.map(x) as [number, number];
    const ground = (fill: string, opacity: number) => svg`<rect x=${begin} y=${frame.top} width=${pixels(end - begin)} height=${frame.bottom - frame.top} fill=${fill} fill-opacity=${opacity} />`;
    return svg`${phase.learn ? nothing : ground('var(--hairline)', 0.4)}${phase.split === null || phase.split === 'train' ? nothing : ground('url(#hatch)', 1)}
      <line x1=${begin} x2=${begin} y1=${frame.top - 20} y2=${frame.bottom} stroke="var(--hairline)" />
      <text x=${begin + 5} y=${frame.top - 8} fill="var(--ink-soft)">${phaseTitle(phase)}</text>`;
  });
  const splits = valueTicks(low, high, logValues);
  const values = splits.map((value) => svg`<line x1=${frame.left} x2=${frame.right} y1=${y(value)} y2=${y(value)} stroke="var(--hairline)" />
    <text x=${frame.left - 8} y=${y(value) + 4} text-anchor="end" fill="var(--ink-soft)">${logValues ? plain(value) : tickText(value, splits)}</text>`);
  const steps = axis.ticks(frame.right - frame.left, 56).map(({ position, step }) => svg`<text x=${x(position)} y=${frame.bottom + 18} text-anchor="middle" fill="var(--ink-soft)">${stepText(step)}</text>`);

  const path = (places: readonly (readonly [place: number, column: Column])[]): string => `M${places.map(([place, column]) => `${x(data.positions[place]!)} ${y(column[place]!)}`).join('L')}`;
  const line = (column: Column): string => runs(column, usable).map((run) => path(run.map((place) => [place, column]))).join('');
  const band = (lower: Column, upper: Column): string => runs(lower.map((value, place) => (usable(value) ? upper[place]! : null)), usable)
    .map((run) => `${path([...run.map((place) => [place, upper] as const), ...run.toReversed().map((place) => [place, lower] as const)])}Z`).join('');
  const lines = courses.map(({ colour }, course) => {
    const { quantiles: [q5, q25, q50, q75, q95], median } = data.courses[course]!;
    return svg`${course === 0 ? svg`<path d=${band(q5!, q95!)} fill=${colour} fill-opacity=".14" />` : nothing}
      <path d=${band(q25!, q75!)} fill=${colour} fill-opacity=${course === 0 ? 0.24 : 0.14} />
      ${halfLife > 0 ? svg`<path d=${line(median)} fill="none" stroke=${colour} stroke-opacity=".5" />` : nothing}
      <path d=${line(q50!)} fill="none" stroke=${colour} stroke-width="2" stroke-linejoin="round" stroke-dasharray=${course === 0 ? 'none' : secondDash.join(' ')} />`;
  });
  const names: { text: string; y: number }[] = [];
  const levels = (['oracle', 'uniform'] as const).map((name) => {
    const own = references.flatMap((reference, index) => (usable(reference[name]) && axis.spans[index] ? [{ level: reference[name], span: axis.spans[index] }] : []));
    if (own.length > 0) names.push({ text: name, y: y(own.at(-1)!.level) });
    return own.map(({ level, span }) => svg`<line x1=${x(span[0])} x2=${x(span[1])} y1=${y(level)} y2=${y(level)} stroke="var(--ink)" stroke-dasharray=${dashes[name].join(' ')} />`);
  });
  const keys = courses.map(({ measure, colour }, course) => svg`<g transform="translate(${frame.left + course * keyWidth} 20)">
    <line x1="0" x2="24" y1="-4" y2="-4" stroke=${colour} stroke-width="2" stroke-dasharray=${course === 0 ? 'none' : secondDash.join(' ')} />
    <text x="32" font-weight="600">${measure}</text></g>`);
  return svgFile(size.width, size.height, title, svg`
    <defs><pattern id="hatch" width=${hatch} height=${hatch} patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2=${hatch} stroke="var(--hairline)" /></pattern></defs>
    ${grounds}${values}${steps}${lines}${levels}${keys}
    ${keptApart(names, 14).map((name) => svg`<text x=${frame.right + 6} y=${name.y + 4}>${name.text}</text>`)}
    <text x=${frame.right} y=${size.height - 6} text-anchor="end" fill="var(--ink-soft)">${logFrom === null ? 'steps' : 'steps within the phase'}</text>`);
}

/** Stretches of places that have a value, one after the other. */
function runs(column: Column, usable: (value: number | null) => boolean): readonly (readonly number[])[] {
  const found: number[][] = [[]];
  column.forEach((value, place) => (usable(value) ? found.at(-1)!.push(place) : found.at(-1)!.length > 0 && found.push([])));
  return found.filter((run) => run.length > 0);
}

/** Round values between two ends. */
function valueTicks(low: number, high: number, logarithmic: boolean): readonly number[] {
  if (logarithmic) {
    const powers = Array.from({ length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 }, (_, k) => 10 ** (Math.floor(Math.log10(low)) + k));
    return powers.flatMap((power) => (powers.length > 4 ? [power] : [power, 2 * power, 5 * power])).filter((value) => value >= low && value <= high);
  }
  return roundTicks(low, high, ticksOfValues);
}
