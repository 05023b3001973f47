import { axisX, axisY, dot, line, text, type PlotOptions } from '@observablehq/plot';
import { html, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import { reachOf } from '../../analysis/histogram';
import type { FigureData } from '../figure-data';
import { fixed, grouped, plain } from '../format';
import { memo } from '../memo';
import type { PlotFigure } from '../views/plot-figure';
import { FigurePart, hiddenTable, instead } from './figure';

/** More points than this are neither told apart nor drawn quickly. */
const mostPoints = 3000;
const leastFacet = 150;
/** Of the frame beyond the points, in shares of their reach. */
const marginShare = 0.05;

interface Point {
  readonly phase: string;
  readonly agent: number;
  /** mean discounted return of its episodes */
  readonly paid: number;
  /** mean value of their starts */
  readonly value: number;
}

/** What agents expect of an episode beside what it pays: every agent a point, every phase a frame. */
export class ValueFigure extends FigurePart {
  override render(): TemplateResult {
    const { points, shown, facets, draw } = this.drawn(this.data);
    const has = points.length > 0;
    const thinned = shown.length < points.length ? ` ${grouped(shown.length)} of ${grouped(points.length)} points are drawn, evenly chosen; the CSV has all.` : '';
    return this.figure({
      title: 'Value and return',
      name: 'value-and-return',
      ...(has ? {
        csv: () => csvText(['phase', 'agent', 'return', 'value'], points.map(({ phase, agent, paid, value }) => [phase, agent, paid, value])),
        svg: () => this.renderRoot.querySelector<PlotFigure>('plot-figure')!.file(),
      } : {}),
      body: has
        ? html`<plot-figure .draw=${draw} label="value against return, agent by agent; a summary follows as a table"></plot-figure>
            ${hiddenTable('Value and return', ['phase', 'agents', 'R², all episodes', 'median R² of an agent'], facets.map(({ phase, count, pooled, own }) => [phase, count, fixed(pooled), fixed(own)]))}`
        : instead('No agent has finished an episode.'),
      text: has ? `Each point is an agent: the mean value of the states in which its episodes began, against their mean discounted return. On the dashed line it expects what it gets. R² over the episodes of all agents, and the median of its values within agents.${thinned}` : '',
    });
  }

  private readonly drawn = memo((data: FigureData) => {
    const points = data.phases.flatMap(({ name: phase }): Point[] => {
      const [paid, bias] = ['reward.discounted', 'valueBias'].map((measure) => data.numbers(`${phase}.${measure}`));
      if (!paid || !bias) return [];
      return [...paid].flatMap((own, k) => (Number.isFinite(own + bias[k]!) ? [{ phase, agent: data.agents![k]!, paid: own, value: own + bias[k]! }] : []));
    });
    const phases = [...new Set(points.map(({ phase }) => phase))];
    const facets = phases.map((name) => {
      const phase = data.phases.find((phase) => phase.name === name)!;
      return { phase: name, count: points.filter((point) => point.phase === name).length, pooled: data.chosen ? null : (phase.population['valueR2.pooled']?.mean ?? null), own: data.statistic(phase, 'valueR2')?.quantiles[2] ?? null };
    });
    const every = Math.ceil(points.length / mostPoints);
    const shown = points.filter((_, index) => index % every === 0);
    return { points, shown, facets, draw: drawing(shown, facets) };
  });
}

function drawing(points: readonly Point[], facets: readonly { readonly phase: string; readonly pooled: number | null; readonly own: number | null }[]): (width: number) => PlotOptions {
  const reach = (of: (point: Point) => number): readonly [number, number] => reachOf(Float64Array.from(points, of).sort());
  const [[lowPaid, highPaid], [lowValue, highValue]] = points.length > 0 ? [reach(({ paid }) => paid), reach(({ value }) => value)] : [[0, 1], [0, 1]];
  const [low, high] = [Math.min(lowPaid!, lowValue!), Math.max(highPaid!, highValue!)];
  const margin = (high - low || Math.abs(high) || 1) * marginShare;
  const domain = [low - margin, high + margin] as const;
  return (width) => {
    const columns = Math.max(1, Math.min(facets.length, Math.floor((width - 48) / leastFacet)));
    const rows = Math.ceil(facets.length / columns);
    const side = Math.min(300, (width - 56) / columns);
    const place = new Map(facets.map(({ phase }, k) => [phase, [k % columns, Math.floor(k / columns)] as const]));
    const facet = { fx: ({ phase }: { phase: string }) => place.get(phase)![0], fy: ({ phase }: { phase: string }) => place.get(phase)![1] };
    const ideal = facets.flatMap(({ phase }) => domain.map((value) => ({ phase, value })));
    const about = (pooled: number | null, own: number | null): string => [...(pooled === null ? [] : [`R² ${fixed(pooled)}`]), ...(own === null ? [] : [`${fixed(own)} within agents`])].join('\n');
    return {
      width: 56 + columns * side,
      height: rows * side + 76,
      marginLeft: 48, marginRight: 8, marginTop: 48, marginBottom: 36,
      fx: { axis: null, padding: 0.08 }, fy: { axis: null, padding: 0.25 },
      x: { domain, grid: false }, y: { domain },
      marks: [
        axisX({ ticks: 4, tickSize: 0, tickFormat: (value: number) => plain(value), label: 'mean discounted return', labelAnchor: 'center', labelArrow: 'none' }),
        axisY({ ticks: 4, tickSize: 0, tickFormat: (value: number) => plain(value), label: 'mean value', labelAnchor: 'center', labelArrow: 'none', labelOffset: 40 }),
        line(ideal, { x: 'value', y: 'value', z: 'phase', ...facet, stroke: 'var(--ink-soft)', strokeDasharray: '4 3' }),
        dot(points, {
          x: 'paid', y: 'value', ...facet, r: 2, fill: 'var(--value-positive)', fillOpacity: 0.6, clip: true, tip: true,
          title: ({ phase, agent, paid, value }: Point) => `agent ${grouped(agent)}, ${phase}\nreturn ${plain(paid)}\nvalue ${plain(value)}`,
        }),
        text(facets, { ...facet, text: ({ phase, pooled, own }: (typeof facets)[number]) => `${phase}\n${about(pooled, own)}`, frameAnchor: 'top-left', dy: -48, lineHeight: 1.3, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
      ],
    };
  };
}

customElements.define('value-figure', ValueFigure);
