/** Merges the shards of a population into what one run of all of it gives, digit for digit. */
import type { Columns } from '../engine/columns';
import { liveMeasures, withQuantiles, type Tally } from '../engine/live-record';
import type { CurvePoint } from '../experiment/results';
import { InputError } from '../world/input-error';
import { listed } from '../world/json';
import { curvePoint, Outcome, type Finished } from './outcome';
import { oracleDiscount, preparePhase, type Shard } from './program';
import { recordStep, type ShardForm, type ShardHead, type ShardPhaseHead } from './shard';

const noTally: Tally = { count: 0, sum: 0, histogram: [] };

/**
 * The results of the whole population.
 * @param shards together the whole population once, in the order of agents
 * @param columnsOf the columns of a phase, all shards' one behind the other
 * @param baseUrl the address that the link begins with
 */
export async function mergeShards(form: ShardForm, shards: readonly ShardHead[], columnsOf: (phase: number) => Promise<Columns>, baseUrl = ''): Promise<Finished> {
  const { experiment, shape, plan } = form;
  const outcome = new Outcome(experiment, shape);
  const curves: CurvePoint[] = [];
  for (const [p, planned] of plan.phases.entries()) {
    const phases = shards.map((shard) => shard.phases[p]!);
    curves.push(...mergeCurves(form, p, phases));
    const prepared = preparePhase(planned, shape.tables, oracleDiscount(experiment.agent.gamma));
    outcome.addPhase(planned, prepared, addSums(phases), await columnsOf(p));
  }
  const total = (of: (shard: ShardHead) => number): number => shards.reduce((sum, shard) => sum + of(shard), 0);
  const all = (of: (shard: ShardHead) => string): string => [...new Set(shards.map(of))].join('; ');
  const effort = {
    exact: shards.every(({ exact }) => exact), device: all(({ device }) => device), engine: all(({ engine }) => engine),
    agentSteps: total(({ agentSteps }) => agentSteps), seconds: total(({ seconds }) => seconds),
  };
  return outcome.results(effort, curves, baseUrl);
}

function addSums(phases: readonly ShardPhaseHead[]): Uint32Array {
  const sum = new Uint32Array(4);
  for (const { stateSum } of phases) stateSum.forEach((word, k) => (sum[k]! += word));
  return sum;
}

function mergeCurves(form: ShardForm, p: number, phases: readonly ShardPhaseHead[]): CurvePoint[] {
  const { plan, statistics } = form;
  const records = phases.reduce((most, { tallies }) => Math.max(most, tallies.length), 0);
  return Array.from({ length: records }, (_, record) => {
    const tallies = statistics.map(({ denominators }, s) => {
      // Agents that rest have no more episodes, but still the values that they came to.
      const rests = (own: ShardPhaseHead): Tally => (denominators.length === 0 ? own.tallies.at(-1)![s]! : noTally);
      return withQuantiles(phases.map((own) => own.tallies[record]?.[s] ?? rests(own)));
    });
    return curvePoint(plan.phases[p]!.phase.name, recordStep(form, p, record), liveMeasures(tallies, statistics));
  });
}

/**
 * Puts shards into the order of agents.
 * @throws InputError with the agents that are in none or in several of them, unless every agent is in exactly one
 */
export function wholePopulation<S extends Shard & { readonly name: string }>(shards: readonly S[], agents: number): S[] {
  const ordered = [...shards].sort((a, b) => a.first - b.first || a.agents - b.agents);
  const missing: string[] = [];
  const double: string[] = [];
  let end = 0;
  let last: S | null = null;
  for (const shard of ordered) {
    if (shard.first > end) missing.push(range(end, shard.first));
    if (shard.first < end) double.push(`${range(shard.first, Math.min(end, shard.first + shard.agents))} (in ${last!.name} and ${shard.name})`);
    if (shard.first + shard.agents > end) {
      end = shard.first + shard.agents;
      last = shard;
    }
  }
  if (end < agents) missing.push(range(end, agents));
  if (missing.length + double.length === 0) return ordered;
  const lists = [['missing', missing], ['double', double]] as const;
  const wrong = lists.flatMap(([what, ranges]) => (ranges.length > 0 ? [`${what}: agents ${listed(ranges)}`] : []));
  throw new InputError('shards', ordered.length, `each of the ${agents} agents in exactly one of them; ${wrong.join('; ')}`);
}

/** @param end behind the last one */
const range = (first: number, end: number): string => (end - first === 1 ? `${first}` : `${first} to ${end - 1}`);
