/** What the benchmark has found out, as Markdown. */
import { grouped, short } from '../../src/headless/number-text';
import type { Speed } from './measure';

export interface Report {
  readonly machine: { readonly processor: string; readonly cores: number; readonly node: string };
  readonly engines: readonly { readonly name: string; readonly device: string; readonly speeds: readonly Speed[] }[];
  /** engines without a row, and why */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

/** Median, and the lowest and highest in brackets. */
function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, median, high] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!].map(short);
  return `${median} (${low}–${high})`;
}

function rowOf(engine: string, { name, agents, repeats }: Speed): readonly string[] {
  const beside = repeats.flatMap(({ engine: rate, plain }) => (plain === null ? [] : [{ plain, ratio: rate / plain }]));
  const [plain, ratio] = beside.length > 0 ? [spread(beside.map((repeat) => repeat.plain)), spread(beside.map((repeat) => repeat.ratio))] : ['', ''];
  return [name, grouped(agents), engine, spread(repeats.map((repeat) => repeat.engine)), plain, ratio];
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The report as a table, one row per workload, number of agents and engine, with a line about the machine above it. */
export function markdown({ machine, engines, missing }: Report): string {
  const workloads = engines[0]!.speeds.map((_, i) => i);
  return [
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}. Agent-steps per second: median of the repeats (lowest–highest).`,
    '',
    line(['workload', 'agents', 'engine', 'agent-steps/s', 'plain loop, 1 thread', 'ratio']),
    line(['---', '---:', '---', '---:', '---:', '---:']),
    ...workloads.flatMap((i) => engines.map(({ name, speeds }) => line(rowOf(name, speeds[i]!)))),
    '',
    ...engines.map(({ name, device }) => `- ${name}: ${device}`),
    ...missing.map(({ name, reason }) => `- ${name}: no row. ${reason}`),
  ].join('\n');
}
