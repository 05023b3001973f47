/** What an experiment makes use of, and whether its agents can hold it. */
import { plainStructure, type PlanStructure, type Structure } from '../engine/engine';
import { specialise, type ProgramShape } from '../engine/specialise';
import { isZero, maximum } from '../experiment/distributions';
import type { Experiment } from '../experiment/types';
import { InputError } from '../world/input-error';
import type { WorldTables } from '../world/types';

/** What the experiment makes use of: nothing else is compiled. */
export function structureOf({ agent }: Experiment, tables: WorldTables): Structure {
  const some = (...names: readonly ('lambda' | 'lambdaActor' | 'floor' | 'thinkRate' | 'replay' | 'halfLife' | 'fn' | 'fp')[]): boolean => names.some((name) => !isZero(agent[name]));
  if (agent.learner !== 'td') return { ...plainStructure, noise: some('fn', 'fp'), search: agent.learner };
  const frames = tables.selfFeatures !== null;
  const plans = agent.model !== 'none' && (maximum(agent.depth) > 0 || (frames && maximum(agent.reflectionDepth) > 0));
  return {
    hidden: agent.hidden,
    traces: some('lambda', 'lambdaActor'),
    actorTraces: some('lambdaActor') && tables.actions > 1,
    floor: some('floor'),
    plan: plans ? { rule: agent.rule, model: agent.model as PlanStructure['model'], value: agent.planValue } : null,
    trunk: { actor: agent.trunkGradient === 'all' || agent.trunkGradient === 'critic+actor', immediate: agent.trunkGradient === 'all' || agent.trunkGradient === 'critic+immediate' },
    frames,
    think: plans && some('thinkRate'),
    replay: some('replay'),
    decay: some('halfLife'),
    gate: agent.gate === 'events',
    noise: some('fn', 'fp'),
    oracle: agent.oracle === 'none' ? null : { mode: agent.oracle, foresight: maximum(agent.foresight), margin: agent.oracleMargin },
    width: agent.width,
    capacity: agent.capacity,
    search: null,
  };
}

/** Entries of a learned model that an agent may have, and event sets that an entry can tell apart. */
const mostModelEntries = 65_536;
const mostModelEventSets = 2046;

/** Rows that a table of actions may have. */
const mostPolicyRows = 65_536;
/** Features that one thought may have, generalisation included. */
const mostFeatures = 64;

/** @throws InputError if agents cannot keep a model or a policy of this world, or thoughts would be too large */
export function checkMemory(shape: Pick<ProgramShape, 'tables' | 'structure'>): void {
  const { plan, search, width } = shape.structure;
  const { rows, actions, eventSetMask } = shape.tables;
  const { thoughts } = specialise(shape);
  const features = Math.max(thoughts.rows.perRow + (thoughts.eventSets?.perRow ?? 0), thoughts.probes.perRow);
  if (features > mostFeatures) throw new InputError('agent.width', width, `a smaller width: a thought would have ${features} features, and may have ${mostFeatures}`);
  if (search && rows > mostPolicyRows) throw new InputError('agent.learner', search, `td, or a world of at most ${mostPolicyRows} states (this one has ${rows})`);
  if (plan?.model !== 'learned') return;
  if (rows * actions > mostModelEntries || eventSetMask.length > mostModelEventSets) {
    throw new InputError('agent.model', 'learned', `true, or a world of at most ${mostModelEntries} pairs of a state and an action (this one has ${rows * actions}) and ${mostModelEventSets} combinations of events`);
  }
}
