// Places, in which agents have what they need from step to step at hand.
import { at, columnOf, wordAt } from './bindings';
import { loadEpisode, storeEpisode } from './episode';
import { DIVERGED_AT, EPISODES, EPISODE_STEPS, LEVEL, ROW, STEPS } from './generated';
import { Mind, openMind, setWord, word } from './scratch';
import { rests } from './stages';
import { firstAgent } from './structure';
import { levelLimit } from './world';

/// Whether the agent that is open makes no more steps.
@inline export function isResting(): bool { return rests(load<u32>(wordAt(DIVERGED_AT)), load<u32>(wordAt(EPISODES))); }

/// Takes the place `me` for the agent that is open.
export function takeUp(me: usize, agent: u32): void {
  openMind(me);
  setWord(Mind.MEMORY, <u32>at(0));
  setWord(Mind.COLUMN, <u32>columnOf(agent));
  setWord(Mind.IDENTITY, firstAgent + agent);
  loadEpisode();
  setWord(Mind.THOUGHT, load<u32>(wordAt(ROW)));
  setWord(Mind.LEVEL, load<u32>(wordAt(LEVEL)));
  setWord(Mind.EPISODE_STEPS, load<u32>(wordAt(EPISODE_STEPS)));
  setWord(Mind.EPISODES, load<u32>(wordAt(EPISODES)));
  setWord(Mind.STEPS, load<u32>(wordAt(STEPS)));
  setWord(Mind.DIVERGED_AT, load<u32>(wordAt(DIVERGED_AT)));
  setWord(Mind.LIMIT, levelLimit(word(Mind.LEVEL)));
}

/// Puts the agent back that is open.
export function putBack(): void {
  storeEpisode();
  store<u32>(wordAt(ROW), word(Mind.THOUGHT));
  store<u32>(wordAt(LEVEL), word(Mind.LEVEL));
  store<u32>(wordAt(EPISODE_STEPS), word(Mind.EPISODE_STEPS));
  store<u32>(wordAt(EPISODES), word(Mind.EPISODES));
  store<u32>(wordAt(STEPS), word(Mind.STEPS));
  store<u32>(wordAt(DIVERGED_AT), word(Mind.DIVERGED_AT));
}
