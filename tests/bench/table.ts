/** What the benchmark has found out, as Markdown. */
import { grouped, short } from '../../src/headless/number-text';
import { firstSteps, type Speed } from './measure';

export interface Report {
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly engines: readonly { readonly name: string; readonly device: string; readonly speeds: readonly Speed[] }[];
  /** engines without a row, and why */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

const workload = ({ name, agents }: Speed): string => `${name}, ${grouped(agents)} agents`;

/** The rows whose bits differ from those of another engine above them. */
export function differing({ engines }: Report): string[] {
  const first = new Map<string, string>();
  return engines.flatMap(({ name, speeds }) => speeds.flatMap((speed) => {
    const bits = speed.stateSum.join();
    if (!first.has(workload(speed))) first.set(workload(speed), bits);
    return first.get(workload(speed)) === bits ? [] : [`${workload(speed)} on ${name}`];
  }));
}

/** Median, and the lowest and highest in brackets. */
export function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!].map(short);
  return `${median} (${low}–${high})`;
}

function rowOf(engine: string, speed: Speed): readonly string[] {
  const { name, agents, repeats, work } = speed;
  const beside = repeats.flatMap(({ engine: rate, plain }) => (plain === null ? [] : [{ plain, ratio: rate / plain }]));
  const [plain, ratio] = beside.length > 0 ? [spread(beside.map((repeat) => repeat.plain)), spread(beside.map((repeat) => repeat.ratio))] : ['–', '–'];
  const records = spread(repeats.map(({ engine: rate, recorded }) => recorded / rate));
  return [name, grouped(agents), engine, spread(repeats.map((repeat) => repeat.engine)), plain, ratio, records, short(median(speed) * work.operations / 1e9), short(median(speed) * work.bytes / 1e9)];
}

/** How much faster the same kernels are without guards, which give up exactness. */
function guardPrice(speeds: readonly Speed[]): string {
  const prices = speeds.flatMap(({ name, agents, repeats }) => {
    const gains = repeats.flatMap(({ engine, unguarded }) => (unguarded === null ? [] : [unguarded / engine]));
    return gains.length === 0 ? [] : [`without guards, and so without exactness, ${name} of ${grouped(agents)} would be ${spread(gains)} times as fast`];
  });
  return prices.length === 0 ? '' : `; ${prices.join('; ')}`;
}

export const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The report as a table, one row per workload, number of agents and engine, with a line about the machine above it. */
export function markdown(report: Report): string {
  const { machine, engines, missing } = report;
  const rows = engines.flatMap(({ name, speeds }) => speeds.map((speed) => ({ name, speed })));
  const workloads = [...new Set(rows.map(({ speed }) => workload(speed)))];
  const different = differing(report);
  return [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}. Agent-steps per second: median of the repeats (lowest–highest). The plain loop took turns with the engine, in the same process. *With records*: the speed when population statistics are recorded as the experiment asks, relative to without. *Gop/s* and *GB/s*: additions and multiplications of learned numbers, and what would go through memory if no cache kept an agent, both estimated from the network.`,
    '',
    line(['workload', 'agents', 'engine', 'agent-steps/s', 'plain loop, 1 thread', 'ratio', 'with records', 'Gop/s', 'GB/s']),
    line(['---', '---:', '---', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...workloads.flatMap((own) => rows.filter(({ speed }) => workload(speed) === own).map(({ name, speed }) => line(rowOf(name, speed)))),
    '',
    different.length === 0 ? `Every engine with a row passed the self-test, and after ${firstSteps} steps of each workload all had the same bits.` : `The bits differ: ${different.join(', ')}.`,
    '',
    ...engines.map(({ name, device, speeds }) => `- ${name}: ${device}${guardPrice(speeds)}`),
    ...missing.map(({ name, reason }) => `- ${name}: no row. ${reason}`),
  ].join('\n');
}

/** What thoughts cost: a row per kind of agent, a column per engine, and the memory of one agent. */
export function thoughtTable({ machine, engines, missing }: Report): string {
  const first = engines[0]?.speeds ?? [];
  const rate = ({ repeats }: Speed): string => spread(repeats.map((repeat) => repeat.engine));
  const share = (speeds: readonly Speed[], i: number): string => (median(speeds[i]!) / median(speeds[0]!)).toPrecision(2);
  return [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}. AC-grid, ${grouped(first[0]?.agents ?? 0)} agents: agent-steps per second, median of the repeats (lowest–highest), and relative to the first row.`,
    '',
    line(['agents that …', 'bytes per agent', ...engines.flatMap(({ name }) => [name, 'relative'])]),
    line(['---', '---:', ...engines.flatMap(() => ['---:', '---:'])]),
    ...first.map(({ name, bytesPerAgent }, i) => line([name, grouped(bytesPerAgent), ...engines.flatMap(({ speeds }) => [rate(speeds[i]!), share(speeds, i)])])),
    '',
    ...missing.map(({ name, reason }) => `- ${name}: no column. ${reason}`),
  ].join('\n');
}

function median({ repeats }: Speed): number {
  return repeats.map(({ engine }) => engine).sort((a, b) => a - b)[Math.floor(repeats.length / 2)]!;
}
