// Policies as tables of actions, one per row: drawn at random by their number, or the best one with one entry changed. What has
// been looked up of the present one is kept beside them, since it is tried out for many steps: [agent][row], 0 while unknown. Of
// small tables all is looked up at once, and where it leads is kept, too: [agent][which of the two][row].
import { opened, wordAt, worldAt } from './bindings';
import { reciprocal } from './elementary';
import { ATTEMPT } from './generated';
import { otherRandomAt } from './scratch';
import { settle } from './settle';
import { ACTIONS, BEST, BEST_SCORE, CANDIDATE, CLIMB, FADING, KNOWN, NOISE, POLICY, ROWS, SCORE, STOCHASTIC, TRIED, known, learn, seed, transitions } from './structure';
import { fourFrom, randomY, threefry, threefry4 } from './threefry';

/// The counters of a candidate policy's random words: of a row, or, with `draw` = 1, of its change.
@inline function counterOf(candidate: u32, row: u32): u32 { return row | (candidate << 20); }
@inline function purposeOf(candidate: u32, draw: u32): u32 { return (ATTEMPT << 16) | (draw << 15) | ((candidate >> 12) & 0x7fff); }
function candidateWord(agent: u32, candidate: u32, row: u32, draw: u32): u32 { return threefry(seed, agent, counterOf(candidate, row), purposeOf(candidate, draw)); }

@inline function actionBy(word: u32): u32 { return ((word >> 16) * ACTIONS) >> 16; }
function drawnAction(agent: u32, candidate: u32, row: u32): u32 { return actionBy(candidateWord(agent, candidate, row, 0)); }

/// The entry in which a climbing candidate differs from the best table.
let changedRow: u32 = 0;
let changedAction: u32 = 0;
function drawChange(agent: u32, candidate: u32): void {
  changedRow = ((candidateWord(agent, candidate, 0, 1) >> 16) * ROWS) >> 16;
  changedAction = actionBy(randomY);
}

function entryOf(row: u32): u32 { return (load<u32>(wordAt(POLICY + row / 8)) >> (4 * (row % 8))) & 15; }

function setEntry(row: u32, action: u32): void {
  const place = wordAt(POLICY + row / 8);
  const shift = 4 * (row % 8);
  store<u32>(place, (load<u32>(place) & ~(<u32>15 << shift)) | (action << shift));
}

/// Whether the policy that acts was drawn, or is that with entries of its own: the candidate, or, where nothing is learned, the best one.
/// The first candidate of either search is drawn at random.
@inline function isDrawn(): bool { return !CLIMB || !load<u32>(wordAt(learn ? CANDIDATE : BEST)); }
@inline function numberDrawn(): u32 { return learn ? load<u32>(wordAt(CANDIDATE)) : max<u32>(load<u32>(wordAt(BEST)), 1) - 1; }

function find(agent: u32, row: u32): u32 {
  if (isDrawn()) return drawnAction(agent, numberDrawn(), row);
  if (learn) {
    drawChange(agent, load<u32>(wordAt(CANDIDATE)));
    if (row == changedRow) return changedAction;
  }
  return entryOf(row);
}

/// Whether tables are known as a whole, and where they lead: nothing but the action has to be known for that.
@inline export function keepsSuccessors(): bool { return KNOWN > ROWS && !(STOCHASTIC | FADING | NOISE); }
@inline function knownAt(row: u32): usize { return known + opened() * <usize>KNOWN + <usize>row; }

/// What the agent that is open does in a row.
@inline export function actionOf(agent: u32, row: u32): u32 {
  if (!KNOWN) return find(agent, row);
  const entry = <u32>load<u8>(knownAt(row));
  return entry ? entry - 1 : lookUp(agent, row);
}
function lookUp(agent: u32, row: u32): u32 {
  if (keepsSuccessors()) {
    knowTable(agent);
    return <u32>load<u8>(knownAt(row)) - 1;
  }
  const action = find(agent, row);
  know(row, action);
  return action;
}
/// Looks up all rows.
function knowTable(agent: u32): void {
  if (isDrawn()) knowDrawn(agent, numberDrawn());
  else for (let row: u32 = 0; row < ROWS; row++) know(row, find(agent, row));
}
/// The same as `drawnAction`, of all rows.
function knowDrawn(agent: u32, candidate: u32): void {
  for (let row: u32 = 0; row < ROWS; row++) {
    if ((row & 3) == 0) threefry4(otherRandomAt(), seed, i32x4.splat(agent), fourFrom(counterOf(candidate, row)), i32x4.splat(purposeOf(candidate, 0)));
    know(row, actionBy(load<u32>(otherRandomAt() + ((row & 3) << 2))));
  }
}
@inline function know(row: u32, action: u32): void {
  if (!KNOWN) return;
  store<u8>(knownAt(row), action + 1);
  if (keepsSuccessors()) store<u8>(knownAt(row + ROWS), isQuiet(row, action) ? <u32>stepOf(row, action) : row);
}

/// What an action leads to: the next row, its termination bit, and the event set above it.
@inline function stepOf(row: u32, action: u32): u64 { return load<u64>(worldAt(transitions + (row * ACTIONS + action) * 2)); }
/// Whether nothing happens on the way there.
@inline function isQuiet(row: u32, action: u32): bool { return stepOf(row, action) < 0x80000000; }

/// Where the table of successors is of the agent that is open: where a row's action leads, or, if something happens on the way, the
/// row itself.
@inline export function successorsAt(): usize { return knownAt(ROWS); }
/// Whether nothing happens in a row, of which all is known.
@inline export function staysQuiet(row: u32): bool { return isQuiet(row, <u32>load<u8>(knownAt(row)) - 1); }
/// Sees to it that all is known of the agent that is open.
@inline export function knowAll(agent: u32): void { if (!load<u8>(knownAt(0))) knowTable(agent); }
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
