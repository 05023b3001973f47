// Frames of four agents' thoughts, a lane an agent: the operations of frame.ts. The habits' weights are listed as others are.
import { hyperparameterAt } from './bindings';
import { exponential4, reciprocal4 } from './elementary';
import { add4, mul4, sub4 } from './float32';
import { FRAME, META_STEP, REFLECTION_COST } from './generated';
import { count, payThoughts, payoffsOf } from './lanes-episode';
import { entries, gather, learnList as learnListed, listRows as listHere, listSeen, sumList as sumListed } from './lanes-features';
import { listArrivals, listRows, sumList } from './lanes-network';
import { uniform4 } from './lanes-policy';
import { toComponent } from './lanes-slots';
import { some } from './masks';
import { REFLECTABLE, REFLECTED } from './measures';
import { Four, feltAt, habitsHereAt, habitsThereAt, imaginedAt, keep, kept, otherRandomAt } from './scratch';
import { settle4, size4 } from './settle';
import { EVENT_SETS, FEATURES, IMMEDIATE, META, META_LANE, ROWS, ROW_ACTIVE, SELF_VIEWS, VIEWS, W1, episodeLimit, featureIndex, firstStep, greedy, reflections, steps } from './structure';
import { drawFour } from './threefry';

/// Where rows can be thought about self-reflectively.
@inline function haveSelf(rows: v128): v128 { return i32x4.ne(gather(entries(featureIndex, i32x4.add(rows, i32x4.splat(ROWS)), ROW_ACTIVE), 0), i32x4.splat(FEATURES)); }

/// Thoughts of rows, self-reflective ones where a mask says so.
@inline export function thoughtsOf(rows: v128, reflective: v128): v128 { return i32x4.add(rows, v128.and(reflective, i32x4.splat(ROWS))); }

@inline function listHabits(list: usize, base: v128, rows: v128): void {
  listHere(list, i32x4.add(base, i32x4.splat(<i32>(((<usize>(META - W1)) << 4) + toComponent(META_LANE)))), rows);
}
/// u = m x of listed habits, settled.
@inline function urges(list: usize): v128 { return settle4(sumListed(list)); }

/// p = 1 / (1 + exp(-u)).
@inline function habits(u: v128): v128 {
  const e = exponential4(sub4(i32x4.splat(0), size4(u)));
  const most = reciprocal4(add4(f32x4.splat(1), e));
  return v128.bitselect(most, mul4(e, most), f32x4.ge(u, i32x4.splat(0)));
}

@inline function drawFrames(four: usize, t: u32): void { drawFour(otherRandomAt(), kept(four, Four.IDENTITY), t, FRAME << 16); }
/// Which thoughts come up self-reflective, by random words.
@inline function comeUp(u: v128, p: v128, words: v128): v128 { return greedy ? f32x4.gt(u, i32x4.splat(0)) : f32x4.lt(uniform4(words), p); }

/// Takes thoughts, as they are stored, apart into rows and frames.
export function openFrames(four: usize, thoughts: v128): void {
  const reflective = i32x4.ge_u(thoughts, i32x4.splat(ROWS));
  const rows = i32x4.sub(thoughts, v128.and(reflective, i32x4.splat(ROWS)));
  const reflectable = haveSelf(rows);
  keep(four, Four.ROW, rows);
  keep(four, Four.REFLECTIVE, reflective);
  keep(four, Four.REFLECTABLE, reflectable);
  if (some(reflectable)) listHabits(habitsHereAt(four), kept(four, Four.BASE), rows);
}

/// The thoughts of episodes that start come up.
export function beginThoughts(four: usize, starts: v128, t: u32): void {
  const rows = kept(four, Four.ROW);
  const reflectable = haveSelf(rows);
  let reflective = v128.andnot(kept(four, Four.REFLECTIVE), starts);
  if (some(reflectable)) {
    const list = habitsHereAt(four);
    listHabits(list, kept(four, Four.BASE), rows);
    const u = urges(list);
    const p = habits(u);
    keep(four, Four.HABIT, p);
    drawFrames(four, t);
    reflective = v128.or(reflective, v128.and(v128.and(comeUp(u, p, v128.load(otherRandomAt())), reflectable), starts));
  }
  keep(four, Four.REFLECTIVE, reflective);
  keep(four, Four.REFLECTABLE, reflectable);
}

/// Lists arrivals as thoughts in these frames see them.
@inline export function listViews(list: usize, base: v128, places: v128, rows: v128, events: v128, reflective: v128): void {
  if (VIEWS) listSeen(list, base, i32x4.add(places, v128.and(reflective, i32x4.splat(SELF_VIEWS))));
  else if (!some(reflective)) listArrivals(list, base, places, rows, events);
  else {
    const self = v128.and(reflective, haveSelf(rows));
    listArrivals(list, base, places, thoughtsOf(rows, self), i32x4.add(events, v128.and(self, i32x4.splat(EVENT_SETS))));
  }
}

/// The thoughts come up that follow, and are listed at `there`; and so are arrivals, as the present thoughts' frames see them.
export function arrive(four: usize, there: usize, places: v128, rows: v128, terminated: v128, events: v128, t: u32): void {
  const base = kept(four, Four.BASE);
  const self = haveSelf(rows);
  let reflectable = i32x4.splat(0), reflective = reflectable;
  if (!some(self)) {
    listArrivals(there, base, places, rows, events);
    store<u32>(four + Four.FELT, <u32>there);
  } else {
    // What would come up after an episode's end is forgotten at the next one's start, if there is one.
    reflectable = episodeLimit || t + 1 == firstStep + steps ? self : v128.andnot(self, terminated);
    if (some(reflectable)) {
      const list = habitsThereAt(four);
      listHabits(list, base, rows);
      const u = urges(list);
      drawFrames(four, t);
      reflective = v128.and(comeUp(u, habits(u), v128.load(otherRandomAt(), 16)), reflectable);
    }
    listRows(there, base, thoughtsOf(rows, reflective));
    if (IMMEDIATE) {
      listViews(feltAt(four), base, places, rows, events, kept(four, Four.REFLECTIVE));
      store<u32>(four + Four.FELT, <u32>feltAt(four));
    }
  }
  keep(four, Four.NEXT_REFLECTIVE, reflective);
  keep(four, Four.NEXT_REFLECTABLE, reflectable);
}

/// What happens when rows are thought about self-reflectively; the empty set where they are not.
@inline function reflectionsOf(four: usize): v128 { return v128.and(gather(entries(reflections, kept(four, Four.ROW), 1), 0), kept(four, Four.REFLECTIVE)); }

/// What having the thoughts pays: approval or shame, less the cost of reflection.
@inline export function thoughtPays(four: usize): v128 {
  const reflective = kept(four, Four.REFLECTIVE);
  if (!some(reflective)) return i32x4.splat(0);
  const own = v128.and(settle4(sub4(payoffsOf(reflectionsOf(four), 0), v128.load(hyperparameterAt(REFLECTION_COST)))), reflective);
  keep(four, Four.THOUGHT_PAY, own);
  return own;
}

/// Whether there are habits that can be learned.
@inline function moveHabits(four: usize): bool { return some(kept(four, Four.REFLECTABLE)) && v128.any_true(v128.load(hyperparameterAt(META_STEP))); }

/// How far habits are to move, but where it is forbidden to learn: beta_m (target - baseline) (z - p). The baseline averages over frames.
export function judgeHabits(four: usize, target: v128, gated: v128, fresh: bool): void {
  if (!moveHabits(four)) return;
  const reflective = kept(four, Four.REFLECTIVE), v_tm1 = kept(four, Four.VALUE);
  const one = f32x4.splat(1);
  // Nothing has been learned since an episode's start.
  const p = fresh ? kept(four, Four.HABIT) : habits(urges(habitsHereAt(four)));
  listRows(imaginedAt(), kept(four, Four.BASE), thoughtsOf(kept(four, Four.ROW), v128.not(reflective)));
  const other = settle4(sumList(imaginedAt()));
  const self = v128.bitselect(v_tm1, other, reflective), object = v128.bitselect(other, v_tm1, reflective);
  const baseline = add4(mul4(p, self), mul4(sub4(one, p), object));
  const metaDelta = settle4(mul4(v128.load(hyperparameterAt(META_STEP)), settle4(sub4(target, baseline))));
  keep(four, Four.HABIT_STEP, v128.and(settle4(mul4(metaDelta, sub4(v128.and(one, reflective), p))), v128.andnot(kept(four, Four.REFLECTABLE), gated)));
}

/// m += step x.
@inline export function learnHabits(four: usize): void {
  if (moveHabits(four)) learnListed(habitsHereAt(four), kept(four, Four.HABIT_STEP));
}

/// Counts the step's thoughts, and goes on to the next ones.
@inline export function passThoughts(four: usize): void {
  const reflective = kept(four, Four.REFLECTIVE), reflectable = kept(four, Four.REFLECTABLE);
  if (some(reflectable)) {
    count(REFLECTABLE, reflectable);
    if (some(reflective)) {
      count(REFLECTED, reflective);
      payThoughts(kept(four, Four.THOUGHT_PAY), reflectionsOf(four));
    }
  }
  keep(four, Four.REFLECTIVE, kept(four, Four.NEXT_REFLECTIVE));
  keep(four, Four.REFLECTABLE, kept(four, Four.NEXT_REFLECTABLE));
}
