// Chooses the action: thinks, keeps a thought, and lets the exploration floor replace what would be done.
import { hyperparameter, hyperparameterWord } from './bindings';
import { ACTION, ACTOR_STEP, CANDIDATES, DEPTH, EXPLORE, FLOOR_KEEP, FLOOR_SHARE, FLOOR_THRESHOLD, GAMMA, INSPECTION_KEPT, SELF_CANDIDATES, SELF_DEPTH, VETO } from './generated';
import { beginCandidate, endCandidate, note } from './inspect';
import { PLANNED, THOUGHTS, VETOES, count, countMany } from './measures';
import { prefer } from './network';
import { allowedAt, chooseAllowed } from './oracle';
import { WORST, guess } from './plan';
import { bestOf, floorRatio, policyGradient, sample, softmax } from './policy';
import { Mind, drawnActionsAt, guessAt, preferenceAt, setNumber } from './scratch';
import { diverges4, settle } from './settle';
import { ACTIONS, ACTIONS4, ACTOR_TRACES, BEST_RULE, FADING, FLOOR, FRAMES, LEARNED_MODEL, ORACLE, PLAN, ROWS, STOCHASTIC, THINK, greedy, inspection, seed } from './structure';
import { drawn, drawnFor, randomY, threefry } from './threefry';

/// No thought was kept: all candidates were vetoed.
const NONE: u32 = 0xffffffff;

/// In greedy phases: the actions that no candidate has begun with yet.
let thinkable: u32 = 0;

/// The first action of a candidate: a sample of the policy; in greedy phases the next best.
function propose(agent: u32, t: u32, candidate: u32): u32 {
  if (!greedy) return sample(drawnFor(drawnActionsAt(), agent, t, ACTION, candidate));
  if (!thinkable) thinkable = (<u32>1 << ACTIONS) - 1;
  const action = bestOf(thinkable);
  thinkable &= ~(<u32>1 << action);
  return action;
}

/// The first action of the thought that is kept, or NONE.
function deliberate(agent: u32, t: u32, thought: u32, v_0: f32, allowed: u32): u32 {
  const gamma = hyperparameter(GAMMA);
  const reflective: bool = FRAMES != 0 && thought >= ROWS;
  const depth = hyperparameterWord(reflective ? SELF_DEPTH : DEPTH);
  const candidates = hyperparameterWord(reflective ? SELF_CANDIDATES : CANDIDATES);
  // What is imagined one step ahead by rule, without chance, depends on the action alone: it is guessed once.
  const repeats = depth == 1 && !inspection && (LEARNED_MODEL != 0 || !(STOCHASTIC | FADING));
  let known: u32 = 0;
  let thoughts: u32 = 0;
  let kept = NONE;
  let chosen: u32 = 0;
  let keptGuess: f32 = 0;
  thinkable = 0;
  for (let c: u32 = 0; c < candidates; c++) {
    const first = propose(agent, t, c);
    const vetoed: bool = ORACLE != 0 && ((allowed >> first) & 1) == 0;
    if (inspection) beginCandidate(c, first, vetoed);
    if (vetoed) {
      count(VETOES);
      continue;
    }
    if (!PLAN || depth == 0) {
      kept = first;
      chosen = c;
      break;
    }
    thoughts++;
    if (!repeats || !((known >> first) & 1)) {
      store<f32>(guessAt(first), guess(agent, t, c, first, thought, v_0, gamma, depth));
      known |= <u32>1 << first;
    }
    const g = load<f32>(guessAt(first));
    if (inspection) endCandidate(g);
    if (kept == NONE || g > keptGuess) {
      kept = first;
      chosen = c;
      keptGuess = g;
    }
    if (!BEST_RULE && !greedy && g > 0) break;
  }
  if (inspection) note(INSPECTION_KEPT, kept == NONE ? NONE : chosen);
  if (PLAN) {
    countMany(THOUGHTS, thoughts);
    if (kept != NONE && depth > 0) count(PLANNED);
    if (THINK) setNumber(Mind.KEPT_GUESS, keptGuess == WORST ? 0 : keptGuess);
  }
  return kept;
}

/// Whether all preferences are in the range.
@inline export function decided(): bool {
  prefer();
  if (diverges4(v128.load(preferenceAt(0)))) return false;
  if (ACTIONS4 > 1) for (let b: u32 = 1; b < ACTIONS4; b++) if (diverges4(v128.load(preferenceAt(4 * b)))) return false;
  return true;
}

/// The executed action, after the preferences.
@inline export function act(agent: u32, t: u32, thought: u32, v_0: f32, inverseTemperature: f32): u32 {
  softmax(inverseTemperature);
  if (PLAN || ORACLE || inspection) return actThinking(agent, t, thought, v_0);
  if (greedy) return bestOf(0xffffffff);
  const random = drawn(drawnActionsAt(), agent, t, ACTION);
  if (FLOOR && randomY < hyperparameterWord(FLOOR_THRESHOLD)) return explore(agent, t);
  return sample(random);
}

@inline function explore(agent: u32, t: u32): u32 { return ((threefry(seed, agent, t, EXPLORE << 16) >> 16) * ACTIONS) >> 16; }

function actThinking(agent: u32, t: u32, thought: u32, v_0: f32): u32 {
  const allowed = ORACLE ? allowedAt(FRAMES ? thought % ROWS : thought) : 0xffffffff;
  let action = deliberate(agent, t, thought, v_0, allowed);
  if (action == NONE) action = chooseAllowed(allowed, threefry(seed, agent, t, VETO << 16));
  if (!FLOOR || greedy) return action;
  threefry(seed, agent, t, ACTION << 16);
  if (randomY >= hyperparameterWord(FLOOR_THRESHOLD)) return action;
  action = explore(agent, t);
  if (!ORACLE || (allowed >> action) & 1) return action;
  count(VETOES);
  threefry(seed, agent, t, VETO << 16);
  return chooseAllowed(allowed, randomY);
}

/// The policy gradient, scaled by (beta / temperature) delta and the floor's importance ratio; where the actor has traces,
/// by the ratio alone.
@inline export function reinforce(delta: f32, action: u32): void {
  let actorDelta = settle(hyperparameter(ACTOR_STEP) * delta);
  if (ACTOR_TRACES) {
    setNumber(Mind.ACTOR_STEP, actorDelta);
    actorDelta = 1;
  }
  if (FLOOR) actorDelta = settle(actorDelta * floorRatio(action, hyperparameter(FLOOR_KEEP), hyperparameter(FLOOR_SHARE)));
  policyGradient(actorDelta, action);
}
