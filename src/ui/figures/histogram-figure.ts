import { axisX, axisY, gridY, rectY, ruleY, text, type PlotOptions } from '@observablehq/plot';
import { html, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import { histogramOf, type Histogram } from '../../analysis/histogram';
import type { FigureData } from '../figure-data';
import { grouped, plain } from '../format';
import { measureGroups } from '../measure-groups';
import { memo } from '../memo';
import { measureColour } from '../palette';
import type { PlotFigure } from '../views/plot-figure';
import { FigurePart, hiddenTable, instead } from './figure';

/** What stands before the names of hyperparameters in the list of quantities. */
const ofAgents = 'agent.';
/** Of a row and of the axis below, in pixels. */
const rowHeight = 88;
const axisHeight = 44;

interface Bar {
  readonly group: string;
  /** where it is drawn */
  readonly x1: number;
  readonly x2: number;
  readonly bin: string;
  readonly agents: number;
}

/** How a measure, or a hyperparameter, is distributed over the agents: a row for every phase. */
export class HistogramFigure extends FigurePart {
  static override properties = { ...FigurePart.properties, of: { state: true } };

  /** null until somebody chooses */
  declare of: string | null;

  constructor() {
    super();
    this.of = null;
  }

  override render(): TemplateResult {
    const { data, lab } = this;
    const measures = data.measuresAmong(lab.measures.map(({ name }) => name));
    const parameters = data.hyperparameters.filter((name) => data.numbers(name)).map((name) => ({ name: ofAgents + name, text: name }));
    const known = [...measures, ...parameters.map(({ name }) => name)];
    const of = [this.of, 'reward'].find((name) => name !== null && known.includes(name)) ?? known[0] ?? '';
    const { groups, histogram, draw } = this.drawn(data, of, measureColour(lab.world, of));
    const rows = groups.flatMap((group, g) => histogram.bins.map(({ from, to }, k) => [group, from, to, histogram.counts[g]![k]!] as const));
    const without = groups.map((group, g) => [group, histogram.without[g]!] as const).filter(([, count]) => count > 0);
    return this.figure({
      title: 'Distribution',
      name: 'histogram',
      choices: [{ label: 'of', value: of, choose: (name) => (this.of = name), groups: [...measureGroups(measures, lab.world), { title: 'Hyperparameters', choices: parameters }] }],
      ...(rows.length > 0 ? {
        csv: () => csvText(['phase', 'from', 'to', 'agents'], rows),
        svg: () => this.renderRoot.querySelector<PlotFigure>('plot-figure')!.file(),
      } : {}),
      body: rows.length === 0 ? instead('None of the agents has a value.') : html`<plot-figure .draw=${draw} label="histogram of ${of}; the same numbers follow as a table"></plot-figure>
        ${hiddenTable(`Agents by ${of}`, ['phase', 'from', 'to', 'agents'], rows.filter(([, , , agents]) => agents > 0).map(([group, from, to, agents]) => [group, plain(from), plain(to), agents]))}`,
      text: [
        `${of}: ${lab.measures.find(({ name }) => name === of)?.doc ?? 'as the agents drew it.'}`,
        ...(histogram.below || histogram.above ? ['The outermost bars also hold what lies beyond them.'] : []),
        ...(without.length > 0 ? [`Agents without a value: ${without.map(([group, count]) => `${grouped(count)} in ${group}`).join(', ')}.`] : []),
      ].join(' '),
    });
  }

  private readonly drawn = memo((data: FigureData, of: string, colour: string) => {
    const groups = of.startsWith(ofAgents) ? [''] : data.phases.map(({ name }) => name).filter((phase) => data.numbers(`${phase}.${of}`));
    const histogram = histogramOf(groups.map((group) => data.numbers(group === '' ? of.slice(ofAgents.length) : `${group}.${of}`)!));
    return { groups: groups.map((group) => group || 'all phases'), histogram, draw: drawing(groups.map((group) => group || 'all phases'), histogram, of, colour) };
  });
}

function drawing(groups: readonly string[], { scale, bins, counts }: Histogram, of: string, colour: string): (width: number) => PlotOptions {
  const nearest = Math.min(...bins.slice(1).map(({ from }, k) => from - bins[k]!.from));
  const half = scale === 'linear' ? 0 : bins.length > 1 ? nearest * 0.4 : 0.4;
  const name = ({ from, to }: (typeof bins)[number]): string => (scale === 'values' ? plain(from) : `${plain(from)} to ${plain(to)}`);
  const bars = groups.flatMap((group, g) => bins.map((bin, k): Bar => ({ group, x1: bin.from - half, x2: bin.to + half, bin: name(bin), agents: counts[g]![k]! })));
  return () => ({
    height: groups.length * rowHeight + axisHeight,
    marginLeft: 60, marginRight: 8, marginTop: 8, marginBottom: axisHeight,
    fy: { domain: [...groups], axis: null, padding: 0.18 },
    y: { label: null },
    // One value alone has room around it.
    ...(bins.length === 1 ? { x: { domain: [bins[0]!.from - 2, bins[0]!.to + 2] } } : {}),
    marks: [
      gridY({ ticks: 3, stroke: 'var(--hairline)', strokeOpacity: 1 }),
      axisY({ ticks: 3, tickSize: 0, tickFormat: grouped, label: 'agents', labelAnchor: 'center', labelArrow: 'none', labelOffset: 54 }),
      axisX({ tickSize: 0, tickFormat: (value: number) => plain(value), label: of, labelAnchor: 'center', labelArrow: 'none', ...(scale === 'values' ? { ticks: bins.map(({ from }) => from) } : {}) }),
      rectY(bars, { x1: 'x1', x2: 'x2', y: 'agents', fy: 'group', fill: colour, insetLeft: 0.5, insetRight: 0.5, title: (bar: Bar) => `${bar.group}\n${of} ${bar.bin}\n${grouped(bar.agents)} agents`, tip: true }),
      ruleY([0], { stroke: 'var(--ink-faint)' }),
      ...(groups.length > 1 ? [text(groups, { fy: (group: string) => group, text: (group: string) => group, frameAnchor: 'top-left', dx: 4, dy: -8, fill: 'var(--ink)', fontWeight: 600, stroke: 'var(--paper)', strokeWidth: 3 })] : []),
    ],
  });
}

customElements.define('histogram-figure', HistogramFigure);
