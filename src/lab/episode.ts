/** One whole episode of one agent, recorded on a copy that learns nothing: what it would do if it began now. */
import { Inspector } from '../engine/cpu/inspector';
import type { AgentState, PhaseProgram } from '../engine/engine';
import { wordLayout } from '../engine/words';
import { worldLimits } from '../world/limits';
import { startsOfLevels, startsOfSplit } from '../world/starts';
import type { StartTable, WorldTables } from '../world/types';
import { programOf } from './program';
import type { Session } from './session';

/** Longer episodes are cut. */
export const longestRecording = worldLimits.defaultMaxSteps;

/** Where episodes come from: the levels of a split, or the list of levels of a phase. */
export type EpisodeSource = { readonly split: string } | { readonly phase: string };

export interface EpisodeRequest {
  /** index within the population */
  readonly agent: number;
  readonly source: EpisodeSource;
  /** index of the level, or null for whichever the source gives */
  readonly level: number | null;
  /** the absolute step at which the copy begins at the earliest, and how many episodes it has behind it: its next episode after another */
  readonly after: { readonly step: number; readonly episodes: number };
}

export interface EpisodeStep {
  /** v of the thought that the agent had */
  readonly value: number;
  readonly action: number;
  /** event set */
  readonly events: number;
  /** what events paid, and thoughts */
  readonly reward: number;
  readonly intended: number;
}

/** Why a recording ends: the world ended it, it was truncated after its level's steps, or the recording or the agent goes no further. */
export type EpisodeEnd = 'terminated' | 'truncated' | 'cut' | 'diverged';

export interface Episode {
  readonly level: number;
  /** absolute step of the copy with which the episode begins */
  readonly firstStep: number;
  /** [steps + 1] rows of the compiled world */
  readonly rows: readonly number[];
  readonly steps: readonly EpisodeStep[];
  readonly end: EpisodeEnd;
  /** [event set] names of its events, for the sets that occur */
  readonly eventSets: Readonly<Record<number, readonly string[]>>;
}

function startsOf({ shape: { tables }, plan }: Session, { source, level }: EpisodeRequest): StartTable {
  if (level !== null) return startsOfLevels(tables, [tables.world.levels[level]!.name]);
  if ('split' in source) return startsOfSplit(tables, source.split);
  return startsOfLevels(tables, plan.phases.find(({ phase }) => phase.name === source.phase)!.phase.levels!);
}

/** The experiment's phase on these levels, frozen. What episodes are measured against is left out: nobody reads it here. */
function frozen(session: Session, request: EpisodeRequest, firstStep: number): PhaseProgram {
  const { source } = request;
  const phase = session.plan.phases.findLast(({ phase: own }) => ('split' in source ? own.split === source.split : own.name === source.phase))?.phase;
  return {
    firstStep, learn: false, modelLearn: false, greedy: phase?.greedy ?? false, episodes: 0, starts: startsOf(session, request),
    references: { halfIntended: 0, halfReward: 0, criterion: 0, contested: new Uint8Array(session.shape.tables.world.levels.length) },
  };
}

/** The agent between two episodes. */
function atRest(state: AgentState, episodes: number): AgentState {
  const words = state.words.slice();
  words[wordLayout.EPISODE_STEPS] = 0;
  words[wordLayout.STEPS] = 0;
  words[wordLayout.EPISODES] = episodes;
  return { ...state, words };
}

const namesOf = ({ world, eventSetMask }: WorldTables, set: number): readonly string[] => world.events.flatMap(({ name }, e) => ((eventSetMask[set]! >>> e) & 1 ? [name] : []));

/**
 * Records an episode of at most `longestRecording` steps. The population is read, not touched; in a frozen phase of the
 * same source the agent itself does the same from that step on, bit for bit.
 */
export async function recordEpisode(session: Session, request: EpisodeRequest): Promise<Episode> {
  const { experiment, shape, population } = session;
  const { tables } = shape;
  const { agent, after } = request;
  const firstStep = Math.max(session.progress.step, after.step);
  const state = atRest(await population.agent(agent), after.episodes);
  const one = programOf(experiment, { ...shape, firstAgent: shape.firstAgent + agent, agents: 1 });
  const copy = await Inspector.open(one, frozen(session, request, firstStep), state, firstStep);

  const rows: number[] = [];
  const steps: EpisodeStep[] = [];
  const eventSets: Record<number, readonly string[]> = {};
  let end: EpisodeEnd | null = null;
  while (end === null) {
    const seen = copy.next();
    if (!seen) {
      end = 'diverged';
      break;
    }
    const { row, value, action, nextRow, events, reward, terminated } = seen;
    if (rows.length === 0) rows.push(row);
    rows.push(nextRow);
    steps.push({ value, action, events, reward, intended: tables.eventSetPayoff[events * tables.channels.length + 1]! });
    eventSets[events] ??= namesOf(tables, events);
    if (terminated) end = 'terminated';
    else if (steps.length >= tables.maxSteps[tables.levelOf[row]!]!) end = 'truncated';
    else if (steps.length >= longestRecording) end = 'cut';
  }
  if (rows.length === 0) rows.push(state.row);
  return { level: tables.levelOf[rows[0]!]!, firstStep, rows, steps, end, eventSets };
}
