// Policies as tables of actions, one per row: drawn at random by their number, or the best one with one entry changed. What has
// been looked up of the present one is kept beside them, since it is tried out for many steps: [agent][row], 0 while unknown.
import { opened, wordAt } from './bindings';
import { reciprocal } from './elementary';
import { ATTEMPT } from './generated';
import { settle } from './settle';
import { ACTIONS, BEST, BEST_SCORE, CANDIDATE, CLIMB, KNOWN, POLICY, ROWS, SCORE, TRIED, known, learn, seed } from './structure';
import { randomY, threefry } from './threefry';

/// A random word for a candidate policy: of a row, or, with `draw` = 1, of its change.
function candidateWord(agent: u32, candidate: u32, row: u32, draw: u32): u32 {
  return threefry(seed, agent, row | (candidate << 20), (ATTEMPT << 16) | (draw << 15) | ((candidate >> 12) & 0x7fff));
}

function drawnAction(agent: u32, candidate: u32, row: u32): u32 { return ((candidateWord(agent, candidate, row, 0) >> 16) * ACTIONS) >> 16; }

/// The entry in which a climbing candidate differs from the best table.
let changedRow: u32 = 0;
let changedAction: u32 = 0;
function drawChange(agent: u32, candidate: u32): void {
  changedRow = ((candidateWord(agent, candidate, 0, 1) >> 16) * ROWS) >> 16;
  changedAction = ((randomY >> 16) * ACTIONS) >> 16;
}

function entryOf(row: u32): u32 { return (load<u32>(wordAt(POLICY + row / 8)) >> (4 * (row % 8))) & 15; }

function setEntry(row: u32, action: u32): void {
  const place = wordAt(POLICY + row / 8);
  const shift = 4 * (row % 8);
  store<u32>(place, (load<u32>(place) & ~(<u32>15 << shift)) | (action << shift));
}

/// What the best policy so far does.
function bestAction(agent: u32, row: u32): u32 {
  const best = load<u32>(wordAt(BEST));
  return CLIMB && best ? entryOf(row) : drawnAction(agent, max<u32>(best, 1) - 1, row);
}

/// What the candidate policy does; the first candidate of either search is drawn at random.
function candidateAction(agent: u32, row: u32): u32 {
  const candidate = load<u32>(wordAt(CANDIDATE));
  if (!CLIMB || candidate == 0) return drawnAction(agent, candidate, row);
  drawChange(agent, candidate);
  return row == changedRow ? changedAction : entryOf(row);
}

@inline function knownAt(row: u32): usize { return known + opened() * <usize>KNOWN + <usize>row; }

/// What the agent that is open does in a row: by the candidate policy, or, where nothing is learned, by the best one.
@inline export function actionOf(agent: u32, row: u32): u32 {
  if (!KNOWN) return lookUp(agent, row);
  const entry = <u32>load<u8>(knownAt(row));
  return entry ? entry - 1 : lookUp(agent, row);
}
function lookUp(agent: u32, row: u32): u32 {
  const action = learn ? candidateAction(agent, row) : bestAction(agent, row);
  know(row, action);
  return action;
}
@inline function know(row: u32, action: u32): void { if (KNOWN) store<u8>(knownAt(row), action + 1); }
/// Forgets what has been looked up.
export function forget(): void { if (KNOWN) memory.fill(knownAt(0), 0, <usize>KNOWN); }

/// Counts an episode of the candidate; after enough of them it becomes the best, if it did as well, and the next one's turn comes.
export function judgeCandidate(agent: u32, achieved: f32, trial: u32): void {
  const candidate = load<u32>(wordAt(CANDIDATE));
  const score = settle(load<f32>(wordAt(SCORE)) + achieved);
  const tried = load<u32>(wordAt(TRIED)) + 1;
  store<f32>(wordAt(SCORE), score);
  store<u32>(wordAt(TRIED), tried);
  if (tried < trial) return;
  const mean = settle(score * reciprocal(<f32>tried));
  const better = !load<u32>(wordAt(BEST)) || mean >= load<f32>(wordAt(BEST_SCORE));
  if (better) {
    store<u32>(wordAt(BEST), candidate + 1);
    store<f32>(wordAt(BEST_SCORE), mean);
  }
  store<u32>(wordAt(CANDIDATE), candidate + 1);
  store<u32>(wordAt(TRIED), 0);
  store<u32>(wordAt(SCORE), 0);
  if (CLIMB && candidate) climb(agent, candidate, better);
  else {
    if (CLIMB) for (let row: u32 = 0; row < ROWS; row++) setEntry(row, drawnAction(agent, 0, row));
    forget();
  }
}

/// Keeps the change of a candidate, or takes it back, and makes the next one's.
function climb(agent: u32, candidate: u32, better: bool): void {
  drawChange(agent, candidate);
  if (better) setEntry(changedRow, changedAction);
  know(changedRow, entryOf(changedRow));
  drawChange(agent, candidate + 1);
  know(changedRow, changedAction);
}
