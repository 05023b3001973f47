import { areaY, axisX, axisY, dot, line, ruleX, type PlotOptions } from '@observablehq/plot';
import { html, type TemplateResult } from 'lit';
import { heatMap, mostBins, type Axis, type HeatMap } from '../../analysis/heatmap';
import { heatMapCsv } from '../../analysis/heatmap-csv';
import { heatMapSvg } from '../../analysis/heatmap-svg';
import type { Experiment } from '../../experiment/types';
import { agentPrefix, sweepAxes, titleOf } from '../../lab/sweep';
import type { FigureData } from '../figure-data';
import { grouped, plain, withError } from '../format';
import { measureGroups } from '../measure-groups';
import { memo } from '../memo';
import { measureColour } from '../palette';
import '../views/heatmap-view';
import type { PlotFigure } from '../views/plot-figure';
import { FigurePart, hiddenTable, instead } from './figure';

/** Bins of a hyperparameter that is drawn from an interval. */
const continuousBins = 8;
/** So many standard errors cover 95 %. */
const reach = 1.96;
const none = '';

/** A measure over one or two hyperparameters in which the agents differ. */
export class SweepFigure extends FigurePart {
  static override properties = { ...FigurePart.properties, x: { state: true }, y: { state: true }, phase: { state: true }, of: { state: true } };

  /** null until somebody chooses */
  declare x: string | null;
  declare y: string | null;
  declare phase: string | null;
  declare of: string | null;

  constructor() {
    super();
    this.x = this.y = this.phase = this.of = null;
  }

  override render(): TemplateResult {
    const { data, lab } = this;
    const axes = this.axes(lab.shown).filter(({ name, bins }) => bins.length <= mostBins && data.numbers(name.slice(agentPrefix.length)));
    const named = (wished: string | null, otherwise: Axis | undefined): Axis | undefined => axes.find(({ name }) => name === wished) ?? otherwise;
    const x = named(this.x, axes[0]);
    const others = axes.filter((axis) => axis !== x);
    const y = this.y === none ? undefined : (others.find(({ name }) => name === this.y) ?? others[0]);
    const phases = data.phases.map(({ name }) => name);
    const phase = this.phase !== null && phases.includes(this.phase) ? this.phase : phases.at(-1)!;
    const measures = lab.measures.map(({ name }) => name).filter((name) => data.numbers(`${phase}.${name}`));
    const of = [this.of, 'reward'].find((name) => name !== null && measures.includes(name)) ?? measures[0];
    if (!x || of === undefined) {
      return this.figure({ title: 'Sweep', name: 'sweep', body: instead('All agents of this run have the same hyperparameters. Give one of them a distribution, such as 0.003…0.1 log, and run: what it makes of the measures will stand here.'), text: '' });
    }
    const unit = lab.measures.find(({ name }) => name === of)?.unit ?? '';
    const map = this.map(data, `${phase}.${of}`, unit, x, y ?? null);
    const source = this.source(lab.shown, data);
    const choices = (list: readonly Axis[]) => list.map(({ name, label }) => ({ name, text: label }));
    const rows = map.cells.flatMap((row, j) => row.map((cell, i) => [...(y ? [binText(y, j)] : []), binText(x, i), withError(cell.mean, cell.standardError), cell.count]));
    return this.figure({
      title: 'Sweep',
      name: 'sweep',
      choices: [
        { label: 'of', value: of, choose: (name) => (this.of = name), groups: measureGroups(measures, lab.world) },
        { label: 'in', value: phase, choose: (name) => (this.phase = name), groups: [{ choices: phases.map((name) => ({ name, text: name })) }] },
        { label: 'by', value: x.name, choose: (name) => (this.x = name), groups: [{ choices: choices(axes) }] },
        ...(others.length > 0 ? [{ label: 'and', value: y?.name ?? none, choose: (name: string) => (this.y = name), groups: [{ choices: [...choices(others), { name: none, text: 'nothing else' }] }] }] : []),
      ],
      csv: () => heatMapCsv(map),
      svg: () => (y ? heatMapSvg(map, source) : this.renderRoot.querySelector<PlotFigure>('plot-figure')!.file()),
      body: html`${y
        ? html`<heatmap-view .map=${map} source=${source}></heatmap-view>`
        : html`<plot-figure .draw=${this.curve(map, measureColour(lab.world, of))} label="${of} by ${x.label}; the same numbers follow as a table"></plot-figure>`}
        ${hiddenTable(`${phase}.${of} by ${x.label}${y ? ` and ${y.label}` : ''}`, [...(y ? [y.label] : []), x.label, 'mean ± standard error', 'agents'], rows)}`,
      text: y ? '' : 'Mean over the agents of a bin, with its 95 % interval.',
    });
  }

  private readonly axes = memo((experiment: Experiment) => sweepAxes(experiment, continuousBins));

  private readonly source = memo((experiment: Experiment, data: FigureData) => `${titleOf(experiment)}, seed ${experiment.seed}, ${grouped(data.agents?.length ?? 0)} agents`);

  private readonly map = memo((data: FigureData, name: string, unit: string, x: Axis, y: Axis | null): HeatMap => {
    const own = (axis: Axis) => [axis, data.numbers(axis.name.slice(agentPrefix.length))!] as const;
    return heatMap({ name, label: name, unit }, data.numbers(name)!, own(x), y && own(y));
  });

  private readonly curve = memo((map: HeatMap, colour: string) => drawing(map, colour));
}

const binText = ({ bins }: Axis, k: number): string => (bins[k]!.from === bins[k]!.to ? plain(bins[k]!.from) : `${plain(bins[k]!.from)} to ${plain(bins[k]!.to)}`);

function drawing({ of, x, cells }: HeatMap, colour: string): (width: number) => PlotOptions {
  const points = cells[0]!.flatMap(({ mean, standardError, count }, k) => {
    const { from, to } = x.bins[k]!;
    const error = reach * (standardError ?? 0);
    return mean === null ? [] : [{ at: x.scale === 'log' ? Math.sqrt(from * to) : (from + to) / 2, mean, low: mean - error, high: mean + error, text: `${x.label} ${binText(x, k)}\n${withError(mean, standardError)}\n${grouped(count)} agents` }];
  });
  return () => ({
    height: 240,
    marginLeft: 56, marginRight: 12, marginTop: 20, marginBottom: 40,
    x: { type: x.scale === 'log' ? 'log' : 'linear' },
    y: { nice: true },
    marks: [
      axisX({ tickSize: 0, tickFormat: (value: number) => plain(value), label: x.unit === '' ? x.label : `${x.label} (${x.unit})`, labelAnchor: 'center', labelArrow: 'none', ...(x.scale === 'values' ? { ticks: x.bins.map(({ from }) => from) } : { ticks: 5 }) }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: (value: number) => plain(value), label: `${of.label} (${of.unit})`, labelAnchor: 'center', labelArrow: 'none', labelOffset: 46 }),
      areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.2 }),
      ruleX(points, { x: 'at', y1: 'low', y2: 'high', stroke: colour }),
      line(points, { x: 'at', y: 'mean', stroke: colour, strokeWidth: 2 }),
      dot(points, { x: 'at', y: 'mean', fill: colour, r: 3, title: 'text', tip: true }),
    ],
  });
}

customElements.define('sweep-figure', SweepFigure);
