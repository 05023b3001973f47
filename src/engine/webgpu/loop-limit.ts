/**
 * Mesa's llvmpipe ends every loop of an invocation, without a word, once all of them together have gone round 65,535
 * times. Slices of steps and of memory are kept below that on every device.
 */
import { powerOfTwoFrom } from '../../agent/network';
import { specialise, type ProgramShape } from '../specialise';

const iterationsPerDispatch = 60_000;
/** Slots of an agent that initial weights and fingerprints go through at a time: up to five iterations each. */
export const slotsPerDispatch = 8192;

/** The most steps that one dispatch may make, by a generous bound on the iterations of a step. */
export function stepsWithinLoopLimit(program: ProgramShape, expanded: boolean): number {
  const { tables, structure } = program;
  const { features, firstOutcome } = tables;
  const { actionBlocks } = specialise(program).network;
  let outcomes = 1;
  for (let pair = 1; pair < firstOutcome.length; pair++) outcomes = Math.max(outcomes, firstOutcome[pair]! - firstOutcome[pair - 1]!);
  // The step itself, the search for a start, the search for an outcome.
  let iterations = 1 + 16 + outcomes;
  // Every active feature is looked for in the list of traces, which is then followed, and cleared at a start.
  if (structure.traces) iterations += (features.perRow + 2) * features.count;
  if (!expanded) {
    const [units, actions, terms] = [structure.hidden / 4 + 1, 4 * actionBlocks + 1, 2 * powerOfTwoFrom(features.perRow) + 2];
    iterations += 4 * units * terms + 6 * units * actions + 8 * actions + 8 * (tables.channels.length + tables.world.events.length);
    if (structure.traces) iterations += 2 * units * features.count;
  }
  return Math.max(1, Math.floor(iterationsPerDispatch / iterations));
}
