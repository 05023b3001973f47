/** The population as points: which numbers stand for place and colour, what part of the plane is shown, and which agents are brushed. */
import type { HyperparameterName } from '../lab/tables';
import { hyperparameterNames, hyperparameters } from '../lab/tables';
import type { PlotAxis } from '../lab/plot';
import { fit, inside, type Region, type View } from './camera';
import type { Laboratory } from './laboratory';
import { channelsOf, goalsOf } from './palette';

/** Something that can be an axis. */
export interface AxisOption {
  /** of this option, whatever the experiment */
  readonly id: string;
  readonly group: 'Agent' | 'So far in this phase' | 'Finished phases';
  readonly text: string;
  readonly axis: PlotAxis;
  /** names of categories, where the numbers stand for them */
  readonly categories?: readonly string[];
}

export type AxisPlace = 0 | 1 | 2;
export const axisTitles = ['across', 'up', 'colour'] as const;

/** Emits nothing of its own: panels hear of changes from the laboratory, which holds it. */
export class PopulationPlot {
  /** chosen options by their id; null: what suits the experiment */
  readonly chosen: [string | null, string | null, string | null] = [null, null, null];
  /** null: all points */
  private moved: View | null = null;
  private brushRegion: Region | null = null;
  private brushedAgents: readonly number[] | null = null;
  private given: { readonly run: object; readonly columns: Map<string, Float32Array> } | null = null;
  private fitted: { readonly x: Float32Array; readonly y: Float32Array; readonly view: View } | null = null;
  private optionCache: { readonly key: readonly unknown[]; readonly options: readonly AxisOption[] } | null = null;

  constructor(private readonly lab: Laboratory, private readonly changed: () => void) {}

  /** Everything that can be an axis now. */
  get options(): readonly AxisOption[] {
    const { lab } = this;
    const { agents, curve } = lab.session.snapshot;
    const live = Object.keys(curve.at(-1)?.measures ?? {});
    const key = [lab.shown, lab.world, agents, live.length];
    if (!this.optionCache || key.some((part, i) => part !== this.optionCache!.key[i])) this.optionCache = { key, options: this.findOptions(live) };
    return this.optionCache.options;
  }

  private findOptions(live: readonly string[]): AxisOption[] {
    const { lab } = this;
    const { agent } = lab.shown;
    const names = live.length > 0 ? live : [...channelsOf(lab.world), ...(lab.world.probes ?? []).map(({ name }) => `probe.${name}`)];
    const table = lab.session.snapshot.agents;
    return [
      ...hyperparameterNames.filter((name) => typeof agent[name] === 'object').map((name): AxisOption => ({
        id: `agent:${name}`, group: 'Agent', text: `${hyperparameters[name].label} ${hyperparameters[name].symbol}`.trim(), axis: { agent: name as HyperparameterName },
      })),
      ...names.map((name): AxisOption => ({ id: `live:${name}`, group: 'So far in this phase', text: name, axis: { live: name } })),
      ...(table?.names ?? []).flatMap((name, column): AxisOption[] => {
        if (!name.includes('.')) return [];
        const option = { id: `result:${name}`, group: 'Finished phases', text: name, axis: { given: name } } as const;
        return typeof table!.columns[column]![0] === 'string' ? [{ ...option, categories: [...goalsOf(lab.world), 'none'] }] : [option];
      }),
    ];
  }

  /** The options that stand for place and colour now. */
  get axes(): readonly [AxisOption, AxisOption, AxisOption] {
    const { options } = this;
    const wishes = this.wishes();
    const find = (place: AxisPlace): AxisOption => {
      const ids = [this.chosen[place], ...wishes[place]!];
      return ids.flatMap((id) => options.find((option) => option.id === id) ?? [])[0] ?? options.find(({ id }) => id === 'live:reward')!;
    };
    return [find(0), find(1), find(2)];
  }

  /** What suits the experiment, best first: what is rewarded against what goes with it, coloured by what came out. */
  private wishes(): readonly (readonly string[])[] {
    const { world, shown } = this.lab;
    const last = shown.phases.at(-1)!.name;
    const proxy = channelsOf(world).find((channel) => channel.startsWith('proxy.'));
    const varied = hyperparameterNames.find((name) => typeof shown.agent[name] === 'object');
    const probe = world.probes?.[0];
    return [
      [...(varied ? [`agent:${varied}`] : []), 'live:reward'],
      [...(varied ? ['live:reward'] : []), ...(proxy ? [`live:${proxy}`] : []), 'live:intended'],
      [`result:${last}.goal.behaviour`, ...(probe ? [`live:probe.${probe.name}`] : []), 'live:intended'],
    ];
  }

  choose(place: AxisPlace, id: string): void {
    this.chosen[place] = id;
    if (place < 2) this.moved = null;
    this.brush(null);
  }

  /** Every agent's numbers on the axes; null until they are known. */
  get columns(): readonly [Float32Array, Float32Array, Float32Array] | null {
    const { plotted } = this.lab.session.snapshot;
    const found = this.axes.map(({ axis, categories }, place) => {
      if ('given' in axis) return this.givenColumn(axis.given, categories);
      const sent = plotted?.axes[place];
      return sent && JSON.stringify(sent) === JSON.stringify(axis) ? (plotted.columns[place] ?? null) : null;
    });
    return found.every((column) => column !== null) ? (found as unknown as readonly [Float32Array, Float32Array, Float32Array]) : null;
  }

  /** A column of the finished run's table as numbers; it is handed to the session too, which may draw it. */
  private givenColumn(name: string, categories: readonly string[] | undefined): Float32Array | null {
    const table = this.lab.session.snapshot.agents;
    if (!table) return null;
    if (this.given?.run !== table) this.given = { run: table, columns: new Map() };
    let column = this.given.columns.get(name);
    if (!column) {
      const place = table.names.indexOf(name);
      if (place < 0) return null;
      const number = (value: number | string): number => (typeof value === 'number' ? value : value === '' ? NaN : categories!.indexOf(value));
      column = Float32Array.from(table.columns[place]!, number);
      this.given.columns.set(name, column);
      this.lab.session.give(name, column);
    }
    return column;
  }

  /** What part of the plane is shown: all points, until somebody moves. */
  get view(): View {
    return this.moved ?? this.whole;
  }

  /** The view that shows all points. */
  get whole(): View {
    const { columns } = this;
    if (!columns) return this.fitted?.view ?? [-1, 1, -1, 1];
    const [x, y] = columns;
    if (this.fitted?.x !== x || this.fitted.y !== y) this.fitted = { x, y, view: fit(x, y) };
    return this.fitted.view;
  }

  /** @param view null: all points again */
  move(view: View | null): void {
    this.moved = view;
    this.changed();
  }

  get region(): Region | null {
    return this.brushRegion;
  }

  /** The agents inside the brush, as they were when it was drawn; null: all. */
  get brushed(): readonly number[] | null {
    return this.brushedAgents;
  }

  brush(region: Region | null): void {
    const { columns } = this;
    this.brushRegion = columns ? region : null;
    this.brushedAgents = region && columns ? inside(columns[0], columns[1], region) : null;
    this.changed();
  }
}
