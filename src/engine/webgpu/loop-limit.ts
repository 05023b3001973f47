/**
 * Mesa's llvmpipe ends every loop of an invocation, without a word, once all of them together have gone round 65,535
 * times. Slices of steps and of memory are kept below that on every device.
 */
import { perAgentNames } from '../../agent/hyperparameters';
import { powerOfTwoFrom } from '../../agent/network';
import type { Program } from '../engine';
import { specialise, type ProgramShape } from '../specialise';

const iterationsPerDispatch = 60_000;
/** Slots of an agent that initial weights and fingerprints go through at a time: up to five iterations each. */
export const slotsPerDispatch = 8192;

/** Whether loops are written out, and whether those over first weights are loops nevertheless. */
interface Loops {
  readonly expanded: boolean;
  readonly turning: boolean;
}

/** The most steps that one dispatch may make, by a generous bound on the iterations of a step. */
export function stepsWithinLoopLimit(program: ProgramShape, most: { readonly depth: number; readonly candidates: number; readonly replay: number }, { expanded, turning }: Loops): number {
  const { tables, structure } = program;
  const { firstOutcome, actions, rows } = tables;
  const { network, thoughts } = specialise(program);
  let outcomes = 1;
  for (let pair = 1; pair < firstOutcome.length; pair++) outcomes = Math.max(outcomes, firstOutcome[pair]! - firstOutcome[pair - 1]!);
  const terms = thoughts.rows.perRow + (thoughts.eventSets?.perRow ?? 0);
  // The step itself, the search for a start, the search for an outcome.
  let iterations = 1 + 16 + outcomes;
  // Every active feature is looked for in the list of traces, which is then followed, and cleared at a start or a closed gate.
  if (structure.traces) iterations += (terms + 3) * thoughts.count;
  if (structure.actorTraces) iterations += 2 * network.actionBlocks * thoughts.count;
  if (structure.plan) iterations += most.candidates * (1 + most.depth * outcomes);
  if (structure.oracle) iterations += most.candidates + 2 * actions;
  if (structure.decay) iterations += thoughts.count * Math.max(1, structure.hidden / 4, network.actionBlocks);
  if (structure.search) iterations += rows;
  iterations += most.replay;
  const units = structure.hidden / 4 + 1;
  const passes = 5 + (structure.plan ? most.candidates * (most.depth + 1) : 0) + (tables.world.deception ? 4 : 0) + 4 * most.replay;
  if (turning) iterations += (passes + 4 + 2 * most.replay) * units;
  if (structure.hidden > 0 && structure.traces) iterations += 3 * units;
  if (structure.hidden > 0 && structure.decay) iterations += structure.hidden * network.actionBlocks;
  if (!expanded) {
    const [choices, sums] = [4 * network.actionBlocks + 1, 2 * powerOfTwoFrom(terms) + 2];
    // A pass through the network, and what it costs to learn from one.
    const judge = units * sums + 2 * units;
    iterations += passes * judge + 4 * units * sums + 6 * units * choices + (8 + (structure.plan ? most.candidates : 0)) * choices + 8 * (tables.channels.length + tables.world.events.length);
    if (structure.traces) iterations += 2 * units * thoughts.count;
  }
  if (iterations > iterationsPerDispatch) {
    throw new Error(`one step of these agents may take ${iterations} iterations of loops, and GPUs allow about ${iterationsPerDispatch}: fewer candidates, less depth, or the CPU engine`);
  }
  return Math.floor(iterationsPerDispatch / iterations);
}

/** The largest numbers of thoughts and replays of any agent. */
export function mostOf({ hyperparameters, agents }: Program): { readonly depth: number; readonly candidates: number; readonly replay: number } {
  const most = (...names: readonly (typeof perAgentNames)[number][]): number =>
    names.reduce((largest, name) => {
      const first = perAgentNames.indexOf(name) * agents;
      return hyperparameters.subarray(first, first + agents).reduce((a, b) => Math.max(a, b), largest);
    }, 0);
  return { depth: most('depth', 'reflectionDepth'), candidates: most('candidates', 'reflectionCandidates'), replay: most('replay') };
}
